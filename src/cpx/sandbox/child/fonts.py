"""The fonts every picture is drawn with: DejaVu, which comes with matplotlib, and one Chinese font, pinned by its hash.

System fonts are never looked at, so that a script draws the same pixels on every machine. docs/decisions/fonts.md says why these.
"""

import logging
import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from matplotlib import _mathtext, _text_helpers, font_manager, get_cachedir, get_data_path
from matplotlib.texmanager import TexManager

ALIASES = (
    "SimHei", "SimSun", "NSimSun", "KaiTi", "FangSong", "LiSu", "YouYuan", "Microsoft YaHei", "Microsoft JhengHei", "STHeiti", "STSong",
    "STKaiti", "STFangsong", "Heiti SC", "Heiti TC", "Songti SC", "Kaiti SC", "PingFang SC", "PingFang HK", "PingFang TC",
    "Hiragino Sans GB", "Arial Unicode MS", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Noto Sans CJK SC", "Noto Sans CJK TC",
    "Noto Sans CJK JP", "Noto Serif CJK SC", "Noto Serif SC", "Source Han Sans CN", "Source Han Sans SC", "Source Han Serif SC",
    "Droid Sans Fallback", "AR PL UMing CN", "AR PL UKai CN", "MS Gothic", "Yu Gothic", "Malgun Gothic",
)  # fmt: skip
"""Families that scripts ask for when they write Chinese, on the machines where they were written."""
CJK = ((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF))

missing: set[int] = set()
"""Characters that were drawn as boxes because no pinned font has them."""


def pin(chinese: str) -> None:
    """Leave matplotlib's own fonts and the file `chinese`, and no other, in this process and in the font list that it leaves behind."""
    manager = font_manager.fontManager
    manager.ttflist = [font for font in manager.ttflist if font.fname.startswith(get_data_path())]
    manager.addfont(chinese)
    entry = manager.ttflist[-1]
    manager.ttflist += [replace(entry, name=alias) for alias in ALIASES]
    for fonts in (manager.ttflist, manager.afmlist):  # their order decides between equals
        fonts.sort(key=lambda font: (os.path.basename(font.fname), getattr(font, "index", 0), font.name))
    font_manager.json_dump(manager, os.path.join(get_cachedir(), f"fontlist-v{font_manager.FontManager.__version__}.json"))
    fall_back(chinese)
    note_missing()
    TexManager.__new__ = no_latex


def no_latex(*arguments: Any) -> None:
    """LaTeX is a process of its own, and would bring fonts of its own."""
    raise RuntimeError("text.usetex needs LaTeX, which does not run in the sandbox")


def fall_back(chinese: str) -> None:
    """Let every font fall back to the Chinese one for characters that it does not have, in text and in mathematics."""
    by_family = font_manager.FontManager._find_fonts_by_props
    last = font_manager.FontPath(chinese, 0) if hasattr(font_manager, "FontPath") else chinese  # before 3.11: paths are plain

    def with_chinese(self: Any, *arguments: Any, **options: Any) -> list[str]:
        paths = by_family(self, *arguments, **options)
        return paths if chinese in paths else [*paths, last]

    font_manager.FontManager._find_fonts_by_props = with_chinese
    for family in (_mathtext.UnicodeFonts, _mathtext.DejaVuFonts, _mathtext.BakomaFonts):
        family._get_glyph = mathematics(family._get_glyph, chinese)


def mathematics(get_glyph: Callable[..., Any], chinese: str) -> Callable[..., Any]:
    """matplotlib's mathematics knows no fall-back font for Chinese, so its characters are looked up here first."""

    def _get_glyph(self: Any, fontname: str, font_class: str, sym: str) -> Any:
        if len(sym) == 1 and any(first <= ord(sym) <= last for first, last in CJK):
            font = font_manager.get_font(chinese)
            if font.get_char_index(ord(sym)):
                return font, ord(sym), False
        return get_glyph(self, fontname, font_class, sym)

    return _get_glyph


def note_missing() -> None:
    """Remember each character that ends as a box; matplotlib only warns of it."""

    class Dummies(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if str(record.msg).startswith("Font %r does not have a glyph") and isinstance(record.args, tuple):
                missing.add(int(record.args[2]))  # type: ignore[call-overload]

    warn = _text_helpers.warn_on_missing_glyph

    def warn_on_missing_glyph(codepoint: int, *fonts: str) -> None:
        missing.add(codepoint)
        warn(codepoint, *fonts)

    _text_helpers.warn_on_missing_glyph = warn_on_missing_glyph
    logging.getLogger("matplotlib.mathtext").addHandler(Dummies())
