"""成果."""

import datetime as dt

import pytest

from huiyin.flow.errors import NotAllowed
from huiyin.followup.models import Outcome
from huiyin.followup.outcomes import add_outcome

FACTS = {
    "year": 2022,
    "theme": "急救",
    "text": "公共场所配置自动体外除颤仪",
    "figure": "4000台",
    "measured_on": dt.date(2022, 12, 31),
    "source": "医政医管处",
}


def test_a_fact_stated_twice_is_one_row(case):
    for _ in range(2):
        add_outcome(case.cast.unit, items=[case.item], **FACTS, **case.by("lin"))
    assert list(Outcome.objects.get().items.all()) == [case.item]


def test_only_the_coordinator_states_it(case):
    with pytest.raises(NotAllowed):
        add_outcome(case.cast.unit, **FACTS, **case.by("wang"))
