"""Titles of items as they are cited: without the marks and spaces a cell adds."""

import re

from huiyin.prose.numbers import plain

_WRAP = re.compile(r"《(?P<inside>[^《》]*(?:《[^《》]*》[^《》]*)*)》")
_NUMBERED = re.compile(r"^(?:第?\s*\d{1,8}\s*号)\s*[:：、]?\s*(?=关于)")


def clean_title(text: str) -> str:
    """《关于…的建议》 → 关于…的建议; inner marks and single spaces stay."""
    title = re.sub(r"\s+", " ", re.sub(r"[\u3000\xa0\ufeff\u200b]", " ", text)).strip()
    if wrapped := _WRAP.fullmatch(title):
        title = wrapped["inside"].strip()
    return _NUMBERED.sub("", title).rstrip("。")


def same_title(a: str, b: str) -> bool:
    """Whether two cells mean the same title, whatever their spaces, widths and marks."""
    return _bare(a) == _bare(b)


def _bare(text: str) -> str:
    return re.sub(r"[\s，,、。“”\"'《》()]", "", plain(clean_title(text)))
