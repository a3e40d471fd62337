"""When each duty is due: the only writer of due_on, from the facts, the rule pack, extensions and pauses."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Q

from huiyin.handling.models import Assignment, Duty, DutyKind, Extension, Override, Pause
from huiyin.rules import packs
from huiyin.rules.clocks import BatchTerm, Deadline, Step, due
from huiyin.rules.counting import PAUSED, Count, shift
from huiyin.rules.pack import DUTIES, EXTRA_DUTIES, Clock
from huiyin.workdays.calendar import add_months

ALLOTTED = "allotted"  # the base event of an office's share: its date hangs on the date of the unit
INSIDE = "单位内部分办时定的时限"
FIXED = "义务本身写明的日期"
COLUMNS = ["due_on", "uncertain", "clause"]
COUNTED = {**DUTIES, **EXTRA_DUTIES}


class Terms(NamedTuple):
    """Everything a date depends on: equal terms are computed once."""

    pack: str
    version: int
    duty: str
    base_on: dt.date
    kind: str
    level: str
    role: str
    in_session: bool
    fixed_on: dt.date | None
    extended_to: dt.date | None
    extended_on: dt.date | None
    dispatched_on: dt.date
    paused: tuple[tuple[dt.date, dt.date | None], ...]
    batch_term: BatchTerm | None


@dataclass
class Facts:
    """Extensions, pauses and batch terms of some assignments, the unit's date, and dates already computed."""

    extended: dict[int, Extension] = field(default_factory=dict)
    paused: dict[int, tuple[tuple[dt.date, dt.date | None], ...]] = field(default_factory=dict)
    of_unit: dict[int, Deadline] = field(default_factory=dict)
    of_batch: dict[int, list[Override]] = field(default_factory=dict)
    computed: dict[Terms, Deadline] = field(default_factory=dict)

    def override(self, batch_id: int, duty: str, role: str) -> Override | None:
        """What the notice of the batch says of this duty, for this role before for all."""
        if batch_id not in self.of_batch:
            self.of_batch[batch_id] = list(Override.objects.filter(batch=batch_id))
        fitting = [row for row in self.of_batch[batch_id] if row.duty == duty and row.role in ("", role)]
        return max(fitting, key=lambda row: row.role, default=None)


def recompute(assignments: Iterable[Assignment]) -> int:
    """Write due_on anew wherever a fact changed it, on these assignments and the shares below; how many changed."""
    ids = [assignment.pk for assignment in assignments]
    duties = list(
        Duty.objects.filter(Q(assignment__in=ids) | Q(assignment__parent__in=ids), met_on=None, waived_on=None)
        .select_related("assignment__item__session", "assignment__parent__item__session")
        .order_by("id")
    )
    changed = settle(duties, facts_of({duty.assignment for duty in duties}))
    Duty.objects.bulk_update(changed, COLUMNS, batch_size=500)
    return len(changed)


def recompute_uncertain() -> int:
    """Dates that waited for next year's holidays, tried again once they may be published; how many are known now."""
    waiting = Duty.objects.filter(due_on=None, met_on=None, waived_on=None).exclude(uncertain="")
    before = waiting.count()
    recompute(Assignment.objects.open().filter(duties__in=waiting).distinct())
    return before - waiting.count()


def settle(duties: Sequence[Duty], facts: Facts) -> list[Duty]:
    """Set the dates of these rows, saved or not; give back those that changed."""
    return [duty for duty in duties if _set(duty, deadline(duty, facts))]


def explain(duty: Duty) -> Deadline:
    """The date of a duty with every step of the count and its clause."""
    return deadline(duty, facts_of({duty.assignment}))


def explained(assignment: Assignment) -> list[tuple[Duty, Deadline]]:
    """Every duty of an assignment with the explanation of its date, in the order they are due."""
    duties = list(
        Duty.objects.filter(assignment=assignment).select_related(
            "assignment__item__session", "assignment__parent__item__session"
        )
    )
    facts = facts_of({duty.assignment for duty in duties})
    rows = [(duty, _explained(duty, facts)) for duty in duties]
    return sorted(rows, key=lambda row: (row[0].due_on or dt.date.max, row[0].pk))


def _explained(duty: Duty, facts: Facts) -> Deadline:
    """The date of what is done stays as it was written; its steps are told as long as they still lead there."""
    found = deadline(duty, facts)
    return found if duty.is_owed or found.due_on == duty.due_on else _as_stored(duty)


