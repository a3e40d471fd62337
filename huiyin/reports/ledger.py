"""台账: a unit's items of a year as rows, narrowed, counted by facet, sorted, paged; the same columns for screen and xlsx."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Prefetch, QuerySet

from huiyin.documents.columns import Column, order_by
from huiyin.handling.models import Assignment, State
from huiyin.items.models import Signature
from huiyin.reports import counted, facets
from huiyin.reports.facets import FacetCounts
from huiyin.reports.filters import Filters, beside_facets, chosen_in
from huiyin.reports.scopes import Scope
from huiyin.reports.stages import Light, Stage, staged
from huiyin.surveys.models import Grade

OFFICIAL = ("item__session__level", "item__session__body", "item__number_year", "item__seq", "item__official_no", "pk")
PAGE_SIZE = 50


@dataclass(frozen=True)
class LedgerRow:
    """One assignment as a line of the ledger, with all it shows already read."""

    assignment: Assignment
    first_signer: str
    signers: int
    offices: tuple[str, ...]
    officers: tuple[str, ...]
    leaders: tuple[str, ...]
    topics: tuple[str, ...]
    marks: tuple[str, ...]
    stage: Stage
    light: Light
    next_due_on: dt.date | None
    reply_due_on: dt.date | None
    class_letter: str
    grade: str
    contacted: bool
    met: bool

    @property
    def item(self) -> Any:
        return self.assignment.item

    @property
    def submitters(self) -> str:
        """示例代表001 等 3 人."""
        return f"{self.first_signer} 等 {self.signers} 人" if self.signers > 1 else self.first_signer

    @property
    def grade_label(self) -> str:
        return str(Grade(self.grade).label) if self.grade else ""


@dataclass(frozen=True)
class LedgerPage:
    """One page: rows, how many the filters leave, how many there are in all, the facets with counts."""

    rows: tuple[LedgerRow, ...]
    count: int
    total: int
    number: int
    size: int
    facets: tuple[FacetCounts, ...]

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // self.size))

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1 if self.count else 0

    @property
    def last(self) -> int:
        return min(self.number * self.size, self.count)


COLUMNS: tuple[Column[LedgerRow], ...] = (
    Column("no", "案号", lambda row: row.item.number_label, sort="item__seq", width=18),
    Column("title", "标题", lambda row: row.item.title or "（线下办理）", width=60),
    Column("submitter", "提出人", lambda row: row.submitters, width=20),
    Column("origin", "来源", lambda row: row.item.origin_label, sort="item__session__level", width=14),
    Column("light", "灯", lambda row: row.light.label, width=8),
    Column("due", "最近期限", lambda row: row.next_due_on, sort="next_due_on", width=12, kind="date"),
    Column("office", "处室", lambda row: row.offices, width=18),
    Column("officer", "经办人", lambda row: row.officers, width=12),
    Column("leader", "分管领导", lambda row: row.leaders, width=12),
    Column("role", "角色", lambda row: row.assignment.role_label, sort="role", width=8),
    Column("stage", "阶段", lambda row: row.stage.label, sort="stage", width=10),
    Column("class", "分类", lambda row: row.class_letter, sort="draft_letter", width=6),
    Column("grade", "满意度", lambda row: row.grade_label, sort="grade", width=10),
    Column("marks", "重点", lambda row: row.marks, width=16),
    Column("topics", "主题", lambda row: row.topics, width=18),
    Column("batch", "批次", lambda row: row.item.batch.name, width=16),
    Column("dispatched", "交办日期", lambda row: row.assignment.dispatched_on, sort="dispatched_on", kind="date"),
    Column("reply_due", "答复期限", lambda row: row.reply_due_on, sort="reply_due", kind="date"),
    Column("answered", "答复日期", lambda row: row.assignment.answered_on, sort="answered_on", kind="date"),
    Column("closed", "办结日期", lambda row: row.assignment.closed_on, sort="closed_on", kind="date"),
    Column("contact", "沟通", lambda row: "面商" if row.met else "已沟通" if row.contacted else "", width=8),
)
SHOWN = ("no", "title", "light", "due", "office", "role", "stage", "class")
BY_KEY = {column.key: column for column in COLUMNS}


def lines(
    unit_ids: Collection[int],
    *,
    today: dt.date,
    year: int | None = None,
    filters: Filters | None = None,
    scope: Scope | None = None,
) -> QuerySet[Assignment]:
    """The assignments these units hold themselves, narrowed; year None means all years, `scope` counts as it does."""
    given = filters or {}
    return _beside(unit_ids, year, given, scope, today).filter(chosen_in(given))


def ledger(
    unit_ids: Collection[int],
    *,
    today: dt.date,
    year: int | None = None,
    filters: Filters | None = None,
    scope: Scope | None = None,
    sort: str = "",
    page: int = 1,
    size: int = PAGE_SIZE,
) -> LedgerPage:
    """One page with its facets, in eight queries whatever the size."""
    given = filters or {}
    beside = _beside(unit_ids, year, given, scope, today)
    chosen = beside.filter(chosen_in(given))
    groups = facets.groups_of(beside)
    count = facets.count_of(groups, given)
    number = min(max(page, 1), max(1, -(-count // size)))
    rows = _rows(chosen, sort, (number - 1) * size, number * size)
    counts, total = facets.counted(groups, chosen, given, _whole(unit_ids, year, scope))
    return LedgerPage(tuple(rows), count, total, number, size, counts)


def export_rows(
    unit_ids: Collection[int],
    *,
    today: dt.date,
    year: int | None = None,
    filters: Filters | None = None,
    scope: Scope | None = None,
    sort: str = "",
) -> Iterator[LedgerRow]:
    """Every row of the ledger, for a spreadsheet; a thousand at a time."""
    found = lines(unit_ids, today=today, year=year, filters=filters, scope=scope)
    start = 0
    while chunk := _rows(found, sort, start, start + 1000):
        yield from chunk
        start += 1000


def _whole(unit_ids: Collection[int], year: int | None, scope: Scope | None) -> QuerySet[Assignment]:
    if scope is not None:
        return Assignment.objects.filter(scope.condition)
    held = Assignment.objects.held_by(unit_ids)
    held = held.exclude(state=State.WITHDRAWN).filter(item__left_on=None)
    return held.filter(year=year) if year else held


def _beside(
    unit_ids: Collection[int], year: int | None, filters: Filters, scope: Scope | None, today: dt.date
) -> QuerySet[Assignment]:
    day = min(today, scope.day) if scope else today
    found = staged(counted.known(_whole(unit_ids, year, scope), on=day), today=today)
    return found.filter(beside_facets(filters, today=day))


def _sorted(found: QuerySet[Assignment], sort: str) -> QuerySet[Assignment]:
    look_ups = order_by(COLUMNS, sort)
    if not look_ups:
        return found.order_by(*OFFICIAL)
    name = look_ups[0].lstrip("-")
    first = F(name).desc(nulls_last=True) if look_ups[0].startswith("-") else F(name).asc(nulls_last=True)
    return found.order_by(first, *OFFICIAL)


def _rows(found: QuerySet[Assignment], sort: str, first: int, last: int) -> list[LedgerRow]:
    """Some assignments in order with what a row shows: six queries. The database orders bare keys first, so that
    what a row shows is worked out for these rows only."""
    keys = list(_sorted(found, sort).values_list("pk", flat=True)[first:last])
    by_key = {assignment.pk: assignment for assignment in _shown(found.filter(pk__in=keys).order_by())}
    return [_row(by_key[key]) for key in keys if key in by_key]


def _shown(found: QuerySet[Assignment]) -> QuerySet[Assignment]:
    return found.select_related("item__session", "item__batch", "unit", "officer", "leader").prefetch_related(
        Prefetch("item__signatures", Signature.objects.select_related("submitter").order_by("order")),
        Prefetch(
            "children",
            Assignment.objects.standing().select_related("unit", "officer", "leader").order_by("role", "pk"),
            to_attr="parts",
        ),
        "item__topics",
        "item__marks",
    )


def _row(assignment: Any) -> LedgerRow:
    signatures = list(assignment.item.signatures.all())
    parts = assignment.parts or [assignment]
    return LedgerRow(
        assignment=assignment,
        first_signer=signatures[0].submitter.name if signatures else assignment.item.submitters_text,
        signers=len(signatures),
        offices=tuple(part.unit.name for part in assignment.parts),
        officers=_names(part.officer for part in parts),
        leaders=_names(part.leader for part in parts),
        topics=tuple(topic.name for topic in assignment.item.topics.all()),
        marks=tuple(str(mark) for mark in assignment.item.marks.all()),
        stage=Stage(assignment.stage),
        light=Light(assignment.light),
        next_due_on=assignment.next_due_on,
        reply_due_on=assignment.reply_due,
        class_letter=assignment.draft_letter or "",
        grade=assignment.grade or "",
        contacted=assignment.contacted,
        met=assignment.met,
    )


def _names(people: Iterator[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person.name for person in people if person))
