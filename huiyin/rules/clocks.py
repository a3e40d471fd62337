"""When a duty is due under a pack: the law's term, the notice's date, an extension and the six-month cap together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, cast

from huiyin.rules.counting import NOTICE_CLAUSE, PAUSED, Count, Pause, Step, count, roll, shift, unpublished
from huiyin.rules.pack import DUTIES, EXTRA_DUTIES, Base, Clock, Pack, Unit
from huiyin.workdays.calendar import CalendarNotPublished, add_months

__all__ = ["BatchTerm", "Deadline", "Pause", "Step", "due"]

CAPPED = ("reply", "extended_reply")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day a duty is due, or why that is not certain; `not_before` is known even then."""

    due_on: date | None
    clause: str
    steps: tuple[Step, ...]
    uncertain: str = ""
    not_before: date | None = None
    verified: bool = True


class BatchTerm(NamedTuple):
    """What the notice of one batch says of a duty instead of the pack: a date, or a time counted from `base_on`."""

    clause: str
    fixed_on: date | None = None
    amount: int = 0
    unit: str = ""
    base: str = ""
    base_on: date | None = None

    def clock(self, duty: str, *, rolls: bool) -> Clock:
        base, unit = cast(Base, self.base), cast(Unit, self.unit)
        return Clock(duty, base, self.amount, unit, rolls, self.clause, verified=True)


class Notice(NamedTuple):
    """A date beside the law's term, where it is written, and whether a pause moves it."""

    on: date
    clause: str
    shifts: bool = True


def due(
    pack: Pack,
    duty: str,
    base_on: date,
    *,
    kind: str = "",
    level: str = "",
    role: str = "",
    in_session: bool = True,
    fixed_on: date | None = None,
    extended_to: date | None = None,
    extended_on: date | None = None,
    dispatched_on: date | None = None,
    paused: Sequence[Pause] = (),
    batch_term: BatchTerm | None = None,
) -> Deadline:
    """The deadline of a duty: 法定时限与通知时限取先到者，经批准的延期另算，答复至迟不超过交办之日起六个月。

    `paused` holds (from, until) pairs, `until` not counted as paused and None while the pause lasts; `extended_on` is
    the day the extension was decided: later pauses move it too.
    """
    clock = pack.clock(duty, kind=kind, level=level, role=role, in_session=in_session, year=base_on.year)
    notices = [Notice(fixed_on, NOTICE_CLAUSE)] if fixed_on else []
    before: list[Step] = []
    if batch_term is not None:
        clock, base_on, more = _under_batch(pack, duty, clock, base_on, batch_term, paused, before)
        notices += more
    if clock is None:
        return _by_notice_only(pack, duty, base_on, notices, paused)
    extended = {"extended_to": extended_to, "extended_on": extended_on}
    first = dispatched_on or base_on
    found = deadline_of(pack, clock, base_on, notices=notices, **extended, dispatched_on=first, paused=paused)
    return replace(found, steps=(*before, *found.steps))


def deadline_of(
    pack: Pack,
    clock: Clock,
    base_on: date,
    *,
    fixed_on: date | None = None,
    notices: Sequence[Notice] = (),
    extended_to: date | None = None,
    extended_on: date | None = None,
    dispatched_on: date,
    paused: Sequence[Pause] = (),
) -> Deadline:
    """The same for a clock already chosen."""
    result = count(clock, base_on, paused)
    clause = clock.clause
    yearly = _yearly(clock, base_on)
    beside = [Notice(yearly, clock.clause)] if yearly else []
    beside += [Notice(fixed_on, NOTICE_CLAUSE)] if fixed_on else []
    for notice in (*beside, *notices):
        if _notice(result, notice, base_on, paused, binds=pack.switches.notice_binds.value):
            clause = notice.clause
    if extended_to is not None:
        _extend(result, extended_to, extended_on or base_on, paused)
    if clock.duty in CAPPED and _cap(result, pack, clock, dispatched_on):
        clause = pack.switches.reply_cap_months.clause
    return Deadline(result.on, clause, tuple(result.steps), result.uncertain, result.not_before, clock.verified)


