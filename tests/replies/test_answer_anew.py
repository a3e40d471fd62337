"""另行答复: a letter that is out is replaced, never edited."""

import pytest

from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.handling.models import Duty
from huiyin.replies import classes
from huiyin.replies.actions import issue, remove_promise, save_head, submit
from huiyin.replies.letter.letters import letter_of
from huiyin.replies.models import Promise, Reply
from huiyin.replies.sending.returning import answer_anew
from huiyin.replies.writing import promises

WHY = {"why": "class", "reason": "场地没有落实"}


def sent(case, reply, no: int = 2) -> Reply:
    return issue(case.sealed(case.through(submit(reply, **case.by("wang"))), no), **case.by("lin"))


@pytest.mark.rule("R53")
def test_a_class_is_lowered_by_a_new_letter_only(case):
    first = case.issued("A")
    with pytest.raises(Stale):
        save_head(first, class_letter="B", **case.by("wang"))
    again = case.written(answer_anew(first, **WHY, **case.later(9).by("wang")), "B")
    first.refresh_from_db()
    assert (first.state, again.supersedes) == ("issued", first)
    sent(case, again)
    first.refresh_from_db()
    assert (first.state, first.class_letter, first.returned_reason) == ("superseded", "A", "分类有变化：场地没有落实")
    told = classes.history(case.assignment)
    assert [(one.letter, one.stands) for one in told] == [("A", False), ("B", True)]


@pytest.mark.rule("R53", "R65")
def test_the_first_answer_is_the_one_in_time(case):
    first = case.issued("A")
    case.assignment.refresh_from_db()
    answered_on = case.assignment.answered_on
    sent(case, case.written(answer_anew(first, **WHY, **case.later(9).by("wang")), "B"))
    case.assignment.refresh_from_db()
    assert (case.assignment.state, case.assignment.answered_on) == ("answered", answered_on)
    first_round, second = Duty.objects.filter(assignment=case.assignment, kind="rating").order_by("round")
    assert (first_round.waived_reason, second.waived_on) == ("另行答复", None)


def test_it_needs_a_reason_and_a_letter_that_stands(case):
    first = case.issued("A")
    with pytest.raises(NotReady, match="写明理由"):
        answer_anew(first, why="class", reason=" ", **case.by("wang"))
    with pytest.raises(NotAllowed):
        answer_anew(first, **WHY, **case.by("stranger"))
    answer_anew(first, **WHY, **case.by("wang"))
    with pytest.raises(Stale, match="已有在办的稿子"):
        answer_anew(first, **WHY, **case.by("wang"))


@pytest.mark.rule("R56")
def test_what_was_promised_is_not_passed_over_in_silence(case):
    again = answer_anew(case.issued("B"), **WHY, **case.later(9).by("wang"))
    remove_promise(Promise.objects.get(answer__reply=again), **case.by("wang"))
    case.promised(again.answers.first(), text="另办一件事")
    with pytest.raises(NotReady, match="原答复承诺的“印发托育服务示范标准”"):
        submit(again, **case.by("wang"))
    (left,) = promises.left_over(again)
    with pytest.raises(NotReady, match="为什么不再承诺"):
        promises.drop_promise(again, left, reason="", **case.by("wang"))
    row = promises.drop_promise(again, left, reason="国家另有规定", **case.by("wang"))
    assert promises.left_over(again) == []
    said = [paragraph.text for paragraph in letter_of(again).paragraphs]
    assert "原答复承诺的事项，有以下调整，特此说明：“印发托育服务示范标准”，国家另有规定。" in said
    promises.take_up_again(row, **case.by("wang"))
    assert Promise.objects.filter(answer__reply=again, continues=left).exists()
