from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.prose.dates import format_date, read_date

LAST_OF_JUNE = date(2022, 6, 30)


@pytest.mark.parametrize(
    "value",
    [
        *(datetime(2022, 6, 30, 8), LAST_OF_JUNE, 44742, 44742.0, "44742", 20220630),
        *("2022年6月30日", "2022.6.30", "2022-06-30", "2022/6/30", "20220630", "6月30日", "二〇二二年六月三十日"),
        *(
            "2022-06-30 00:00:00",
            "2022-06-30T08:00:00+08:00",
            "２０２２年６月３０日",
            "2022年 6月 30日",
            "6月30日前",
            "6.30",
        ),
        *("2022年6月底", "2022年6月30号", "6月30日（周四）", "22.6.30", "二零二二年六月三十日", "2022．6．30"),
    ],
)
def test_a_date_is_read_however_it_is_written(value):
    assert read_date(value, year_hint=2022) == LAST_OF_JUNE


@pytest.mark.parametrize(
    "value",
    ["", None, "无", "—", "第3号", "2022年13月1日", "2022-02-30", "abc", 100, 3.5, True, "20221340", "1页", "2022"],
)
def test_nonsense_is_no_date(value):
    assert read_date(value, year_hint=2022) is None


def test_a_day_without_a_year_needs_a_hint():
    assert read_date("3月2日") is None
    assert read_date("3月2日", year_hint=2021) == date(2021, 3, 2)


@given(st.dates(date(1955, 1, 1), date(2099, 12, 31)))
def test_what_is_printed_is_read_again(day):
    assert read_date(format_date(day)) == day
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day:%Y%m%d}") == day


@given(st.text(max_size=20))
def test_no_text_breaks_it(text):
    read_date(text, year_hint=2022)