def _under_batch(
    pack: Pack,
    duty: str,
    clock: Clock | None,
    base_on: date,
    term: BatchTerm,
    paused: Sequence[Pause],
    before: list[Step],
) -> tuple[Clock | None, date, list[Notice]]:
    """What the batch says takes the pack's place; of a reply it may only shorten what the law gives (R18)."""
    if term.fixed_on is not None:
        replaces = duty not in CAPPED and term.fixed_on >= base_on
        return None if replaces else clock, base_on, [Notice(term.fixed_on, term.clause)]
    own, own_base = term.clock(duty, rolls=pack.roll_forward.value), term.base_on or base_on
    if clock is None or duty not in CAPPED:
        if clock is not None:
            before.append(Step(own_base, f"本批另定{own.label}，不用规则包的{clock.label}", term.clause))
        return own, own_base, []
    counted = count(own, own_base, paused)
    before += counted.steps
    return clock, base_on, [Notice(counted.on, term.clause, shifts=False)] if counted.on else []


def _by_notice_only(
    pack: Pack, duty: str, base_on: date, notices: Sequence[Notice], paused: Sequence[Pause]
) -> Deadline:
    """Where no text sets a time only a notice does, the earliest of them."""
    valid = sorted(notice for notice in notices if notice.on >= base_on)
    if not valid:
        name = {**DUTIES, **EXTRA_DUTIES}.get(duty, duty)
        return Deadline(None, "", (), f"{pack.title}规则包没有规定{name}的时限，以交办通知为准")
    result = Count()
    result.add(valid[0].on, "通知时限", valid[0].clause)
    if any(stop is None for _, stop in paused):
        return Deadline(None, valid[0].clause, tuple(result.steps), PAUSED, not_before=base_on)
    result.settle(shift(result, valid[0].on, base_on, paused))
    return Deadline(result.on, valid[0].clause, tuple(result.steps), not_before=result.on)


def _yearly(clock: Clock, base_on: date) -> date | None:
    """The yearly date that a pack sets beside a counted term."""
    if clock.fixed is None or clock.unit == "date":
        return None
    return date(base_on.year, *clock.fixed)


def _notice(result: Count, notice: Notice, base_on: date, paused: Sequence[Pause], *, binds: bool) -> bool:
    """Let a date fixed by a notice bind when it comes first (R18); True when it does."""
    day, source = notice.on, notice.clause
    if day < base_on:
        result.add(day, "通知时限早于起算日，不采用", source)
        return False
    if not binds:
        result.add(day, "通知时限，本地规定不因此提前", source)
        return False
    if notice.shifts and not any(stop is None for _, stop in paused):
        day = shift(result, day, base_on, paused)
    first = day <= result.not_before and result.on != day
    result.add(day, "通知时限，先到，以此为准" if first else "通知时限，不早于法定时限", source)
    if first:
        result.settle(day)
        result.uncertain = ""
    return first


def _extend(result: Count, extended_to: date, decided_on: date, paused: Sequence[Pause]) -> None:
    """An approved extension replaces an earlier date (R19); a pause after it moves it too."""
    if any(stop is None for _, stop in paused):
        return
    moved = Count()
    moved.add(extended_to, "经批准延期至此日")
    day = shift(moved, extended_to, decided_on, [pause for pause in paused if pause[0] > decided_on])
    if result.on is not None and day <= result.on:
        return
    result.steps += moved.steps
    result.settle(day)
    result.uncertain = ""


def _cap(result: Count, pack: Pack, clock: Clock, dispatched_on: date) -> bool:
    """Never later than six months from dispatch (R17); True when that cuts the date."""
    months, clause = pack.switches.reply_cap_months.value, pack.switches.reply_cap_months.clause
    last = add_months(dispatched_on, months)
    if result.not_before <= last:
        return False
    capped = Count()
    try:
        day = roll(capped, last) if clock.roll else last
    except CalendarNotPublished as error:
        result.on, result.not_before, result.uncertain = None, last, unpublished(error)
        return True
    if result.on is not None and result.on <= day:
        return False
    result.add(last, f"至迟不超过交办之日起{months}个月", clause)
    result.steps += capped.steps
    result.settle(day)
    result.uncertain = ""
    return True
