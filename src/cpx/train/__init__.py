"""Training: records to a checkpoint. The only home of trl, peft and bitsandbytes.

records ──> data (examples, real token lengths) ──> sft  (S1: captions and code, supervised)
                                                └─> grpo (R1: code, rewarded for what it draws)
session: the run's folder, signals, checkpoints; settings, faults: in words; tiny: a Qwen3-VL of a million parameters
"""
