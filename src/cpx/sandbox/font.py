"""The Chinese font that scripts draw with: found here, whichever interpreter draws. docs/decisions/fonts.md says why this one."""

import hashlib
import importlib.util
from pathlib import Path

from cpx.errors import Missing

PACKAGE, FILE = "zhplot", "fonts/NotoSansSC-Regular.ttf"
SHA256 = "5cf8b2a0576d5680284ab03a7a8219499d59bbe981a79bb3dc0031f251c39736"


def chinese() -> str:
    """The font's path; raises Missing if it is not installed, or is another one."""
    package = importlib.util.find_spec(PACKAGE)  # found, not imported: importing it would change matplotlib's settings
    if package is None or package.origin is None:
        raise Missing(f"the Chinese font is not installed; the package {PACKAGE} has it: pip install --no-deps {PACKAGE}==1.0.0")
    path = Path(package.origin).resolve().parent / FILE
    if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
        raise Missing(f"{path} is not the font that cpx was made with; pip install --no-deps --force-reinstall {PACKAGE}==1.0.0")
    return str(path)
