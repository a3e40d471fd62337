"""签发."""

import pytest

from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.replies.actions import ask_opinion, override_opinion, review, save_answer, sign, submit
from huiyin.replies.letter import content


@pytest.fixture
def reply(case):
    """Two steps passed; 吴主任 is next."""
    return case.passed(case.passed(case.submitted()))


def test_it_freezes_what_was_submitted(case, reply):
    sign(reply, **case.by("wu"))
    reply.refresh_from_db()
    assert (reply.state, reply.signed_on, reply.signed_by) == ("signed", case.now.date(), "吴主任")
    assert reply.frozen == reply.versions.get().content
    assert reply.frozen_hash == content.digest_of(reply.frozen)
    assert len(reply.short_hash) == 9


def test_it_records_one_event_with_the_digest(case, reply):
    sign(reply, **case.by("wu"))
    event = Event.objects.get(verb="replies.signed")
    assert event.facts["digest"] == reply.frozen_hash
    assert event.topic == case.item.topic


def test_a_reviewer_cannot_sign(case, reply):
    for login in ("qian", "lin", "zhou", "wang"):
        with pytest.raises(NotAllowed):
            sign(reply, **case.by(login))


def test_the_last_step_is_not_a_review(case, reply):
    with pytest.raises(NotAllowed):
        review(reply, **case.by("wu"))


@pytest.mark.rule("R25")
def test_an_opinion_asked_since_then_is_waited_for(case, reply):
    opinion = ask_opinion(case.assignment, case.cast.other, **case.by("wang"))
    with pytest.raises(NotReady, match="会办意见还没有收到"):
        sign(reply, **case.by("wu"))
    override_opinion(opinion, reason="催两次未反馈", leader="吴主任", **case.by("lin"))
    with pytest.raises(NotReady, match="退回重新送审"):
        sign(reply, **case.by("wu"))


def test_a_letter_that_would_read_otherwise_goes_back(case, reply):
    case.item.signatures.filter(order=1).delete()
    with pytest.raises(NotReady, match="送审以后材料有变化"):
        sign(reply, **case.by("wu"))


def test_signing_twice_is_stale(case, reply):
    sign(reply, **case.by("wu"))
    with pytest.raises(Stale):
        sign(reply, **case.by("wu"))


def test_who_wrote_a_line_does_not_sign_it(assisting):
    draft = assisting.drafted()
    ask = assisting.item.asks.first()
    save_answer(draft, ask, decision="adopted", text="会办意见。", **assisting.by("lin"))
    reply = assisting.passed(submit(draft, **assisting.by("wang")))
    with pytest.raises(NotAllowed, match="不得既拟稿又审签"):
        sign(reply, **assisting.by("lin"))
