"""Official numbers of items: kept as text, read as year, sequence and class for sorting."""

import re
from dataclasses import dataclass

from huiyin.prose.numbers import plain, to_int

_YEARS = range(1978, 2100)
_CLASS = re.compile(r"\((?P<name>[^()0-9]+?)(?:第)?(?P<seq>\d+)号?\)")
_DIGITS = re.compile(r"\d+")
_NONE = ("无", "无号", "-", "—", "/", "")
_DASHES = re.compile(r"[‐‑–—－]")


@dataclass(frozen=True, slots=True)
class OfficialNo:
    """第0031号 is text 0031, seq 31; 20220305号 is 20220305, year 2022, seq 305; 平时第1号 stays whole."""

    text: str
    seq: int | None = None
    year: int | None = None
    prefix: str = ""
    class_no: str = ""

    def __str__(self) -> str:
        return self.text

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        """第10号 after 第9号, 2022/10 after 2022/9, other series apart, numbers before texts (R2)."""
        last = 10**18
        return (self.prefix, self.year or 0, last if self.seq is None else self.seq, self.text)


def read_official_no(text: str) -> OfficialNo | None:
    """What the cell says, 第…号 around bare digits left out; leading zeros stay; None when the cell is empty."""
    said = _DASHES.sub("-", re.sub(r"\s+", "", plain(text)))
    if said.startswith("'"):
        said = said[1:]
    class_no = ""
    if found := _CLASS.search(said):
        class_no = found.group(0)[1:-1]
        said = said[: found.start()] + said[found.end() :]
    said = said.strip("()")
    if said in _NONE:
        return None
    said = re.sub(r"(?<=\d)\.0+$", "", said)
    only_digits = re.fullmatch(r"第?(\d+)号?", said)
    number = only_digits[1] if only_digits else said
    year, seq, prefix = _parts(number)
    return OfficialNo(number, seq, year, prefix, class_no)


def official_key(text: str) -> tuple[str, int, int, str]:
    """The sorting key of a stored number."""
    number = read_official_no(text)
    return number.sort_key if number else ("", 0, 10**18, "")


def _parts(bare: str) -> tuple[int | None, int | None, str]:
    """Year, sequence and prefix: the last run of digits counts, a year before it is the year."""
    runs = list(_DIGITS.finditer(bare))
    if not runs:
        ordinal = re.match(r"第?(?P<n>[零一二三四五六七八九十百]+)号", bare)
        return None, to_int(ordinal["n"]) if ordinal else None, ""
    last = runs[-1]
    prefix = bare[: last.start()].strip("-〔〕[]年/.第")
    if len(runs) > 1 and int(runs[0].group()) in _YEARS and len(runs[0].group()) == 4:
        return int(runs[0].group()), int(last.group()), re.sub(r"\d", "", prefix).strip("-〔〕[]年/.第")
    digits = last.group()
    if 7 <= len(digits) <= 10 and int(digits[:4]) in _YEARS:
        return int(digits[:4]), int(digits[4:]), prefix
    return None, int(digits), prefix
