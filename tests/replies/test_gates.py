"""保密审查、公开审查: gates with a named keeper."""

import json

import pytest

from huiyin.accounts.actions import stand_in
from huiyin.accounts.models import Role
from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.replies import checks
from huiyin.replies.actions import review, save_head, send_back, sign, submit
from huiyin.replies.chain import route
from huiyin.replies.chain.chain_rules import StepDraft
from huiyin.replies.chain.chains import drop_chain, save_chain
from huiyin.replies.clearance.gates import LAW, find_secret
from huiyin.replies.figures import awaiting
from huiyin.replies.models import ClearanceStep
from huiyin.replies.remarks import RemarkDraft
from tests.answering import TEXT


@pytest.fixture
def gated(case):
    """孙处 keeps the secrecy gate, 赵工 the one on disclosure; both at once, after the office head."""
    people = case.cast.people
    chain = (
        StepDraft(1, "review", "office_head"),
        StepDraft(2, "secrecy", person=people["sun"]),
        StepDraft(2, "disclosure", person=people["zhao"]),
        StepDraft(3, "sign", "leader_in_charge"),
    )
    save_chain(case.cast.unit, "reply", "ordinary", chain, **case.by("lin"))
    return case


@pytest.fixture
def reply(gated):
    return review(gated.submitted(), **gated.by("qian"))


@pytest.mark.rule("R48")
def test_a_gate_is_passed_with_a_finding(gated, reply):
    with pytest.raises(NotReady, match="要写明结论"):
        review(reply, **gated.by("sun"))
    review(reply, finding="not_secret", **gated.by("sun"))
    review(reply, finding="full", **gated.by("zhao"))
    assert [step.finding for step in reply.steps.all()] == ["", "not_secret", "full", ""]
    assert sign(reply, **gated.by("wu")).state == "signed"


def test_it_waits_for_the_person_named(gated, reply):
    assert [step.action for step in awaiting(gated.person("sun"))] == ["secrecy"]
    assert [step.action for step in awaiting(gated.person("zhao"))] == ["disclosure"]
    for login in ("lin", "qian", "wei", "feng", "stranger"):
        with pytest.raises(NotAllowed):
            review(reply, finding="not_secret", **gated.by(login))


def test_who_stands_in_for_the_keeper_may(gated, reply):
    people, day = gated.cast.people, gated.now.date()
    seat = {"unit": gated.cast.jiceng, "role": Role.OFFICE_HEAD, "starts_on": day, "ends_on": day}
    stand_in(people["sun"], people["qian"], by=SYSTEM, now=gated.now, **seat)
    review(reply, finding="not_secret", **gated.by("qian"))
    step = reply.steps.get(action="secrecy")
    assert (step.done_by_name, step.stood_in_for) == ("钱处", "孙处")


@pytest.mark.rule("R84")
def test_the_keeper_does_not_draft(gated):
    reply = gated.drafted(login="zhao")
    with pytest.raises(NotReady, match="赵工是拟稿人，不得担任公开审查"):
        submit(reply, **gated.by("zhao"))


def test_what_disclosure_finds_otherwise_goes_back(gated, reply):
    with pytest.raises(NotReady, match="审查结论是依申请公开，稿子写的是主动公开"):
        review(reply, finding="on_request", **gated.by("zhao"))
    send_back(reply, finding="on_request", remark="涉及个人信息", **gated.by("zhao"))
    step = reply.steps.get(action="disclosure")
    assert (reply.state, step.finding, step.remark) == ("drafting", "on_request", "涉及个人信息")


@pytest.mark.rule("R48")
def test_secret_is_not_passed_and_not_just_sent_back(gated, reply):
    for act in (review, send_back):
        with pytest.raises(NotReady, match="涉密，停止办理"):
            act(reply, finding="secret", remark="定密", **gated.by("sun"))


def kept_texts(reply) -> str:
    """Everything the database still holds of the letter."""
    rows = [*reply.answers.values(), *reply.versions.values("content"), *reply.remarks.values()]
    rows += [*reply.steps.values("remark"), *type(reply).objects.filter(pk=reply.pk).values()]
    return json.dumps(rows, ensure_ascii=False, default=str)


@pytest.mark.rule("R48")
def test_secret_stops_it_and_its_text_leaves_the_system(gated, reply):
    review(
        reply, remarks=[RemarkDraft(1, 1, "托位总数超过3万", "核对年内全部建成")], finding="full", **gated.by("zhao")
    )
    assert TEXT in kept_texts(reply)
    find_secret(reply, remark="属于国家秘密事项范围", **gated.by("sun"))
    reply.refresh_from_db()
    assert reply.state == "drafting"
    assert not [word for word in ("托位", "年内全部建成", "验收表") if word in kept_texts(reply)]
    assert Event.objects.get(verb="replies.found_secret").facts["rule"] == LAW
    assert [step.result for step in reply.steps.all()] == ["passed", "sent_back", "passed", "dropped"]


@pytest.mark.rule("R48")
def test_what_was_secret_once_passes_a_gate_again(gated, reply):
    find_secret(reply, remark="属于国家秘密事项范围", **gated.by("sun"))
    drop_chain(gated.cast.unit, "reply", "ordinary", **gated.by("lin"))
    gated.written(reply)
    with pytest.raises(NotReady, match="审签流程里要有保密审查"):
        submit(reply, **gated.by("wang"))


def test_only_the_keeper_says_secret(gated, reply):
    for login in ("zhao", "lin", "qian", "wu", "wang"):
        with pytest.raises(NotAllowed):
            find_secret(reply, remark="密", **gated.by(login))


@pytest.mark.rule("R84")
def test_the_signature_asks_for_every_gate_of_the_round(gated, reply):
    review(reply, finding="not_secret", **gated.by("sun"))
    review(reply, finding="full", **gated.by("zhao"))
    ClearanceStep.objects.filter(reply=reply, action="secrecy").update(finding="")
    assert "保密审查还没有通过" in [str(blocker) for blocker in checks.sign_blockers(reply)]


def test_a_keeper_who_left_keeps_nothing(gated, reply):
    gated.cast.people["sun"].posts.update(held_to=gated.now.date())
    assert route.step_for(gated.person("sun"), reply) is None


def test_the_draft_may_change_its_disclosure_and_come_again(gated, reply):
    send_back(reply, finding="on_request", remark="涉及个人信息", **gated.by("zhao"))
    save_head(reply, disclosure="on_request", disclosure_reason="涉及个人信息", **gated.by("wang"))
    review(submit(reply, **gated.by("wang")), **gated.by("qian"))
    assert review(reply, finding="on_request", **gated.by("zhao"))
