"""A closed item and a browser for each of the cast."""

import pytest

from tests.answering import Case, hand_over
from tests.archives.conftest import close
from tests.web.seating import Browser, browser_for, stand_still


@pytest.fixture
def case(cast, now, monkeypatch) -> Case:
    stand_still(monkeypatch, now)
    case = hand_over(cast, now)
    case.contacted()
    case.delivered(case.issued())
    close(case)
    return case


@pytest.fixture
def browse(cast) -> Browser:
    return browser_for(cast)
