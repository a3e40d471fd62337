"""What an item takes over from a changed row of its list; what was typed here stays."""

import datetime as dt
from typing import Any

from huiyin.directory.actions import find_or_add_outside_units
from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor, RecordedFor
from huiyin.exchange.matching import PlanRow
from huiyin.handling.changing import change_role
from huiyin.handling.correcting import correct_dispatch
from huiyin.handling.dispatching import DispatchPlan, dispatch_many
from huiyin.handling.models import Assignment
from huiyin.handling.policy import can_dispatch
from huiyin.items.actions import change_item, mark, set_signers

COLUMNS = ("title", "field", "consent", "remark", "class_no", "register_no")


def change(row: PlanRow, unit: Unit, *, by: Actor, now: dt.datetime) -> None:
    """清单变了的，只改变了的几项；本单位自己改过的不动。"""
    assert row.known and row.known.assignment and row.dispatched_on
    item, assignment = row.known.item, row.known.assignment
    facts: dict[str, Any] = {"by": by, "now": now}
    wanted = {difference.name: difference.after for difference in row.differences if not difference.kept}
    columns: dict[str, Any] = {name: wanted[name] for name in COLUMNS if name in wanted}
    if "text" in wanted:
        columns["text"] = row.facts.text
    if columns:
        change_item(item, **columns, **facts)
    if "signers" in wanted:
        set_signers(item, lead=row.facts.lead, cosigners=row.facts.cosigners, **facts)
    for draft in row.facts.marks if "marks" in wanted else ():
        mark(item, kind=draft.kind, by_whom=draft.by_whom, note=draft.note, **facts)
    if "role" in wanted:
        _change_role(row, assignment, **facts)
    if "due" in wanted:
        correct_dispatch(assignment, notice_due_on=row.due_on, **facts)
    if "others" in wanted:
        _add_units(row, unit, **facts)
    said = {d.name: [d.before, d.after] for d in row.differences if not d.kept and d.name != "text"}
    place = {"sheet": row.facts.line.sheet, "row": row.facts.line.row}
    record(
        "exchange.row_changed", item.topic, subject=f"item:{item.pk}", at=now, by=by, facts={"changes": said, **place}
    )


def _change_role(row: PlanRow, assignment: Assignment, *, by: Actor, now: dt.datetime) -> None:
    """A new word for the same role is a correction; another role is the dispatching office's decision, recorded."""
    if assignment.role == row.role:
        correct_dispatch(assignment, role_label=row.role_label, by=by, now=now)
        return
    assert row.dispatched_on
    day = max(row.dispatched_on, assignment.dispatched_on)
    told = RecordedFor(who=assignment.item.batch.sender or "交办单位", on=day, way="letter")
    facts: dict[str, Any] = {"role": row.role, "role_label": row.role_label, "from_on": day, "remark": "交办清单更正"}
    change_role(assignment, by=by, now=now, recorded_for=told, **facts)


def _add_units(row: PlanRow, unit: Unit, *, by: Actor, now: dt.datetime) -> None:
    """增办：清单上新添的会办单位；清单上去掉的，由交办单位另行撤销。"""
    assert row.known and row.dispatched_on
    item = row.known.item
    units = find_or_add_outside_units([part.name for part in row.others], near=unit)
    held = set(item.assignments.standing().filter(parent=None).values_list("unit_id", flat=True))
    new = {units[part.name].pk: part for part in row.others if units[part.name].pk not in held | {unit.pk}}
    plans = [
        DispatchPlan(item, units[part.name], part.role, part.label, row.dispatched_on, row.due_on)
        for part in new.values()
        if can_dispatch(by, item, units[part.name])
    ]
    if plans:
        dispatch_many(plans, by=by, now=now)
