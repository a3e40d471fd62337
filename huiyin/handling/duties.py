"""What is owed on an assignment: opening, meeting and waiving duties."""

import datetime as dt
from typing import NamedTuple

from django.db import transaction

from huiyin.events.actions import record
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling import clocks, policy
from huiyin.handling.models import LEADING, Assignment, Duty, DutyKind, Role, State
from huiyin.rules import packs
from huiyin.rules.pack import Clock


class Owed(NamedTuple):
    """A duty that comes with a role, and whether it stands in the way of closing."""

    kind: DutyKind
    blocks_closing: bool


def owed_by_role(assignment: Assignment) -> list[Owed]:
    """交办时随角色产生的义务：主办、分办要答复、沟通、报送；会办要提意见；参阅只须阅知。"""
    if assignment.role == Role.REFER:
        return [Owed(DutyKind.ACCEPT, False)]
    owed = [Owed(DutyKind.ACCEPT, False), Owed(DutyKind.DECLINE, False)]
    if assignment.role not in LEADING:
        return [*owed, Owed(DutyKind.OPINION, True)]
    if assignment.is_on_behalf:  # the office above answers, is rated and speaks with the submitter
        return [*owed, Owed(DutyKind.REPLY, True)]
    switches = packs.get(assignment.pack).switches
    if not assignment.item.no_written_reply:
        owed.append(Owed(DutyKind.REPLY, True))
    if switches.contact_required:
        owed.append(Owed(DutyKind.CONTACT, True))
    if switches.upload_required:
        owed.append(Owed(DutyKind.SUBMIT_UP, True))
    return owed


def build(assignment: Assignment, owed: Owed, *, on: dt.date, notice_due_on: dt.date | None = None) -> Duty:
    """A duty counted from the dispatch on that day, not yet stored; its base is the one the pack names."""
    clock = clocks.clock_of(assignment, owed.kind)
    event, base_on = _base(assignment, clock, on)
    is_main = owed.kind in (DutyKind.REPLY, DutyKind.OPINION)
    return Duty(
        assignment=assignment,
        kind=owed.kind,
        base_event=event,
        base_on=base_on,
        notice_due_on=notice_due_on if is_main else None,
        blocks_closing=owed.blocks_closing,
    )


def _base(assignment: Assignment, clock: Clock | None, on: dt.date) -> tuple[str, dt.date]:
    event = clock.base if clock else "dispatched"
    if event == "delivered":
        return event, max(on, assignment.delivered_on or on)
    if event == "signed_for":
        return event, assignment.signed_for_on or on
    if event == "closed_session":
        return event, assignment.item.session.closes_on or on
    return "dispatched", on


@transaction.atomic
def open_duty(
    assignment: Assignment,
    kind: str,
    *,
    base_on: dt.date,
    base_event: str,
    by: Actor,
    now: dt.datetime,
    round: int = 1,
    notice_due_on: dt.date | None = None,
    blocks_closing: bool = True,
    outstanding: int | None = None,
) -> Duty:
    """设一项义务：同一轮次只设一次，到期日由规则包或写明的日期算定。"""
    if assignment.state == State.WITHDRAWN:
        raise NotReady("交办已经撤销，不再设义务。")
    duty, created = Duty.objects.get_or_create(
        assignment=assignment,
        kind=kind,
        round=round,
        defaults={
            "base_on": base_on,
            "base_event": base_event,
            "notice_due_on": notice_due_on,
            "blocks_closing": blocks_closing,
            "outstanding": outstanding,
        },
    )
    if not created:
        return duty
    clocks.recompute([assignment])
    duty.refresh_from_db()
    facts = {"kind": str(kind), "round": round, "base_on": base_on.isoformat()}
    facts["due_on"] = duty.due_on.isoformat() if duty.due_on else ""
    _record("handling.duty_opened", duty, by=by, at=now, facts=facts)
    return duty


def meet_duty(assignment: Assignment, kind: str, *, on: dt.date, by: Actor, round: int | None = None) -> int:
    """履行义务：没有写明轮次的，履行这一种的全部；已履行的保留首次的日期。返回履行了几项。"""
    owed = Duty.objects.filter(assignment=assignment, kind=kind, met_on=None, waived_on=None)
    if round is not None:
        owed = owed.filter(round=round)
    return owed.update(met_on=on, met_by=by.actor_key)


def count_down(assignment: Assignment, kind: str, left: int) -> int:
    """还差几位：对几个人都要做的义务，做了一些以后还剩几个；返回改了几项。"""
    return Duty.objects.owed().filter(assignment=assignment, kind=kind).update(outstanding=left)


@transaction.atomic
def waive_duty(
    duty: Duty, *, reason: str, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Duty:
    """免除义务：由本单位综合协调人或交办单位决定，必须写明理由。"""
    if not policy.can_waive(by, duty.assignment):
        raise NotAllowed("您没有权限免除这项义务。")
    if not reason.strip():
        raise NotReady("免除义务要写明理由。")
    day = local_day(now, recorded_for)
    if not waive_all(duty.assignment, [duty.kind], on=day, reason=reason, by=by, round=duty.round):
        raise NotReady("这项义务已经履行或免除。")
    duty.refresh_from_db()
    facts = {"kind": str(duty.kind), "round": duty.round, "reason": reason}
    _record("handling.duty_waived", duty, by=by, at=now, facts=facts, recorded_for=recorded_for)
    return duty


def waive_all(
    assignment: Assignment,
    kinds: list[str],
    *,
    on: dt.date,
    reason: str,
    by: Actor,
    round: int | None = None,
) -> int:
    """Waive what is still owed of these kinds, as part of another act; no kinds: everything."""
    owed = Duty.objects.filter(assignment=assignment, met_on=None, waived_on=None)
    owed = owed.filter(kind__in=kinds) if kinds else owed
    owed = owed.filter(round=round) if round is not None else owed
    return owed.update(waived_on=on, waived_by=by.actor_key, waived_reason=reason[:200])


def restart_from_receipt(assignment: Assignment) -> None:
    """Duties that the pack counts from the receipt get their base day once it is signed."""
    owed = Duty.objects.filter(assignment=assignment, base_event="signed_for", met_on=None, waived_on=None)
    if owed.update(base_on=assignment.signed_for_on) or clocks.hangs_on_receipt(assignment):
        clocks.recompute([assignment])


def _record(verb: str, duty: Duty, **details: object) -> None:
    record(verb, f"item:{duty.assignment.item_id}", subject=f"duty:{duty.pk}", **details)
