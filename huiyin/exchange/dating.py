"""Which year a list is of and on which day it was handed over, where its rows do not say."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from huiyin.exchange.facts import Facts
from huiyin.exchange.lines import ListRead, Table
from huiyin.exchange.origin import day_of
from huiyin.items.numbering import sort_number
from huiyin.prose.dates import read_date
from huiyin.workdays.calendar import add_months


def year_of_list(read: ListRead, today: dt.date) -> int:
    """The year of the list: as its headlines say, else as most of its dates, else as its numbers, else this one."""
    if said := next((table.origin.year for table in read.tables if table.origin.year), 0):
        return said
    for names in (("year",), ("dispatched", "received", "submitted"), ("due", "assist_due")):
        years: Counter[int] = Counter()
        for line in read.lines:
            for name in names:
                cell = line.first(name)
                day = read_date(cell) if cell is not None and name != "year" else None
                year = day.year if day else (int(str(cell)[:4]) if name == "year" and str(cell)[:4].isdecimal() else 0)
                years[year] += 1900 < year < 2200
        if years and (best := years.most_common(1)[0])[1]:
            return best[0]
    numbers = Counter(sort_number(str(line.first("number") or "")).year for line in read.lines)
    return next((year for year, _ in numbers.most_common() if year), None) or today.year


def day_of_table(table: Table, read: ListRead) -> dt.date | None:
    """The day written above the table (制表 2022年3月18日) or below it."""
    words = [
        *table.headlines,
        *(row.text for row in read.ignored if row.sheet == table.sheet and row.reason in ("说明", "落款")),
    ]
    days = [day for day in map(day_of, words) if day]
    return dt.date.fromisoformat(days[0]) if days else None


def guessed_day(facts: Sequence[Facts], today: dt.date) -> dt.date:
    """Where no day is written: today, or for a list of the past three months before its first time limit."""
    first = min((one.due for one in facts if isinstance(one.due, dt.date)), default=today)
    return add_months(first, -3) if first < today else today
