"""增办: a further unit on an item that others hold already, asked for by one of them or given by who dispatches."""

import datetime as dt

from django.db import transaction

from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling import checks, policy
from huiyin.handling.dispatching import dispatch
from huiyin.handling.models import Assignment, UnitRequest
from huiyin.items.models import Item


@transaction.atomic
def add_unit(
    item: Item,
    unit: Unit,
    *,
    role: str,
    role_label: str,
    dispatched_on: dt.date,
    by: Actor,
    now: dt.datetime,
    notice_due_on: dt.date | None = None,
    share: str = "",
    reason: str = "",
    recorded_for: RecordedFor | None = None,
) -> Assignment:
    """增办：交办以后再增加一个承办或会办单位，期限自增办之日起算；原来各单位的不变（R31）。"""
    if not Assignment.objects.standing().filter(item=item, parent=None).exists():
        raise NotReady("这一件还没有交办，不用增办。")
    row = dispatch(
        item,
        unit,
        role=role,
        role_label=role_label,
        dispatched_on=dispatched_on,
        notice_due_on=notice_due_on,
        share=share,
        by=by,
        now=now,
        recorded_for=recorded_for,
        verb="handling.unit_added",
        told={"reason": reason},
    )
    asked = UnitRequest.objects.filter(assignment__item=item, decided_on=None)
    for request in asked.filter(proposed_unit__in=[unit.name, *unit.short_names]):
        _settle(request, granted=True, remark="", on=dispatched_on, by=by, recorded_for=recorded_for)
    return row


@transaction.atomic
def ask_for_unit(
    assignment: Assignment,
    *,
    proposed_unit: str,
    reason: str,
    by: Actor,
    now: dt.datetime,
    recorded_for: RecordedFor | None = None,
) -> UnitRequest:
    """建议增办：接收，同时建议增加单位，写明理由；由交办单位决定，本单位不能自行转给别的单位（R23）。"""
    if not policy.coordinates(by, assignment):
        raise NotAllowed("建议增办由本单位综合协调人提出。")
    if not assignment.is_top or not assignment.is_open:
        raise NotReady("只有在办的件可以建议增办。")
    if not proposed_unit.strip():
        raise NotReady("要写明建议增加哪个单位。")
    facts = {"proposed_unit": proposed_unit.strip(), "reason": checks.needed(reason, "建议增办")}
    if UnitRequest.objects.filter(
        assignment=assignment, proposed_unit=facts["proposed_unit"], decided_on=None
    ).exists():
        raise NotReady(f"增加{facts['proposed_unit']}的建议还没有答复。")
    day = local_day(now, recorded_for)
    request = UnitRequest.objects.create(assignment=assignment, requested_on=day, **facts)
    _record("handling.unit_asked_for", request, by=by, at=now, facts=facts, recorded_for=recorded_for)
    return request


@transaction.atomic
def refuse_unit(
    request: UnitRequest, *, remark: str, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> UnitRequest:
    """不同意增办：由交办单位决定，写明理由；同意的，直接增办（add_unit）。"""
    assignment = request.assignment
    if not policy.decides(by, assignment):
        raise NotAllowed("增办由交办单位决定。")
    checks.insist(checks.word_of_the_dispatcher(assignment, by, recorded_for))
    if request.decided_on:
        raise NotReady("这条建议已经答复。")
    day = local_day(now, recorded_for)
    reason = checks.needed(remark, "不同意增办")
    _settle(request, granted=False, remark=reason, on=day, by=by, recorded_for=recorded_for)
    facts = {"proposed_unit": request.proposed_unit, "remark": reason}
    _record("handling.unit_refused", request, by=by, at=now, facts=facts, recorded_for=recorded_for)
    return request


def _settle(
    request: UnitRequest, *, granted: bool, remark: str, on: dt.date, by: Actor, recorded_for: RecordedFor | None
) -> None:
    request.granted, request.remark, request.decided_on = granted, remark, max(on, request.requested_on)
    request.decided_by = recorded_for.who if recorded_for else by.actor_name
    request.save()


def _record(verb: str, request: UnitRequest, **details: object) -> None:
    assignment = request.assignment
    record(verb, f"item:{assignment.item_id}", subject=f"assignment:{assignment.pk}", **details)
