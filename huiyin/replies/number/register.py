"""文号登记簿: the numbers a unit took in a year, by code, with what stands behind each and what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from huiyin.documents.columns import Column
from huiyin.replies.models import DocNumber, NumberSeries, Reply
from huiyin.replies.number import numbering, series
from huiyin.replies.number.series import Gap
from huiyin.rules.numbers import DocNo, read_doc_no


@dataclass(frozen=True)
class Entry:
    """One line of the register."""

    number: DocNumber
    parts: DocNo | None

    @property
    def letter(self) -> str:
        return str(self.number.reply) if self.number.reply else ""

    @property
    def state(self) -> str:
        return f"作废：{self.number.voided_reason}" if self.number.voided_reason else "在用"

    @property
    def made(self) -> str:
        return "自编" if self.number.series_id else "登记部门"


@dataclass(frozen=True)
class OwnSeries:
    """A series of our own as the register shows it: its next number, and numbers nobody has explained."""

    series: NumberSeries
    following: str
    gaps: Sequence[Gap]
    voided: int
    is_usual: bool = False


COLUMNS: Sequence[Column[Entry]] = (
    Column("text", "文号", lambda row: row.number.text, width=26),
    Column("taken_on", "编号日期", lambda row: row.number.taken_on, kind="date"),
    Column("letter", "标题", lambda row: row.letter, width=48),
    Column("item", "件", lambda row: _item(row), width=20),
    Column("kind", "种类", lambda row: row.number.reply.get_kind_display() if row.number.reply else "", width=10),
    Column("made", "谁编的", lambda row: row.made, width=10),
    Column("state", "状态", lambda row: row.state, width=24),
)


def entries(units: Iterable[int], year: int, *, code: str = "", words: str = "") -> list[Entry]:
    """Numbers of that year, by code, the highest first."""
    found = DocNumber.objects.filter(unit__in=list(units), text__contains=f"〔{year}〕")
    found = found.select_related("reply__assignment__item__session", "series")
    rows = [Entry(number, read_doc_no(number.text)) for number in found]
    if code:
        rows = [row for row in rows if row.parts and row.parts.code == code]
    if words:
        rows = [row for row in rows if words in row.number.text or words in row.letter]
    return sorted(
        rows, key=lambda row: (row.parts.code if row.parts else "", -(row.parts.sequence if row.parts else 0))
    )


def own_series(units: Iterable[int], year: int) -> list[OwnSeries]:
    found = NumberSeries.objects.filter(unit__in=list(units), year=year).select_related("unit").order_by("code")
    return [_shown(one) for one in found]


def series_for(reply: Reply) -> list[OwnSeries]:
    """The series this letter may be numbered in, the usual one first."""
    usual = series.usual_code(reply)
    return [_shown(one, is_usual=one.code == usual) for one in series.open_for(reply)]


def _shown(one: NumberSeries, *, is_usual: bool = False) -> OwnSeries:
    return OwnSeries(
        one,
        following=str(DocNo(one.code, one.year, numbering.next_in(one))),
        gaps=series.gaps(one),
        voided=one.numbers.exclude(voided_reason="").count(),
        is_usual=is_usual,
    )


def _item(row: Entry) -> str:
    return row.number.reply.assignment.item.number_label if row.number.reply else ""
