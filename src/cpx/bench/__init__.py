"""Benchmarks: what a model said, held against what is true. Every record counts, whatever became of it."""
