"""cpx: image-caption-code triplets of STEM figures, as Unix commands over JSONL."""

__version__ = "0.1.0"
