"""Ratings that came on paper or through the system above."""

import datetime as dt

import pytest

from huiyin.accounts.actions import appoint
from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.replies.actions import issue, review, sign, submit
from huiyin.surveys.actions import contest, decide_contest, open_round, rate, transcribe
from huiyin.surveys.policy import Rater
from tests.answering import hand_over

GOOD = {"manner": "satisfied", "result": "satisfied", "rated_on": dt.date(2022, 4, 20)}


def test_the_coordinator_copies_the_signed_form(case, invitation):
    scan = case.scan("征询意见表.pdf")
    rating = transcribe(invitation, source="paper", file=scan, **GOOD, **case.by("lin"))
    event = Event.objects.get(verb="surveys.rated")
    assert (rating.source, rating.recorded_by) == ("paper", f"user:{case.cast.people['lin'].pk}")
    assert event.recorded_for == {"who": "示例代表001", "on": "2022-04-20", "way": "paper", "file": scan.digest}


def test_a_paper_form_needs_its_scan(case, invitation):
    with pytest.raises(NotReady, match="扫描件"):
        transcribe(invitation, source="paper", **GOOD, **case.by("lin"))


def test_the_link_is_not_for_copying(case, invitation):
    with pytest.raises(NotReady, match="上级系统还是纸质表"):
        transcribe(invitation, source="link", **GOOD, **case.by("lin"))


@pytest.mark.rule("R57")
@pytest.mark.parametrize("login", ["wang", "qian", "zhao", "wu", "zhou", "stranger"])
def test_nobody_else_may(case, invitation, login):
    with pytest.raises(NotAllowed, match="综合协调人"):
        transcribe(invitation, source="upstream", **GOOD, **case.by(login))


@pytest.mark.rule("R57")
def test_not_even_a_coordinator_who_drafted(cast, now):
    case = hand_over(cast, now)
    reply = submit(case.drafted(login="lin"), **case.by("lin"))
    appoint(cast.people["zhou"], cast.unit, "coordinator", by=SYSTEM, now=now)
    for login in ("qian", "zhou"):
        review(reply, **case.by(login))
    sign(reply, **case.by("wu"))
    invitation = open_round(issue(case.sealed(reply), **case.by("lin")), now=now).invitations.get()
    with pytest.raises(NotAllowed):
        transcribe(invitation, source="upstream", **GOOD, **case.by("lin"))
    assert transcribe(invitation, source="upstream", **GOOD, **case.by("zhou")).pk


def test_dissatisfied_on_paper_is_reworked_too(case, invitation):
    facts = {**GOOD, "result": "dissatisfied", "comment": "没有时间"}
    transcribe(invitation, source="upstream", **facts, **case.by("lin"))
    case.assignment.refresh_from_db()
    assert case.assignment.state == "handling"


def test_nobody_is_counted_twice(case, invitation):
    rate(invitation, manner="satisfied", result="satisfied", now=case.now)
    with pytest.raises(Stale):
        transcribe(invitation, source="upstream", **GOOD, **case.by("lin"))


def test_the_day_must_fit(case, invitation):
    for day in (dt.date(2022, 4, 19), dt.date(2022, 4, 21)):
        with pytest.raises(NotReady, match="评价日期"):
            transcribe(invitation, source="upstream", **{**GOOD, "rated_on": day}, **case.by("lin"))


def test_a_copy_may_be_contested_and_voided(case, invitation):
    rating = transcribe(invitation, source="upstream", **GOOD, **case.by("lin"))
    with pytest.raises(NotAllowed):
        contest(rating, reason="我没有填过", **case.by("wang"))
    contest(rating, reason="我没有填过", by=Rater(invitation.submitter), now=case.now)
    assert rating.state == "contested"
    assert decide_contest(rating, stands=False, **case.by("lin")).state == "void"
