"""Dates as people type them into cells and letters."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from huiyin.prose.numbers import CHINESE, plain, to_int

_EXCEL_ZERO = date(1899, 12, 30)
_EXCEL_FIRST, _EXCEL_LAST = 20000, 80000  # 1954 … 2119: a serial outside is some other number
_WEEKDAY = re.compile(r"[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?")
_TAIL = re.compile(r"(?:之?前|以前|止|起|完成|答复|办结|上午|下午|晚)+$")
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?$")
_CHINESE_DATE = re.compile(
    rf"(?:(?P<y>[{CHINESE}]{{2,4}}|\d{{4}}|\d{{2}})年)?(?P<m>[{CHINESE}]{{1,3}}|\d{{1,2}})月(?P<d>[{CHINESE}]{{1,3}}|\d{{1,2}})[日号]?"
)
_SHAPES = (
    re.compile(r"(?P<y>\d{4})[-./年](?P<m>\d{1,2})[-./月](?P<d>\d{1,2})[日号]?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
    re.compile(r"(?P<m>\d{1,2})[-./](?P<d>\d{1,2})"),
    re.compile(r"(?P<y>\d{2})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})"),
    _CHINESE_DATE,
)
_LAST_DAY = re.compile(r"(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?:底|末)")


def read_date(value: Any, *, year_hint: int | None = None) -> date | None:
    """The date a cell or a phrase means; a day without a year takes `year_hint`; None when it is no date."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _from_number(value)
    text = _stripped(str(value))
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return _from_number(float(text))
    if last := _LAST_DAY.fullmatch(text):
        return _last_day(int(last["y"] or year_hint or 0), int(last["m"]))
    for shape in _SHAPES:
        if found := shape.fullmatch(text):
            return _day(found.groupdict().get("y"), found["m"], found["d"], year_hint)
    return None


def format_date(day: date) -> str:
    """As documents print it: 2022年6月3日, no leading zeros (R45)."""
    return f"{day.year}年{day.month}月{day.day}日"


def _stripped(text: str) -> str:
    text = _CLOCK.sub("", plain(text).strip())
    text = re.sub(r"\s+", "", text).replace("\u2014", "-").replace("\u2013", "-").replace("．", ".")
    return _TAIL.sub("", _WEEKDAY.sub("", text)).rstrip("。.")


def _from_number(value: float) -> date | None:
    """An Excel serial, or 20220302 typed as a number."""
    if _EXCEL_FIRST <= value <= _EXCEL_LAST:
        return _EXCEL_ZERO + timedelta(days=int(value))
    if value == int(value) and 19000101 <= value <= 21001231:
        digits = str(int(value))
        return _day(digits[:4], digits[4:6], digits[6:], None)
    return None


def _day(year: str | None, month: str, day: str, year_hint: int | None) -> date | None:
    read_year = to_int(year) if year else year_hint
    if year and read_year is not None and len(year) == 2:
        read_year += 2000
    numbers = (read_year, to_int(month), to_int(day))
    if any(number is None for number in numbers) or not 1900 <= (numbers[0] or 0) <= 2100:
        return None
    try:
        return date(*(number or 0 for number in numbers))
    except ValueError:
        return None


def _last_day(year: int, month: int) -> date | None:
    if not 1900 <= year <= 2100 or not 1 <= month <= 12:
        return None
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
