"""协调 of a disagreement, and joint leads that agree before anything is signed."""

import datetime as dt

import pytest

from huiyin.events.actors import RecordedFor
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling.actions import answer, rework, sign_for
from huiyin.handling.checks import closing_blockers, coordination_blockers, joint_lead_blockers
from huiyin.handling.coordinating import agree, open_coordination, settle_coordination
from huiyin.handling.models import Role


@pytest.fixture
def disputed(assignment, outside, person, now):
    return open_coordination(assignment, other=outside, issue="经费由谁承担", by=person("lin"), now=now)


@pytest.mark.rule("R38")
def test_a_disagreement_goes_to_the_office_above_and_blocks(disputed, assignment):
    assert disputed.coordinator == "交办单位"
    assert coordination_blockers(assignment)[0].where == "opinions"
    assert any("协调" in blocker.text for blocker in closing_blockers(assignment))


@pytest.mark.rule("R38")
def test_the_office_above_settles_it(disputed, assignment, dispatcher, now):
    settle_coordination(disputed, result="由市财政安排", by=dispatcher, now=now)
    assert not coordination_blockers(assignment)
    assert Event.objects.get(verb="handling.coordination_settled").facts["result"] == "由市财政安排"


def test_or_its_word_is_recorded(disputed, person, now, word):
    with pytest.raises(NotReady, match="代为登记"):
        settle_coordination(disputed, result="由市财政安排", by=person("lin"), now=now)
    assert settle_coordination(disputed, result="由市财政安排", by=person("lin"), now=now, recorded_for=word).settled_on


def test_the_same_disagreement_is_brought_once(disputed, assignment, outside, person, now):
    with pytest.raises(NotReady, match="还没有结果"):
        open_coordination(assignment, other=outside, issue="经费", by=person("lin"), now=now)


def test_who_assists_and_who_is_a_stranger_bring_nothing(given, outside, person, now):
    with pytest.raises(NotReady, match="主办"):
        open_coordination(given(Role.ASSIST), other=outside, issue="经费", by=person("lin"), now=now)
    with pytest.raises(NotAllowed):
        open_coordination(given(no="0002"), other=outside, issue="经费", by=person("stranger"), now=now)


@pytest.fixture
def joint(given, outside):
    """We and 交通运输局 lead jointly."""
    row = given(Role.JOINT_LEAD)
    return row, given(Role.JOINT_LEAD, unit=outside, item=row.item)


@pytest.mark.rule("R31")
def test_joint_leads_agree_before_it_is_signed(joint, person, now):
    row, other = joint
    assert "还没有同意" in joint_lead_blockers(row)[0].text
    word = RecordedFor("示例市交通运输局", now.date(), "letter")
    assert agree(other, by=person("lin"), now=now, recorded_for=word).person == "示例市交通运输局"
    assert not joint_lead_blockers(row)


def test_nobody_agrees_for_another_unit_without_saying_so(joint, person, now):
    with pytest.raises(NotReady, match="代为登记"):
        agree(joint[1], by=person("lin"), now=now)
    with pytest.raises(NotAllowed):
        agree(joint[1], by=person("stranger"), now=now)


def test_after_a_rework_they_agree_anew(joint, person, now):
    row, other = joint
    word = RecordedFor("示例市交通运输局", now.date(), "letter")
    agree(other, by=person("lin"), now=now, recorded_for=word)
    sign_for(row, by=person("lin"), now=now)
    answer(row, on=now.date(), by=person("lin"), now=now)
    rework(row, reason="不满意", round=2, by=person("lin"), now=now + dt.timedelta(days=30))
    assert joint_lead_blockers(row)


def test_a_single_lead_waits_for_nobody(assignment):
    assert not joint_lead_blockers(assignment)