def clock_of(assignment: Assignment, kind: str) -> Clock | None:
    """The clock the assignment's edition of the pack sets for such a duty, if any text sets one."""
    item = assignment.item
    facts = {"kind": item.kind, "level": item.level, "role": assignment.role}
    year = assignment.dispatched_on.year
    text = packs.nearest(assignment.pack, assignment.pack_version)
    return text.clock(kind, **facts, in_session=item.in_session, year=year)


def last_day(duty: Duty) -> dt.date:
    """How far an extension of this reply may reach: the place's own limit, never past six months (R17, R19, R20)."""
    assignment = duty.assignment
    months = packs.get(assignment.pack).switches.reply_cap_months.value
    cap = add_months(assignment.dispatched_on, months)
    facts = facts_of({assignment})
    terms = _terms(duty, facts, "extended_reply")._replace(fixed_on=None, extended_to=None, extended_on=None)
    try:
        return _due(terms).due_on or cap
    except packs.EditionMissing:
        return cap


def hangs_on_receipt(assignment: Assignment) -> bool:
    """Whether the notice of its batch counts anything from the receipt."""
    return Override.objects.filter(batch__items=assignment.item_id, base="signed_for").exists()


def write(dates: Iterable[tuple[Duty, Deadline]]) -> None:
    """Store dates found elsewhere, as one change of many."""
    changed = [duty for duty, found in dates if _set(duty, found)]
    Duty.objects.bulk_update(changed, COLUMNS, batch_size=500)


def facts_of(assignments: Iterable[Assignment], overrides: Mapping[int, Sequence[Override]] | None = None) -> Facts:
    """Approved extensions and pauses, read once for all; an office shares those of its unit."""
    rows = list(assignments)
    tops = {row.parent_id or row.pk for row in rows}
    facts = Facts(of_batch=_overrides({row.item.batch_id for row in rows}, overrides))
    for row in Extension.objects.filter(assignment__in=tops, approved=True).order_by("until", "id"):
        facts.extended[row.assignment_id] = row
    for pause in Pause.objects.filter(assignment__in=tops, approved=True).order_by("starts_on", "id"):
        facts.paused[pause.assignment_id] = (
            *facts.paused.get(pause.assignment_id, ()),
            (pause.starts_on, pause.ends_on),
        )
    parents = {row.parent_id: row.parent for row in rows if row.parent}
    for duty in Duty.objects.filter(
        assignment__in=parents, kind__in=(DutyKind.REPLY, DutyKind.OPINION), waived_on=None
    ):
        duty.assignment = parents[duty.assignment_id]
        facts.of_unit[duty.assignment_id] = _as_stored(duty) if duty.met_on else deadline(duty, facts)
    return facts


def _overrides(batches: set[int], instead: Mapping[int, Sequence[Override]] | None) -> dict[int, list[Override]]:
    """The terms of these batches, or those to be tried instead."""
    found: dict[int, list[Override]] = {batch: [] for batch in batches}
    for row in Override.objects.filter(batch__in=batches).order_by("id") if batches else ():
        found[row.batch_id].append(row)
    return {**found, **{batch: list(rows) for batch, rows in (instead or {}).items()}}


def deadline(duty: Duty, facts: Facts) -> Deadline:
    """The date of one duty under these facts."""
    assignment = duty.assignment
    if duty.base_event == ALLOTTED:
        return _inside(duty, facts)
    if duty.kind not in COUNTED:
        return _fixed(duty)
    terms = _terms(duty, facts, _rule_name(duty))
    base = terms.batch_term.base if terms.batch_term and terms.batch_term.unit else duty.base_event
    if base == "signed_for" and assignment.signed_for_on is None:
        return Deadline(None, "", (), "自签收之日起算，尚未签收")
    try:
        if terms not in facts.computed:
            facts.computed[terms] = _due(terms)
    except packs.EditionMissing:
        return _without_text(duty, terms)
    return facts.computed[terms]


def _terms(duty: Duty, facts: Facts, rule: str) -> Terms:
    assignment, item = duty.assignment, duty.assignment.item
    extension = facts.extended.get(assignment.pk) if duty.kind == DutyKind.REPLY else None
    return Terms(
        pack=assignment.pack,
        version=assignment.pack_version,
        duty=rule,
        base_on=duty.base_on,
        kind=item.kind,
        level=item.level,
        role=assignment.role,
        in_session=item.in_session,
        fixed_on=duty.notice_due_on,
        extended_to=extension.until if extension else None,
        extended_on=extension.decided_on if extension else None,
        dispatched_on=duty.base_on if duty.base_event == "dispatched" else assignment.dispatched_on,
        paused=facts.paused.get(assignment.pk, ()),
        batch_term=_batch_term(duty, facts.override(item.batch_id, rule, assignment.role)),
    )


