"""Asking the submitters."""

import datetime as dt
from dataclasses import replace

import pytest

from huiyin.events.models import Event
from huiyin.handling import duties
from huiyin.replies.actions import issue, submit
from huiyin.rules import packs
from huiyin.surveys.actions import invitation_by_token, open_round, token_of
from huiyin.surveys.models import Invitation
from tests.answering import hand_over


def test_the_first_signer_is_asked(asking, invitation):
    assert asking.state == "open"
    assert invitation.submitter.name == "示例代表001"
    assert len(invitation.code) == 8
    assert Event.objects.filter(verb="surveys.opened").count() == 1


def test_asking_twice_is_one_round(case, reply, asking):
    assert open_round(reply, now=case.now) == asking
    assert Invitation.objects.count() == 1


def test_the_link_is_known_by_its_digest_only(case, invitation):
    token = token_of(invitation)
    assert invitation_by_token(token, case.now) == invitation
    stored = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert token not in map(str, stored.values())
    assert invitation_by_token(token[:-1] + ("A" if token[-1] != "A" else "B"), case.now) is None
    assert invitation_by_token("", case.now) is None


def test_the_link_runs_out(case, invitation):
    token = token_of(invitation)
    assert invitation.expires_on == dt.date(2022, 10, 20)
    assert invitation_by_token(token, case.now + dt.timedelta(days=183))
    assert invitation_by_token(token, case.now + dt.timedelta(days=184)) is None


def test_another_key_makes_no_fitting_link(case, invitation, settings):
    settings.SECRET_KEY = "another"
    assert invitation_by_token(token_of(invitation), case.now) is None


@pytest.mark.rule("R27")
def test_it_closes_when_the_pack_says(case, reply):
    case.assignment.duties.filter(kind="rating").delete()
    facts = {"base_on": reply.issued_on, "base_event": "issued", "notice_due_on": dt.date(2022, 5, 12)}
    duties.open_duty(case.assignment, "rating", **facts, **case.by("lin"))
    case.assignment.duties.filter(kind="rating").update(due_on=dt.date(2022, 5, 12))
    assert open_round(reply, now=case.now).closes_on == dt.date(2022, 5, 12)


def test_where_the_pack_says_each_every_signer_is_asked(case, reply, monkeypatch):
    pack = packs.get("wuhan")
    monkeypatch.setattr(packs, "get", lambda name: _each(pack))
    names = [row.submitter.name for row in open_round(reply, now=case.now).invitations.all()]
    assert sorted(names) == ["示例代表001", "示例代表002"]


def _each(pack):
    return replace(pack, switches=replace(pack.switches, rate_by=replace(pack.switches.rate_by, value="each")))


def test_an_opinion_is_not_rated(cast, now):
    case = hand_over(cast, now, role="assist")
    reply = case.through(submit(case.drafted(), **case.by("wang")))
    assert open_round(issue(case.sealed(reply), **case.by("lin")), now=now) is None


@pytest.mark.rule("R11")
def test_where_no_written_reply_is_wanted_nobody_is_asked(cast, now):
    case = hand_over(cast, now, no_written_reply=True)
    assert open_round(case.issued(), now=now) is None


@pytest.mark.parametrize("state", ["signed", "returned"])
def test_only_an_issued_letter_is_rated(case, reply, state):
    reply.state = state
    assert open_round(reply, now=case.now) is None
