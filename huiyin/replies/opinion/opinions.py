"""会办意见 we await when we lead: asked, ask by ask, of those who assist."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction

from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import Blocker, NotAllowed, NotReady, Stale, permit
from huiyin.handling.models import Assignment, Role
from huiyin.items.models import Ask
from huiyin.replies import policy, waiting
from huiyin.replies.chain import route
from huiyin.replies.models import Opinion
from huiyin.replies.opinion.points import ask_points
from huiyin.rules import clocks


@transaction.atomic
def ask_opinion(
    assignment: Assignment,
    unit: Unit,
    *,
    by: Actor,
    now: dt.datetime,
    asks: Collection[Ask] | None = None,
    due_on: dt.date | None = None,
    asked_on: dt.date | None = None,
    recorded_for: RecordedFor | None = None,
) -> Opinion:
    """征求会办意见：只有主办单位征求，写明请对哪几项诉求提（不写明的，每一项）；同一家只征求一次，再问得到的就是那一次。"""
    if not assignment.is_top or not assignment.owes_reply:
        raise NotAllowed("会办意见由主办单位征求。")
    if unit.pk == assignment.unit_id:
        raise NotReady([Blocker("不能向本单位征求会办意见", "opinions")])
    permit(policy.can_draft_for(by, assignment), "征求会办意见")
    day = asked_on or local_day(now, recorded_for)
    known = {"asked_on": day, "due_on": due_on or _due(assignment, day)}
    opinion, made = Opinion.objects.get_or_create(assignment=assignment, unit=unit, defaults=known)
    if made or (asks and opinion.is_missing):
        ask_points(opinion, asks)
    if made:
        facts = {
            "unit": unit.code,
            "unit_name": unit.name,
            "due_on": opinion.due_on.isoformat() if opinion.due_on else "",
            "asks": [point.ask.number for point in opinion.points.select_related("ask")],
        }
        record_opinion("replies.opinion_asked", opinion, by=by, at=now, facts=facts, recorded_for=recorded_for)
        waiting.follow(assignment, on=day)
    return opinion


def ask_all_opinions(assignment: Assignment, *, by: Actor, now: dt.datetime) -> list[Opinion]:
    """向交办清单上的每一家会办单位征求意见。"""
    helpers = assignment.item.assignments.standing().filter(role=Role.ASSIST, parent=None).exclude(pk=assignment.pk)
    return [
        ask_opinion(assignment, row.unit, by=by, now=now, due_on=row.notice_due_on)
        for row in helpers.select_related("unit").order_by("id")
    ]


def _due(assignment: Assignment, day: dt.date) -> dt.date | None:
    """The pack's term for an opinion, counted from the day we ask; none where no text sets one."""
    item = assignment.item
    return clocks.due(
        route.pack_of(assignment),
        "opinion",
        day,
        kind=item.kind,
        level=item.level,
        role=Role.ASSIST,
        in_session=item.in_session,
    ).due_on


def move_opinion(opinion: Opinion, sources: tuple[str, ...], columns: dict[str, Any]) -> None:
    seen = {"pk": opinion.pk, "state__in": sources, "state": opinion.state, "text": opinion.text}
    if not Opinion.objects.filter(**seen).update(**columns):
        now = Opinion.objects.get(pk=opinion.pk)
        raise Stale(f"{opinion.unit}的会办意见现在是“{now.get_state_display()}”，请刷新后再看。")
    for name, value in columns.items():
        setattr(opinion, name, value)


def record_opinion(verb: str, opinion: Opinion, **details: Any) -> None:
    record(verb, opinion.assignment.item.topic, subject=f"opinion:{opinion.pk}", **details)
