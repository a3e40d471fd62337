"""Official numbers as lists write them: kept as text, sorted as numbers (R2)."""

import re
from typing import NamedTuple

from huiyin.prose.numbers import plain, to_int

_YEARLY = re.compile(r"(?P<year>(?:19|20)\d{2})[-—_./〔〕\[\]()]?(?P<seq>\d{2,5})")
_BARE = re.compile(r"(?:第|[Nn][Oo]\.?)?(?P<no>[0-9A-Za-z][0-9A-Za-z\-—_./]*)号?")
_DIGITS = re.compile(r"\d+")
_SPELT = re.compile(r"第?([零〇一二三四五六七八九十百千]+)号?")
_SEQ_LIMIT = 2_000_000_000


class SortNumber(NamedTuple):
    """What a number sorts by; None where it says nothing."""

    year: int | None
    seq: int | None


def clean_number(text: str) -> str:
    """第００３１号 → 0031, 20220305号 → 20220305; 平时第1号 stays whole; leading zeros stay."""
    said = re.sub(r"\s+", "", plain(text))
    bare = _BARE.fullmatch(said)
    return bare["no"] if bare else said


def sort_number(official_no: str) -> SortNumber:
    """20220305 → (2022, 305), 0031 → (None, 31), HG-201901287 → (2019, 1287), 第十号 → (None, 10)."""
    said = clean_number(official_no)
    runs = _DIGITS.findall(said)
    if found := _YEARLY.search(said):
        return SortNumber(int(found["year"]), int(found["seq"]))
    if runs:
        return SortNumber(None, min(int(runs[-1]), _SEQ_LIMIT))
    spelt = _SPELT.fullmatch(said)
    return SortNumber(None, to_int(spelt[1]) if spelt else None)
