"""交办、办结、重办、归档、撤案、转出: the life of an item."""

import datetime as dt

import pytest

from huiyin.events.actors import RecordedFor
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.items.actions import archive, close, dispatch, dispatch_many, move_away, register, reopen, withdraw
from huiyin.items.models import State
from tests.items.conftest import draft

DAY = dt.date(2022, 3, 18)
LETTER = RecordedFor(who="张三", on=dt.date(2022, 4, 20), way="letter")


@pytest.fixture
def dispatched(item, facts):
    return dispatch(item, on=DAY, **facts)


def test_it_is_dispatched_on_its_day(dispatched):
    assert (dispatched.state, dispatched.dispatched_on) == (State.DISPATCHED, DAY)


def test_it_closes_opens_again_and_is_archived(dispatched, facts, now):
    assert close(dispatched, **facts).closed_on == now.date()
    assert reopen(dispatched, "不满意", **facts).closed_on is None
    close(dispatched, **facts)
    assert archive(dispatched, **facts).state == State.ARCHIVED
    with pytest.raises(Stale):
        reopen(dispatched, "再来", **facts)


def test_closing_counts_on_the_day_the_office_agreed(dispatched, facts):
    told = RecordedFor(who="市政府督查室", on=dt.date(2022, 4, 10), way="upstream")
    assert close(dispatched, recorded_for=told, **facts).closed_on == dt.date(2022, 4, 10)
    assert Event.objects.latest("pk").recorded_for["who"] == "市政府督查室"


@pytest.mark.parametrize(
    ("verb", "state", "more"),
    [(withdraw, State.WITHDRAWN, {"recorded_for": LETTER}), (move_away, State.MOVED_AWAY, {})],
)
def test_it_leaves_with_a_reason_and_a_day(dispatched, facts, now, verb, state, more):
    with pytest.raises(NotReady, match="理由"):
        verb(dispatched, "  ", **facts, **more)
    gone = verb(dispatched, "提出人来函撤回", **facts, **more)
    assert (gone.state, gone.left_on) == (state, now.date())
    with pytest.raises(Stale):
        close(gone, **facts)


def test_many_move_at_once_and_only_from_registered(item, batch, facts):
    other = register(draft("2"), batch=batch, **facts)
    withdraw(other, "撤回", recorded_for=LETTER, **facts)
    assert dispatch_many([item, other], on=DAY, **facts) == [item]
    other.refresh_from_db()
    assert other.state == State.WITHDRAWN


def test_somebody_was_faster(dispatched, facts):
    type(dispatched).objects.filter(pk=dispatched.pk).update(state=State.CLOSED, closed_on=DAY)
    with pytest.raises(Stale):
        close(dispatched, **facts)


def test_only_its_keepers_move_it(dispatched, person, now):
    for login in ("wang", "zhou", "stranger"):
        with pytest.raises(NotAllowed):
            withdraw(dispatched, "某", recorded_for=LETTER, by=person(login), now=now)
    assert withdraw(dispatched, "某", recorded_for=LETTER, by=person("lin"), now=now).state == State.WITHDRAWN
