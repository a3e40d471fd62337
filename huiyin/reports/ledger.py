"""台账: a unit's items of a year as rows, narrowed, counted by facet, sorted, paged; the same columns for screen and xlsx."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import F, QuerySet

from huiyin.documents.columns import Column, order_by
from huiyin.handling.models import Assignment, AssignmentQuerySet, State
from huiyin.reports import facets
from huiyin.reports.facets import FacetCounts, Found
from huiyin.reports.filters import SINGLE, Filters, beside_facets, chosen_in
from huiyin.reports.rows import LedgerRow, rows_of, told
from huiyin.reports.scopes import Scope

OFFICIAL = ("item__session__level", "item__session__body", "item__number_year", "item__seq", "item__official_no", "pk")
PAGE_SIZE = 50


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
    Column("wait", "等谁", lambda row: str(row.wait or ""), sort="wait_kind", width=22),
    Column("since", "等自", lambda row: row.wait.since if row.wait else None, sort="waits_since", kind="date"),
    Column("class", "分类", lambda row: row.class_letter, sort="draft_letter", width=6),
    Column("result", "跟踪结果", lambda row: row.result_letter, width=8),
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
    opened: Collection[str] = (),
) -> LedgerPage:
    """One page with its facets, in seven queries whatever the size. opened: facets counted even over all years."""
    given = filters or {}
    single = SINGLE if year or scope else facets.asked_for(given, opened)
    found = Found.read(_sorted(_beside(unit_ids, year, given, scope, today), sort), given, single)
    count = len(found.chosen)
    number = min(max(page, 1), max(1, -(-count // size)))
    keys = [line.pk for line in found.chosen[(number - 1) * size : number * size]]
    rows = rows_of(keys, on=_day(scope, today), today=today)
    counts, total = facets.counted(found, _whole(unit_ids, year, scope))
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
    keys = list(_sorted(found, sort).values_list("pk", flat=True))
    for start in range(0, len(keys), 1000):
        yield from rows_of(keys[start : start + 1000], on=_day(scope, today), today=today)


def _whole(
    unit_ids: Collection[int], year: int | None, scope: Scope | None, told_of: AssignmentQuerySet | None = None
) -> QuerySet[Assignment]:
    """Everything without any filter, bare or with what is told of it."""
    rows = told_of if told_of is not None else Assignment.objects.all()
    if scope is not None:
        return rows.filter(scope.condition)
    held = rows.held_by(unit_ids).exclude(state=State.WITHDRAWN).filter(item__left_on=None)
    return held.filter(year=year) if year else held


def _beside(
    unit_ids: Collection[int], year: int | None, filters: Filters, scope: Scope | None, today: dt.date
) -> QuerySet[Assignment]:
    held = _whole(unit_ids, year, scope, told(_day(scope, today), today))
    return held.filter(beside_facets(filters, today=_day(scope, today)))


def _day(scope: Scope | None, today: dt.date) -> dt.date:
    return min(today, scope.day) if scope else today


def _sorted(found: QuerySet[Assignment], sort: str) -> QuerySet[Assignment]:
    look_ups = order_by(COLUMNS, sort)
    if not look_ups:
        return found.order_by(*OFFICIAL)
    name = look_ups[0].lstrip("-")
    first = F(name).desc(nulls_last=True) if look_ups[0].startswith("-") else F(name).asc(nulls_last=True)
    return found.order_by(first, *OFFICIAL)
