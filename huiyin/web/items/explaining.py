"""这个日期怎么来的: the calendar of the counted days, the steps with their clauses, the days that remain."""

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from huiyin.handling import clocks
from huiyin.handling.models import Duty
from huiyin.rules.counting import Step
from huiyin.web.dates import remainder
from huiyin.workdays.calendar import CalendarNotPublished, day_kind, day_label, is_workday

MONTHS_SHOWN = 8


@dataclass(frozen=True)
class Day:
    """One cell: its number, how it looks, what to say of it."""

    number: int
    look: str
    title: str


@dataclass(frozen=True)
class Month:
    label: str
    weeks: list[list[Day | None]]


@dataclass(frozen=True)
class Explanation:
    """All that the popover says."""

    duty: Duty
    due_on: dt.date | None
    clause: str
    uncertain: str
    verified: bool
    steps: tuple[Step, ...]
    months: list[Month]
    rest: str


def explanation_of(duty: Duty, *, today: dt.date) -> Explanation:
    """From the clock itself: nothing here counts a day."""
    found = clocks.explain(duty)
    due_on = duty.due_on or found.due_on
    return Explanation(
        duty=duty,
        due_on=due_on,
        clause=found.clause,
        uncertain=found.uncertain,
        verified=found.verified,
        steps=tuple(sorted(found.steps, key=lambda step: step.on)),
        months=list(_months(duty.base_on, due_on, today)) if due_on else [],
        rest=_rest(due_on, today, duty.met_on),
    )


def _rest(due_on: dt.date | None, today: dt.date, met_on: dt.date | None) -> str:
    """今天 7月13日，还剩 8 个工作日：14、15、18 … 日."""
    if due_on is None:
        return ""
    said = f"今天 {today.month}月{today.day}日，{remainder(due_on, today, met_on)}"
    if met_on or not today < due_on <= today + dt.timedelta(days=21):
        return f"{said}。"
    days = [today + dt.timedelta(days=step) for step in range(1, (due_on - today).days + 1)]
    try:
        return f"{said}：{'、'.join(str(day.day) for day in days if is_workday(day))} 日。"
    except CalendarNotPublished:
        return f"{said}。"


def _months(start: dt.date, end: dt.date, today: dt.date) -> Iterator[Month]:
    """The months from the first day to the last; of a very long span only the first and the last few."""
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    numbers = range(first, last + 1)
    for number in numbers if len(numbers) <= MONTHS_SHOWN else (*numbers[:2], *numbers[-(MONTHS_SHOWN - 2) :]):
        year, month = divmod(number, 12)
        weeks = calendar.Calendar().monthdatescalendar(year, month + 1)
        label = f"{month + 1}月" if year == end.year else f"{year}年{month + 1}月"
        yield Month(
            label,
            [[_day(day, start, end, today) if day.month == month + 1 else None for day in week] for week in weeks],
        )


def _day(day: dt.date, start: dt.date, end: dt.date, today: dt.date) -> Day:
    looks = [_kind(day)]
    if day in (start, end, today):
        looks = ["s" if day == start else "e" if day == end else "t"]
    elif not start < day < end:
        looks.append("out")
    elif today < day < end and looks != ["w"] and looks != ["h"]:
        looks.append("l")
    return Day(day.day, " ".join(filter(None, looks)), _title(day))


def _kind(day: dt.date) -> str:
    try:
        return {"weekend": "w", "holiday": "h", "makeup_workday": "mk"}.get(day_kind(day), "")
    except CalendarNotPublished:
        return ""


def _title(day: dt.date) -> str:
    try:
        return day_label(day)
    except CalendarNotPublished:
        return ""
