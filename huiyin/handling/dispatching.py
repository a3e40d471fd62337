"""Handing items to units: one assignment each, with its duties, its access and one event."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from django.db import transaction

from huiyin.directory.models import Unit
from huiyin.events.actions import build as build_event
from huiyin.events.actions import record_many
from huiyin.events.actors import Actor, RecordedFor
from huiyin.events.models import Event
from huiyin.flow.errors import Blocker, NotAllowed, NotReady
from huiyin.handling import opening, policy, roles
from huiyin.handling.models import LEADING, Assignment, Duty, DutyKind, Role, State
from huiyin.items import actions as item_actions
from huiyin.items.models import Item
from huiyin.items.models import State as ItemState
from huiyin.rules import packs

DISPATCHED = "handling.dispatched"
GONE = (ItemState.WITHDRAWN, ItemState.MOVED_AWAY, ItemState.NOT_ADMITTED, ItemState.ARCHIVED)


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
    came_from: Assignment | None = None


@transaction.atomic
def dispatch_many(
    plans: Sequence[DispatchPlan],
    *,
    by: Actor,
    now: dt.datetime,
    recorded_for: RecordedFor | None = None,
    verb: str = DISPATCHED,
    told: Mapping[str, str] = MappingProxyType({}),
) -> list[Assignment]:
    """交办（一次多件）：每个单位一条办理任务，按规则包定期限，授予查看权，各记一个事件。依据《代表法》第五十一条。

    verb, told: how the event is called and what it says besides, where handing out is part of another act.
    """
    if not all(policy.can_dispatch(by, plan.item, plan.unit) for plan in _once_each_unit(plans)):
        raise NotAllowed("您没有权限交办给这个单位。")
    if blockers := [blocker for found in refusals(plans) for blocker in found]:
        raise NotReady(blockers)
    assignments = Assignment.objects.bulk_create([_assignment(plan) for plan in plans], batch_size=500)
    duties = opening.open_many(assignments, by=by)
    item_actions.grant_access([(plan.item, plan.unit) for plan in plans if plan.unit.managed_here], "dispatch")
    _mark_items_dispatched(plans, by=by, now=now)
    record_many(
        _event(verb, assignment, duties[assignment.pk], told, by=by, now=now, recorded_for=recorded_for)
        for assignment in assignments
    )
    return assignments


def refusals(plans: Sequence[DispatchPlan]) -> list[list[Blocker]]:
    """What stands against each plan, in their order: an import leaves out those that cannot be, and says why (R31)."""
    twice, roles_held = _already_given(plans), roles.held_on({plan.item.pk: plan.item for plan in plans}.values())
    found: list[list[Blocker]] = []
    for number, plan in enumerate(plans):
        blockers = [*twice.get(number, ()), *_impossible(plan)]
        held = roles_held.setdefault(plan.item.pk, [])
        added = roles.Held(plan.unit.name, plan.role, plan.share)
        if plan.role in LEADING and not blockers:
            blockers = roles.blockers_of([*held, added])
        if not blockers:
            held.append(added)
        found.append(blockers)
    return found


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
    came_from: Assignment | None = None,
    recorded_for: RecordedFor | None = None,
    verb: str = DISPATCHED,
    told: Mapping[str, str] = MappingProxyType({}),
) -> Assignment:
    """交办（一件）：主办只有一个；两个以上承办的，用共同主办，或分办并写明各办哪一部分（R31）。"""
    held = [*roles.held_on([item])[item.pk], roles.Held(unit.name, role, share)]
    if role == Role.SEPARATE and (blockers := roles.share_blockers(held)):
        raise NotReady(blockers)
    plan = DispatchPlan(item, unit, role, role_label, dispatched_on, notice_due_on, share, came_from=came_from)
    plan = replace(plan, delivered_on=delivered_on)
    return dispatch_many([plan], by=by, now=now, recorded_for=recorded_for, verb=verb, told=told)[0]


def _once_each_unit(plans: Sequence[DispatchPlan]) -> list[DispatchPlan]:
    """Rights hang on the unit and on the list it came with; ask once for each pair."""
    return list({(plan.unit.pk, plan.item.batch_id): plan for plan in plans}.values())


def _already_given(plans: Sequence[DispatchPlan]) -> dict[int, list[Blocker]]:
    """By the number of the plan: the unit holds the item, or stands twice among the plans."""
    wanted = [(plan.item.pk, plan.unit.pk) for plan in plans]
    items = {item for item, _ in wanted}
    held = set(Assignment.objects.standing().filter(item__in=items).values_list("item_id", "unit_id"))
    found: dict[int, list[Blocker]] = {}
    for number, (plan, pair) in enumerate(zip(plans, wanted, strict=True)):
        if pair in held:
            found[number] = [Blocker(f"{plan.item.number_label}已经交办给{plan.unit}。", where="people")]
        held.add(pair)
    return found


def _impossible(plan: DispatchPlan) -> list[Blocker]:
    """An office is never dispatched to (it is allotted), what gives material does not answer, what left stays out."""
    sentences = []
    if plan.item.state in GONE:
        sentences.append(f"{plan.item.number_label}{ItemState(plan.item.state).label}，不能交办。")
    if plan.unit.is_office:
        sentences.append(f"{plan.unit}是内设处室，由其单位分办。")
    if not policy.may_hold(plan.unit, plan.role):
        sentences.append(f"{plan.unit}是直属单位，只提供材料，不能承办答复。")
    if plan.unit.valid_to and plan.dispatched_on >= plan.unit.valid_to:
        sentences.append(f"{plan.unit}已于{plan.unit.valid_to}撤销，请交办给承接单位。")
    return [Blocker(sentence, where="people") for sentence in sentences]


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
        came_from=plan.came_from,
        pack=plan.unit.pack,
        pack_version=packs.get(plan.unit.pack).version,
    )


def _mark_items_dispatched(plans: Sequence[DispatchPlan], *, by: Actor, now: dt.datetime) -> None:
    by_day: dict[dt.date, dict[int, Item]] = defaultdict(dict)
    for plan in plans:
        by_day[plan.dispatched_on][plan.item.pk] = plan.item
    for day, items in sorted(by_day.items()):
        item_actions.dispatch_many(list(items.values()), on=day, by=by, now=now)


def _event(
    verb: str,
    assignment: Assignment,
    duties: Sequence[Duty],
    told: Mapping[str, str],
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
        **told,
    }
    return build_event(
        verb,
        f"item:{assignment.item_id}",
        by=by,
        at=now,
        subject=f"assignment:{assignment.pk}",
        facts=facts,
        recorded_for=recorded_for,
    )
