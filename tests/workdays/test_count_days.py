from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.workdays.calendar import (
    CalendarNotPublished,
    add_months,
    add_workdays,
    day_kind,
    day_label,
    is_holiday,
    is_workday,
    published,
    published_years,
    roll_forward,
    workdays_between,
)

DAYS = st.dates(date(2005, 1, 1), date(2025, 12, 31))


def test_r15_a_makeup_saturday_is_a_working_day():
    assert date(2022, 4, 2).weekday() == 5
    assert is_workday(date(2022, 4, 2))
    assert day_kind(date(2022, 4, 2)) == "makeup_workday"
    assert roll_forward(date(2022, 4, 2)) == date(2022, 4, 2)


@pytest.mark.parametrize(
    ("day", "kind", "label"),
    [
        (date(2026, 10, 8), "workday", "周四"),
        (date(2026, 10, 10), "makeup_workday", "周六（调休补班）"),
        (date(2026, 10, 11), "weekend", "周日"),
        (date(2026, 10, 1), "holiday", "周四（国庆节放假）"),
    ],
)
def test_each_day_has_its_kind(day, kind, label):
    assert (day_kind(day), day_label(day)) == (kind, label)


def test_the_start_day_is_not_counted():
    assert add_workdays(date(2022, 3, 28), 7) == date(2022, 4, 7)
    assert add_workdays(date(2022, 3, 28), 0) == date(2022, 3, 28)
    assert add_workdays(date(2022, 4, 7), -7) == date(2022, 3, 28)


def test_counting_crosses_a_new_year():
    assert add_workdays(date(2025, 12, 30), 3) == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2022, 3, 18), 3, date(2022, 6, 18)),
        (date(2022, 10, 31), 6, date(2023, 4, 30)),
    ],
)
def test_r14_months_end_on_the_corresponding_day_or_the_last(start, months, end):
    assert add_months(start, months) == end


def test_r16_an_unpublished_year_fails_loudly():
    with pytest.raises(CalendarNotPublished, match="2027年节假日安排尚未公布"):
        is_workday(date(2027, 1, 4))
    with pytest.raises(CalendarNotPublished):
        add_workdays(date(2026, 12, 28), 10)
    assert not published(2027)
    assert published_years() == tuple(range(2004, 2027))


@given(DAYS, st.integers(1, 60))
def test_counting_there_and_back_agrees(start, n):
    end = add_workdays(start, n)
    assert is_workday(end)
    assert workdays_between(start, end) == n
    assert workdays_between(end, start) == -n


@given(DAYS, st.integers(1, 40))
def test_it_agrees_with_counting_on_fingers(start, n):
    day, counted = start, 0
    while counted < n:
        day += timedelta(days=1)
        counted += is_workday(day)
    assert add_workdays(start, n) == day


@given(DAYS)
def test_rolling_lands_on_the_next_working_day(day):
    landed = roll_forward(day)
    assert landed >= day
    assert is_workday(landed)
    assert all(is_holiday(day + timedelta(days=n)) for n in range((landed - day).days))
