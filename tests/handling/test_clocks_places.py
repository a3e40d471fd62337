"""The clocks of a place at work on an assignment: contact, opinion, side opinion, rework, rating, what is handed on."""

import datetime as dt

import pytest

from huiyin.directory.models import Unit
from huiyin.handling import clocks
from huiyin.handling.duties import open_duty
from huiyin.handling.models import Assignment, Duty
from huiyin.rules import packs

FRIDAY = dt.date(2022, 4, 15)


@pytest.fixture
def in_place(cast, given):
    """in_place("chongqing") is an assignment handed over on 15 April under the rules of that place."""

    def hand_over(pack, role="lead", **facts):
        Unit.objects.filter(pk=cast.unit.pk).update(pack=pack)
        cast.unit.refresh_from_db()
        return given(role, **facts)

    return hand_over


@pytest.fixture
def opened(person, now):
    """opened(assignment, kind, on, event) is the day such a duty is due."""

    def due(assignment, kind, on, event):
        facts = {"base_on": on, "base_event": event, "by": person("lin"), "now": now}
        return open_duty(assignment, kind, **facts).due_on

    return due


@pytest.mark.rule("R28")
def test_in_chongqing_the_submitter_is_contacted_within_twenty_working_days(in_place):
    duty = Duty.objects.get(assignment=in_place("chongqing"), kind="contact")
    assert (duty.base_event, duty.due_on) == ("delivered", dt.date(2022, 5, 16))


@pytest.mark.rule("R24")
@pytest.mark.parametrize(
    ("pack", "day"),
    [
        ("chongqing", dt.date(2022, 5, 30)),
        ("shanghai", dt.date(2022, 5, 16)),
        ("henan", dt.date(2022, 6, 15)),
        ("guizhou", dt.date(2022, 5, 31)),
    ],
)
def test_the_opinion_is_due_as_the_place_says(in_place, pack, day):
    assert Duty.objects.get(assignment=in_place(pack, "assist"), kind="opinion").due_on == day


@pytest.mark.rule("R29")
def test_in_qingdao_an_opinion_gathered_on_the_way_is_answered_within_a_month(in_place, opened):
    assert opened(in_place("qingdao"), "side_opinion", dt.date(2022, 5, 9), "asked") == dt.date(2022, 6, 9)


@pytest.mark.rule("R26")
@pytest.mark.parametrize(
    ("pack", "day"),
    [("beijing", dt.date(2022, 9, 8)), ("shanghai", dt.date(2022, 8, 8)), ("sichuan", dt.date(2022, 10, 8))],
)
def test_rework_is_due_from_the_request(in_place, opened, pack, day):
    assert opened(in_place(pack), "rework", dt.date(2022, 7, 8), "asked") == day


@pytest.mark.rule("R27")
def test_the_window_for_rating_starts_with_the_delivery(in_place, opened):
    assert opened(in_place("henan"), "rating", dt.date(2022, 9, 28), "delivered") == dt.date(2022, 10, 17)


@pytest.mark.rule("R22")
def test_handed_on_the_new_unit_counts_from_its_own_dispatch(in_place):
    later = in_place("chongqing", dispatched_on=dt.date(2022, 5, 20), no="0002")
    reply = Duty.objects.get(assignment=later, kind="reply")
    assert (reply.base_on, reply.due_on) == (dt.date(2022, 5, 20), dt.date(2022, 8, 22))


@pytest.mark.rule("R30")
def test_a_change_of_term_leaves_the_deadline(in_place, session):
    row = in_place("shanghai")
    assert packs.get("shanghai").switches.carry_over.value == "keep_deadline"
    session.closes_on = dt.date(2022, 5, 1)
    session.save()
    assert clocks.recompute(Assignment.objects.filter(pk=row.pk)) == 0
    assert Duty.objects.get(assignment=row, kind="reply").due_on == dt.date(2022, 7, 15)


@pytest.mark.rule("R17")
@pytest.mark.parametrize(("pack", "day"), [("chongqing", dt.date(2022, 10, 17)), ("beijing", dt.date(2022, 7, 15))])
def test_a_hard_item_has_six_months_by_itself_only_where_no_approval_is_asked(in_place, pack, day):
    row = in_place(pack)
    type(row.item).objects.filter(pk=row.item_id).update(is_hard=True)
    clocks.recompute(Assignment.objects.filter(pk=row.pk))
    assert Duty.objects.get(assignment=row, kind="reply").due_on == day
