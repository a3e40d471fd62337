"""Lights, days left, loads, contact rates."""

import datetime as dt

import pytest

from huiyin.handling.figures import contact_rate, light_of, office_loads, remaining
from huiyin.handling.models import Assignment, State

TODAY = dt.date(2022, 4, 27)  # five working days before 7 May: 1 to 4 May are a holiday, 7 May a make-up day


@pytest.mark.parametrize(
    ("due_on", "state", "paused", "light"),
    [
        (dt.date(2022, 4, 26), State.HANDLING, False, "late"),
        (dt.date(2022, 4, 27), State.HANDLING, False, "near"),
        (dt.date(2022, 5, 7), State.HANDLING, False, "near"),
        (dt.date(2022, 5, 9), State.HANDLING, False, "ok"),
        (dt.date(2022, 4, 26), State.HANDLING, True, "pause"),
        (dt.date(2022, 4, 26), State.CLOSED, False, "done"),
        (dt.date(2022, 4, 26), State.ANSWERED, False, "late"),
        (None, State.ANSWERED, False, "done"),
        (None, State.WAITING, False, "wait"),
    ],
)
def test_the_light_is_of_the_earliest_day_owed(due_on, state, paused, light):
    assert light_of(due_on, TODAY, state, paused) == light


def test_days_left_are_working_days_where_the_calendar_is_known():
    assert remaining(dt.date(2022, 5, 7), TODAY).text == "还剩5个工作日"
    assert remaining(TODAY, TODAY).text == "今天到期"
    assert remaining(dt.date(2022, 4, 24), TODAY) == (-3, -3, "已超期3天")


def test_without_a_calendar_they_are_days_and_seven_is_near():
    today = dt.date(2031, 3, 1)
    assert remaining(dt.date(2031, 3, 9), today).text == "还剩8天"
    assert light_of(dt.date(2031, 3, 8), today, State.HANDLING) == "near"
    assert light_of(dt.date(2031, 3, 9), today, State.HANDLING) == "ok"


def test_each_office_has_its_load_in_two_queries(shared, cast, django_assert_num_queries):
    with django_assert_num_queries(2):
        loads = office_loads(cast.unit, year=2022, today=dt.date(2022, 7, 16))
    assert [(load.office, load.total, load.late, load.wait) for load in loads] == [
        (cast.jiceng, 1, 1, 0),
        (cast.renkou, 1, 1, 0),
    ]
    assert loads[0].in_hand == 1


def test_the_earliest_day_owed_is_annotated(assignment, spoken):
    row = Assignment.objects.with_lights(on=TODAY).get(pk=assignment.pk)
    assert (row.next_due_on, row.is_paused) == (dt.date(2022, 7, 15), False)


def test_a_call_counts_for_contact_and_not_for_face_to_face(given, spoken):
    spoken(given(no="1"))
    spoken(given(no="2"), way="phone", place="")
    given(no="3")
    given("assist", no="4")
    assert contact_rate(Assignment.objects.of_year(2022)) == (3, 2, 1)


def test_reference_and_closed_are_never_late(given, answered, person, now):
    given("refer", no="1")
    given(no="2")
    late = Assignment.objects.overdue(on=dt.date(2023, 1, 1))
    assert [row.item.official_no for row in late] == ["2"]
