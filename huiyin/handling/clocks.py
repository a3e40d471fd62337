"""When each duty is due: the only writer of due_on, from the facts, the rule pack, extensions and pauses."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Q

from huiyin.handling.models import Assignment, Duty, DutyKind, Extension, Pause
from huiyin.rules import packs
from huiyin.rules.clocks import Deadline, Step, due
from huiyin.rules.pack import DUTIES, Clock

ALLOTTED = "allotted"  # the base event of an office's share: its date hangs on the date of the unit
INSIDE = "单位内部分办时定的时限"
FIXED = "义务本身写明的日期"


class Terms(NamedTuple):
    """Everything a date depends on: equal terms are computed once."""

    pack: str
    duty: str
    base_on: dt.date
    kind: str
    level: str
    role: str
    in_session: bool
    fixed_on: dt.date | None
    extended_to: dt.date | None
    dispatched_on: dt.date
    paused: tuple[tuple[dt.date, dt.date | None], ...]


@dataclass
class Facts:
    """Extensions and pauses of some assignments, the unit's date by assignment, and dates already computed."""

    extended: dict[int, dt.date] = field(default_factory=dict)
    paused: dict[int, tuple[tuple[dt.date, dt.date | None], ...]] = field(default_factory=dict)
    of_unit: dict[int, Deadline] = field(default_factory=dict)
    computed: dict[Terms, Deadline] = field(default_factory=dict)


def recompute(assignments: Iterable[Assignment]) -> int:
    """Write due_on anew wherever a fact changed it, on these assignments and the shares below; how many changed."""
    ids = [assignment.pk for assignment in assignments]
    duties = list(
        Duty.objects.filter(Q(assignment__in=ids) | Q(assignment__parent__in=ids), met_on=None, waived_on=None)
        .select_related("assignment__item__session", "assignment__parent__item__session")
        .order_by("id")
    )
    changed = settle(duties, facts_of({duty.assignment for duty in duties}))
    Duty.objects.bulk_update(changed, ["due_on", "uncertain", "clause"], batch_size=500)
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
    rows = [(duty, deadline(duty, facts) if duty.is_owed else _as_stored(duty)) for duty in duties]
    return sorted(rows, key=lambda row: (row[0].due_on or dt.date.max, row[0].pk))


def clock_of(assignment: Assignment, kind: str) -> Clock | None:
    """The clock the pack sets for such a duty of this assignment, if any text sets one."""
    item = assignment.item
    return packs.get(assignment.pack).clock(
        kind, kind=item.kind, level=item.level, role=assignment.role, in_session=item.in_session
    )


def facts_of(assignments: Iterable[Assignment]) -> Facts:
    """Approved extensions and pauses, read once for all; an office shares those of its unit."""
    rows = list(assignments)
    tops = {row.parent_id or row.pk for row in rows}
    facts = Facts()
    for row in Extension.objects.filter(assignment__in=tops, approved=True):
        facts.extended[row.assignment_id] = max(row.until, facts.extended.get(row.assignment_id, row.until))
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


def deadline(duty: Duty, facts: Facts) -> Deadline:
    """The date of one duty under these facts."""
    assignment = duty.assignment
    if duty.base_event == ALLOTTED:
        return _inside(duty, facts.of_unit.get(assignment.parent_id or 0))
    if duty.kind not in DUTIES:
        return _fixed(duty)
    if duty.base_event == "signed_for" and assignment.signed_for_on is None:
        return Deadline(None, "", (), "自签收之日起算，尚未签收")
    if duty.due_on and assignment.pack_version != packs.get(assignment.pack).version:
        return _under_older_text(duty, facts)
    terms = _terms(duty, facts)
    if terms not in facts.computed:
        facts.computed[terms] = _due(terms)
    return facts.computed[terms]


def _terms(duty: Duty, facts: Facts) -> Terms:
    assignment, item = duty.assignment, duty.assignment.item
    is_reply = duty.kind == DutyKind.REPLY
    return Terms(
        pack=assignment.pack,
        duty=_rule_name(duty),
        base_on=duty.base_on,
        kind=item.kind,
        level=item.level,
        role=assignment.role,
        in_session=item.in_session,
        fixed_on=duty.notice_due_on,
        extended_to=facts.extended.get(assignment.pk) if is_reply else None,
        dispatched_on=duty.base_on if duty.base_event == "dispatched" else assignment.dispatched_on,
        paused=facts.paused.get(assignment.pk, ()),
    )


def _rule_name(duty: Duty) -> str:
    """A hard item has six months by itself where the place asks no approval (R17); else by an extension."""
    switches = packs.get(duty.assignment.pack).switches
    hard = duty.kind == DutyKind.REPLY and duty.assignment.item.is_hard and not switches.extension_needs_approval
    return "extended_reply" if hard else str(duty.kind)


def _due(terms: Terms) -> Deadline:
    return due(
        packs.get(terms.pack),
        terms.duty,
        terms.base_on,
        kind=terms.kind,
        level=terms.level,
        role=terms.role,
        in_session=terms.in_session,
        fixed_on=terms.fixed_on,
        extended_to=terms.extended_to,
        dispatched_on=terms.dispatched_on,
        paused=terms.paused,
    )


def _inside(duty: Duty, of_unit: Deadline | None) -> Deadline:
    """An office's date: the one set when the work was allotted, never later than the unit's own."""
    own = duty.notice_due_on
    if of_unit is None or (own and of_unit.due_on is None and not of_unit.not_before):
        return _fixed(duty, INSIDE)
    if own and of_unit.due_on and own < of_unit.due_on:
        return Deadline(own, INSIDE, (Step(own, INSIDE),), not_before=own)
    return of_unit


def _fixed(duty: Duty, what: str = FIXED) -> Deadline:
    day = duty.notice_due_on
    if day is None:
        return Deadline(None, "", ())
    return Deadline(day, what, (Step(day, what),), not_before=day)


def _under_older_text(duty: Duty, facts: Facts) -> Deadline:
    """A new edition of the pack never moves a running item (R13); only its own extension does."""
    stored = _as_stored(duty)
    until = facts.extended.get(duty.assignment_id) if duty.kind == DutyKind.REPLY else None
    if until and (stored.due_on is None or until > stored.due_on):
        return Deadline(until, duty.clause, (*stored.steps, Step(until, "经批准延期至此日")), not_before=until)
    return stored


def _as_stored(duty: Duty) -> Deadline:
    steps = (Step(duty.due_on, f"按规则包第{duty.assignment.pack_version}版算定", duty.clause),) if duty.due_on else ()
    return Deadline(duty.due_on, duty.clause, steps, duty.uncertain, not_before=duty.due_on)


def _set(duty: Duty, result: Deadline) -> bool:
    new = (result.due_on, result.uncertain[:120], result.clause[:200])
    changed = new != (duty.due_on, duty.uncertain, duty.clause)
    duty.due_on, duty.uncertain, duty.clause = new
    return changed
