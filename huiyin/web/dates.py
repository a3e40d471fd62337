"""How the house speaks of dates: 6月30日, 还剩 12 个工作日, 逾期 2 个工作日, 提前 3 个工作日."""

import datetime as dt

from django.utils import timezone

from huiyin.workdays.calendar import CalendarNotPublished, workdays_between

WEEKDAYS = "一二三四五六日"
NEAR = 5
"""临期: five working days or fewer remain."""


def short_day(day: dt.date, today: dt.date) -> str:
    """6月30日; with its year when it is not this one."""
    return f"{day.month}月{day.day}日" if day.year == today.year else f"{day.year}年{day.month}月{day.day}日"


def full_day(day: dt.date) -> str:
    """2022年6月30日 星期四."""
    return f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"


def moment(value: dt.datetime, today: dt.date) -> str:
    """09:05 today, 昨 18:20 yesterday, else 6月13日 18:20."""
    local = timezone.localtime(value)
    if local.date() == today:
        return f"{local:%H:%M}"
    if local.date() == today - dt.timedelta(days=1):
        return f"昨 {local:%H:%M}"
    return f"{short_day(local.date(), today)} {local:%H:%M}"


def remainder(due_on: dt.date, today: dt.date, met_on: dt.date | None = None) -> str:
    """What remains, or by how much it was missed or kept."""
    if met_on:
        return _kept(due_on, met_on)
    if due_on == today:
        return "今天到期"
    return f"还剩 {span(today, due_on)}" if due_on > today else f"逾期 {span(due_on, today)}"


def tone(due_on: dt.date, met_on: dt.date | None, today: dt.date) -> str:
    """late, near or plain: the colour a date wears."""
    if met_on:
        return "late" if met_on > due_on else ""
    if due_on < today:
        return "late"
    try:
        return "near" if workdays_between(today, due_on) <= NEAR else ""
    except CalendarNotPublished:
        return ""


def span(start: dt.date, end: dt.date) -> str:
    """The distance in working days; in calendar days where a year is not published yet."""
    try:
        days = workdays_between(start, end)
    except CalendarNotPublished:
        return f"{(end - start).days} 日"
    return f"{days} 个工作日" if days else f"{(end - start).days} 日"


def uncounted(start: dt.date, end: dt.date) -> str:
    """Why the distance is said in calendar days."""
    try:
        workdays_between(min(start, end), max(start, end))
    except CalendarNotPublished as error:
        return f"{error.year} 年节假日还没有公布，按日历日说"
    return ""


def _kept(due_on: dt.date, met_on: dt.date) -> str:
    if met_on == due_on:
        return "当日完成"
    return f"提前 {span(met_on, due_on)}完成" if met_on < due_on else f"迟了 {span(due_on, met_on)}"
