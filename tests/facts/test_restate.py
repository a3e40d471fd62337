"""改口径，停用口径."""

import datetime as dt
from decimal import Decimal

import pytest

from huiyin.events.models import Event
from huiyin.facts.actions import restate, withdraw
from huiyin.facts.models import Fact
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from tests.conftest import NOW

NEW = {
    "sentence": "全市托位总数3.4万个。",
    "figure": Decimal(34000),
    "counter": "个",
    "as_of": dt.date(2022, 4, 1),
    "source": "4月备案数",
}


def test_a_new_edition_takes_its_place_and_the_old_one_stays(state, person):
    fact = state()
    restate(fact, **NEW, by=person("wang"), now=NOW)
    whole = Fact.objects.whole().get(pk=fact.pk)
    assert [edition.said for edition in whole.editions.all()] == ["超过3万个", "3.4万个"]
    assert whole.latest.number == 2
    assert Event.objects.get(verb="facts.restated").facts["before"] == "全市托位总数超过3万个。"


def test_it_is_not_taken_back_in_time(state, person):
    with pytest.raises(NotReady, match="不能更早"):
        restate(state(), **{**NEW, "as_of": dt.date(2022, 3, 1)}, by=person("wang"), now=NOW)


def test_another_office_cannot_change_it(state, person):
    with pytest.raises(NotAllowed):
        restate(state(), **NEW, by=person("zhao"), now=NOW)


def test_withdrawn_with_a_reason_it_stands_no_more(state, person, cast):
    fact = state()
    with pytest.raises(NotReady, match="原因"):
        withdraw(fact, reason=" ", by=person("wang"), now=NOW)
    withdraw(fact, reason="统计办法改了", by=person("wang"), now=NOW)
    assert not Fact.objects.of(cast.unit).standing().exists()
    with pytest.raises(Stale):
        restate(fact, **NEW, by=person("wang"), now=NOW)
    assert state().pk != fact.pk


def test_stale_ones_are_found(state, cast):
    fact = state(valid_until=dt.date(2022, 4, 19))
    state(subject="床位数", sentence="床位数超过3万个。", valid_until=None)
    assert list(Fact.objects.stale(NOW.date())) == [fact]
    assert list(Fact.objects.stale(dt.date(2022, 4, 19))) == []


def test_words_find_it_by_name_and_by_sentence(state):
    fact = state()
    assert list(Fact.objects.saying("托位")) == [fact] == list(Fact.objects.saying("超过3万"))
    assert not Fact.objects.saying("床位")
