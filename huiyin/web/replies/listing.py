"""The list of replies: every item we owe an answer or an opinion, and how far its letter is."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from huiyin.handling.models import Assignment, Duty, DutyKind, Role
from huiyin.handling.models import State as Handling
from huiyin.replies.models import Reply, State
from huiyin.web.replies.finding import assignments_seen_by
from huiyin.web.seat import StaffRequest

ANSWERING = (DutyKind.REPLY, DutyKind.OPINION, DutyKind.REWORK)


@dataclass(frozen=True)
class Tab:
    """One tab: its word, its condition, and what to say when it is empty."""

    label: str
    wanted: Q
    empty: str


NOT_BEGUN = Q(reply_state=None, state__in=(Handling.WAITING, Handling.HANDLING))
AGAIN = Q(state=Handling.HANDLING, reply_state__in=(State.ISSUED, State.RETURNED)) & ~Q(role=Role.ASSIST)
"""Sent back by the submitter or from above: a new letter is owed."""

TABS: Mapping[str, Tab] = {
    "all": Tab("全部", Q(), "还没有要答复的件。分办到处室以后，这里就有了。"),
    "to_draft": Tab("待拟稿", NOT_BEGUN | AGAIN, "都已经动笔。"),
    "drafting": Tab("在写", Q(reply_state__in=(State.DRAFTING, State.CONSULTING)), "没有在写的稿子。"),
    "clearing": Tab("审签中", Q(reply_state=State.CLEARING), "没有在审签的稿子。"),
    "signed": Tab("待印发", Q(reply_state=State.SIGNED), "没有签了还没印发的。"),
    "undelivered": Tab("待送达", Q(owes_delivery=True), "印发了的都送到了。"),
    "issued": Tab("已印发", Q(reply_state__in=(State.ISSUED, State.RETURNED, State.SUPERSEDED)), "今年还没有印发的。"),
}


def rows_for(request: StaffRequest, chosen: str) -> tuple[list[dict[str, Any]], QuerySet[Assignment]]:
    """The tabs with their numbers, and the rows of the chosen one: what is due first stands first."""
    base = with_letters(request)
    counted = base.aggregate(**{key: Count("pk", filter=tab.wanted) for key, tab in TABS.items()})
    tabs = [
        {"label": tab.label, "url": f"?tab={key}", "count": counted[key], "on": key == chosen}
        for key, tab in TABS.items()
    ]
    rows = base.filter(TABS[chosen].wanted).select_related("item__session", "unit")
    return tabs, rows.prefetch_related("children__unit", "children__officer", "item__marks").order_by(
        F("owed_on").asc(nulls_last=True), "pk"
    )


def due_of(assignment: Assignment) -> dt.date | None:
    """The day the letter is owed, the nearest first."""
    owed = Duty.objects.owed().filter(assignment=assignment, kind__in=ANSWERING)
    return owed.order_by(F("due_on").asc(nulls_last=True)).values_list("due_on", flat=True).first()


def with_letters(request: StaffRequest) -> QuerySet[Any]:
    """Our own assignments of the year that want a letter, each with its latest one and the day it is owed."""
    last = Reply.objects.filter(assignment=OuterRef("pk")).order_by("-id")
    owed = Duty.objects.owed().filter(assignment=OuterRef("pk"), kind__in=ANSWERING).order_by("due_on")
    return (
        assignments_seen_by(request.person)
        .standing()
        .of_year(request.year)
        .exclude(role=Role.REFER)
        .annotate(
            reply_id=Subquery(last.values("pk")[:1]),
            reply_state=Subquery(last.values("state")[:1]),
            reply_class=Subquery(last.values("class_letter")[:1]),
            reply_version=Subquery(last.values("version")[:1]),
            again=Case(When(AGAIN, then=Value(True)), default=Value(False), output_field=BooleanField()),
            owed_on=Subquery(owed.values("due_on")[:1]),
            owes_delivery=Exists(Duty.objects.owed().filter(assignment=OuterRef("pk"), kind=DutyKind.DELIVERY)),
        )
    )
