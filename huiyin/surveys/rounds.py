"""Rounds of asking: opened when a letter goes out, ended when all have answered or the window has passed."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from huiyin.events.actions import record
from huiyin.events.actors import SYSTEM, Actor, RecordedFor, local_day
from huiyin.flow.errors import Blocker, NotAllowed, NotReady, Stale
from huiyin.handling import duties
from huiyin.handling.models import Duty, DutyKind
from huiyin.replies import waiting
from huiyin.replies.models import Reply, State
from huiyin.surveys import asked, policy
from huiyin.surveys.models import Invitation, Rating, Round, RoundState

NOBODY_ANSWERED = "评价期满，未反馈"


@transaction.atomic
def open_round(reply: Reply, *, by: Actor = SYSTEM, now: dt.datetime) -> Round | None:
    """印发后请提出人评价：每人一个一次性链接和一个纸质表编码；再开得到的就是那一轮；不评价的件没有。"""
    if not asked.is_asked(reply) or reply.issued_on is None:
        return None
    window = Duty.objects.filter(assignment=reply.assignment, kind=DutyKind.RATING, round=reply.round).first()
    known = {"opened_on": reply.issued_on, "closes_on": window.due_on if window else None}
    asking, made = Round.objects.get_or_create(reply=reply, defaults=known)
    if made:
        people = asked.raters(reply)
        Invitation.objects.bulk_create(asked.invitation(asking, submitter) for submitter in people)
        facts = {"closes_on": asking.closes_on.isoformat() if asking.closes_on else "", "asked": len(people)}
        _record("surveys.opened", asking, by=by, at=now, facts=facts)
    return asking


@transaction.atomic
def waive_invitation(
    invitation: Invitation, *, reason: str, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Invitation:
    """不再请评：提出人已离任、去世等，写明理由；已经评价的不能免。"""
    asking = invitation.round
    if not policy.can_waive(by, asking.reply):
        raise NotAllowed("不再请评由综合协调人登记。")
    if not reason.strip():
        raise NotReady([Blocker("不再请评要写明理由", "survey")])
    columns: dict[str, Any] = {"waived_on": local_day(now, recorded_for), "waived_reason": reason.strip()}
    waiting = Invitation.objects.filter(pk=invitation.pk, waived_on=None, rating=None)
    if not waiting.update(**columns):
        raise Stale("这位提出人已经评价，或已登记不再请评。")
    for name, value in columns.items():
        setattr(invitation, name, value)
    facts = {"submitter": f"submitter:{invitation.submitter_id}", "reason": reason.strip()}
    _record("surveys.waived", asking, by=by, at=now, facts=facts, recorded_for=recorded_for)
    end_if_answered(asking, on=local_day(now, recorded_for), by=by, now=now)
    return invitation


def end_if_answered(asking: Round, *, on: dt.date, by: Actor, now: dt.datetime) -> None:
    """When nobody is left to answer the round ends, and with it what was owed."""
    waiting = Invitation.objects.filter(round=asking, waived_on=None, rating=None).exists()
    answered = Rating.objects.filter(invitation__round=asking).exists()
    if asking.state != RoundState.OPEN:
        _count_late_form(asking, RoundState.PARTIAL if waiting else RoundState.ANSWERED)
    elif not waiting:
        _end(asking, RoundState.ANSWERED if answered else RoundState.EXPIRED, on=on, by=by, now=now)


def _count_late_form(asking: Round, state: RoundState) -> None:
    """A form filled in within the window and handed on after it still counts."""
    Round.objects.filter(pk=asking.pk).update(state=state)
    asking.state = state


@transaction.atomic
def end_round(reply: Reply, *, by: Actor = SYSTEM, now: dt.datetime) -> Round | None:
    """A letter that came back or was overtaken is asked about no longer."""
    asking = Round.objects.filter(reply=reply).first()
    if asking and reply.state != State.ISSUED:
        _end(asking, _state_after(asking), on=local_day(now), by=by, now=now)
    return asking


def expire(*, today: dt.date, by: Actor = SYSTEM, now: dt.datetime) -> list[Round]:
    """评价期满：全部未反馈的记为未反馈，不记为满意（R27）；部分人评了的记为部分评价。"""
    live = Invitation.objects.filter(round=OuterRef("pk"), expires_on__gte=today)
    over = Q(closes_on__lt=today) | Q(closes_on=None) & ~Exists(live)
    rounds = Round.objects.filter(over, state=RoundState.OPEN).select_related("reply__assignment__item").order_by("id")
    return [asking for asking in rounds if _end(asking, _state_after(asking), on=today, by=by, now=now)]


def _state_after(asking: Round) -> RoundState:
    answered = Rating.objects.filter(invitation__round=asking).exists()
    return RoundState.PARTIAL if answered else RoundState.EXPIRED


@transaction.atomic
def _end(asking: Round, state: RoundState, *, on: dt.date, by: Actor, now: dt.datetime) -> bool:
    open_ones = Round.objects.filter(pk=asking.pk, state=RoundState.OPEN)
    if not open_ones.update(state=state, ended_on=on):
        return False
    asking.state, asking.ended_on = state, on
    assignment, turn = asking.reply.assignment, asking.reply.round
    if state == RoundState.EXPIRED:
        duties.waive_all(assignment, [DutyKind.RATING], on=on, reason=NOBODY_ANSWERED, by=by, round=turn)
    else:
        duties.meet_duty(assignment, DutyKind.RATING, on=on, by=by, round=turn)
    waiting.follow(assignment, on=on)
    _record(f"surveys.{state}", asking, by=by, at=now, facts={"on": on.isoformat()})
    return True


def _record(verb: str, asking: Round, **details: Any) -> None:
    assignment = asking.reply.assignment
    unit_code = assignment.unit.code
    record(verb, assignment.item.topic, subject=f"round:{asking.pk}", unit_code=unit_code, **details)
