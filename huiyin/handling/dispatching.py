"""Handing items to units: one assignment each, with its duties, its access and one event."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from huiyin.directory.models import Unit
from huiyin.events.actions import build as build_event
from huiyin.events.actions import record_many
from huiyin.events.actors import Actor, RecordedFor
from huiyin.events.models import Event
from huiyin.flow.errors import Blocker, NotAllowed, NotReady
from huiyin.handling import clocks, policy
from huiyin.handling.duties import build, owed_by_role
from huiyin.handling.models import Assignment, Duty, DutyKind, Role, State
from huiyin.items import actions as item_actions
from huiyin.items.models import Item
from huiyin.items.models import State as ItemState
from huiyin.rules import packs


@dataclass(frozen=True)
class DispatchPlan:
    """One unit's part in one item. state_waiting False: taken long ago, as a list of past years says."""

    item: Item
    unit: Unit
    role: str
    role_label: str
    dispatched_on: dt.date
    notice_due_on: dt.date | None = None
    share: str = ""
    state_waiting: bool = True
    delivered_on: dt.date | None = None


@transaction.atomic
def dispatch_many(
    plans: Sequence[DispatchPlan], *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> list[Assignment]:
    """交办（一次多件）：每个单位一条办理任务，按规则包定期限，授予查看权，各记一个事件。依据《代表法》第五十一条。"""
    if not all(policy.can_dispatch(by, plan.item, plan.unit) for plan in _once_each_unit(plans)):
        raise NotAllowed("您没有权限交办给这个单位。")
    if blockers := _already_given(plans) + _impossible(plans):
        raise NotReady(blockers)
    assignments = Assignment.objects.bulk_create([_assignment(plan) for plan in plans], batch_size=500)
    duties = _store_duties(assignments, plans, by)
    item_actions.grant_access([(plan.item, plan.unit) for plan in plans if plan.unit.managed_here], "dispatch")
    _mark_items_dispatched(plans, by=by, now=now)
    record_many(
        _event(assignment, duties[assignment.pk], by=by, now=now, recorded_for=recorded_for)
        for assignment in assignments
    )
    return assignments


@transaction.atomic
def dispatch(
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
    delivered_on: dt.date | None = None,
    recorded_for: RecordedFor | None = None,
) -> Assignment:
    """交办（一件）：主办只有一个；两个以上承办的，用分办或共同主办（R31）。"""
    others = Assignment.objects.standing().filter(item=item, parent=None).values_list("role", flat=True)
    if role == Role.LEAD and Role.LEAD in others:
        raise NotReady("这一件已有主办单位；两个以上单位承办的，请用共同主办或分办。")
    plan = DispatchPlan(
        item, unit, role, role_label, dispatched_on, notice_due_on, share=share, delivered_on=delivered_on
    )
    return dispatch_many([plan], by=by, now=now, recorded_for=recorded_for)[0]


def _once_each_unit(plans: Sequence[DispatchPlan]) -> list[DispatchPlan]:
    """Rights hang on the unit and on the list it came with; ask once for each pair."""
    return list({(plan.unit.pk, plan.item.batch_id): plan for plan in plans}.values())


def _already_given(plans: Sequence[DispatchPlan]) -> list[Blocker]:
    wanted = [(plan.item.pk, plan.unit.pk) for plan in plans]
    items = {item for item, _ in wanted}
    held = set(Assignment.objects.standing().filter(item__in=items).values_list("item_id", "unit_id"))
    twice = {pair for pair in wanted if wanted.count(pair) > 1} if len(set(wanted)) < len(wanted) else set()
    return [
        Blocker(f"{plan.item.number_label}已经交办给{plan.unit}。", where="people")
        for plan, pair in zip(plans, wanted, strict=True)
        if pair in held or pair in twice
    ]


def _impossible(plans: Sequence[DispatchPlan]) -> list[Blocker]:
    """An office is never dispatched to (it is allotted), and what has left the books is not handed out."""
    gone = (ItemState.WITHDRAWN, ItemState.MOVED_AWAY, ItemState.ARCHIVED)
    return [
        Blocker(f"{plan.item.number_label}{ItemState(plan.item.state).label}，不能交办。", where="people")
        for plan in plans
        if plan.item.state in gone
    ] + [Blocker(f"{plan.unit}是内设处室，由其单位分办。", where="people") for plan in plans if plan.unit.is_office]


def _assignment(plan: DispatchPlan) -> Assignment:
    return Assignment(
        item=plan.item,
        unit=plan.unit,
        year=plan.item.year,
        role=Role(plan.role),
        role_label=plan.role_label or Role(plan.role).label,
        share=plan.share,
        state=State.WAITING if plan.state_waiting else State.HANDLING,
        dispatched_on=plan.dispatched_on,
        delivered_on=plan.delivered_on,
        signed_for_on=None if plan.state_waiting else plan.dispatched_on,
        notice_due_on=plan.notice_due_on,
        pack=plan.unit.pack,
        pack_version=packs.get(plan.unit.pack).version,
    )


def _store_duties(assignments: Sequence[Assignment], plans: Sequence[DispatchPlan], by: Actor) -> dict[int, list[Duty]]:
    """The duties of units that work here; the clocks of an outside unit are its own."""
    found: dict[int, list[Duty]] = defaultdict(list)
    for assignment, plan in zip(assignments, plans, strict=True):
        for owed in owed_by_role(assignment) if plan.unit.managed_here else ():
            duty = build(assignment, owed, on=plan.dispatched_on, notice_due_on=plan.notice_due_on)
            if duty.kind == DutyKind.ACCEPT and assignment.signed_for_on:
                duty.met_on, duty.met_by = assignment.signed_for_on, by.actor_key
            found[assignment.pk].append(duty)
    rows = [duty for duties in found.values() for duty in duties]
    clocks.settle(rows, clocks.Facts())
    Duty.objects.bulk_create(rows, batch_size=500)
    return found


def _mark_items_dispatched(plans: Sequence[DispatchPlan], *, by: Actor, now: dt.datetime) -> None:
    by_day: dict[dt.date, dict[int, Item]] = defaultdict(dict)
    for plan in plans:
        by_day[plan.dispatched_on][plan.item.pk] = plan.item
    for day, items in sorted(by_day.items()):
        item_actions.dispatch_many(list(items.values()), on=day, by=by, now=now)


def _event(
    assignment: Assignment,
    duties: Sequence[Duty],
    *,
    by: Actor,
    now: dt.datetime,
    recorded_for: RecordedFor | None,
) -> Event:
    main = next((duty for duty in duties if duty.kind in (DutyKind.REPLY, DutyKind.OPINION)), None)
    facts = {
        "unit": assignment.unit.code,
        "unit_name": assignment.unit.name,
        "role": str(assignment.role),
        "role_label": assignment.role_label,
        "dispatched_on": assignment.dispatched_on.isoformat(),
        "due_on": main.due_on.isoformat() if main and main.due_on else "",
    }
    return build_event(
        "handling.dispatched",
        f"item:{assignment.item_id}",
        by=by,
        at=now,
        subject=f"assignment:{assignment.pk}",
        facts=facts,
        recorded_for=recorded_for,
    )
