"""A dispatched and allotted item with three asks."""

import pytest

from tests.answering import Case, hand_over


@pytest.fixture
def case(cast, now) -> Case:
    return hand_over(cast, now)


@pytest.fixture
def assisting(cast, now) -> Case:
    """The same where the department only assists."""
    return hand_over(cast, now, role="assist", no="0032")
