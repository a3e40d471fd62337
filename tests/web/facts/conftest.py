"""The pages of facts, on the day that stands."""

import datetime as dt
from decimal import Decimal

import pytest

from huiyin.facts.actions import state_fact
from huiyin.facts.models import Fact
from tests.answering import Case, hand_over
from tests.web.seating import Browser, browser_for, stand_still


@pytest.fixture
def case(cast, now, monkeypatch) -> Case:
    stand_still(monkeypatch, now)
    return hand_over(cast, now)


@pytest.fixture
def browse(cast) -> Browser:
    return browser_for(cast)


@pytest.fixture
def fact(case, cast) -> Fact:
    said = {"sentence": "全市托位总数超过3万个。", "figure": Decimal(30000), "counter": "个", "qualifier": "over"}
    days = {"as_of": dt.date(2022, 3, 1), "valid_until": dt.date(2022, 4, 1)}
    names = {"owner": cast.renkou, "subject": "托位总数", "source": "备案数"}
    return state_fact(cast.unit, **names, **said, **days, **case.by("wang"))
