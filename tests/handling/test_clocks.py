"""Dates: the stored copy is what the facts give, and every date explains itself."""

import datetime as dt
from dataclasses import replace

import pytest

from huiyin.handling import clocks
from huiyin.handling.actions import sign_for
from huiyin.handling.duties import open_duty
from huiyin.handling.models import Duty, DutyKind
from huiyin.items.actions import change_item
from huiyin.rules import packs
from huiyin.workdays.calendar import configure


@pytest.fixture
def text_changed(monkeypatch):
    """text_changed(**fields) puts another text in the place of the Wuhan pack."""

    def change(**fields):
        known, changed = packs.get, replace(packs.get("wuhan"), **fields)
        monkeypatch.setattr(packs, "get", lambda name, version=None: changed if name == "wuhan" else known(name))

    return change


def test_a_date_explains_itself_with_its_clause(assignment):
    found = clocks.explain(assignment.duties.get(kind=DutyKind.REPLY))
    assert found.due_on == dt.date(2022, 7, 15)
    assert "3个月" in found.steps[1].what
    assert "第五十一条" in found.steps[1].clause


def test_all_dates_of_an_assignment_come_in_their_order(assignment):
    rows = clocks.explained(assignment)
    assert [duty.kind for duty, _ in rows][:2] == [DutyKind.DECLINE, DutyKind.REPLY]
    assert all(duty.due_on == deadline.due_on for duty, deadline in rows)


@pytest.mark.rule("R16")
def test_a_year_without_a_calendar_has_no_date_but_a_reason(given):
    row = given(dispatched_on=dt.date(2031, 1, 10))
    window = row.duties.get(kind=DutyKind.DECLINE)
    assert (window.due_on, window.uncertain) == (None, "2031年节假日安排尚未公布")


def test_a_duty_no_text_gives_days_for_says_so(given):
    opinion = given("assist").duties.get(kind=DutyKind.OPINION)
    assert opinion.due_on is None
    assert "没有规定" in opinion.uncertain


def test_a_date_written_down_needs_no_clock(assignment, person, now):
    facts = {"base_on": now.date(), "base_event": "issued", "by": person("lin"), "now": now}
    duty = open_duty(assignment, DutyKind.COMMITMENT, notice_due_on=dt.date(2023, 12, 31), **facts)
    assert duty.due_on == dt.date(2023, 12, 31)


@pytest.mark.rule("R17")
def test_a_hard_item_has_six_months_where_no_approval_is_asked(assignment, person, now):
    change_item(assignment.item, is_hard=True, by=person("lin"), now=now)
    clocks.recompute([assignment])
    assert assignment.duties.get(kind=DutyKind.REPLY).due_on == dt.date(2022, 10, 17)


def test_a_clock_from_the_receipt_waits_for_it(text_changed, given, person, now):
    signed = [replace(clock, base="signed_for") for clock in packs.get("wuhan").clocks]
    text_changed(clocks=tuple(signed))
    row = given()
    assert "尚未签收" in row.duties.get(kind=DutyKind.REPLY).uncertain
    sign_for(row, by=person("lin"), now=now)
    assert row.duties.get(kind=DutyKind.REPLY).due_on == dt.date(2022, 7, 20)


def test_equal_terms_are_computed_once(assignment):
    facts, duty = clocks.Facts(), assignment.duties.get(kind=DutyKind.REPLY)
    again = Duty.objects.get(pk=duty.pk)
    clocks.settle([duty, again], facts)
    assert len(facts.computed) == 1


def test_many_assignments_are_recomputed_in_few_queries(given, django_assert_max_num_queries):
    rows = [given(no=str(number)) for number in range(8)]
    Duty.objects.update(due_on=None)
    with django_assert_max_num_queries(8):
        assert clocks.recompute(rows) == 16


@pytest.fixture
def arrangement(data_dir):
    """The State Council's arrangement of 2031, put into the data folder."""
    yield lambda: (
        (data_dir / "holidays-2031.toml").write_text('holidays = ["2031-01-01"]\nworkdays = []'),
        configure(data_dir),
    )
    configure(None)


def test_what_waited_for_a_calendar_gets_its_date_once_it_is_there(given, arrangement):
    row = given(dispatched_on=dt.date(2031, 1, 10))
    assert clocks.recompute_uncertain() == 0
    arrangement()
    assert clocks.recompute_uncertain() == 2
    assert row.duties.get(kind=DutyKind.REPLY).due_on == dt.date(2031, 4, 10)
