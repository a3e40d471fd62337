"""A letter that went out, its round of asking, and a browser for each of the cast."""

import pytest

from huiyin.surveys.actions import open_round
from huiyin.surveys.models import Invitation
from tests.answering import Case, hand_over
from tests.web.seating import Browser, browser_for, stand_still


@pytest.fixture
def case(cast, now, monkeypatch) -> Case:
    stand_still(monkeypatch, now)
    return hand_over(cast, now)


@pytest.fixture
def invitation(case) -> Invitation:
    return open_round(case.issued(), now=case.now).invitations.get()


@pytest.fixture
def browse(cast) -> Browser:
    return browser_for(cast)
