"""The rows of the two lists of opinions, declared once for screen and spreadsheet: those we asked for, those asked of us."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, Prefetch, Q, QuerySet, When

from huiyin.documents.columns import Column
from huiyin.events.actors import local_day
from huiyin.events.models import Event
from huiyin.handling.models import Assignment, Role
from huiyin.replies.models import Fate, Opinion, OpinionPoint, OpinionState, Reply, State
from huiyin.replies.opinion.fates import given_points
from huiyin.replies.opinion.reminding import REMINDED
from huiyin.web.replies.finding import assignments_seen_by
from huiyin.web.replies.listing import with_letters
from huiyin.web.seat import StaffRequest

GIVEN = (OpinionState.RECEIVED, OpinionState.TAKEN)
UNDER_WAY = (State.DRAFTING, State.CONSULTING, State.CLEARING, State.SIGNED)


@dataclass(frozen=True)
class AskedRow:
    """One opinion we wait for or have, with how often we reminded of it."""

    opinion: Opinion
    today: dt.date
    reminded: int = 0
    reminded_on: dt.date | None = None

    @property
    def is_late(self) -> bool:
        due_on = self.opinion.due_on
        return bool(self.opinion.is_missing and due_on and due_on < self.today)

    @property
    def word(self) -> str:
        return "逾期" if self.is_late else str(self.opinion.get_state_display())

    @property
    def points(self) -> list[str]:
        """1 同意 · 2 部分同意；what has not been said is only the number."""
        points = self.opinion.points.all()
        return [
            f"{point.ask.number} {point.get_stance_display() or ('已提' if point.text else '')}".strip()
            for point in points
        ]

    @property
    def uses(self) -> list[str]:
        return [
            f"{p.ask.number} {p.get_use_display()}{f'（{p.use_reason}）' if p.use_reason else ''}"
            for p in self.opinion.points.all()
            if p.use
        ]


@dataclass(frozen=True)
class OursRow:
    """One item we assist in: for whom, which asks, how far our opinion is, what became of its points."""

    part: Any
    lead: str
    fates: Counter[str] = field(default_factory=Counter)
    doc_no: str = ""

    @property
    def is_out(self) -> bool:
        return bool(self.part.reply_state == State.ISSUED)

    @property
    def word(self) -> str:
        return str(State(self.part.reply_state).label) if self.part.reply_state else "还没动笔"

    @property
    def told(self) -> list[str]:
        """采用 2 · 未采用 1 · 没登记 1."""
        words = [(str(Fate(fate).label) if fate else "没登记", self.fates[fate]) for fate in (*Fate.values, "")]
        return [f"{word} {count}" for word, count in words if count]


ASKED_COLUMNS: tuple[Column[AskedRow], ...] = (
    Column("no", "案号", lambda row: row.opinion.assignment.item.number_label, width=20),
    Column("title", "标题", lambda row: row.opinion.assignment.item.title, width=36),
    Column("unit", "会办单位", lambda row: row.opinion.unit.name, width=22),
    Column("points", "逐项态度", lambda row: row.points, width=26),
    Column("asked", "征求日期", lambda row: row.opinion.asked_on, kind="date"),
    Column("due", "期限", lambda row: row.opinion.due_on, kind="date"),
    Column("received", "收到日期", lambda row: row.opinion.received_on, kind="date"),
    Column("state", "状态", lambda row: row.word),
    Column("text", "意见", lambda row: row.opinion.gist or row.opinion.override_reason, width=50),
    Column("uses", "采用情况", lambda row: row.uses, width=30),
    Column("reminded", "提醒次数", lambda row: row.reminded, kind="number"),
    Column("reminded_on", "最近提醒", lambda row: row.reminded_on, kind="date"),
)
OURS_COLUMNS: tuple[Column[OursRow], ...] = (
    Column("no", "案号", lambda row: row.part.item.number_label, width=20),
    Column("title", "标题", lambda row: row.part.item.title, width=36),
    Column("lead", "主办单位", lambda row: row.lead, width=22),
    Column("share", "请我们办的", lambda row: row.part.share, width=30),
    Column("due", "期限", lambda row: row.part.owed_on, kind="date"),
    Column("state", "到哪了", lambda row: row.word),
    Column("doc_no", "文号", lambda row: row.doc_no, width=20),
    Column("fates", "我们的意见用了没有", lambda row: row.told, width=30),
)


def asked_of_year(request: StaffRequest) -> QuerySet[Opinion]:
    """What we asked for this year: what is missing first, the longest overdue before all."""
    held = assignments_seen_by(request.person).of_year(request.year)
    points = Prefetch("points", OpinionPoint.objects.select_related("ask"))
    rows = Opinion.objects.filter(assignment__in=held).select_related(
        "assignment__item__session", "assignment__unit", "unit"
    )
    waiting = Case(When(state=OpinionState.ASKED, then=0), default=1)
    return rows.prefetch_related(points).order_by(waiting, F("due_on").asc(nulls_last=True), "pk")


def asked_filters(today: dt.date) -> dict[str, tuple[str, Q]]:
    missing = Q(state=OpinionState.ASKED)
    return {
        "all": ("全部", Q()),
        "missing": ("没有到", missing),
        "late": ("逾期没有到", missing & Q(due_on__lt=today)),
        "given": ("到了", Q(state__in=GIVEN)),
        "against": ("有不同意的", Q(points__stance="disagrees")),
        "not_given": ("不等了", Q(state=OpinionState.NOT_GIVEN)),
    }


def asked_rows(opinions: Iterable[Opinion], today: dt.date) -> list[AskedRow]:
    rows = list(opinions)
    times: dict[str, list[dt.datetime]] = defaultdict(list)
    events = Event.objects.filter(verb=REMINDED, subject__in=[f"opinion:{row.pk}" for row in rows])
    for subject, at in events.order_by("at").values_list("subject", "at"):
        times[subject].append(at)
    return [
        AskedRow(row, today, len(said), local_day(said[-1]) if said else None)
        for row in rows
        for said in (times[f"opinion:{row.pk}"],)
    ]


def ours_of_year(request: StaffRequest) -> QuerySet[Any]:
    """What we assist in this year: what is owed first."""
    rows = with_letters(request).filter(role=Role.ASSIST).select_related("item__session", "item__batch", "unit")
    return rows.order_by(F("owed_on").asc(nulls_last=True), "pk")


def ours_filters() -> dict[str, tuple[str, Q]]:
    out = Q(reply_state=State.ISSUED)
    return {
        "all": ("全部", Q()),
        "to_write": ("没动笔", Q(reply_state=None)),
        "under_way": ("在办", Q(reply_state__in=UNDER_WAY)),
        "out": ("已送出", out),
    }


def ours_rows(parts: Sequence[Any]) -> list[OursRow]:
    items = [part.item_id for part in parts]
    leading = Assignment.objects.standing().leading().filter(item__in=items, parent=None).select_related("unit")
    leads = {row.item_id: row.unit.name for row in leading.order_by("-pk")}
    fates: dict[int, Counter[str]] = defaultdict(Counter)
    points = given_points(Assignment.objects.filter(pk__in=[part.pk for part in parts]))
    for assignment, fate in points.values_list("reply__assignment", "fate"):
        fates[assignment][fate] += 1
    numbers = dict(Reply.objects.filter(pk__in=[p.reply_id for p in parts if p.reply_id]).values_list("pk", "doc_no"))
    return [
        OursRow(part, leads.get(part.item_id, ""), fates[part.pk], numbers.get(part.reply_id, "")) for part in parts
    ]
