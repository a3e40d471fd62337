"""Counting days as Chinese law counts them: working days, calendar months, rolling over holidays."""

import calendar
from bisect import bisect_right
from datetime import date, timedelta
from typing import Literal

from huiyin.workdays.published import (
    CalendarFileError,
    CalendarNotPublished,
    assuming,
    complaints,
    configure,
    published,
    published_years,
    year_of,
)

__all__ = [
    "CalendarFileError",
    "CalendarNotPublished",
    "DayKind",
    "add_months",
    "add_workdays",
    "assuming",
    "complaints",
    "configure",
    "day_kind",
    "day_label",
    "is_holiday",
    "is_workday",
    "published",
    "published_years",
    "roll_forward",
    "workdays_between",
]

DayKind = Literal["workday", "makeup_workday", "weekend", "holiday"]
WEEKDAYS = "一二三四五六日"


def day_kind(day: date) -> DayKind:
    """What kind of day it is; a holiday that falls on a weekend is a holiday."""
    year = year_of(day.year)
    if day in year.makeup:
        return "makeup_workday"
    if day in year.holidays:
        return "holiday"
    return "weekend" if day.weekday() >= 5 else "workday"


def day_label(day: date) -> str:
    """The same in words: 周六（调休补班）, 周四（国庆节放假）, 周日, 周一."""
    weekday = "周" + WEEKDAYS[day.weekday()]
    match day_kind(day):
        case "makeup_workday":
            return f"{weekday}（调休补班）"
        case "holiday":
            return f"{weekday}（{year_of(day.year).holidays[day]}放假）"
        case _:
            return weekday


def is_workday(day: date) -> bool:
    """Whether offices work on this day; a make-up Saturday is a working day."""
    return day_kind(day) in ("workday", "makeup_workday")


def is_holiday(day: date) -> bool:
    """Whether offices rest on this day: a public holiday or an ordinary weekend."""
    return not is_workday(day)


def add_workdays(start: date, n: int) -> date:
    """The n-th working day after `start`; the start day itself is not counted (民法典第二百零一条)."""
    if n < 0:
        return _back_workdays(start, -n)
    year, wanted = year_of(start.year), n
    if n == 0:
        return start
    position = bisect_right(year.workdays, start.toordinal())
    while position + wanted > len(year.workdays):
        wanted -= len(year.workdays) - position
        year, position = year_of(year.year + 1), 0
    return date.fromordinal(year.workdays[position + wanted - 1])


def _back_workdays(start: date, n: int) -> date:
    day = start
    while n:
        day -= timedelta(days=1)
        n -= is_workday(day)
    return day


def add_months(start: date, n: int) -> date:
    """The corresponding day n months on, or that month's last day if there is none (民法典第二百零二条)."""
    month = start.year * 12 + start.month - 1 + n
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def roll_forward(day: date) -> date:
    """The day itself if offices work, else the next day they do (民法典第二百零三条)."""
    while is_holiday(day):
        day += timedelta(days=1)
    return day


def workdays_between(a: date, b: date) -> int:
    """How many working days lie after `a` up to and including `b`; negative when b is before a."""
    if b < a:
        return -workdays_between(b, a)
    total = 0
    for year in range(a.year, b.year + 1):
        days = year_of(year).workdays
        total += bisect_right(days, b.toordinal()) - bisect_right(days, a.toordinal())
    return total
