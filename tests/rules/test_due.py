"""Deadlines from rule packs (R13–R20)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.rules import packs
from huiyin.rules.clocks import due
from huiyin.workdays.calendar import add_months, is_workday, roll_forward

NATIONAL = packs.get("national")
WUHAN = packs.get("wuhan")
DAYS = st.dates(date(2005, 1, 1), date(2026, 3, 31))


@pytest.mark.rule("R14")
@pytest.mark.parametrize(
    ("dispatched", "due_on"),
    [
        (date(2025, 11, 30), date(2026, 2, 28)),
        (date(2024, 11, 30), date(2025, 2, 28)),
        (date(2022, 3, 18), date(2022, 6, 20)),
    ],
)
def test_r14_a_reply_is_due_three_months_after_dispatch(dispatched, due_on):
    deadline = due(NATIONAL, "reply", dispatched)
    assert deadline.due_on == due_on
    assert deadline.clause == "《代表法》第五十一条"


@pytest.mark.rule("R15")
def test_r15_each_holiday_passed_over_is_named():
    deadline = due(NATIONAL, "reply", date(2026, 7, 1))
    assert deadline.due_on == date(2026, 10, 8)
    passed = [step.what for step in deadline.steps if "顺延" in step.what]
    assert len(passed) == 7
    assert passed[0] == "周四（国庆节放假），顺延"


@pytest.mark.rule("R15")
def test_r15_a_makeup_saturday_is_a_working_day():
    deadline = due(NATIONAL, "reply", date(2025, 11, 30))
    assert deadline.due_on == date(2026, 2, 28)
    assert deadline.steps[-1].what == "周六（调休补班），为工作日"


@pytest.mark.rule("R16")
def test_r16_an_unpublished_year_is_a_visible_state():
    deadline = due(NATIONAL, "reply", date(2026, 11, 21))
    assert deadline.due_on is None
    assert deadline.uncertain == "2027年节假日安排尚未公布"
    assert deadline.not_before == date(2027, 2, 21)


@pytest.mark.rule("R16")
def test_r16_a_working_day_clock_waits_for_the_calendar():
    deadline = due(WUHAN, "decline", date(2026, 12, 28))
    assert deadline.due_on is None
    assert deadline.uncertain == "2027年节假日安排尚未公布"


def test_a_notice_in_a_published_year_is_certain_all_the_same():
    deadline = due(NATIONAL, "reply", date(2026, 11, 21), fixed_on=date(2026, 12, 30))
    assert (deadline.due_on, deadline.uncertain) == (date(2026, 12, 30), "")


@pytest.mark.rule("R18")
def test_r18_the_earlier_of_law_and_notice_binds_and_both_are_shown():
    early = due(NATIONAL, "reply", date(2022, 3, 18), fixed_on=date(2022, 5, 31))
    late = due(NATIONAL, "reply", date(2022, 3, 18), fixed_on=date(2022, 6, 30))
    assert (early.due_on, early.clause) == (date(2022, 5, 31), "交办通知")
    assert late.due_on == date(2022, 6, 20)
    for deadline, notice in ((early, date(2022, 5, 31)), (late, date(2022, 6, 30))):
        assert {date(2022, 6, 18), notice} <= {step.on for step in deadline.steps}


def test_a_notice_before_the_base_day_is_set_aside():
    assert due(NATIONAL, "reply", date(2022, 7, 12), fixed_on=date(2022, 6, 30)).due_on == date(2022, 10, 12)


def test_a_notice_alone_sets_a_date():
    deadline = due(WUHAN, "opinion", date(2022, 3, 18), fixed_on=date(2022, 5, 31))
    assert (deadline.due_on, deadline.clause) == (date(2022, 5, 31), "交办通知")


def test_no_text_no_date():
    deadline = due(NATIONAL, "opinion", date(2022, 3, 18))
    assert deadline.due_on is None
    assert deadline.uncertain == "全国规则包没有规定会办意见的时限，以交办通知为准"


@pytest.mark.rule("R19")
def test_r19_an_approved_extension_moves_the_date_but_not_past_six_months():
    granted = due(NATIONAL, "reply", date(2022, 3, 18), extended_to=date(2022, 8, 1), fixed_on=date(2022, 5, 31))
    too_long = due(NATIONAL, "reply", date(2022, 3, 18), extended_to=date(2022, 12, 1))
    assert granted.due_on == date(2022, 8, 1)
    assert too_long.due_on == date(2022, 9, 19)
    assert "至迟不超过" in too_long.clause


def test_a_pause_pushes_the_date_by_its_days():
    paused = [(date(2022, 4, 1), date(2022, 4, 11)), (date(2022, 4, 5), date(2022, 4, 8))]
    assert due(NATIONAL, "reply", date(2022, 3, 18), paused=paused).due_on == date(2022, 6, 28)


def test_a_pause_of_working_days_is_not_counted():
    paused = [(date(2022, 3, 29), date(2022, 4, 1))]
    assert due(WUHAN, "decline", date(2022, 3, 28), paused=paused).due_on == date(2022, 4, 12)


def test_a_pause_that_lasts_leaves_the_date_open():
    deadline = due(NATIONAL, "reply", date(2022, 3, 18), paused=[(date(2022, 4, 1), None)])
    assert (deadline.due_on, deadline.uncertain) == (None, "暂停计时中，恢复后再算")


def test_the_working_days_of_a_short_clock_are_told_one_by_one():
    deadline = due(WUHAN, "decline", date(2022, 3, 28))
    assert deadline.due_on == date(2022, 4, 7)
    told = [step.what for step in deadline.steps]
    assert "周六（调休补班），第5个工作日" in told
    assert "周二（清明放假），不计" in told
    assert not deadline.verified


@pytest.mark.rule("R17")
@given(DAYS)
def test_r17_a_reply_is_never_later_than_six_months_from_dispatch(dispatched):
    last = roll_forward(add_months(dispatched, 6))
    paused = [(dispatched + timedelta(days=20), dispatched + timedelta(days=200))]
    for duty in ("reply", "extended_reply"):
        deadline = due(NATIONAL, duty, dispatched, paused=paused, extended_to=dispatched + timedelta(days=300))
        assert dispatched < deadline.due_on <= last


@given(DAYS)
def test_a_counted_deadline_lands_on_a_working_day_after_its_base(base_on):
    for pack, duty in ((NATIONAL, "reply"), (NATIONAL, "extended_reply"), (WUHAN, "decline"), (NATIONAL, "publish")):
        deadline = due(pack, duty, base_on)
        assert deadline.due_on > base_on
        assert is_workday(deadline.due_on)
        assert deadline.due_on == max(step.on for step in deadline.steps) or "顺延" in deadline.steps[-1].what


@given(DAYS, st.integers(0, 60))
def test_a_later_base_is_never_due_earlier(base_on, later):
    for pack, duty in ((NATIONAL, "reply"), (WUHAN, "decline"), (NATIONAL, "publish")):
        assert due(pack, duty, base_on).due_on <= due(pack, duty, base_on + timedelta(days=later)).due_on


@pytest.mark.rule("R18")
@given(DAYS, st.integers(0, 200))
def test_r18_a_notice_never_makes_a_deadline_later(base_on, after):
    free, bound = (due(NATIONAL, "reply", base_on, fixed_on=day) for day in (None, base_on + timedelta(days=after)))
    assert bound.due_on == min(free.due_on, base_on + timedelta(days=after))


def test_a_yearly_date_of_the_pack_binds_like_a_notice():
    guizhou = packs.get("guizhou")
    assert due(guizhou, "opinion", date(2025, 3, 3)).due_on == date(2025, 5, 31)
    assert due(guizhou, "reply", date(2025, 5, 6)).due_on == date(2025, 6, 30)
    late = due(guizhou, "opinion", date(2025, 7, 1))
    assert (late.due_on, late.uncertain) == (None, "5月31日前已过，以新的交办通知为准")
