"""Run untrusted matplotlib scripts, confined, and get their figures."""

from cpx.sandbox.encode import pixel_hash
from cpx.sandbox.pool import Sandbox
from cpx.sandbox.verdict import Drawing, Limits, Result

__all__ = ["Drawing", "Limits", "Result", "Sandbox", "pixel_hash"]
