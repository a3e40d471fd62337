"""视察、调研中提出的意见."""

import datetime as dt

import pytest

from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling.checks import closing_blockers
from huiyin.handling.models import DutyKind
from huiyin.handling.side_opinions import answer_side_opinion, raise_side_opinion


@pytest.fixture
def visit(of_place, given, spoken):
    of_place("qingdao")
    return spoken(given(), way="visit", place="示例社区", contacted_on=dt.date(2022, 4, 18))


@pytest.mark.rule("R29")
def test_what_was_said_on_a_visit_is_answered_within_a_month(visit, person, now):
    row = raise_side_opinion(visit, text="门口路灯不亮", by=person("lin"), now=now)
    assert row.duty.due_on == dt.date(2022, 5, 18)
    assert any("视察" in blocker.text for blocker in closing_blockers(visit.assignment))


@pytest.mark.rule("R29")
def test_answering_it_meets_that_one_duty(visit, person, now):
    facts = {"by": person("lin"), "now": now}
    first = raise_side_opinion(visit, text="门口路灯不亮", **facts)
    raise_side_opinion(visit, text="停车难", **facts)
    answer_side_opinion(first, answer="已报修", **facts)
    owed = visit.assignment.duties.owed().filter(kind=DutyKind.SIDE_OPINION)
    assert owed.count() == 1
    with pytest.raises(NotReady, match="已经答复"):
        answer_side_opinion(first, answer="再答", **facts)


@pytest.mark.parametrize("wrong", [{"text": " "}, {"raised_on": dt.date(2022, 4, 17)}])
def test_it_says_what_and_when(visit, person, now, wrong):
    with pytest.raises(NotReady):
        raise_side_opinion(visit, by=person("lin"), now=now, **{"text": "停车难", **wrong})


def test_a_stranger_records_nothing(visit, person, now):
    with pytest.raises(NotAllowed):
        raise_side_opinion(visit, text="停车难", by=person("stranger"), now=now)
