"""How a matched list enters the books: everything or nothing, in one short transaction."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError, transaction

from huiyin.directory.actions import find_or_add_outside_units
from huiyin.directory.models import Unit
from huiyin.events.actors import Actor
from huiyin.exchange.changing import change
from huiyin.exchange.facts import asks_of
from huiyin.exchange.matching import CHANGED, ERROR, NEW, Plan, PlanRow
from huiyin.files.models import StoredFile
from huiyin.flow.errors import NotReady, Stale
from huiyin.handling.dispatching import DispatchPlan, dispatch_many
from huiyin.handling.policy import can_dispatch
from huiyin.items.actions import ItemDraft, grant_access, open_batch, register_many
from huiyin.items.models import Batch, Item

Written = dict[tuple[str, int, int, int], Item]


@dataclass(frozen=True)
class Doing:
    """By whom, when, from which file."""

    by: Actor
    now: dt.datetime
    file: StoredFile | None = None

    @property
    def facts(self) -> dict[str, Any]:
        return {"by": self.by, "now": self.now}


def carry_out(plan: Plan, doing: Doing) -> tuple[Plan, Written]:
    """Register what is new, give it to its units, change what the list changed; the items by sheet and row.

    A row the rules refuse is an error row with their reason, and takes nothing of itself into the books.
    """
    refused: dict[tuple[str, int, int, int], str] = {}
    try:
        with transaction.atomic():
            written = _enter_all(plan, doing, refused)
            for row in plan.of(CHANGED):
                assert row.known
                if _tried(row, refused, lambda row=row: change(row, plan.unit, by=doing.by, now=doing.now)):  # type: ignore[misc]
                    written[row.facts.where] = row.known.item
    except IntegrityError as error:
        raise Stale("别人刚刚导入或登记了同一批件，请重新核对后再导入。") from error
    return _with_refusals(plan, refused), written


def _enter_all(plan: Plan, doing: Doing, refused: dict[tuple[str, int, int, int], str]) -> Written:
    """All new rows at once; where one of them is refused, row by row."""
    written: Written = {}
    try:
        with transaction.atomic():
            return _enter(plan, plan.of(NEW), doing)
    except NotReady:
        for row in plan.of(NEW):
            _tried(row, refused, lambda row=row: written.update(_enter(plan, [row], doing)))  # type: ignore[misc]
    return written


def _tried(row: PlanRow, refused: dict[tuple[str, int, int, int], str], act: Callable[[], object]) -> bool:
    """A row by itself, all or nothing."""
    try:
        with transaction.atomic():
            act()
    except NotReady as error:
        refused[row.facts.where] = str(error)
        return False
    return True


def _with_refusals(plan: Plan, refused: Mapping[tuple[str, int, int, int], str]) -> Plan:
    if not refused:
        return plan
    rows = [
        replace(row, status=ERROR, reason=refused[row.facts.where]) if row.facts.where in refused else row
        for row in plan.rows
    ]
    return replace(plan, rows=tuple(rows))


def _enter(plan: Plan, rows: Sequence[PlanRow], doing: Doing) -> Written:
    written = _register(plan, rows, doing)
    _dispatch(plan, rows, written, doing)
    return written


def _register(plan: Plan, rows: Sequence[PlanRow], doing: Doing) -> Written:
    """New items by batch; an item another unit's list brought is taken as it is."""
    written: Written = {}
    fresh: dict[tuple[Any, ...], list[PlanRow]] = defaultdict(list)
    for row in rows:
        if row.known:
            written[row.facts.where] = row.known.item
        else:
            assert row.sitting
            fresh[(row.sitting.key, row.in_session)].append(row)
    for group in fresh.values():
        items = register_many([_draft(row) for row in group], batch=_batch(plan, group, doing), **doing.facts)
        written.update(zip((row.facts.where for row in group), items, strict=True))
    grant_access([(row.known.item, plan.unit) for row in rows if row.known], "dispatch")
    return written


