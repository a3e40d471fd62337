"""The submitter judges."""

import datetime as dt

import pytest

from huiyin.events.models import Event
from huiyin.flow.errors import NotReady, Stale
from huiyin.handling.models import Duty
from huiyin.surveys.actions import rate
from huiyin.surveys.models import Rating


def test_it_is_the_submitters_own_act(case, invitation):
    rating = rate(invitation, manner="satisfied", result="mostly_satisfied", on_point="yes", now=case.now)
    event = Event.objects.get(verb="surveys.rated")
    assert (rating.source, rating.state) == ("link", "valid")
    assert (event.actor, event.unit_code) == (f"submitter:{invitation.submitter_id}", "shili-wjw")


def test_when_all_have_answered_the_duty_is_met(case, asking, invitation):
    rate(invitation, manner="satisfied", result="satisfied", now=case.now)
    asking.refresh_from_db()
    assert asking.state == "answered"
    assert Duty.objects.get(assignment=case.assignment, kind="rating").met_on == case.now.date()


@pytest.mark.rule("R58")
def test_dissatisfied_needs_words(case, invitation):
    with pytest.raises(NotReady, match="请写明意见"):
        rate(invitation, manner="satisfied", result="dissatisfied", comment=" ", now=case.now)
    assert not Rating.objects.exists()


@pytest.mark.rule("R58")
def test_dissatisfied_sends_it_back_at_once(case, invitation):
    rate(invitation, manner="satisfied", result="dissatisfied", comment="第三项没有时间。", now=case.now)
    case.assignment.refresh_from_db()
    duty = Duty.objects.get(assignment=case.assignment, kind="rework")
    assert case.assignment.state == "handling"
    assert (duty.base_on, duty.is_owed, duty.blocks_closing) == (case.now.date(), True, True)


def test_it_may_be_changed_while_asked(case, invitation):
    rate(invitation, manner="satisfied", result="mostly_satisfied", now=case.now)
    rate(invitation, manner="satisfied", result="satisfied", comment="好", now=case.now)
    assert Rating.objects.get().result == "satisfied"
    assert Event.objects.filter(verb="surveys.rating_changed").count() == 1


def test_second_thoughts_may_be_worse(case, invitation):
    rate(invitation, manner="satisfied", result="satisfied", now=case.now)
    rate(invitation, manner="dissatisfied", result="satisfied", comment="没有人联系我。", now=case.now)
    case.assignment.refresh_from_db()
    assert case.assignment.state == "handling"


def test_what_is_under_rework_is_not_taken_back(case, invitation):
    rate(invitation, manner="dissatisfied", result="satisfied", comment="没有人联系我。", now=case.now)
    with pytest.raises(Stale):
        rate(invitation, manner="satisfied", result="satisfied", now=case.now)


def test_after_the_window_it_is_closed(case, asking, invitation):
    asking.closes_on = dt.date(2022, 5, 12)
    asking.save()
    invitation.refresh_from_db()
    with pytest.raises(NotReady, match="截止"):
        rate(invitation, manner="satisfied", result="satisfied", now=case.later(30).now)
