"""An act is one event, sealed after commit, with what it causes."""

import datetime as dt

import pytest
from django.db import transaction

from huiyin.events.actions import build, record, record_many
from huiyin.events.actors import SHANGHAI, SYSTEM, RecordedFor, local_day
from huiyin.events.models import Event, Seal


@pytest.fixture
def act(now):
    """act("items.registered") records one event of item 1."""

    def recorded(verb: str = "items.registered", topic: str = "item:1", **details) -> Event:
        return record(verb, topic, by=SYSTEM, at=now, **details)

    return recorded


@pytest.mark.django_db
def test_it_keeps_who_what_when_and_the_facts(act, now):
    event = Event.objects.get(pk=act(facts={"title": "关于示例"}, unit_code="shili-wjw").pk)
    assert (event.actor, event.actor_name, event.unit_code) == ("system", "系统", "shili-wjw")
    assert (event.at, event.year, event.facts) == (now, 2022, {"title": "关于示例"})


@pytest.mark.django_db
def test_the_topic_lists_its_events_oldest_first(act):
    first, _, last = act(), act(topic="item:2"), act("items.closed")
    assert list(Event.objects.of("item:1")) == [first, last]


@pytest.mark.django_db(transaction=True)
def test_it_is_sealed_after_commit(act):
    with transaction.atomic():
        event = act()
        assert not Seal.objects.exists()
    assert Seal.objects.get().event_id == event.pk


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_leaves_nothing(act):
    with pytest.raises(RuntimeError), transaction.atomic():
        act()
        raise RuntimeError("changed my mind")
    assert not Event.objects.exists()
    assert not Seal.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_events_are_one_chain(now):
    record_many(build("items.registered", f"item:{n}", by=SYSTEM, at=now) for n in range(1200))
    assert list(Seal.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 1201))


@pytest.mark.django_db
def test_an_act_recorded_for_somebody_counts_on_their_day(act, now):
    told = RecordedFor("市政府办公厅", dt.date(2022, 4, 18), "letter")
    assert act(recorded_for=told).recorded_for == {
        "who": "市政府办公厅",
        "on": "2022-04-18",
        "way": "letter",
        "file": "",
    }
    assert local_day(now, told) == dt.date(2022, 4, 18)


def test_the_day_is_the_day_in_shanghai():
    assert local_day(dt.datetime(2022, 4, 19, 17, 0, tzinfo=dt.UTC)) == dt.date(2022, 4, 20)
    assert local_day(dt.datetime(2022, 4, 19, 23, 59, tzinfo=SHANGHAI)) == dt.date(2022, 4, 19)


@pytest.mark.parametrize(("who", "way"), [("", "letter"), ("  ", "letter"), ("市政府办公厅", "pigeon")])
def test_recording_for_somebody_needs_who_and_a_known_way(who, way):
    with pytest.raises(ValueError, match="代为登记"):
        RecordedFor(who, dt.date(2022, 4, 18), way)
