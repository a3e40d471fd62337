"""Facts of the cast's department."""

import datetime as dt
from decimal import Decimal

import pytest

from huiyin.accounts.desk import sit_down
from huiyin.facts.actions import restate, state_fact
from huiyin.facts.models import Fact
from tests.conftest import NOW
from tests.facts.labelled import FACTS, OLDER, OTHER_NAMES

SAID = {
    "subject": "托位总数",
    "sentence": "全市托位总数超过3万个。",
    "figure": Decimal(30000),
    "counter": "个",
    "qualifier": "over",
    "as_of": dt.date(2022, 3, 31),
    "source": "托育机构备案系统",
    "valid_until": dt.date(2022, 12, 31),
}


@pytest.fixture
def state(cast):
    """state(sentence=…) states a fact of 人口处 as 王工, with everything else known."""

    def stated(login: str = "wang", owner=None, **facts) -> Fact:
        by = sit_down(cast.people[login], on=NOW.date())
        return state_fact(cast.unit, owner=owner or cast.renkou, by=by, now=NOW, **{**SAID, **facts})

    return stated


@pytest.fixture
def labelled_facts(cast) -> list[Fact]:
    """The facts that the labelled sentences are read against; two of them have an older edition."""
    by = {"by": sit_down(cast.people["lin"], on=NOW.date()), "now": NOW}
    for subject, (sentence, figure, counter, qualifier, standing, until) in FACTS.items():
        said = {"source": "年报", "qualifier": qualifier, "standing": standing, "valid_until": until}
        said |= {"sentence": sentence, "figure": Decimal(figure), "counter": counter, "as_of": dt.date(2022, 3, 1)}
        first = dict(said)
        if subject in OLDER:
            first["sentence"], first["figure"] = OLDER[subject][0], Decimal(OLDER[subject][1])
        names = {"subject": subject, "also_called": OTHER_NAMES.get(subject, "")}
        fact = state_fact(cast.unit, owner=cast.jiceng, **names, **first, **by)
        if subject in OLDER:
            restate(fact, **said, **by)
    return list(Fact.objects.of(cast.unit).whole())
