"""A letter issued, delivered, rated and closed: ready for the archives."""

import pytest

from huiyin.handling.models import Assignment, State
from huiyin.items.models import Item
from huiyin.items.models import State as ItemState
from tests.answering import Case, hand_over


@pytest.fixture
def case(cast, now) -> Case:
    """Closed by hand: how a case comes to its end is proved elsewhere."""
    case = hand_over(cast, now)
    case.contacted()
    case.delivered(case.issued())
    close(case)
    return case


def close(case: Case) -> None:
    day = case.now.date()
    Assignment.objects.filter(pk=case.assignment.pk).update(state=State.CLOSED, closed_on=day)
    Item.objects.filter(pk=case.item.pk).update(state=ItemState.CLOSED, closed_on=day)
    case.assignment.refresh_from_db()
    case.item.refresh_from_db()
