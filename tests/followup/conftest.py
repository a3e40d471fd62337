"""A class-B letter issued, with one promise in the books."""

import pytest

from huiyin.followup.actions import open_commitments
from huiyin.followup.models import Commitment
from tests.answering import Case, hand_over


@pytest.fixture
def case(cast, now) -> Case:
    return hand_over(cast, now)


@pytest.fixture
def reply(case):
    return case.issued("B")


@pytest.fixture
def commitment(case, reply) -> Commitment:
    (made,) = open_commitments(reply, now=case.now)
    return made
