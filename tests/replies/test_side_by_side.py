"""并行的步骤: a stage is done when all of its steps are, in whatever order."""

import pytest

from huiyin.accounts.actions import stand_in
from huiyin.accounts.models import Role
from huiyin.events.actors import SYSTEM
from huiyin.flow.errors import NotAllowed, Stale
from huiyin.replies.actions import review, send_back, sign
from huiyin.replies.chain import route
from huiyin.replies.chain.chain_rules import StepDraft
from huiyin.replies.chain.chains import save_chain
from huiyin.replies.figures import awaiting, durations

CHAIN = (
    StepDraft(1, "review", "office_head"),
    StepDraft(2, "check", "coordinator"),
    StepDraft(2, "countersign"),
    StepDraft(3, "sign", "leader_in_charge"),
)


@pytest.fixture
def reply(case):
    """The office head has read it; 林科 and 孙处 are next, side by side."""
    save_chain(case.cast.unit, "reply", "ordinary", CHAIN, **case.by("lin"))
    return review(case.submitted(), **case.by("qian"))


def labels(steps) -> list[str]:
    return [step.label for step in steps]


def test_both_are_asked_at_once(case, reply):
    assert labels(route.current_steps(reply)) == ["综合协调", "基层卫生处会签"]
    for login in ("lin", "sun"):
        assert [step.reply for step in awaiting(case.person(login))] == [reply]
        assert route.step_for(case.person(login), reply)
    assert route.step_for(case.person("wu"), reply) is None
    assert not awaiting(case.person("wu"))


def test_whom_it_waits_for_names_both(case, reply):
    wait = reply.assignment.waits.get(ended_on=None)
    assert (wait.kind, wait.whom) == ("office", "林科、孙处")
    review(reply, **case.by("lin"))
    wait = reply.assignment.waits.get(ended_on=None)
    assert (wait.whom, wait.what) == ("孙处", "会签")


@pytest.mark.parametrize("order", [("lin", "sun"), ("sun", "lin")])
def test_they_pass_in_any_order(case, reply, order):
    review(reply, **case.by(order[0]))
    with pytest.raises(NotAllowed):
        sign(reply, **case.by("wu"))
    review(reply, **case.by(order[1]))
    assert sign(reply, **case.by("wu")).state == "signed"


def test_one_does_not_pass_the_others_step(case, reply):
    theirs = route.step_for(case.person("sun"), reply)
    with pytest.raises(NotAllowed):
        review(reply, step=theirs, **case.by("lin"))
    with pytest.raises(NotAllowed):
        send_back(reply, remark="改", step=theirs, **case.by("qian"))


def test_nobody_passes_twice(case, reply):
    review(reply, **case.by("lin"))
    with pytest.raises(NotAllowed):
        review(reply, **case.by("lin"))


def test_one_who_sends_back_ends_it_for_all(case, reply):
    theirs = route.step_for(case.person("sun"), reply)
    send_back(reply, remark="数字不对", **case.by("lin"))
    assert [step.result for step in reply.steps.all()] == ["passed", "sent_back", "dropped", "dropped"]
    with pytest.raises(Stale):
        review(reply, step=theirs, **case.by("sun"))


def test_their_time_begins_together(case, reply):
    came = case.now
    review(reply, **case.later(2).by("lin"))
    review(reply, **case.later(1).by("sun"))
    found = durations(reply)
    assert [(row.came_at, row.days(now=case.now)) for row in found[1:3]] == [(came, 2), (came, 3)]
    assert found[3].came_at == case.now


def test_a_deputy_countersigns_for_the_head(case, reply):
    people, day = case.cast.people, case.now.date()
    seat = {"unit": case.cast.jiceng, "role": Role.OFFICE_HEAD, "starts_on": day, "ends_on": day}
    stand_in(people["sun"], people["zhao"], by=SYSTEM, now=case.now, **seat)
    review(reply, **case.by("zhao"))
    step = reply.steps.get(action="countersign")
    assert (step.done_by_name, step.stood_in_for) == ("赵工", "孙处")
    with pytest.raises(NotAllowed):
        review(reply, **case.later(1).by("zhao"))


def test_without_another_office_nobody_countersigns(case):
    save_chain(case.cast.unit, "reply", "ordinary", CHAIN, **case.by("lin"))
    case.assignment.children.filter(unit=case.cast.jiceng).update(state="withdrawn")
    case.assignment.refresh_from_db()
    reply = case.submitted()
    assert [(step.stage, step.action) for step in reply.steps.all()] == [(1, "review"), (2, "check"), (3, "sign")]
