"""What stands between units stands before the signature; and what an outside unit sends is its answer."""

import pytest

from huiyin.directory.actions import find_or_add_outside_unit
from huiyin.events.actors import SYSTEM, RecordedFor
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling.coordinating import agree, open_coordination, settle_coordination
from huiyin.handling.declining import decline, take_back_decline
from huiyin.handling.dispatching import dispatch
from huiyin.handling.models import State
from huiyin.replies.actions import ask_opinion, receive_opinion
from huiyin.replies.checks import issue_blockers, sign_blockers
from huiyin.replies.opinion.reminding import remind_opinion, send_back_opinion
from tests.answering import DISPATCHED, hand_over


@pytest.fixture
def outside(db):
    return find_or_add_outside_unit("示例市财政局", level="municipal", place="示例市")


def open_at_signing(reply) -> str:
    return "；".join(blocker.text for blocker in sign_blockers(reply))


@pytest.fixture
def asked(case, outside):
    facts = {"role": "assist", "role_label": "会办", "dispatched_on": DISPATCHED}
    dispatch(case.item, outside, by=SYSTEM, now=case.now, **facts)
    return ask_opinion(case.assignment, outside, **case.by("wang"))


@pytest.mark.rule("R38")
def test_nothing_is_signed_while_a_disagreement_is_open(case, outside):
    row = open_coordination(case.assignment, other=outside, issue="经费", **case.by("lin"))
    reply = case.submitted()
    assert "提请" in open_at_signing(reply)
    word = RecordedFor("市政府督查室", case.now.date(), "phone")
    settle_coordination(row, result="由市财政安排", recorded_for=word, **case.by("lin"))
    assert "提请" not in open_at_signing(reply)


@pytest.mark.rule("R31")
def test_nothing_is_signed_before_the_other_joint_lead_agrees(cast, now, outside):
    case = hand_over(cast, now, role="joint_lead")
    facts = {"role": "joint_lead", "role_label": "共同主办", "dispatched_on": DISPATCHED}
    other = dispatch(case.item, outside, by=SYSTEM, now=now, **facts)
    reply = case.submitted()
    assert "示例市财政局" in open_at_signing(reply)
    agree(other, recorded_for=RecordedFor("示例市财政局", now.date(), "letter"), **case.by("lin"))
    assert "示例市财政局" not in open_at_signing(reply)


@pytest.mark.rule("R21")
def test_a_draft_goes_on_while_a_decline_waits_but_no_letter_goes_out(case):
    facts = {"reason": "不属职责", "proposed_unit": "示例市教育局"}
    reply = case.drafted()
    decline(case.assignment, **facts, **case.by("lin"))
    assert "退办" in issue_blockers(reply)[0].text
    take_back_decline(case.assignment, **case.by("lin"))
    reply.assignment.refresh_from_db()
    assert not any("退办" in blocker.text for blocker in issue_blockers(reply))


def test_an_outside_unit_is_reminded_and_has_answered_with_its_letter(asked, outside, case):
    remind_opinion(asked, way="phone", **case.by("wang"))
    assert Event.objects.get(verb="replies.opinion_reminded").facts["way"] == "电话"
    receive_opinion(asked, text="同意。", file=case.scan(), **case.by("wang"))
    helps = case.item.assignments.get(unit=outside)
    assert (helps.state, helps.answered_on) == (State.ANSWERED, case.now.date())


@pytest.mark.rule("R24")
def test_an_opinion_without_substance_goes_back_once_with_five_working_days(cast, now, outside):
    cast.unit.pack = "chongqing"
    cast.unit.save()
    case = hand_over(cast, now)
    opinion = ask_opinion(case.assignment, outside, **case.by("wang"))
    receive_opinion(opinion, text="我局将积极配合做好相关工作。", **case.by("wang"))
    send_back_opinion(opinion, reason="没有实质内容", **case.by("wang"))
    assert (opinion.state, opinion.due_on.isoformat()) == ("asked", "2022-04-26")
    receive_opinion(opinion, text="我局将认真研究。", **case.by("wang"))
    with pytest.raises(NotReady, match="退回过一次"):
        send_back_opinion(opinion, reason="没有实质内容", **case.by("wang"))


@pytest.mark.rule("R24")
def test_where_no_text_allows_it_nothing_goes_back(asked, case):
    receive_opinion(asked, text="无意见。", **case.by("wang"))
    with pytest.raises(NotReady, match="没有规定"):
        send_back_opinion(asked, reason="没有实质内容", **case.by("wang"))
    with pytest.raises(NotAllowed):
        send_back_opinion(asked, reason="没有实质内容", **case.by("stranger"))
