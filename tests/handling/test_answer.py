"""答复, 网上报送, 阅知."""

import datetime as dt

import pytest

from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.handling.actions import answer, mark_submitted_up, note, rework, sign_for
from huiyin.handling.models import DutyKind, Role, State
from huiyin.items.models import State as ItemState
from tests.handling.conftest import DISPATCHED


def test_it_meets_the_reply_on_its_day(assignment, person, now):
    sign_for(assignment, by=person("lin"), now=now)
    answer(assignment, on=dt.date(2022, 4, 19), by=person("lin"), now=now)
    assert (assignment.state, assignment.answered_on) == (State.ANSWERED, dt.date(2022, 4, 19))
    assert assignment.duties.get(kind=DutyKind.REPLY).met_on == dt.date(2022, 4, 19)


def test_an_opinion_meets_the_opinion(answered):
    row = answered(Role.ASSIST)
    assert row.duties.get(kind=DutyKind.OPINION).met_on == row.answered_on


def test_the_first_answer_is_the_one_that_counts(answered, person, now):
    row = answered()
    rework(row, reason="不满意", round=2, by=person("lin"), now=now)
    answer(row, on=dt.date(2022, 5, 5), by=person("lin"), now=now)
    assert row.answered_on == now.date()
    assert row.duties.get(kind=DutyKind.REWORK).met_on == dt.date(2022, 5, 5)


def test_the_leading_office_has_answered_with_the_unit(shared, person, now):
    answer(shared, on=now.date(), by=person("wang"), now=now)
    lead, helps = shared.children.order_by("id")
    assert (lead.state, lead.signed_for_on) == (State.ANSWERED, now.date())
    assert not lead.duties.owed().exists()
    assert helps.state == State.WAITING


def test_an_assisting_office_does_not_answer_for_the_unit(shared, person, now):
    with pytest.raises(NotAllowed):
        answer(shared, on=now.date(), by=person("zhao"), now=now)


def test_what_was_not_taken_is_not_answered(assignment, person, now):
    with pytest.raises(Stale):
        answer(assignment, on=now.date(), by=person("lin"), now=now)


def test_no_answer_before_the_hand_over(assignment, person, now):
    sign_for(assignment, by=person("lin"), now=now)
    with pytest.raises(NotReady, match="早于交办"):
        answer(assignment, on=DISPATCHED - dt.timedelta(1), by=person("lin"), now=now)


def test_the_upload_is_a_fact_with_a_day(given, cast, person, now):
    cast.unit.pack = "jilin"
    cast.unit.save()
    row = given()
    mark_submitted_up(row, on=now.date(), by=person("lin"), now=now)
    assert row.submitted_up_on == now.date()
    assert not row.duties.owed().filter(kind=DutyKind.SUBMIT_UP).exists()
    with pytest.raises(NotAllowed):
        mark_submitted_up(row, on=now.date(), by=person("stranger"), now=now)


def test_what_came_for_reference_is_noted_and_done(given, person, now):
    row = note(given(Role.REFER), by=person("lin"), now=now)
    assert row.state == State.NOTED
    assert not row.duties.owed().exists()
    row.item.refresh_from_db()
    assert row.item.state == ItemState.CLOSED


def test_only_what_came_for_reference_is_noted(assignment, given, person, now):
    with pytest.raises(NotAllowed):
        note(assignment, by=person("lin"), now=now)
    with pytest.raises(NotAllowed):
        sign_for(given(Role.REFER, no="0002"), by=person("lin"), now=now)
