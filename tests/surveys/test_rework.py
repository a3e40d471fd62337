"""What follows from dissatisfaction, once and twice."""

import pytest

from huiyin.flow.errors import NotReady, Stale
from huiyin.handling.actions import close
from huiyin.handling.checks import closing_blockers
from huiyin.surveys.actions import rate, settle
from huiyin.surveys.models import Invitation
from tests.surveys.conftest import ask_again


@pytest.fixture
def second(case, invitation):
    """The answer after the rework, and its invitation."""
    case.contacted()
    case.helped()
    rate(invitation, manner="satisfied", result="dissatisfied", comment="没有时间。", now=case.now)
    return ask_again(case.later(10), case.delivered(case.issued_again()))


def texts(case) -> list[str]:
    case.assignment.refresh_from_db()
    return [str(blocker) for blocker in closing_blockers(case.assignment)]


@pytest.mark.rule("R26")
def test_a_second_answer_meets_the_rework(case, invitation, second):
    assert second.round.reply.supersedes == invitation.round.reply
    assert texts(case) == ["提出人还没有评价，也没有到期。"]


def test_satisfied_with_the_second_it_closes(case, second):
    rate(second, manner="satisfied", result="satisfied", now=case.now)
    case.assignment.refresh_from_db()
    close(case.assignment, **case.by("lin"))
    case.item.refresh_from_db()
    assert (case.assignment.state, case.item.state) == ("closed", "closed")


@pytest.mark.rule("R26")
def test_a_second_dissatisfaction_is_settled_not_looped(case, second):
    rating = rate(second, manner="dissatisfied", result="dissatisfied", comment="仍没有时间。", now=case.now)
    case.assignment.refresh_from_db()
    assert case.assignment.state == "answered"
    assert texts(case) == ["两次不满意，须当面协商并登记协调结果。"]
    assert [blocker.where for blocker in closing_blockers(case.assignment)] == ["survey"]
    settle(rating, how="5月5日当面协商，提出人理解。", **case.by("lin"))
    assert texts(case) == []
    with pytest.raises(Stale):
        settle(rating, how="再来一次", **case.by("lin"))


def test_a_first_letter_overtaken_is_rated_no_more(case, invitation, second):
    invitation = Invitation.objects.get(pk=invitation.pk)
    with pytest.raises(NotReady, match="由新的答复取代"):
        rate(invitation, manner="satisfied", result="satisfied", now=case.now)


def test_two_signers_dissatisfied_are_one_rework(case, asking, invitation):
    other = case.item.signatures.last().submitter
    row = {"code": "K7", "nonce": "x", "token_digest": "x", "expires_on": invitation.expires_on}
    second = Invitation.objects.create(round=asking, submitter=other, **row)
    for one in (invitation, second):
        rate(Invitation.objects.get(pk=one.pk), manner="dissatisfied", result="satisfied", comment="慢", now=case.now)
    assert case.assignment.duties.filter(kind="rework").count() == 1
