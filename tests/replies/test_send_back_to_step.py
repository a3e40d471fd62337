"""退回前面一步."""

import pytest

from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.replies.actions import review, send_back, sign
from huiyin.replies.chain import route
from huiyin.replies.figures import awaiting, durations
from huiyin.replies.remarks import RemarkDraft, settle


@pytest.fixture
def reply(case):
    """钱处 and 林科 passed it; 吴主任 is next."""
    return case.passed(case.passed(case.submitted()))


def step_of(reply, role):
    return next(step for step in route.round_of(reply) if step.role == role)


def test_that_step_and_what_follows_come_anew(case, reply):
    send_back(reply, remark="请综合处再核文号", to=step_of(reply, "coordinator"), **case.by("wu"))
    assert (reply.state, reply.version, reply.clearing_round) == ("clearing", 1, 2)
    assert [(step.role, step.result, step.carried) for step in route.round_of(reply)] == [
        ("office_head", "passed", True),
        ("coordinator", "", False),
        ("leader_in_charge", "", False),
    ]
    assert [step.result for step in reply.steps.filter(round=1)] == ["passed", "passed", "sent_back"]
    assert [step.reply for step in awaiting(case.person("lin"))] == [reply]


def test_what_passed_before_stays_shown(case, reply):
    send_back(reply, remark="再核", to=step_of(reply, "coordinator"), **case.by("wu"))
    first = route.round_of(reply)[0]
    assert (first.done_by_name, first.done_at) == ("钱处", case.now)


def test_it_goes_on_to_the_signature(case, reply):
    send_back(reply, remark="再核", to=step_of(reply, "office_head"), **case.by("wu"))
    with pytest.raises(NotAllowed):
        sign(reply, **case.by("wu"))
    assert case.through(reply).frozen == reply.versions.get().content


def test_it_says_to_whom(case, reply):
    send_back(reply, remark="再核", to=step_of(reply, "coordinator"), **case.by("wu"))
    event = Event.objects.get(verb="replies.sent_back_to_step")
    assert (event.facts["to"], event.facts["remark"]) == ("综合协调", "再核")
    assert reply.assignment.waits.get(ended_on=None).whom == "林科"


@pytest.mark.parametrize("role", ["leader_in_charge", "coordinator"])
def test_only_backwards_and_only_what_passed(case, role):
    reply = case.passed(case.submitted())
    with pytest.raises(NotReady, match="前面已经过了的一步"):
        send_back(reply, remark="再核", to=step_of(reply, role), **case.by("lin"))


def test_a_step_of_an_earlier_round_is_no_target(case, reply):
    old = step_of(reply, "coordinator")
    send_back(reply, remark="再核", to=old, **case.by("wu"))
    review(reply, **case.by("lin"))
    with pytest.raises(NotReady):
        send_back(reply, remark="又核", to=old, **case.by("wu"))


def test_who_saw_the_old_round_is_told(case, reply):
    seen = route.current_step(reply)
    send_back(reply, remark="再核", to=step_of(reply, "coordinator"), **case.by("wu"))
    with pytest.raises(Stale):
        sign(reply, step=seen, **case.by("wu"))


def test_whom_it_went_to_settles_the_remark(case, reply):
    note = RemarkDraft(0, 0, "", "文号有误")
    send_back(reply, remark="", remarks=[note], to=step_of(reply, "coordinator"), **case.by("wu"))
    assert settle(reply.remarks.get(), "已核", **case.by("lin")).settled_by == "林科"


def test_time_runs_from_the_sending_back(case, reply):
    send_back(reply, remark="再核", to=step_of(reply, "coordinator"), **case.later(2).by("wu"))
    back = case.now
    review(reply, **case.later(3).by("lin"))
    found = durations(reply)
    assert [(row.step.role, row.came_at) for row in found[1:]] == [
        ("coordinator", back),
        ("leader_in_charge", case.now),
    ]
    assert found[1].days(now=case.now) == 3
