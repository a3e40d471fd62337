"""An issued letter and the invitation that came of it."""

import pytest

from huiyin.surveys.actions import open_round
from tests.answering import Case, hand_over


@pytest.fixture
def case(cast, now) -> Case:
    return hand_over(cast, now)


@pytest.fixture
def reply(case):
    return case.issued()


@pytest.fixture
def asking(case, reply):
    return open_round(reply, now=case.now)


@pytest.fixture
def invitation(asking):
    return asking.invitations.get()


def ask_again(case, reply):
    """The round of a later letter."""
    return open_round(reply, now=case.now).invitations.get()
