"""What becomes of open work when units are reorganised: it goes on in the heir, with its dates, duties and contacts."""

import datetime as dt

from django.db import transaction

from huiyin.directory.models import Change, Unit
from huiyin.directory.reorganising import Reorganisation, Touched, heir_of
from huiyin.events.actions import record
from huiyin.events.actors import SYSTEM, Actor, local_day
from huiyin.flow.errors import Stale
from huiyin.handling import parts, waits
from huiyin.handling.duties import waive_all
from huiyin.handling.flow import FLOW
from huiyin.handling.models import LEADING, Assignment, Contact, Coordination, MaterialRequest, Role, State
from huiyin.handling.renaming import rename_waits
from huiyin.items import succession as items

Homes = dict[tuple[int, int], Unit]
"""(item, old unit) → who takes that part over."""


def touched(plan: Reorganisation) -> list[Touched]:
    """在办的件和还有件在办的批次；件的内容不在这里写（R81）。"""
    return [_row(assignment, plan) for assignment in _open(plan)] + items.touched(plan)


def homes(plan: Reorganisation) -> Homes:
    """Where each unit's part of an item goes: what hangs on it goes along."""
    return {(row.item_id, row.old.pk): row.new for row in touched(plan) if row.item_id}


def move(plan: Reorganisation, *, by: Actor, now: dt.datetime) -> None:
    """在办的件移交承接单位，期限、义务、沟通都不变，一件一记；已办结的留在原单位名下，承接单位可以查看。"""
    rows = {row.key: row for row in touched(plan)}
    items.move(plan, by=by, now=now)
    for assignment in _open(plan):
        _hand_to(assignment, rows[f"assignment:{assignment.pk}"].new, why=plan.why, by=by, now=now)
    for old in plan.olds:
        MaterialRequest.objects.filter(unit=old, received_on=None, not_given_reason="").update(unit=plan.news[0])
        _move_coordinations(old, plan.news[0])


def _open(plan: Reorganisation) -> list[Assignment]:
    rows = Assignment.objects.open().filter(unit__in=plan.olds)
    related = rows.select_related("item__session", "unit__parent", "parent__unit").prefetch_related("children__unit")
    # The weightier part first, so that the lesser of two that meet gives way.
    return sorted(related, key=lambda row: (_weight(row), row.pk))


def _weight(assignment: Assignment) -> int:
    order = (*LEADING, Role.ASSIST, Role.REFER)
    return order.index(Role(assignment.role))


def _row(assignment: Assignment, plan: Reorganisation) -> Touched:
    """A department's item follows the office that leads it, unless somebody chose otherwise."""
    item, key = assignment.item, f"assignment:{assignment.pk}"
    new = plan.heir(key, _home_of_lead(assignment, plan))
    meets = Assignment.objects.standing().filter(item=item, unit__in=[new, *plan.olds]).exclude(pk=assignment.pk)
    other = meets.select_related("unit").first() if plan.change != Change.SPLIT else meets.filter(unit=new).first()
    return Touched(
        key,
        "在办件",
        f"{item.session} {item.number_label} · {assignment.role_label}",
        assignment.unit,
        new,
        item_id=item.pk,
        note=f"{other.unit}也有此件（{other.role_label}），合为一份" if other else "",
        blocker=_torn(assignment, new, plan),
    )


def _shares(assignment: Assignment) -> list[Assignment]:
    return [share for share in assignment.children.all() if share.state != State.WITHDRAWN]


def _home_of_lead(assignment: Assignment, plan: Reorganisation) -> Unit | None:
    lead = next((share for share in _shares(assignment) if share.role in LEADING), None)
    return plan.chosen.get(f"unit:{lead.unit_id}") if lead else None


def _torn(assignment: Assignment, new: Unit, plan: Reorganisation) -> str:
    """An office that goes elsewhere cannot keep its share of the item."""
    if assignment.unit.is_office:
        return ""
    away = [share.unit for share in _shares(assignment) if plan.heir(f"unit:{share.unit_id}") != new]
    names = "、".join(unit.name for unit in away)
    return f"这一件也分给了{names}，而它不随{new}走；请改选承接单位，或先重新分办。" if away else ""


def _hand_to(assignment: Assignment, new: Unit, *, why: str, by: Actor, now: dt.datetime) -> None:
    """One part of one item: on to the heir, or together with the part the heir already has."""
    old = assignment.unit
    there = Assignment.objects.standing().filter(item=assignment.item_id, unit=new).exclude(pk=assignment.pk).first()
    if there and ((there.is_open and _weight(there) <= _weight(assignment)) or _is_read(there, assignment)):
        _join(there, assignment, why=why, now=now)
    else:
        if there:
            _join(assignment, there, why=why, now=now)
        if not Assignment.objects.filter(pk=assignment.pk, unit=old).update(unit=new):
            raise Stale("别人刚刚动过这一件，请刷新后再看。")
        assignment.unit = new
        rename_waits(old.name, new.name, [assignment.pk, assignment.parent_id or 0])
    items.show(assignment.item_id, new)
    facts = {"from": old.name, "to": new.name, "why": why, "role": str(assignment.role)}
    subject = f"assignment:{assignment.pk}"
    record("handling.moved", f"item:{assignment.item_id}", by=by, at=now, subject=subject, facts=facts)


def _is_read(there: Assignment, assignment: Assignment) -> bool:
    return there.state == State.NOTED and assignment.role == Role.REFER


def _join(kept: Assignment, other: Assignment, *, why: str, now: dt.datetime) -> None:
    """Contacts and shares go over to what is kept; the other ends, and owes nothing."""
    day = local_day(now)
    Contact.objects.filter(assignment=other).update(assignment=kept)
    held = {share.unit_id for share in _shares(kept)}
    leads = any(share.role in LEADING for share in _shares(kept))
    for share in _shares(other):
        if share.unit_id in held:
            _give_way(share, day, why, now)
            continue
        share.parent = kept
        if leads and share.role in LEADING:
            share.role, share.role_label = Role.ASSIST, parts.label_of(share, Role.ASSIST)
        share.save(update_fields=["parent", "role", "role_label"])
        if share.is_open and share.state != State.ANSWERED:
            parts.owe_otherwise(share, on=day, by=SYSTEM)
    _give_way(other, day, why, now)


def _give_way(assignment: Assignment, day: dt.date, why: str, now: dt.datetime) -> None:
    facts = {"why": why}
    FLOW.move(assignment, "give_way", by=SYSTEM, at=now, facts=facts, withdrawn_on=day)
    waits.end(assignment, on=day)
    waive_all(assignment, [], on=day, reason=f"机构调整，由承接单位一并承担：{why}", by=SYSTEM)


def _move_coordinations(old: Unit, new: Unit) -> None:
    """Disagreements under way; one that the heir already has with the same assignment stays as it is."""
    known = Coordination.objects.filter(other=new, settled_on=None).values("assignment")
    Coordination.objects.filter(other=old, settled_on=None).exclude(assignment__in=known).update(other=new)


@transaction.atomic
def follow_heir(assignment: Assignment, *, now: dt.datetime) -> Assignment:
    """重新办理的件，原单位已经撤销的，由承接单位接着办。"""
    new = heir_of(assignment.unit)
    if assignment.is_open and new != assignment.unit:
        _hand_to(assignment, new, why=f"{assignment.unit}已撤销", by=SYSTEM, now=now)
    return assignment


__all__ = ["Homes", "follow_heir", "homes", "move", "touched"]