def _batch_term(duty: Duty, override: Override | None) -> BatchTerm | None:
    if override is None:
        return None
    return BatchTerm(
        clause=override.clause,
        fixed_on=override.fixed_on,
        amount=override.amount or 0,
        unit=override.unit,
        base=override.base,
        base_on=_base_day(duty, override.base),
    )


def _base_day(duty: Duty, event: str) -> dt.date:
    """The day of the event that the notice counts from, where the pack counts from another."""
    assignment = duty.assignment
    days = {
        "dispatched": assignment.dispatched_on,
        "delivered": assignment.delivered_on,
        "signed_for": assignment.signed_for_on,
        "closed_session": assignment.item.session.closes_on,
    }
    if event == duty.base_event or event not in days:
        return duty.base_on
    return days[event] or assignment.dispatched_on


def _rule_name(duty: Duty) -> str:
    """A hard item has six months by itself where the place asks no approval (R17); else by an extension."""
    switches = packs.get(duty.assignment.pack).switches
    hard = duty.kind == DutyKind.REPLY and duty.assignment.item.is_hard and not switches.extension_needs_approval
    return "extended_reply" if hard else str(duty.kind)


def _due(terms: Terms) -> Deadline:
    return due(
        packs.get(terms.pack, terms.version),
        terms.duty,
        terms.base_on,
        kind=terms.kind,
        level=terms.level,
        role=terms.role,
        in_session=terms.in_session,
        fixed_on=terms.fixed_on,
        extended_to=terms.extended_to,
        extended_on=terms.extended_on,
        dispatched_on=terms.dispatched_on,
        paused=terms.paused,
        batch_term=terms.batch_term,
    )


def _inside(duty: Duty, facts: Facts) -> Deadline:
    """An office's date: the one set when the work was allotted, moved by the unit's pauses, never later than its own."""
    top = duty.assignment.parent_id or 0
    of_unit, own, paused = facts.of_unit.get(top), duty.notice_due_on, facts.paused.get(top, ())
    if own is None:
        return of_unit or _fixed(duty, INSIDE)
    if any(stop is None for _, stop in paused):
        return Deadline(None, INSIDE, (Step(own, INSIDE),), PAUSED, not_before=duty.base_on)
    moved = Count()
    moved.add(own, INSIDE)
    day = shift(moved, own, duty.base_on, paused)
    if of_unit is None or of_unit.due_on is None:
        late = of_unit is not None and of_unit.not_before is not None and of_unit.not_before < day
        return of_unit if of_unit is not None and late else Deadline(day, INSIDE, tuple(moved.steps), not_before=day)
    if day < of_unit.due_on:
        last = Step(of_unit.due_on, "本单位的期限，不早于此", of_unit.clause)
        return Deadline(day, INSIDE, (*moved.steps, last), not_before=day)
    return of_unit


def _fixed(duty: Duty, what: str = FIXED) -> Deadline:
    day = duty.notice_due_on
    if day is None:
        return Deadline(None, "", ())
    return Deadline(day, what, (Step(day, what),), not_before=day)


def _without_text(duty: Duty, terms: Terms) -> Deadline:
    """Its edition of the pack is not on this machine: the stored date stands, and the page says so."""
    said = f"规则包“{terms.pack}”第{terms.version}版的文本没有找到"
    if duty.due_on is None:
        return Deadline(None, duty.clause, (), f"{said}，算不出日期", verified=False)
    steps = [Step(duty.due_on, f"{said}，沿用当时算定的日期，其后的暂停没有计入", duty.clause)]
    day = duty.due_on
    if terms.extended_to and terms.extended_to > day:
        day = terms.extended_to
        steps.append(Step(day, "经批准延期至此日"))
    return Deadline(day, duty.clause, tuple(steps), not_before=day, verified=False)


def _as_stored(duty: Duty) -> Deadline:
    steps = (Step(duty.due_on, f"按规则包第{duty.assignment.pack_version}版算定", duty.clause),) if duty.due_on else ()
    return Deadline(duty.due_on, duty.clause, steps, duty.uncertain, not_before=duty.due_on)


def _set(duty: Duty, result: Deadline) -> bool:
    new = (result.due_on, result.uncertain[:120], result.clause[:200])
    changed = new != (duty.due_on, duty.uncertain, duty.clause)
    duty.due_on, duty.uncertain, duty.clause = new
    return changed
