"""A move asks who and what is missing, wins or loses a guarded UPDATE, and leaves one event."""

import threading

import pytest
from django.db import connection, models

from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.flow.engine import Flow, Move
from huiyin.flow.errors import Blocker, NotAllowed, NotReady, Stale
from huiyin.items.models import Item, State


def anybody(actor, item) -> bool:
    return True


def nobody(actor, item) -> bool:
    return False


def title_missing(item) -> list[Blocker]:
    return [] if item.title else [Blocker("还没有案由。", "asks")]


FLOW = Flow[Item](
    "trial",
    State,
    [
        Move("send", State.REGISTERED, State.DISPATCHED, anybody, "送出", "sent", title_missing),
        Move("recall", State.DISPATCHED, State.REGISTERED, nobody, "收回", "recalled"),
        Move("remind", (State.REGISTERED, State.DISPATCHED), None, anybody, "提醒", "reminded"),
    ],
    topic=lambda item: item.topic,
)


@pytest.fixture
def item(make_item) -> Item:
    return make_item(title="关于示例的建议")


@pytest.fixture
def move(now):
    """move(item, "send") by the house itself, now."""

    def moved(item: Item, verb: str, **more) -> Event:
        return FLOW.move(item, verb, by=SYSTEM, at=now, **more)

    return moved


def test_it_moves_and_records_one_event(item, move):
    before = Event.objects.count()
    event = move(item, "send", facts={"why": "试"})
    assert Item.objects.get(pk=item.pk).state == item.state == State.DISPATCHED
    assert (event.verb, event.topic, event.subject) == ("trial.sent", item.topic, f"item:{item.pk}")
    assert event.facts == {"from": "registered", "to": "dispatched", "why": "试"}
    assert Event.objects.count() == before + 1


def test_columns_are_written_with_the_state(item, move, now):
    move(item, "send", dispatched_on=now.date())
    assert Item.objects.get(pk=item.pk).dispatched_on == item.dispatched_on == now.date()


def test_a_move_may_stay_where_it_is(item, move):
    assert move(item, "remind").facts == {"from": "registered", "to": "registered"}


def test_the_wrong_state_is_stale(item, move):
    with pytest.raises(Stale, match="已登记"):
        move(item, "recall")


def test_who_may_not_is_refused(item, move):
    move(item, "send")
    with pytest.raises(NotAllowed, match="收回"):
        move(item, "recall")


def test_what_is_missing_is_said(item, move):
    item.title = ""
    with pytest.raises(NotReady) as refused:
        move(item, "send")
    assert refused.value.blockers == [Blocker("还没有案由。", "asks")]
    assert not Event.objects.filter(verb="trial.sent").exists()


def test_the_second_of_two_loses(item, move):
    other = Item.objects.get(pk=item.pk)
    move(item, "send")
    with pytest.raises(Stale, match="别人"):
        move(other, "send")
    assert Event.objects.filter(verb="trial.sent").count() == 1


def test_a_guarded_column_that_changed_meanwhile_is_stale(item, now):
    """`remind` leaves the state as it is; that the title is another is seen all the same."""
    guarded = Flow[Item]("trial", State, FLOW.moves, topic=FLOW.topic, guards=("title",))
    Item.objects.filter(pk=item.pk).update(title="改过")
    with pytest.raises(Stale, match="别人"):
        guarded.move(item, "remind", by=SYSTEM, at=now)


def test_the_buttons_are_the_open_moves_with_what_is_missing(item):
    item.title = ""
    assert [(open_move.verb, len(open_move.blockers)) for open_move in FLOW.open_to(item, SYSTEM)] == [
        ("send", 1),
        ("remind", 0),
    ]


@pytest.mark.django_db(transaction=True)
def test_of_eight_at_once_exactly_one_wins(item, move):
    results: list[str] = []
    start = threading.Barrier(8)

    def act() -> None:
        mine = Item.objects.get(pk=item.pk)
        start.wait()
        try:
            move(mine, "send")
            results.append("won")
        except Stale:
            results.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["stale"] * 7 + ["won"]
    assert Event.objects.filter(verb="trial.sent").count() == 1


class Colour(models.TextChoices):
    RED = "red", "红"


def test_a_table_with_an_unknown_state_is_refused():
    with pytest.raises(ValueError, match="blue"):
        Flow("trial", Colour, [Move("paint", "blue", "red", anybody, "涂", "painted")], topic=str)


def test_a_table_with_a_verb_twice_is_refused():
    row = Move("paint", "red", "red", anybody, "涂", "painted")
    with pytest.raises(ValueError, match="twice"):
        Flow("trial", Colour, [row, row], topic=str)
