"""提出人去世、离职: nothing more is asked of them or owed to them; others who signed are still answered."""

import pytest

from huiyin.directory.correcting import mark_gone
from huiyin.handling.models import DutyKind
from huiyin.surveys.gone import forgo, still_with
from huiyin.surveys.models import RoundState

REASON = "去世"


@pytest.fixture
def first(case):
    return case.item.signatures.get(order=0).submitter


@pytest.fixture
def gone(case, first):
    """Marks the first signer gone and lets follow what follows."""

    def marked():
        mark_gone(first, reason=REASON, **case.by("lin"))
        forgo(first, now=case.now)
        return first

    return marked


def owed(case):
    return set(case.assignment.duties.owed().values_list("kind", flat=True))


def test_an_open_invitation_is_waived_with_the_reason(case, asking, invitation, gone):
    gone()
    invitation.refresh_from_db()
    asking.refresh_from_db()
    assert (invitation.waived_reason, asking.state) == (REASON, RoundState.EXPIRED)


def test_with_nobody_left_to_hear_from_nothing_is_owed_to_submitters(case, first, gone):
    case.item.signatures.filter(order=1).delete()
    assert still_with(first) == [case.item]
    gone()
    assert owed(case) & {DutyKind.CONTACT, DutyKind.DELIVERY} == set()
    assert DutyKind.REPLY in owed(case)
    assert case.assignment.duties.get(kind=DutyKind.CONTACT).waived_reason == "提出人去世"


def test_a_confirmed_cosigner_is_still_to_be_heard(case, gone):
    gone()
    assert DutyKind.CONTACT in owed(case)


def test_twice_is_once(case, asking, invitation, gone):
    forgo(gone(), now=case.now)
    assert case.item.signatures.filter(excused_reason=REASON).count() == 1


def test_who_is_not_gone_is_asked_on(case, invitation, first):
    forgo(first, now=case.now)
    invitation.refresh_from_db()
    assert invitation.waived_on is None
