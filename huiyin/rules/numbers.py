"""What a document number must look like: 代字〔年〕序号号, as GB/T 9704—2012 has it."""

import re
from datetime import date
from typing import NamedTuple

_SHAPE = re.compile(r"(?P<code>[\u4e00-\u9fff]{1,20})〔(?P<year>\d{4})〕(?P<seq>\d+)号", re.ASCII)
_CODE = re.compile(r"[\u4e00-\u9fff]{1,20}")
_WRONG_BRACKETS = re.compile(r"[\[\]【】()（）]\s*\d{4}|\d{4}\s*[\[\]【】()（）]")


class DocNo(NamedTuple):
    """The parts of 示卫函〔2022〕15号."""

    code: str
    year: int
    sequence: int

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕{self.sequence}号"


def read_doc_no(text: str) -> DocNo | None:
    """The parts of a well-formed number; None for anything else."""
    found = _SHAPE.fullmatch(text)
    return DocNo(found["code"], int(found["year"]), int(found["seq"])) if found else None


def find_doc_nos(text: str) -> list[str]:
    """Every number that stands in a text, in its order."""
    return [match.group() for match in _SHAPE.finditer(text)]


def check_code(code: str) -> str | None:
    """Why this cannot be the code of an organ in a number; None when it can."""
    return None if _CODE.fullmatch(code) else "机关代字应是一至二十个汉字，如 武卫函"


def check_doc_no(text: str, on: date) -> str | None:
    """Why this number cannot stand on a document dated `on`; None when it can (R44)."""
    if not text.strip():
        return "没有填写文号"
    if re.search(r"\s", text):
        return "文号中不应有空格"
    found = _SHAPE.fullmatch(text)
    if found is None:
        return _what_is_wrong(text)
    if found["seq"].startswith("0"):
        return f"序号不编虚位（不写“{found['seq']}”，写“{int(found['seq']) or 1}”）"
    if int(found["year"]) != on.year:
        return f"文号年份 {found['year']} 与成文日期 {on.year} 年不符"
    return None


def _what_is_wrong(text: str) -> str:
    if re.search(r"[０-９]", text):
        return "文号应使用半角数字"
    if "〔" not in text and _WRONG_BRACKETS.search(text):
        return "年份应使用六角括号〔〕"
    if "第" in text:
        return "序号前不加“第”"
    if re.search(r"〔\d{1,3}〕|〔\d{5,}〕", text):
        return "年份应为四位数字"
    if not text.endswith("号"):
        return "文号应以“号”结尾"
    return "文号应写作：代字〔年份〕序号号，如 武卫函〔2022〕15号"
