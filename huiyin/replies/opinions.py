"""会办意见 we await when we lead: asked, received, overridden with a reason."""

import datetime as dt
from typing import Any

from django.db import transaction

from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import Blocker, NotAllowed, NotReady, Stale
from huiyin.handling.contributing import opinion_came
from huiyin.handling.models import Assignment, Role
from huiyin.replies import policy, route, waiting
from huiyin.replies.models import Opinion, OpinionState
from huiyin.rules import clocks


@transaction.atomic
def ask_opinion(
    assignment: Assignment,
    unit: Unit,
    *,
    by: Actor,
    now: dt.datetime,
    due_on: dt.date | None = None,
    asked_on: dt.date | None = None,
    recorded_for: RecordedFor | None = None,
) -> Opinion:
    """征求会办意见：只有主办单位征求；同一家只征求一次，再问得到的就是那一次。"""
    if not assignment.is_top or not assignment.owes_reply:
        raise NotAllowed("会办意见由主办单位征求。")
    if unit.pk == assignment.unit_id:
        raise NotReady([Blocker("不能向本单位征求会办意见", "opinions")])
    if not policy.can_draft_for(by, assignment):
        raise NotAllowed("您没有权限征求会办意见。")
    day = asked_on or local_day(now, recorded_for)
    known = {"asked_on": day, "due_on": due_on or _due(assignment, day)}
    opinion, made = Opinion.objects.get_or_create(assignment=assignment, unit=unit, defaults=known)
    if made:
        facts = {
            "unit": unit.code,
            "unit_name": unit.name,
            "due_on": opinion.due_on.isoformat() if opinion.due_on else "",
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


@transaction.atomic
def receive_opinion(
    opinion: Opinion,
    *,
    text: str,
    by: Actor,
    now: dt.datetime,
    received_on: dt.date | None = None,
    file: StoredFile | None = None,
    recorded_for: RecordedFor | None = None,
) -> Opinion:
    """收到会办意见：登记原文或附件、收到日期；“无意见”也是意见。"""
    if not policy.can_draft_for(by, opinion.assignment):
        raise NotAllowed("您没有权限登记会办意见。")
    if not text.strip() and file is None:
        raise NotReady([Blocker("会办意见要有文字或附件；没有意见的写“无意见”", "opinions")])
    day = received_on or local_day(now, recorded_for)
    columns = {"state": OpinionState.RECEIVED, "received_on": day, "text": text.strip(), "file": file}
    columns |= {"override_by": "", "override_reason": ""}
    move_opinion(opinion, (OpinionState.ASKED, OpinionState.NOT_GIVEN, OpinionState.RECEIVED), columns)
    facts = {"unit": opinion.unit.code, "unit_name": opinion.unit.name, "received_on": day.isoformat()}
    record_opinion("replies.opinion_received", opinion, by=by, at=now, facts=facts, recorded_for=recorded_for)
    opinion_came(opinion.assignment, opinion.unit, on=day, now=now, recorded_for=recorded_for)
    waiting.follow(opinion.assignment, on=day)
    return opinion


@transaction.atomic
def override_opinion(
    opinion: Opinion, *, reason: str, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Opinion:
    """会办意见逾期未到、决定不等：由综合协调人或领导决定，写明理由，答复中如实写明。"""
    if not policy.can_override(by, opinion.assignment):
        raise NotAllowed("不等会办意见，由综合协调人或领导决定。")
    if not reason.strip():
        raise NotReady([Blocker("不等会办意见要写明理由", "opinions")])
    columns = {"state": OpinionState.NOT_GIVEN, "override_by": by.actor_key, "override_reason": reason.strip()}
    move_opinion(opinion, (OpinionState.ASKED,), columns)
    facts = {"unit": opinion.unit.code, "unit_name": opinion.unit.name, "reason": opinion.override_reason}
    record_opinion("replies.opinion_overridden", opinion, by=by, at=now, facts=facts, recorded_for=recorded_for)
    waiting.follow(opinion.assignment, on=local_day(now, recorded_for))
    return opinion


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
    if not Opinion.objects.filter(pk=opinion.pk, state__in=sources).update(**columns):
        raise Stale(f"现在是“{opinion.get_state_display()}”，请刷新后再看。")
    for name, value in columns.items():
        setattr(opinion, name, value)


def record_opinion(verb: str, opinion: Opinion, **details: Any) -> None:
    record(verb, opinion.assignment.item.topic, subject=f"opinion:{opinion.pk}", **details)
