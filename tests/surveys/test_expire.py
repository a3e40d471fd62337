"""Windows that pass, invitations that fall away."""

import datetime as dt

import pytest

from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.handling.models import Duty
from huiyin.surveys.actions import expire, rate, transcribe, waive_invitation
from huiyin.surveys.models import Invitation


@pytest.fixture
def windowed(asking):
    asking.closes_on = dt.date(2022, 5, 12)
    asking.save()
    return asking


def duty(case) -> Duty:
    return Duty.objects.get(assignment=case.assignment, kind="rating")


@pytest.mark.rule("R27")
def test_no_answer_is_no_answer(case, windowed):
    assert expire(today=dt.date(2022, 5, 12), now=case.now) == []
    assert expire(today=dt.date(2022, 5, 13), now=case.now) == [windowed]
    windowed.refresh_from_db()
    assert (windowed.state, windowed.ended_on) == ("expired", dt.date(2022, 5, 13))
    assert (duty(case).met_on, duty(case).waived_reason) == (None, "评价期满，未反馈")
    assert expire(today=dt.date(2022, 5, 14), now=case.now) == []


def test_some_answers_are_partial(case, windowed, invitation):
    other = case.item.signatures.last().submitter
    Invitation.objects.create(
        round=windowed, submitter=other, code="K7", nonce="x", token_digest="x", expires_on=dt.date(2022, 10, 20)
    )
    rate(invitation, manner="satisfied", result="satisfied", now=case.now)
    expire(today=dt.date(2022, 5, 13), now=case.now)
    windowed.refresh_from_db()
    assert windowed.state == "partial"
    assert duty(case).met_on == dt.date(2022, 5, 13)


@pytest.mark.rule("R27")
def test_without_a_window_the_link_is_the_limit(case, asking):
    assert expire(today=dt.date(2022, 10, 20), now=case.now) == []
    assert expire(today=dt.date(2022, 10, 21), now=case.now) == [asking]


def test_a_form_filled_in_time_counts_when_it_comes_late(case, windowed, invitation):
    expire(today=dt.date(2022, 5, 13), now=case.now)
    case.later(30)
    facts = {"manner": "satisfied", "result": "satisfied", "rated_on": dt.date(2022, 5, 10)}
    invitation = Invitation.objects.get()
    transcribe(invitation, source="paper", file=case.scan(), **facts, **case.by("lin"))
    windowed.refresh_from_db()
    assert windowed.state == "answered"


def test_who_is_gone_is_asked_no_more(case, asking, invitation):
    waive_invitation(invitation, reason="已调离", **case.by("lin"))
    asking.refresh_from_db()
    assert asking.state == "expired"
    assert duty(case).waived_on == case.now.date()
    with pytest.raises(NotReady, match="不再请评"):
        rate(invitation, manner="satisfied", result="satisfied", now=case.now)


def test_waiving_has_a_reason_and_a_coordinator(case, invitation):
    with pytest.raises(NotReady):
        waive_invitation(invitation, reason="", **case.by("lin"))
    with pytest.raises(NotAllowed):
        waive_invitation(invitation, reason="已调离", **case.by("wang"))


def test_who_has_answered_is_not_waived(case, invitation):
    rate(invitation, manner="satisfied", result="satisfied", now=case.now)
    with pytest.raises(Stale):
        waive_invitation(invitation, reason="已调离", **case.by("lin"))
