"""退回修改."""

import pytest

from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.replies.actions import save_answer, send_back, submit
from huiyin.replies.letter.versions import differences
from tests.answering import TEXT


def test_it_goes_back_to_the_drafter_with_a_remark(case):
    reply = case.passed(case.submitted())
    send_back(reply, remark="第三条没有说时间。", ask=3, **case.by("lin"))
    steps = list(reply.steps.all())
    assert (reply.state, reply.version) == ("drafting", 2)
    assert [step.result for step in steps] == ["passed", "sent_back", "dropped"]
    assert (steps[1].remark, steps[1].remark_ask) == ("第三条没有说时间。", 3)


def test_it_needs_a_remark(case):
    with pytest.raises(NotReady, match="写明意见"):
        send_back(case.submitted(), remark=" ", **case.by("qian"))


def test_the_next_round_begins_at_the_first_step(case):
    reply = case.passed(case.submitted())
    send_back(reply, remark="补时间", **case.by("lin"))
    save_answer(reply, case.item.asks.last(), decision="adopted", text=f"{TEXT}9月30日前印发。", **case.by("wang"))
    answer = reply.answers.last()
    save_answer(reply, answer.ask, decision="adopted", text=answer.text, evidence="文件", **case.by("wang"))
    submit(reply, **case.by("wang"))
    assert [(step.round, step.result) for step in reply.steps.filter(round=2)] == [(2, "")] * 3
    old, new = (version.content for version in reply.versions.all())
    assert {(change.where, change.ask) for change in differences(old, new)} == {("正文", 3), ("依据", 3), ("证据", 3)}


def test_the_coordinator_may_when_a_step_is_deserted(case):
    reply = send_back(case.submitted(), remark="钱处出差", **case.by("lin"))
    assert reply.state == "drafting"


def test_others_cannot(case):
    reply = case.submitted()
    for login in ("wang", "sun", "wu", "stranger"):
        with pytest.raises(NotAllowed):
            send_back(reply, remark="改", **case.by(login))


def test_any_step_may_send_back(case):
    reply = case.passed(case.passed(case.submitted()))
    assert send_back(reply, remark="改", **case.by("wu")).state == "drafting"
