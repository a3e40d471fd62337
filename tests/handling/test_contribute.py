"""为议案、建议案提供材料: no letter, no rating; and outside units whose opinion came."""

import datetime as dt

import pytest

from huiyin.flow.errors import NotAllowed
from huiyin.handling.actions import close
from huiyin.handling.contributing import contribute, opinion_came, opinion_went_back
from huiyin.handling.models import DutyKind, Role, State


@pytest.fixture
def motion(given, new_item):
    item = new_item()
    item.kind = "motion"
    item.save()
    return given(Role.ASSIST, item=item)


def test_what_is_given_meets_the_opinion_and_it_closes(motion, person, now):
    row = contribute(motion, text="公共卫生方面的情况", by=person("lin"), now=now)
    assert (motion.state, row.given_on) == (State.ANSWERED, now.date())
    assert motion.duties.get(kind=DutyKind.OPINION).met_on == now.date()
    assert not motion.duties.filter(kind=DutyKind.RATING).exists()
    assert close(motion, by=person("lin"), now=now).state == State.CLOSED


def test_only_for_motions_and_recommendations(given, person, now):
    with pytest.raises(NotAllowed):
        contribute(given(Role.ASSIST), text="情况", by=person("lin"), now=now)


def test_an_outside_unit_has_answered_when_its_opinion_came(assignment, given, outside, now):
    helps = given(Role.ASSIST, unit=outside, item=assignment.item)
    opinion_came(assignment, outside, on=now.date(), now=now)
    helps.refresh_from_db()
    assert (helps.state, helps.answered_on) == (State.ANSWERED, now.date())


def test_a_unit_that_works_here_sends_its_own(assignment, given, cast, now):
    helps = given(Role.ASSIST, unit=cast.other, item=assignment.item)
    assert opinion_came(assignment, cast.other, on=now.date(), now=now) is None
    helps.refresh_from_db()
    assert helps.state == State.WAITING


@pytest.mark.rule("R24")
def test_an_opinion_without_substance_is_owed_once_more(assignment, given, outside, now):
    helps = given(Role.ASSIST, unit=outside, item=assignment.item)
    opinion_came(assignment, outside, on=now.date(), now=now)
    until = dt.date(2022, 4, 27)
    opinion_went_back(assignment, outside, reason="没有实质内容", on=now.date(), until=until, now=now)
    helps.refresh_from_db()
    assert helps.state == State.HANDLING
    assert helps.duties.get(kind=DutyKind.OPINION).due_on == until
