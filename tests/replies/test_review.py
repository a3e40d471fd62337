"""审核同意."""

import pytest

from huiyin.accounts.actions import give_portfolio, stand_in
from huiyin.accounts.models import Role
from huiyin.events.actors import SYSTEM
from huiyin.flow.errors import NotAllowed, Stale
from huiyin.replies.actions import review
from huiyin.replies.chain import route
from huiyin.replies.figures import awaiting, durations


def test_it_goes_from_step_to_step(case):
    reply = case.submitted()
    review(reply, remark="同意", **case.by("qian"))
    first = reply.steps.first()
    assert (first.result, first.done_by_name, first.remark) == ("passed", "钱处", "同意")
    assert route.current_step(reply).role == "coordinator"


def test_it_is_nobody_elses_turn(case):
    reply = case.submitted()
    for login in ("sun", "lin", "wu", "zhou", "stranger", "zheng"):
        with pytest.raises(NotAllowed):
            review(reply, **case.by(login))
    with pytest.raises(NotAllowed):
        review(reply, by=SYSTEM, now=case.now)


def test_nobody_reviews_their_own_draft(case):
    reply = case.submitted(login="qian")
    with pytest.raises(NotAllowed, match="不得既拟稿又审签"):
        review(reply, **case.by("qian"))


def test_a_coordinator_who_drafted_waits_for_another(case):
    reply = case.submitted(login="lin")
    review(reply, **case.by("qian"))
    with pytest.raises(NotAllowed, match="不得既拟稿又审签"):
        review(reply, **case.by("lin"))


def test_a_step_seen_earlier_is_stale(case):
    reply = case.submitted()
    seen = route.current_step(reply)
    review(reply, step=seen, **case.by("qian"))
    with pytest.raises(Stale):
        review(reply, step=seen, **case.by("lin"))


def test_a_stand_in_is_named_as_one(case):
    people, day = case.cast.people, case.now.date()
    role = {"unit": case.cast.renkou, "role": Role.OFFICE_HEAD, "starts_on": day, "ends_on": day}
    stand_in(people["qian"], people["sun"], by=SYSTEM, now=case.now, **role)
    reply = review(case.submitted(), **case.by("sun"))
    step = reply.steps.first()
    assert (step.done_by_name, step.stood_in_for) == ("孙处", "钱处")


def test_only_the_leader_of_the_office_is_asked(case):
    reply = case.submitted()
    assert reply.steps.last().person == case.cast.people["wu"]
    give_portfolio(case.cast.people["zhou"], case.cast.jiceng, by=SYSTEM, now=case.now)
    case.passed(reply), case.passed(reply)
    assert [step.reply for step in awaiting(case.person("wu"))] == [reply]
    assert not awaiting(case.person("zhou"))


def test_the_desk_asks_in_one_query(case, django_assert_num_queries):
    reply = case.submitted()
    qian, lin = case.person("qian"), case.person("lin")
    with django_assert_num_queries(1):
        assert [step.reply for step in awaiting(qian)] == [reply]
    assert not awaiting(lin)


def test_own_drafts_never_wait_for_their_drafter(case):
    case.submitted(login="qian")
    assert not awaiting(case.person("qian"))


def test_each_step_knows_how_long_it_lay(case):
    reply = case.submitted()
    review(reply, **case.later(3).by("qian"))
    first, second = durations(reply)
    assert first.days(now=case.now) == 3
    assert (second.came_at, second.went_at) == (case.now, None)
