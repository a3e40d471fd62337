"""The State Council's notice for a year: read from its own words, and kept as this site's calendar of that year."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from huiyin.workdays.published import UNNAMED, CalendarFileError, Year, build_year, forget, site_file

DAY = r"(?:(?P<{0}y>\d{{4}})年)?(?:(?P<{0}m>\d{{1,2}})月)?(?P<{0}d>\d{{1,2}})日(?:[（(][^（）()]*[）)])?"
RANGE = re.compile(DAY.format("a") + r"(?:\s*(?:至|—|-|–|到)\s*" + DAY.format("b") + r")?")
NAMES = ("元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆")
NAME = re.compile("|".join(NAMES))
CLAUSE = re.compile(r"[^。；;\n]+[。；;\n]?")
REST = re.compile(r"放假|休息|调休，")
WORK = re.compile(r"上班|补班")


@dataclass(frozen=True)
class Arrangement:
    """One year as announced: which days are off and why, which weekends are worked."""

    year: int
    holidays: Mapping[date, str]
    workdays: tuple[date, ...]

    def checked(self) -> Year:
        """The calendar of that year, or a complaint about a day."""
        if not self.holidays:
            raise CalendarFileError("没有读到放假的日子")
        return build_year(f"{self.year}年安排", self.year, self.holidays, list(self.workdays))


def read_notice(text: str, year: int) -> Arrangement:
    """“元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。” and the like, clause by clause."""
    holidays: dict[date, str] = {}
    workdays: list[date] = []
    name = UNNAMED
    for clause in CLAUSE.findall(text):
        if found := NAME.findall(clause):
            name = "、".join(dict.fromkeys(found))
        days = [day for day in _days(clause, year) if day.year == year]
        if WORK.search(clause):
            workdays += days
        elif REST.search(clause):
            holidays |= dict.fromkeys(days, name)
    return Arrangement(year, holidays, tuple(sorted(set(workdays))))


def read_lines(holidays: str, workdays: str, year: int) -> Arrangement:
    """As corrected by hand: “元旦：1月1日至3日” a line, and the make-up days."""
    off: dict[date, str] = {}
    for line in filter(None, map(str.strip, holidays.splitlines())):
        name, colon, days = line.partition("：")
        found = _days(days if colon else line, year)
        if not found:
            raise CalendarFileError(f"“{line}”里没有日子，请写成“元旦：1月1日至3日”")
        off |= dict.fromkeys((day for day in found if day.year == year), name.strip() if colon else UNNAMED)
    return Arrangement(year, off, tuple(sorted({day for day in _days(workdays, year) if day.year == year})))


def store(arrangement: Arrangement) -> None:
    """Keep it as holidays-YYYY.toml of this site; every process reads it within a second."""
    arrangement.checked()
    path = site_file(arrangement.year)
    if path is None:
        raise CalendarFileError("没有数据目录，日历无处存放")
    part = path.with_name(f"{path.name}.part-{os.getpid()}")
    part.write_text(_as_toml(arrangement), encoding="utf-8")
    part.replace(path)
    forget()


def _as_toml(arrangement: Arrangement) -> str:
    names = list(dict.fromkeys(arrangement.holidays.values()))
    lines = [f"workdays = {_list(arrangement.workdays)}", "", "[holidays]"]
    for name in names:
        days = sorted(day for day, said in arrangement.holidays.items() if said == name)
        lines.append(f'"{_plain(name)}" = {_list(days)}')
    return "\n".join(lines) + "\n"


def _list(days: Sequence[date]) -> str:
    return "[" + ", ".join(f'"{day.isoformat()}"' for day in days) + "]"


def _plain(name: str) -> str:
    return re.sub(r'["\\\x00-\x1f\x7f]', "", name)[:20] or UNNAMED


def _days(text: str, year: int) -> list[date]:
    """Every day that a sentence names, ranges filled in; a bare 3日 takes the month before it."""
    found: list[date] = []
    month = 0
    for match in RANGE.finditer(text):
        first = _day(match, "a", year, month)
        last = _day(match, "b", first.year, first.month) if match["bd"] else first
        month = last.month
        if not timedelta(0) <= last - first <= timedelta(days=31):
            raise CalendarFileError(f"“{match[0]}”的先后不对")
        found += [first + timedelta(days=step) for step in range((last - first).days + 1)]
    return found


def _day(match: re.Match[str], side: str, year: int, month: int) -> date:
    try:
        return date(int(match[f"{side}y"] or year), int(match[f"{side}m"] or month), int(match[f"{side}d"]))
    except ValueError as error:
        raise CalendarFileError(f"“{match[0]}”不是日期") from error
