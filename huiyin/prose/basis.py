"""What a letter rests on, as people write it down: 《名称》, document number, date and clause of each law, policy or plan."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from huiyin.prose.dates import read_date

Kind = Literal["law", "policy", "plan", "other"]

_NAME = re.compile(r"《(?P<name>[^《》]*(?:《[^《》]*》[^《》]*)*)》")
_NUMBER = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{1,12}\s?[〔\[（(【]\s?(?:19|20)\d{2}\s?[〕\]）)】]\s?(?:第\s?)?\d{1,5}\s?号"
)
_DATE = re.compile(r"(?:19|20)\d{2}年(?:\d{1,2}月(?:\d{1,2}日)?)?")
_ORDINAL = r"第[一二三四五六七八九十百零〇\d]{1,6}"
_CLAUSE = re.compile(rf"{_ORDINAL}(?:条|章|部分|篇)(?:{_ORDINAL}款)?(?:{_ORDINAL}项)?")
_LAW = re.compile(r"(?:法|条例|办法|规定|细则|章程|决定)(?:[（(][^）)]*[）)])?$")
_PLAN = re.compile(r"(?:规划|计划|方案|要点|纲要|清单|报告)(?:[（(][^）)]*[）)])?$")
_POLICY = re.compile(r"(?:通知|意见|函|批复|公告|标准|指南|纪要)(?:[（(][^）)]*[）)])?$")
_PARTS = re.compile(r"[\n；;]+")


@dataclass(frozen=True)
class Basis:
    """One text that is relied on; empty where it was not said."""

    text: str
    kind: Kind = "other"
    name: str = ""
    number: str = ""
    dated: str = ""
    clause: str = ""

    @property
    def on(self) -> date | None:
        return read_date(self.dated) if self.dated else None

    @property
    def missing(self) -> tuple[str, ...]:
        """A law is cited by its clause, a policy by number, a plan by number or date; whatever it is, by its name."""
        if not self.name:
            return () if self.number else ("文件名称",)
        if self.kind == "law":
            return () if self.clause or self.number else ("条款",)
        if self.kind == "policy":
            return () if self.number else ("文号",)
        return () if self.number or self.dated or self.kind == "other" else ("文号或日期",)


def read_basis(text: str) -> list[Basis]:
    """Each line, or part of a line between semicolons, one text; two names in one part are two."""
    return [basis for part in _PARTS.split(text) if part.strip() for basis in _of(part.strip(" 　。，、"))]


def _of(part: str) -> list[Basis]:
    names = list(_NAME.finditer(part))
    if len(names) < 2:
        return [_basis(part, names[0]["name"] if names else "")]
    starts = [0, *(name.start() for name in names[1:])]
    ends = [*starts[1:], len(part)]
    pieces = [part[start:end].strip(" 　、，和及") for start, end in zip(starts, ends, strict=True)]
    return [_basis(piece, name["name"]) for piece, name in zip(pieces, names, strict=True)]


def _basis(part: str, name: str) -> Basis:
    rest = part.replace(f"《{name}》", " ") if name else part
    number = _NUMBER.search(rest)
    without = rest.replace(number.group(), " ") if number else rest
    dated, clause = _DATE.search(without), _CLAUSE.search(without)
    return Basis(
        text=part,
        kind=_kind(name),
        name=name,
        number=re.sub(r"\s", "", number.group()) if number else "",
        dated=dated.group() if dated else "",
        clause=clause.group() if clause else "",
    )


def _kind(name: str) -> Kind:
    """By the last word of its name; a notice that passes on a plan is a policy."""
    if _POLICY.search(name):
        return "policy"
    if _PLAN.search(name):
        return "plan"
    return "law" if _LAW.search(name) else "other"
