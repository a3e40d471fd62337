"""A passage of the annual report cites the facts it states."""

import datetime as dt

import pytest

from huiyin.facts.actions import restate, state_fact
from huiyin.reports.actions import add_passage, save_passage
from huiyin.reports.citing import passages_citing
from tests.conftest import NOW

SENTENCE = "全市新建托育机构22家。"


@pytest.fixture
def fact(cast, person):
    said = {"sentence": SENTENCE, "as_of": dt.date(2022, 4, 1), "source": "年报"}
    return state_fact(cast.unit, owner=cast.renkou, subject="新建托育机构", **said, by=person("lin"), now=NOW)


def test_what_it_states_is_cited_and_stays_so_when_the_fact_changes(cast, person, fact):
    who = {"by": person("lin"), "now": NOW}
    passage = add_passage(cast.unit, year=2022, section=1, text=f"一年来，{SENTENCE}", **who)
    assert list(passages_citing(fact)) == [passage]
    restate(fact, sentence="全市新建托育机构25家。", as_of=dt.date(2022, 4, 10), source="年报", **who)
    assert passage.cites.get().number == 1
    save_passage(passage, text="一年来，进展顺利。", **who)
    assert not passages_citing(fact).exists()
