"""Which fonts set a document as PDF: the standard's faces, the unit's own licensed files before free ones."""

import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst
from fontTools.ttLib import TTFont

# Beginnings of file and family names, the best first. A unit's own file may simply be called 仿宋.ttf.
FACES = {
    "xiaobiaosong": ("小标宋", "方正小标宋", "fzxiaobiaosong", "华文中宋", "stzhongsong", "noto serif sc"),
    "fangsong": ("仿宋", "fangsong", "simfang", "stfangsong", "方正仿宋", "fzfangsong", "fandolfang", "noto serif sc"),
    "heiti": ("黑体", "simhei", "stheiti", "noto sans sc"),
    "kaiti": ("楷体", "kaiti", "simkai", "stkaiti", "方正楷体", "fzkai", "fandolkai", "noto serif sc"),
    "songti": ("宋体", "simsun", "stsong", "noto serif sc"),
}
STAND_IN = "noto serif sc"
INVISIBLE = ("Cc", "Cf", "Zs", "Zl", "Zp")


class NoGlyph(ValueError):
    """Signs that no font at hand can draw."""

    def __init__(self, signs: str) -> None:
        self.signs = signs
        super().__init__(
            f"没有字体能排出“{'”“'.join(signs)}”，请换成通用字，或把有此字的字体放进数据目录的 fonts 文件夹。"
        )


@dataclass(frozen=True, eq=False)
class Typefaces:
    """Families for each face, each list ending in every other font; what they draw; are titles thin by nature?"""

    fonts: typst.Fonts
    families: dict[str, list[str]]
    signs: frozenset[int]
    thin_title: bool

    def undrawn(self, text: str) -> str:
        """Each sign of the text that no font draws, once, in order."""
        unknown = (sign for sign in dict.fromkeys(text) if ord(sign) not in self.signs)
        return "".join(sign for sign in unknown if unicodedata.category(sign) not in INVISIBLE)


def typefaces(own: Path | None = None) -> Typefaces:
    """The fonts of the unit's folder, of this installation and of the wheel; read once until a file changes."""
    folders = (own, Path(sys.prefix) / "share" / "huiyin" / "fonts", Path(pylopdf_fonts_zh_cn.serif_path()).parent)
    return _read(tuple((folder, folder.stat().st_mtime) for folder in folders if folder and folder.is_dir()))


@cache
def _read(folders: tuple[tuple[Path, float], ...]) -> Typefaces:
    paths = [folder for folder, _ in folders]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
    found = sorted(fonts.fonts(), key=lambda font: _rank(font, folders))
    families = {face: _families(found, names) for face, names in FACES.items()}
    signs = frozenset().union(*(_signs_of(font.path, font.index) for font in found if font.path))
    return Typefaces(fonts, families, signs, families["xiaobiaosong"][0].casefold() == STAND_IN)


def _rank(font: typst.FontInfo, folders: tuple[tuple[Path, float], ...]) -> int:
    """The unit's own folder first."""
    return next(
        (at for at, (folder, _) in enumerate(folders) if (font.path or "").startswith(str(folder))), len(folders)
    )


def _families(found: Iterable[typst.FontInfo], names: tuple[str, ...]) -> list[str]:
    fit = [font.family for name in names for font in found if _is_called(font, name)]
    return list(dict.fromkeys([*fit, *(font.family for font in found)]))


def _is_called(font: typst.FontInfo, name: str) -> bool:
    stem = Path(font.path).stem if font.path else ""
    return font.family.casefold().startswith(name) or stem.casefold().startswith(name)


def _signs_of(path: str, index: int) -> set[int]:
    number = index if Path(path).suffix.lower() in (".ttc", ".otc") else -1
    with TTFont(path, fontNumber=number, lazy=True) as font:
        return set(font.getBestCmap() or ())
