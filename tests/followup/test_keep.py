"""Kept, proved, explained, handed over."""

import datetime as dt

import pytest

from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.followup.actions import add_evidence, claim, explain, hand_over, refuse_claim, report_progress, verify
from huiyin.followup.figures import kept
from huiyin.followup.models import Commitment


def proved(case, commitment):
    add_evidence(commitment, note="示范标准印发文件", **case.by("wang"))
    return claim(commitment, **case.by("wang"))


def test_claimed_with_evidence_and_verified(case, commitment):
    proved(case, commitment)
    verify(commitment, **case.later(3).by("lin"))
    assert (commitment.state, commitment.ended_on) == ("verified", case.now.date())


def test_no_evidence_no_claim(case, commitment):
    with pytest.raises(NotReady, match="附证明"):
        claim(commitment, **case.by("wang"))


def test_evidence_says_what_it_is(case, commitment):
    with pytest.raises(NotReady):
        add_evidence(commitment, note=" ", **case.by("wang"))


@pytest.mark.parametrize("login", ["zhao", "sun", "wu", "stranger", "feng"])
def test_only_the_owner_or_the_coordinator_reports(case, commitment, login):
    with pytest.raises(NotAllowed):
        report_progress(commitment, progress="22 / 25 家", **case.by(login))


def test_the_owner_does_not_verify(case, commitment):
    with pytest.raises(NotAllowed):
        verify(proved(case, commitment), **case.by("wang"))


def test_a_claim_may_be_refused_with_a_reason(case, commitment):
    proved(case, commitment)
    with pytest.raises(NotReady):
        refuse_claim(commitment, reason="", **case.by("lin"))
    assert refuse_claim(commitment, reason="文件未盖章", **case.by("lin")).state == "open"


@pytest.mark.rule("R56")
def test_what_cannot_be_kept_is_explained_to_those_it_was_promised(case, commitment):
    with pytest.raises(NotReady, match="告知提出人"):
        explain(commitment, explanation="国家未明确。", informed=[""], **case.by("lin"))
    with pytest.raises(NotReady, match="说明原因"):
        explain(commitment, explanation="", informed=["示例代表001"], **case.by("lin"))
    explain(commitment, explanation="国家未明确。", informed=["示例代表001", "市人大"], **case.by("lin"))
    assert commitment.state == "explained"
    assert Event.objects.get(verb="followup.explained").facts["informed"] == ["示例代表001", "市人大"]


def test_it_goes_with_the_task_to_another_office(case, commitment):
    hand_over(commitment, owner=case.cast.jiceng, **case.by("lin"))
    report_progress(commitment, progress="接手", **case.by("zhao"))
    with pytest.raises(NotAllowed):
        report_progress(commitment, progress="还是我", **case.by("wang"))


def test_what_is_ended_stays(case, commitment):
    verify(proved(case, commitment), **case.by("lin"))
    with pytest.raises(NotReady):
        add_evidence(commitment, note="再附", **case.by("wang"))
    with pytest.raises(Stale):
        explain(commitment, explanation="x", informed=["y"], **case.by("lin"))


def test_late_is_what_is_open_past_its_day(case, commitment, django_assert_num_queries):
    assert not Commitment.objects.overdue(on=dt.date(2022, 9, 17))
    with django_assert_num_queries(1):
        figures = kept(Commitment.objects.all(), on=dt.date(2022, 9, 18))
    assert (figures.all, figures.open, figures.overdue, figures.without_evidence) == (1, 1, 1, 1)
    verify(proved(case, commitment), **case.by("lin"))
    figures = kept(Commitment.objects.all(), on=dt.date(2022, 9, 18))
    assert (figures.verified, figures.overdue, str(figures.rate)) == (1, 0, "100.00")
