"""Writing the head, the answers and the promises of a draft."""

import pytest

from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.replies.actions import add_promise, remove_promise, save_answer, save_head, start_draft


@pytest.fixture
def reply(case):
    return start_draft(case.assignment, **case.by("wang"))


def test_a_class_is_stored_with_its_scheme_and_meaning(case, reply):
    save_head(reply, class_letter="B", **case.by("wang"))
    reply.refresh_from_db()
    assert (reply.class_scheme, reply.class_letter, reply.class_canonical) == ("hubei_ABC", "B", "planned")


def test_a_letter_outside_the_scheme_is_refused(case, reply):
    with pytest.raises(NotReady, match="没有“D”类"):
        save_head(reply, class_letter="D", **case.by("wang"))


def test_what_is_not_of_the_head_is_refused(case, reply):
    with pytest.raises(TypeError):
        save_head(reply, frozen_hash="x", **case.by("wang"))


def test_an_answer_knows_who_wrote_it(case, reply):
    answer = save_answer(reply, case.item.asks.first(), decision="adopted", text="已采纳。", **case.by("zhao"))
    assert answer.is_written
    assert answer.written_by == f"user:{case.cast.people['zhao'].pk}"


def test_nothing_changed_is_no_event(case, reply):
    for _ in range(2):
        save_answer(reply, case.item.asks.first(), decision="adopted", text="已采纳。", **case.by("wang"))
        save_head(reply, class_letter="A", **case.by("wang"))
    saved = Event.objects.filter(verb__in=("replies.answer_saved", "replies.head_saved"))
    assert saved.count() == 2


def test_strangers_cannot_write(case, reply):
    for login in ("stranger", "wu", "feng"):
        with pytest.raises(NotAllowed):
            save_head(reply, class_letter="A", **case.by(login))


def test_nothing_is_written_once_submitted(case):
    reply = case.submitted()
    with pytest.raises(Stale, match="审签"):
        save_head(reply, class_letter="B", **case.by("wang"))
    with pytest.raises(Stale):
        save_answer(reply, case.item.asks.first(), decision="adopted", text="改", **case.by("wang"))
    with pytest.raises(Stale):
        add_promise(reply.answers.first(), text="做", owner=case.cast.renkou, due_on=case.now.date(), **case.by("wang"))


def test_a_promise_comes_and_goes_while_drafted(case, reply):
    promise = case.promised(reply.answers.first())
    assert promise.owner == case.cast.renkou
    remove_promise(promise, **case.by("wang"))
    assert not reply.answers.first().promises.exists()


def test_an_ask_of_another_item_is_refused(case, assisting, reply):
    with pytest.raises(NotReady, match="不是这一件"):
        save_answer(reply, assisting.item.asks.first(), decision="adopted", text="x", **case.by("wang"))
