"""改名、换承办处室以后: who is waited for is called by today's name, since when stays."""

import datetime as dt

import pytest

from huiyin.cli.demo.cast import office_of
from huiyin.directory.models import Change
from huiyin.directory.reorganising import Reorganisation
from huiyin.events.actors import SYSTEM
from huiyin.handling.models import Wait
from huiyin.handling.renaming import rename
from huiyin.handling.succession import move
from tests.answering import hand_over


@pytest.fixture
def case(cast, now):
    return hand_over(cast, now)


def waited_for(case):
    return Wait.objects.get(assignment=case.assignment, ended_on=None)


def test_a_renamed_office_is_waited_for_by_its_new_name(case, cast, person, now):
    before = waited_for(case)
    assert before.whom == "人口处"
    rename(cast.renkou, name="人口家庭处", by=person("lin"), now=now)
    assert (waited_for(case).whom, waited_for(case).since) == ("人口家庭处", before.since)


def test_the_heir_is_waited_for_since_the_old_day(case, cast, now):
    before = waited_for(case)
    heir = office_of(cast.unit, "tuoyu", "托育处", {"by": SYSTEM, "now": now})
    plan = Reorganisation(Change.TAKE_OVER, (cast.renkou,), (heir,), now.date(), "三定方案")
    move(plan, by=SYSTEM, now=now + dt.timedelta(days=3))
    assert (waited_for(case).whom, waited_for(case).since) == ("托育处", before.since)
