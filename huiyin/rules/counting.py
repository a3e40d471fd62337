"""From a clock and a base day to its last day, step by step, with every day that is skipped named."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from huiyin.rules.pack import BASES, Clock
from huiyin.workdays.calendar import (
    CalendarNotPublished,
    add_months,
    day_kind,
    day_label,
    is_workday,
)

START_CLAUSE = "《民法典》第二百零一条"
MONTH_CLAUSE = "《民法典》第二百零二条"
ROLL_CLAUSE = "《民法典》第二百零三条"
NOTICE_CLAUSE = "交办通知"

UNPUBLISHED = "节假日安排尚未公布"
PAUSED = "暂停计时中，恢复后再算"

Pause = tuple[date, date | None]
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the explanation of a date."""

    on: date
    what: str
    clause: str = ""


@dataclass(slots=True)
class Count:
    """A count under way: the day if it is certain, the day it cannot be earlier than, and how it came about."""

    on: date | None = None
    not_before: date = date.min
    uncertain: str = ""
    steps: list[Step] = field(default_factory=list)

    def settle(self, day: date) -> None:
        self.on = self.not_before = day

    def add(self, on: date, what: str, clause: str = "") -> None:
        self.steps.append(Step(on, what, clause))


def count(clock: Clock, base_on: date, paused: Sequence[Pause] = ()) -> Count:
    """The last day of this clock counted from `base_on`, pauses left out."""
    result = Count(not_before=base_on)
    result.add(base_on, f"{BASES[clock.base]}，当日不计入", START_CLAUSE)
    if running := [start for start, stop in paused if stop is None]:
        result.add(running[0], "自此日起暂停计时，恢复后接着算")
        result.uncertain = PAUSED
        return result
    pauses = merged_pauses([(start, stop) for start, stop in paused if stop is not None], base_on)
    try:
        match clock.unit:
            case "workdays":
                _count_workdays(result, clock, base_on, pauses)
            case "date":
                _take_yearly_date(result, clock, base_on)
            case _:
                _count_calendar(result, clock, base_on, pauses)
    except CalendarNotPublished as error:
        result.on, result.uncertain = None, unpublished(error)
    return result


def unpublished(error: CalendarNotPublished) -> str:
    """The visible state of a date that waits for next year's arrangement."""
    return f"{error.year}年{UNPUBLISHED}"


def merged_pauses(paused: Sequence[tuple[date, date]], after: date) -> list[tuple[date, date]]:
    """The pauses in order and without overlap, clipped to days after `after`; each is [from, until)."""
    merged: list[tuple[date, date]] = []
    for start, stop in sorted((max(start, after + ONE_DAY), stop) for start, stop in paused):
        if start >= stop:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged


def shift(result: Count, day: date, after: date, paused: Sequence[Pause]) -> date:
    """A date moved by the ended pauses that began after `after` and before the date was reached."""
    ended = [(start, stop) for start, stop in paused if stop is not None]
    return _after(result, day, merged_pauses(ended, after))


def _after(result: Count, day: date, pauses: list[tuple[date, date]]) -> date:
    for start, stop in pauses:
        if start <= day:
            day += stop - start
            result.add(day, f"{start}至{stop - ONE_DAY}暂停计时{(stop - start).days}天，顺延")
    return day


def roll(result: Count, day: date) -> date:
    """The next working day from `day` on, each day passed over named."""
    while not is_workday(day):
        result.add(day, f"{day_label(day)}，顺延", ROLL_CLAUSE)
        day = result.not_before = day + ONE_DAY
    if day_kind(day) == "makeup_workday":
        result.add(day, f"{day_label(day)}，为工作日", ROLL_CLAUSE)
    return day


def _count_calendar(result: Count, clock: Clock, base_on: date, pauses: list[tuple[date, date]]) -> None:
    if clock.unit == "months":
        day = add_months(base_on, clock.amount)
        what = "对应日" if day.day == base_on.day else "当月没有对应日，以月末日为期间最后一日"
        result.add(day, f"{clock.label}：{what}", clock.clause if day.day == base_on.day else MONTH_CLAUSE)
    else:
        day = base_on + timedelta(days=clock.amount)
        result.add(day, clock.label, clock.clause)
    day = result.not_before = _after(result, day, pauses)
    result.settle(roll(result, day) if clock.roll else day)


def _count_workdays(result: Count, clock: Clock, base_on: date, pauses: list[tuple[date, date]]) -> None:
    day, counted = base_on, 0
    while counted < clock.amount:
        day = result.not_before = day + ONE_DAY
        label = day_label(day)
        if any(start <= day < stop for start, stop in pauses):
            result.add(day, f"{label}，暂停计时，不计")
        elif is_workday(day):
            counted += 1
            result.add(day, f"{label}，第{counted}个工作日")
        else:
            result.add(day, f"{label}，不计")
    result.settle(day)


def _take_yearly_date(result: Count, clock: Clock, base_on: date) -> None:
    assert clock.fixed is not None
    day = date(base_on.year, *clock.fixed)
    if day < base_on:
        result.uncertain = f"{clock.label}已过，以新的交办通知为准"
        return
    result.add(day, f"{clock.label}（通知日期，不顺延）", clock.clause)
    result.settle(day)
