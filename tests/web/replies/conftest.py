"""A dispatched and allotted item, and a browser for each of the cast."""

import pytest

from tests.answering import Case, hand_over
from tests.web.seating import Browser, browser_for, stand_still


@pytest.fixture
def case(cast, now, monkeypatch) -> Case:
    stand_still(monkeypatch, now)
    return hand_over(cast, now)


@pytest.fixture
def assisting(cast, now, monkeypatch) -> Case:
    stand_still(monkeypatch, now)
    return hand_over(cast, now, role="assist", no="0032")


@pytest.fixture
def browse(cast) -> Browser:
    return browser_for(cast)
