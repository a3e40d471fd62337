"""Which days the State Council made holidays or make-up working days, year by year, and which years it has published."""

import time
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from chinese_calendar import constants

UNNAMED = "法定节假日"
LOOK_AGAIN = 1.0  # seconds: another process may have written a year meanwhile
_CHINESE = {holiday.value: holiday.chinese for holiday in constants.Holiday}


class CalendarNotPublished(ValueError):
    """The State Council's arrangement for this year is not known here: no counting, no guess."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(
            f"{year}年节假日安排尚未公布，无法计算工作日；公布后请在数据目录放入 holidays-{year}.toml 或更新软件"
        )


class CalendarFileError(ValueError):
    """A site's holiday file cannot be used; names the file and the field."""


@dataclass(frozen=True, slots=True)
class Year:
    """One published year: its working days as ordinals in order, and the days that depart from Monday–Friday."""

    year: int
    holidays: dict[date, str]
    makeup: frozenset[date]
    workdays: tuple[int, ...]


@dataclass(slots=True)
class _Shelf:
    """What this process has read so far; may be thrown away at any time."""

    folder: Path | None = None
    years: dict[int, Year] = field(default_factory=dict)
    written: dict[str, int] = field(default_factory=dict)
    looked: float = 0.0


_shelf = _Shelf()
_assumed: ContextVar[dict[int, "Year"]] = ContextVar("assumed")


def configure(folder: Path | str | None) -> None:
    """Look for `holidays-YYYY.toml` in this folder too; forgets what was read before."""
    _shelf.folder = Path(folder) if folder is not None else None
    forget()


def forget() -> None:
    """Read every year anew when it is next asked for."""
    _shelf.years, _shelf.written, _shelf.looked = {}, _written(), time.monotonic()


@contextmanager
def assuming(year: Year) -> Iterator[None]:
    """Count as if this year were so, here and now only: what would move if it came into force?"""
    token = _assumed.set({**_assumed.get({}), year.year: year})
    try:
        yield
    finally:
        _assumed.reset(token)


def year_of(year: int) -> Year:
    """The published calendar of a year; a site's own file wins over the package."""
    if (assumed := _assumed.get({}).get(year)) is not None:
        return assumed
    if time.monotonic() - _shelf.looked > LOOK_AGAIN:
        _shelf.looked = time.monotonic()
        if _written() != _shelf.written:
            forget()
    found = _shelf.years.get(year)
    if found is None:
        found = _from_site(year) or _from_package(year)
        if found is None:
            raise CalendarNotPublished(year)
        _shelf.years[year] = found
    return found


def published(year: int) -> bool:
    """Whether the arrangement for this year is known."""
    try:
        year_of(year)
    except CalendarNotPublished:
        return False
    return True


def published_years() -> tuple[int, ...]:
    """All years whose arrangement is known, in order."""
    years = set(range(min(constants.holidays).year, max(constants.holidays).year + 1))
    if _shelf.folder is not None:
        years |= {int(path.stem[-4:]) for path in _shelf.folder.glob("holidays-[0-9][0-9][0-9][0-9].toml")}
    return tuple(sorted(years))


def complaints() -> list[str]:
    """What is wrong with any of the site's holiday files, a sentence each."""
    found = []
    for year in published_years():
        try:
            year_of(year)
        except CalendarFileError as error:
            found.append(str(error))
    return found


def _from_package(year: int) -> Year | None:
    if not min(constants.holidays).year <= year <= max(constants.holidays).year:
        return None
    holidays = {day: _CHINESE[name] for day, name in constants.holidays.items() if day.year == year}
    return _build(year, holidays, frozenset(day for day in constants.workdays if day.year == year))


def _written() -> dict[str, int]:
    """Which years the site's folder holds, and when each was written."""
    if _shelf.folder is None:
        return {}
    found = {}
    for path in _shelf.folder.glob("holidays-[0-9][0-9][0-9][0-9].toml"):
        try:
            found[path.name] = path.stat().st_mtime_ns
        except FileNotFoundError:  # replaced at this very moment
            continue
    return found


def _from_site(year: int) -> Year | None:
    path = site_file(year)
    if path is None or not path.is_file():
        return None
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CalendarFileError(f"{path.name}: 不是 UTF-8 编码的文本") from error
    return read_year(text, path.name, year)


def site_file(year: int) -> Path | None:
    """Where a site's own arrangement of a year lies, or would lie."""
    return _shelf.folder / f"holidays-{year}.toml" if _shelf.folder is not None else None


def read_year(text: str, name: str, year: int) -> Year:
    """A year as such a file says it: holidays as a list, or by their names; workdays as a list."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CalendarFileError(f"{name}: 不是有效的 TOML 文件（{error}）") from error
    holidays = _named_days(name, content, year)
    return build_year(name, year, holidays, _days(name, content, "workdays", year))


def build_year(name: str, year: int, holidays: Mapping[date, str], makeup: list[date]) -> Year:
    """The year of these holidays and make-up working days, checked."""
    if both := sorted(set(holidays) & set(makeup)):
        raise CalendarFileError(f"{name}: {both[0]} 同时写在 holidays 和 workdays 中")
    if weekdays := [day for day in makeup if day.weekday() < 5]:
        raise CalendarFileError(f"{name}: workdays 中的 {weekdays[0]} 不是周末，不需要补班")
    return _build(year, dict(holidays), frozenset(makeup))


def _named_days(name: str, content: dict[str, Any], year: int) -> dict[date, str]:
    said = content.get("holidays")
    if not isinstance(said, dict):
        return dict.fromkeys(_days(name, content, "holidays", year), UNNAMED)
    return {day: holiday for holiday in said for day in _days(name, said, holiday, year)}


def _days(name: str, content: dict[str, Any], key: str, year: int) -> list[date]:
    values = content.get(key)
    if not isinstance(values, list):
        raise CalendarFileError(f"{name}: 缺少 {key} = [ … ]")
    days = []
    for value in values:
        try:
            day = value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError as error:
            raise CalendarFileError(f"{name}: {key} 中的“{value}”不是日期") from error
        if day.year != year:
            raise CalendarFileError(f"{name}: {key} 中的 {day} 不在 {year} 年")
        days.append(day)
    return days


def _build(year: int, holidays: dict[date, str], makeup: frozenset[date]) -> Year:
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    days = (date.fromordinal(number) for number in range(first, last + 1))
    working = tuple(day.toordinal() for day in days if day in makeup or (day.weekday() < 5 and day not in holidays))
    return Year(year, holidays, makeup, working)
