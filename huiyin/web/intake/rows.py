"""The rows of an import as a person reads them: every row once, the mendable first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from huiyin.exchange import mending
from huiyin.exchange.columns import fields
from huiyin.web.intake.words import LATER, STATUS, flags_of

ORDER = tuple(STATUS)
USUAL = ("number", "title", "lead", "cosigners", "lead_unit", "assist_unit", "role", "due")


class LineRow(NamedTuple):
    """One line of the list. status: a key of words.STATUS · reason: why it is an error · differences: before and after."""

    status: str
    sheet: str
    row: int
    official_no: str
    title: str
    submitters: str
    role: str
    reason: str
    differences: list[dict[str, Any]]
    flags: list[str]
    due_on: str
    others: str
    key: str = ""
    mended: bool = False
    cells: tuple[tuple[str, str, str], ...] = ()

    @property
    def mark(self) -> str:
        return STATUS[self.status][0]

    @property
    def tone(self) -> str:
        return STATUS[self.status][1]

    @property
    def look(self) -> str:
        return STATUS[self.status][2]

    @property
    def later(self) -> str:
        return LATER[self.status]

    @property
    def said(self) -> str:
        """What differs, in one line, as the log keeps it."""
        changes = "；".join(f"{d['field']}：{shown(d['before'])}→{shown(d['after'])}" for d in self.differences)
        return "；".join(filter(None, [self.reason, changes, *self.flags]))


@dataclass(frozen=True)
class Chip:
    """A filter with its count."""

    key: str
    mark: str
    tone: str
    count: int
    on: bool


def rows_of(report: Mapping[str, Any]) -> list[LineRow]:
    """Errors, then changes, then what is new, then what is the same; each in the order of the list."""
    rows = [_error(one) for one in report["errors"]] + [_item(one) for one in report["items"]]
    return sorted(rows, key=lambda row: (ORDER.index(row.status), row.sheet, row.row))


def counts_of(report: Mapping[str, Any]) -> dict[str, int]:
    found = {key: report[key] for key in ("changed", "created", "unchanged")}
    return {"errors": len(report["errors"]), **found}


def chips_of(report: Mapping[str, Any], chosen: str) -> list[Chip]:
    """全部 and the four results; together they are all rows."""
    counts = counts_of(report)
    return [Chip("", "", "", sum(counts.values()), not chosen)] + [
        Chip(key, STATUS[key][0], STATUS[key][1], count, key == chosen) for key, count in counts.items()
    ]


def shown(value: Any) -> str:
    """A value of a difference in words."""
    if isinstance(value, list):
        return "、".join(str(part) for part in value) or "空"
    return str(value) if value not in (None, "") else "空"


def batches_of(report: Mapping[str, Any]) -> str:
    """What the list turned out to be: sessions and year."""
    return "、".join(report.get("sessions", ())) or "届次没有认出"


def _error(one: Mapping[str, Any]) -> LineRow:
    said = (one["sheet"], one["row"], one["official_no"], one["title"])
    row = LineRow("errors", *said, "", "", one["reason"], [], [], "", "")
    return row._replace(key=key_of(one), mended=one.get("mended", False), cells=cells_of(one.get("cells", {})))


def key_of(one: Mapping[str, Any]) -> str:
    """How a row is named when it is put right."""
    return str(mending.key_of(one.get("sheet", ""), one["row"], one.get("part", 0)))


def cells_of(cells: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Name, label and words of the cells a person may put right: the usual ones, and what the row has besides."""
    names = [name for name in mending.MENDABLE if name in USUAL or name in cells]
    return tuple((name, fields()[name].label, cells.get(name, "")) for name in names)


def _item(one: Mapping[str, Any]) -> LineRow:
    names = "、".join(filter(None, [one["lead_submitter"], *one["cosigners"][:2]]))
    more = f" 等 {len(one['cosigners']) + 1} 人" if len(one["cosigners"]) > 2 else ""
    differences = [
        {**d, "before": shown(d["before"]), "after": shown(d["after"])} for d in one["differences"] if not d["kept"]
    ]
    facts = (one["sheet"], one["row"], one["official_no"], one["title"], names + more, one["role_label"])
    return LineRow(
        *(one["status"], *facts, "", differences, flags_of(one["flags"]), one["reply_due_on"] or ""),
        *(_others(one["units"]), key_of(one), one.get("mended", False)),
    )


def _others(units: list[Mapping[str, Any]]) -> str:
    """会办市教育局 等 3 家: who else has a part in it."""
    if not units:
        return ""
    more = f" 等 {len(units)} 家" if len(units) > 1 else ""
    return f"{units[0]['role_label']}{units[0]['name']}{more}"
