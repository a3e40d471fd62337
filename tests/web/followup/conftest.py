"""A class-B letter that went out, with its one commitment."""

import pytest

from huiyin.followup.actions import open_commitments
from huiyin.followup.models import Commitment
from tests.answering import Case, hand_over
from tests.web.seating import Browser, browser_for, stand_still


@pytest.fixture
def case(cast, now, monkeypatch) -> Case:
    stand_still(monkeypatch, now)
    return hand_over(cast, now)


@pytest.fixture
def commitment(case) -> Commitment:
    case.contacted()
    open_commitments(case.issued("B"), now=case.now)
    return Commitment.objects.get()


@pytest.fixture
def browse(cast) -> Browser:
    return browser_for(cast)
