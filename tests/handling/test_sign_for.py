"""签收."""

import pytest

from huiyin.events.actors import RecordedFor
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.handling.actions import sign_for
from huiyin.handling.allotting import Share, allot
from huiyin.handling.models import DutyKind, State
from tests.handling.conftest import DISPATCHED


def test_it_takes_the_item_up(assignment, person, now):
    sign_for(assignment, by=person("lin"), now=now)
    assignment.refresh_from_db()
    assert (assignment.state, assignment.signed_for_on) == (State.HANDLING, now.date())


def test_it_meets_the_receipt_and_records_one_event(assignment, person, now):
    sign_for(assignment, by=person("lin"), now=now)
    assert assignment.duties.get(kind=DutyKind.ACCEPT).met_on == now.date()
    event = Event.objects.get(verb="handling.signed_for")
    assert (event.topic, event.subject) == (assignment.item.topic, f"assignment:{assignment.pk}")


def test_twice_is_stale(assignment, person, now):
    sign_for(assignment, by=person("lin"), now=now)
    with pytest.raises(Stale):
        sign_for(assignment, by=person("lin"), now=now)


def test_outsider_cannot(assignment, person, now):
    with pytest.raises(NotAllowed):
        sign_for(assignment, by=person("stranger"), now=now)


def test_an_office_signs_for_its_own_share_only(assignment, cast, person, now):
    lead, help_ = allot(assignment, [Share(cast.renkou), Share(cast.jiceng, "assist")], by=person("lin"), now=now)
    assert sign_for(lead, by=person("wang"), now=now).state == State.HANDLING
    with pytest.raises(NotAllowed):
        sign_for(help_, by=person("wang"), now=now)
    assert sign_for(help_, by=person("lin"), now=now).state == State.HANDLING


def test_the_coordinator_records_it_for_an_outside_unit(given, outside, person, now):
    theirs = given("assist", unit=outside)
    word = RecordedFor("示例市交通运输局", DISPATCHED, "phone")
    assert sign_for(theirs, by=person("lin"), now=now, recorded_for=word).signed_for_on == DISPATCHED
    assert Event.objects.get(verb="handling.signed_for").recorded_for["way"] == "phone"


def test_nothing_is_signed_for_before_it_was_handed_over(assignment, person, now):
    early = RecordedFor("林科", DISPATCHED.replace(day=1), "paper")
    with pytest.raises(NotReady, match="早于交办日期"):
        sign_for(assignment, by=person("lin"), now=now, recorded_for=early)
