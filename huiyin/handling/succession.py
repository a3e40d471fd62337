"""What becomes of open work when units are reorganised: it goes on in the heir, with its dates, duties and contacts."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from huiyin.directory import reorganising
from huiyin.directory.actions import change_unit
from huiyin.directory.models import Change, Unit
from huiyin.directory.policy import can_manage_units, can_reorganise
from huiyin.directory.reorganising import Reorganisation, Touched, heir_of
from huiyin.events.actions import record
from huiyin.events.actors import SYSTEM, Actor, local_day
from huiyin.flow.errors import Blocker, NotAllowed, NotReady, Stale
from huiyin.handling import parts, waits
from huiyin.handling.duties import waive_all
from huiyin.handling.flow import FLOW
from huiyin.handling.models import LEADING, Assignment, Contact, Coordination, MaterialRequest, Role, State, Wait
from huiyin.items.models import Access, Batch, Group

Homes = dict[tuple[int, int], Unit]
"""(item, old unit) → who takes that part over."""

WHY = "succession"


def touched(plan: Reorganisation) -> list[Touched]:
    """在办的件和还有件在办的批次；件的内容不在这里写（R81）。"""
    return [*(_row(assignment, plan) for assignment in _open(plan)), *_batches(plan), *_groups(plan)]


def homes(plan: Reorganisation) -> Homes:
    """Where each unit's part of an item goes: what hangs on it goes along."""
    return {(row.item_id, row.old.pk): row.new for row in touched(plan) if row.item_id}


def move(plan: Reorganisation, *, by: Actor, now: dt.datetime) -> None:
    """在办的件移交承接单位，期限、义务、沟通都不变，一件一记；已办结的留在原单位名下，承接单位可以查看。"""
    rows = {row.key: row for row in touched(plan)}
    _share_sight(plan)
    for assignment in _open(plan):
        _hand_to(assignment, rows[f"assignment:{assignment.pk}"].new, why=plan.why, by=by, now=now)
    for batch in Batch.objects.filter(pk__in=[key.partition(":")[2] for key in rows if key.startswith("batch:")]):
        _move_batch(batch, rows[f"batch:{batch.pk}"], by=by, now=now)
    for group in Group.objects.filter(unit__in=plan.olds):
        _move_group(group, rows[f"group:{group.pk}"], by=by, now=now)
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


def _batches(plan: Reorganisation) -> list[Touched]:
    """The lists whose items are still being worked on: the heir keeps them on."""
    batches = Batch.objects.filter(unit__in=plan.olds, items__closed_on=None, items__left_on=None).distinct()
    return [
        Touched(f"batch:{batch.pk}", "批次", batch.name, batch.unit, plan.heir(f"batch:{batch.pk}"))
        for batch in batches.select_related("unit").order_by("pk")
    ]


def _groups(plan: Reorganisation) -> list[Touched]:
    return [
        Touched(f"group:{group.pk}", "成组", group.name, group.unit, plan.heir(f"group:{group.pk}"))
        for group in Group.objects.filter(unit__in=plan.olds).select_related("unit").order_by("pk")
    ]


def _move_group(group: Group, row: Touched, *, by: Actor, now: dt.datetime) -> None:
    if Group.objects.filter(unit=row.new, name=group.name).exists():
        group.name = f"{group.name}（原{row.old.name}）"[:80]
    group.unit = row.new
    group.save(update_fields=["unit", "name"])
    facts = {"from": row.old.name, "to": row.new.name, "name": group.name}
    record("items.group_moved", row.new.topic, by=by, at=now, subject=f"group:{group.pk}", facts=facts)


def _move_batch(batch: Batch, row: Touched, *, by: Actor, now: dt.datetime) -> None:
    batch.unit = row.new
    if Batch.objects.filter(unit=row.new, session=batch.session_id, name=batch.name).exists():
        batch.name = f"{batch.name}（原{row.old.name}）"[:80]
    batch.save(update_fields=["unit", "name"])
    facts = {"from": row.old.name, "to": row.new.name, "name": batch.name}
    record("items.batch_moved", row.new.topic, by=by, at=now, subject=f"batch:{batch.pk}", facts=facts)


def _share_sight(plan: Reorganisation) -> None:
    """What the old unit could see its main heir sees; what an office could see, the department it goes to."""
    pairs = [(old.pk, plan.news[0].pk) for old in plan.olds]
    pairs += [(int(row.key.partition(":")[2]), row.new.pk) for row in reorganising.touched(plan)]
    for old, new in pairs:
        seen = Access.objects.filter(unit=old).values_list("item", flat=True).distinct()
        rows = [Access(item_id=item, unit_id=new, why=WHY) for item in seen]
        Access.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


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
        _rename_waits(old.name, new.name, [assignment.pk, assignment.parent_id or 0])
    Access.objects.get_or_create(item_id=assignment.item_id, unit=new, why=WHY)
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


def _rename_waits(before: str, after: str, assignments: Iterable[int]) -> None:
    """Who is waited for has another name; since when it is waited for stays."""
    Wait.objects.filter(assignment__in=list(assignments), ended_on=None, whom=before).update(whom=after)


@transaction.atomic
def rename(unit: Unit, *, name: str, by: Actor, now: dt.datetime) -> Unit:
    """改名：旧名留着；在等它的件，写新名称，自何日起等不变。"""
    before = unit.name
    change_unit(unit, name=name, by=by, now=now)
    held = Assignment.objects.open().filter(unit=unit).values_list("pk", "parent")
    _rename_waits(before, unit.name, {key for pair in held for key in pair if key})
    return unit


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


@transaction.atomic
def move_unit(unit: Unit, parent: Unit, *, by: Actor, now: dt.datetime) -> Unit:
    """移到另一个上级之下：处室还有本部门的件在办时不能移，件是部门的。"""
    if not (can_reorganise(by, unit) and can_manage_units(by, parent)):
        raise NotAllowed("您没有权限把它移到那里。")
    if parent.is_ended:
        raise NotReady(f"{parent}已经撤销。")
    open_shares = Assignment.objects.open().filter(unit=unit).exclude(parent=None)
    if unit.is_office and unit.parent_id != parent.pk and (count := open_shares.count()):
        raise NotReady([Blocker(f"{unit}还有 {count} 件在办，这些件是{unit.parent}的；请先重新分办。", where="units")])
    return change_unit(unit, parent=parent, by=by, now=now)


__all__ = ["Homes", "follow_heir", "homes", "move", "move_unit", "rename", "touched"]