def _batch(plan: Plan, rows: Sequence[PlanRow], doing: Doing) -> Batch:
    sitting, first = rows[0].sitting, min(row.dispatched_on for row in rows if row.dispatched_on)
    assert sitting
    dues = {row.due_on for row in rows}
    return open_batch(
        unit=plan.unit,
        session=sitting.stored(),
        name=batch_name(plan, rows)[:80],
        year=plan.settings.year or rows[0].facts.origin.year or plan.year,
        dispatched_on=first,
        in_session=rows[0].in_session,
        notice_due_on=dues.pop() if len(dues) == 1 else None,
        sender=plan.sender[:120],
        file=doing.file,
        **doing.facts,
    )


def batch_name(plan: Plan, rows: Sequence[PlanRow]) -> str:
    """As the person says; else 大会交办, or 7月交办 for what comes between sessions."""
    if plan.settings.batch:
        return plan.settings.batch
    if rows[0].in_session:
        return "大会交办"
    first = min(row.dispatched_on for row in rows if row.dispatched_on)
    return f"{first.month}月交办"


def _draft(row: PlanRow) -> ItemDraft:
    facts = row.facts
    return ItemDraft(
        kind=row.kind,
        official_no=facts.official_no,
        title=facts.title,
        text=facts.text,
        register_no=facts.register_no,
        class_no=facts.class_no,
        in_session=row.in_session,
        lead_submitter=facts.lead,
        cosigners=facts.cosigners,
        stated_signers=facts.stated_signers,
        submitters_text=facts.submitters_text,
        asks=asks_of(facts),
        field=facts.field,
        topics=facts.topics,
        consent=facts.consent,
        consent_reason=facts.consent_reason,
        remark=facts.remark,
        marks=facts.marks,
        no_written_reply=facts.no_written_reply,
        offline=facts.offline,
        registered_on=row.dispatched_on,
    )


def _dispatch(plan: Plan, rows: Sequence[PlanRow], written: Written, doing: Doing) -> None:
    """Our part and those of the others; a unit at home in this system is only handed what this person may hand it."""
    names = [part.name for row in rows for part in row.others]
    units = find_or_add_outside_units(names, near=plan.unit) if names else {}
    plans: list[DispatchPlan] = []
    held = _held(rows)
    for row in rows:
        item = written[row.facts.where]
        parts = {plan.unit.pk: (plan.unit, row.role, row.role_label)}
        for part in row.others:
            parts.setdefault(units[part.name].pk, (units[part.name], part.role, part.label))
        for unit, role, label in parts.values():
            if (item.pk, unit.pk) not in held:
                plans.append(_dispatch_plan(row, item, unit, role, label))
    allowed = {key: _may(key, plans, doing.by) for key in {(p.unit.pk, p.item.batch_id) for p in plans}}
    dispatch_many([p for p in plans if allowed[(p.unit.pk, p.item.batch_id)]], **doing.facts)


def _may(key: tuple[int, int], plans: Sequence[DispatchPlan], by: Actor) -> bool:
    first = next(plan for plan in plans if (plan.unit.pk, plan.item.batch_id) == key)
    return can_dispatch(by, first.item, first.unit)


def _held(rows: Sequence[PlanRow]) -> set[tuple[int, int]]:
    """Who already holds an item that another unit's list brought."""
    known = [row.known.item for row in rows if row.known]
    return {(item.pk, unit) for item in known for unit in item.assignments.standing().values_list("unit_id", flat=True)}


def _dispatch_plan(row: PlanRow, item: Item, unit: Unit, role: str, label: str) -> DispatchPlan:
    assert row.dispatched_on
    return DispatchPlan(
        item=item,
        unit=unit,
        role=role,
        role_label=label,
        dispatched_on=row.dispatched_on,
        notice_due_on=row.due_on if role == row.role else (row.assist_due_on or row.due_on),
    )
