"""Promises become commitments when the letter goes out."""

import datetime as dt

from huiyin.events.models import Event
from huiyin.followup.actions import open_commitments
from huiyin.followup.models import Commitment
from huiyin.handling.models import Duty
from huiyin.replies.actions import issue, return_from_above, submit
from huiyin.replies.models import Promise
from tests.answering import hand_over


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


def test_what_a_later_letter_leaves_out_is_still_owed(case, reply, commitment):
    return_from_above(reply, reason="补时间", **case.later(5).by("lin"))
    again = reply.superseded_by
    Promise.objects.filter(answer__reply=again).update(text="换一句承诺")
    issue(case.sealed(case.through(submit(again, **case.by("wang"))), 2), **case.by("lin"))
    open_commitments(again, now=case.now)
    assert sorted(Commitment.objects.open().values_list("text", flat=True)) == ["印发托育服务示范标准", "换一句承诺"]
