"""How a list declares its columns once, for screen, sorting and spreadsheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Generic, Literal, TypeVar
from zoneinfo import ZoneInfo

Row = TypeVar("Row")
ColumnKind = Literal["text", "number", "date", "percent"]
LOCAL = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """`sort` is the look-up the database orders by ("" = not sortable); `width` counts half-width characters."""

    key: str
    label: str
    value: Callable[[Row], object]
    sort: str = ""
    width: int = 12
    kind: ColumnKind = "text"
    link: Callable[[Row], str] | None = None

    def text(self, row: Row) -> str:
        """The cell as it is shown to a reader."""
        return shown(self.value(row), self.kind)


def shown(value: object, kind: ColumnKind = "text") -> str:
    """A value in words: dates as 2022-07-22, rates with one decimal, nothing for nothing."""
    if value is None:
        return ""
    if kind == "percent" and isinstance(value, Decimal | float | int):
        return f"{(Decimal(str(value)) * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
    if isinstance(value, datetime):
        moment = local(value)
        return moment.strftime("%Y-%m-%d" if kind == "date" else "%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple | list):
        return "、".join(shown(part) for part in value)
    return str(value)


def local(moment: datetime) -> datetime:
    """A moment on the office's own clock."""
    return moment.astimezone(LOCAL) if moment.tzinfo else moment


def order_by(columns: Sequence[Column[Any]], wanted: str) -> tuple[str, ...]:
    """The look-up for `due` or `-due` as asked by a reader; empty when no such column can be sorted."""
    for column in columns:
        if column.sort and column.key == wanted.lstrip("-"):
            down = wanted.startswith("-") != column.sort.startswith("-")
            return (("-" if down else "") + column.sort.lstrip("-"),)
    return ()
