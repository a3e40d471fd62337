"""When a duty is due under a pack: the law's term, the notice's date, an extension and the six-month cap together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from huiyin.rules.counting import NOTICE_CLAUSE, Count, Pause, Step, count, roll, unpublished
from huiyin.rules.pack import DUTIES, EXTRA_DUTIES, Clock, Pack
from huiyin.workdays.calendar import CalendarNotPublished, add_months

__all__ = ["Deadline", "Pause", "Step", "due"]

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
    dispatched_on: date | None = None,
    paused: Sequence[Pause] = (),
) -> Deadline:
    """The deadline of a duty: 法定时限与通知时限取先到者，经批准的延期另算，答复至迟不超过交办之日起六个月。

    `paused` holds (from, until) pairs, `until` not counted as paused and None while the pause lasts.
    """
    clock = pack.clock(duty, kind=kind, level=level, role=role, in_session=in_session)
    if clock is None:
        return _by_notice_only(pack, duty, base_on, fixed_on)
    return deadline_of(
        pack,
        clock,
        base_on,
        fixed_on=fixed_on,
        extended_to=extended_to,
        dispatched_on=dispatched_on or base_on,
        paused=paused,
    )


def deadline_of(
    pack: Pack,
    clock: Clock,
    base_on: date,
    *,
    fixed_on: date | None = None,
    extended_to: date | None = None,
    dispatched_on: date,
    paused: Sequence[Pause] = (),
) -> Deadline:
    """The same for a clock already chosen."""
    result = count(clock, base_on, paused)
    clause = clock.clause
    for day, source in ((_yearly(clock, base_on), clock.clause), (fixed_on, NOTICE_CLAUSE)):
        if day is not None and _notice(result, day, base_on, source, binds=pack.switches.notice_binds.value):
            clause = source
    if extended_to is not None:
        _extend(result, extended_to)
    if clock.duty in CAPPED and _cap(result, pack, clock, dispatched_on):
        clause = pack.switches.reply_cap_months.clause
    return Deadline(result.on, clause, tuple(result.steps), result.uncertain, result.not_before, clock.verified)


def _by_notice_only(pack: Pack, duty: str, base_on: date, fixed_on: date | None) -> Deadline:
    if fixed_on is None or fixed_on < base_on:
        name = {**DUTIES, **EXTRA_DUTIES}.get(duty, duty)
        return Deadline(None, "", (), f"{pack.title}规则包没有规定{name}的时限，以交办通知为准")
    step = Step(fixed_on, "通知时限", NOTICE_CLAUSE)
    return Deadline(fixed_on, NOTICE_CLAUSE, (step,), not_before=fixed_on)


def _yearly(clock: Clock, base_on: date) -> date | None:
    """The yearly date that a pack sets beside a counted term."""
    if clock.fixed is None or clock.unit == "date":
        return None
    return date(base_on.year, *clock.fixed)


def _notice(result: Count, day: date, base_on: date, source: str, *, binds: bool) -> bool:
    """Let a date fixed by a notice bind when it comes first (R18); True when it does."""
    if day < base_on:
        result.add(day, "通知时限早于起算日，不采用", source)
        return False
    if not binds:
        result.add(day, "通知时限，本地规定不因此提前", source)
        return False
    first = day <= result.not_before and result.on != day
    result.add(day, "通知时限，先到，以此为准" if first else "通知时限，不早于法定时限", source)
    if first:
        result.settle(day)
        result.uncertain = ""
    return first


def _extend(result: Count, extended_to: date) -> None:
    """An approved extension replaces an earlier date (R19)."""
    if result.on is not None and extended_to <= result.on:
        return
    result.add(extended_to, "经批准延期至此日")
    result.settle(extended_to)
    result.uncertain = ""


def _cap(result: Count, pack: Pack, clock: Clock, dispatched_on: date) -> bool:
    """Never later than six months from dispatch (R17); True when that cuts the date."""
    last = add_months(dispatched_on, pack.switches.reply_cap_months.value)
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
    result.add(
        last, f"至迟不超过交办之日起{pack.switches.reply_cap_months.value}个月", pack.switches.reply_cap_months.clause
    )
    result.steps += capped.steps
    result.settle(day)
    result.uncertain = ""
    return True
