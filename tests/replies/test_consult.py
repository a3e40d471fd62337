"""征询."""

import pytest

from huiyin.flow.errors import NotReady, Stale
from huiyin.replies.actions import consult, record_consultation, save_head, submit


def test_the_answer_is_written_down_and_drafting_goes_on(case):
    reply = consult(case.drafted(), way="phone", **case.by("wang"))
    assert reply.state == "consulting"
    record_consultation(reply, result="mostly", remark="补时间", **case.later(2).by("wang"))
    row = reply.consultations.get()
    assert reply.state == "drafting"
    assert (row.result, row.answered_on, row.version) == ("mostly", case.now.date(), 1)


def test_the_draft_may_be_mended_meanwhile(case):
    reply = consult(case.drafted(), **case.by("wang"))
    assert save_head(reply, closing="谢谢。", **case.by("wang")).closing == "谢谢。"


def test_it_is_not_submitted_before_the_answer_is_in(case):
    with pytest.raises(Stale):
        submit(consult(case.drafted(), **case.by("wang")), **case.by("wang"))


def test_disagreement_is_said_in_words(case):
    reply = consult(case.drafted(), **case.by("wang"))
    with pytest.raises(NotReady, match="写明意见"):
        record_consultation(reply, result="disagreed", **case.by("wang"))
