"""A year of the working calendar: holidays and make-up days month by month, or that it is not published yet."""

import calendar
import datetime as dt
from dataclasses import dataclass

from huiyin.accounts.desk import Person
from huiyin.handling.models import OPEN_STATES, Duty
from huiyin.items.models import Item
from huiyin.rules.counting import UNPUBLISHED
from huiyin.workdays.calendar import day_kind, day_label, published

LOOKS = {"weekend": "w", "holiday": "h", "makeup_workday": "mk", "workday": ""}


@dataclass(frozen=True)
class DayShown:
    number: int
    look: str
    title: str


@dataclass(frozen=True)
class MonthShown:
    label: str
    weeks: list[list[DayShown | None]]
    workdays: int


def months_of(year: int, *, today: dt.date) -> list[MonthShown]:
    """Twelve months; none for a year the State Council has not published."""
    return [_month(year, number, today) for number in range(1, 13)] if published(year) else []


def special_days(year: int) -> list[tuple[str, str]]:
    """放假 and 调休上班, runs of days as the notice says them: 10月1日—7日."""
    if not published(year):
        return []
    days = [dt.date(year, 1, 1) + dt.timedelta(days=step) for step in range(366 if calendar.isleap(year) else 365)]
    kinds = {"holiday": "放假", "makeup_workday": "调休上班"}
    return [(label, "、".join(runs([day for day in days if day_kind(day) == kind]))) for kind, label in kinds.items()]


def waiting_for(year: int, person: Person) -> int:
    """How many items this person sees have a date that waits for this year's arrangement."""
    seen = Item.objects.visible_to(person).values("pk")
    waiting = Duty.objects.owed().filter(uncertain=f"{year}年{UNPUBLISHED}", assignment__item__in=seen)
    return waiting.filter(assignment__state__in=OPEN_STATES).values("assignment__item").distinct().count()


def runs(days: list[dt.date]) -> list[str]:
    """Neighbouring days as one run."""
    runs: list[list[dt.date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == dt.timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return [_run(run[0], run[-1]) for run in runs]


def _run(first: dt.date, last: dt.date) -> str:
    start = f"{first.month}月{first.day}日"
    if first == last:
        return start
    return f"{start}—{last.day}日" if first.month == last.month else f"{start}—{last.month}月{last.day}日"


def _month(year: int, number: int, today: dt.date) -> MonthShown:
    weeks = calendar.Calendar().monthdatescalendar(year, number)
    shown = [[_day(day, today) if day.month == number else None for day in week] for week in weeks]
    inside = [day for week in weeks for day in week if day.month == number]
    return MonthShown(f"{number}月", shown, sum(day_kind(day) in ("workday", "makeup_workday") for day in inside))


def _day(day: dt.date, today: dt.date) -> DayShown:
    return DayShown(day.day, "t" if day == today else LOOKS[day_kind(day)], day_label(day))
