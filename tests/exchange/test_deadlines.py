"""时限一格: a date, or a term counted from the day of dispatch as the law counts; never a guess."""

import datetime as dt

import pytest

from huiyin.exchange.terms import Term, read_term
from tests.exchange.making import HEAD, TITLE, line, only, seen, sheet, taken, workbook

DAY = dt.date(2022, 3, 18)


@pytest.mark.rule("R14", "R16")
@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("30个工作日内", "2022-04-29"),
        ("收到之日起三个月内", "2022-06-18"),
        ("自交办之日起90日内", "2022-06-16"),
        ("3个月", "2022-06-18"),
        ("交办后10个工作日内反馈", "2022-04-01"),
        ("两周内", "2022-04-01"),
        ("2022年6月30日前", "2022-06-30"),
        ("6月底", "2022-06-30"),
        ("主办：6月30日前；会办：5月31日前", "2022-06-30"),
        ("主办件3个月内，会办件1个月内", "2022-06-18"),
        (44742, "2022-06-30"),
    ],
)
def test_it_is_read(unit, said, due):
    item = only(seen(sheet(line(due=said)), unit, dispatched_on=DAY))
    assert item["reply_due_on"] == due
    assert not any("unreadable" in flag for flag in item["flags"])


def test_those_who_assist_have_their_own(unit):
    rows = [TITLE, HEAD, line(host="市教育局", help="市卫健委", due="主办6月30日前，会办1个月内")]
    assert only(seen(workbook(("S", rows)), unit, dispatched_on=DAY))["reply_due_on"] == "2022-04-18"


def test_nothing_is_counted_from_a_guessed_day(unit):
    item = only(seen(sheet(line(due="30个工作日内")), unit))
    assert item["reply_due_on"] is None and "due_needs_dispatch_day" in item["flags"]


def test_a_later_edition_without_a_day_counts_from_the_day_it_was_given(unit):
    content = sheet(line(due="30个工作日内"))
    taken(content, unit, dispatched_on=DAY)
    assert taken(content, unit)["unchanged"] == 1


@pytest.mark.rule("R16")
def test_a_year_without_a_calendar_is_told_and_not_guessed(unit):
    item = only(seen(sheet(line(due="30个工作日内")), unit, dispatched_on=dt.date(2039, 3, 1)))
    assert item["reply_due_on"] is None
    assert "due_calendar_unpublished" in item["flags"]


@pytest.mark.parametrize("said", ["尽快", "年底前视情况", "按通知"])
def test_what_cannot_be_read_is_flagged(unit, said):
    item = only(seen(sheet(line(due=said)), unit))
    assert item["reply_due_on"] is None and "due_unreadable" in item["flags"]


@pytest.mark.parametrize("said", ["6月", "3日", "第3次", "", "2022"])
def test_a_day_of_the_calendar_is_no_term(said):
    assert read_term(said) is None


def test_a_month_ends_on_its_last_day():
    assert Term(3, "月").end(dt.date(2025, 11, 30)) == dt.date(2026, 2, 28)
