"""Promises become commitments when the letter goes out."""

import datetime as dt

import pytest

from huiyin.events.models import Event
from huiyin.followup.actions import open_commitments
from huiyin.followup.models import Commitment
from huiyin.handling.models import Duty
from huiyin.replies.actions import issue, remove_promise, return_from_above, submit
from huiyin.replies.models import Promise
from huiyin.replies.sending.returning import answer_anew
from huiyin.replies.writing.promises import drop_promise, left_over
from tests.answering import hand_over

WHY = {"why": "changed", "reason": "政策有变化"}


def sent(case, reply, no: int = 2):
    return issue(case.sealed(case.through(submit(reply, **case.by("wang"))), no), **case.by("lin"))


def test_each_promise_is_one_commitment(case, commitment):
    assert (commitment.unit, commitment.owner) == (case.cast.unit, case.cast.renkou)
    assert (commitment.year, commitment.text) == (2022, "印发托育服务示范标准")
    assert (commitment.opened_on, commitment.due_on) == (dt.date(2022, 4, 20), dt.date(2022, 9, 17))


def test_doing_it_twice_adds_nothing(case, reply, commitment):
    assert open_commitments(reply, now=case.now) == []
    assert Commitment.objects.count() == 1
    assert Event.objects.filter(verb="followup.opened").count() == 1


def test_the_duty_is_met_by_having_them(case, commitment):
    assert Duty.objects.get(assignment=case.assignment, kind="commitment").met_on == dt.date(2022, 4, 20)


def test_nothing_is_promised_before_it_is_issued(cast, now):
    case = hand_over(cast, now)
    assert open_commitments(case.signed("B"), now=now) == []


def test_a_later_letter_takes_over_what_it_repeats(case, reply, commitment):
    return_from_above(reply, reason="补时间", **case.later(5).by("lin"))
    again = reply.superseded_by
    Promise.objects.filter(answer__reply=again).update(due_on=dt.date(2022, 8, 31))
    case.promised(again.answers.first(), text="年内建成25家")
    issue(case.sealed(case.through(submit(again, **case.by("wang"))), 2), **case.by("lin"))
    (new,) = open_commitments(again, now=case.now)
    commitment.refresh_from_db()
    assert (new.text, new.reply) == ("年内建成25家", again)
    assert (commitment.reply, commitment.due_on) == (again, dt.date(2022, 8, 31))
    assert commitment.opened_on == dt.date(2022, 4, 20)


@pytest.mark.rule("R53")
def test_a_promise_said_in_other_words_goes_on(case, reply, commitment):
    again = answer_anew(reply, **WHY, **case.later(5).by("wang"))
    Promise.objects.filter(answer__reply=again).update(text="印发标准，分两步")
    sent(case, again)
    assert open_commitments(again, now=case.now) == []
    commitment.refresh_from_db()
    assert (commitment.text, commitment.reply, commitment.state) == ("印发标准，分两步", again, "open")


@pytest.mark.rule("R56")
def test_what_the_later_letter_drops_is_explained_by_it(case, reply, commitment):
    again = answer_anew(reply, **WHY, **case.later(5).by("wang"))
    remove_promise(Promise.objects.get(answer__reply=again), **case.by("wang"))
    drop_promise(again, *left_over(again), reason="国家标准已先行印发", **case.by("wang"))
    case.promised(again.answers.first(), text="年内建成25家")
    sent(case, again)
    (new,) = open_commitments(again, now=case.now)
    open_commitments(again, now=case.now)
    commitment.refresh_from_db()
    assert (commitment.state, new.text) == ("explained", "年内建成25家")
    assert commitment.explanation == "国家标准已先行印发（示卫函〔2022〕2号已说明）"
    assert commitment.informed[0].startswith("示例代表001") and set(again.copies) <= set(commitment.informed)


def test_what_is_kept_is_not_opened_anew(case, reply, commitment):
    Commitment.objects.filter(pk=commitment.pk).update(state="verified")
    again = answer_anew(reply, **WHY, **case.later(5).by("wang"))
    sent(case, again)
    assert open_commitments(again, now=case.now) == [] and Commitment.objects.count() == 1
