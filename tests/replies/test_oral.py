"""当面答复: a signed record, and in writing as well where the place asks for it."""

import datetime as dt
from dataclasses import replace

import pytest

from huiyin.flow.errors import NotReady
from huiyin.replies.actions import issue, start_draft, submit
from huiyin.replies.chain import route
from huiyin.replies.sending.oral import record_oral
from huiyin.replies.sending.oral_answers import answer_orally
from huiyin.rules.terms import Cited


@pytest.fixture
def met(case):
    who = {"place": "社区会议室", "people": "王工、钱处", "opinion": "同意，希望尽快", "signed_by": "示例代表001"}
    return {"met_on": case.now.date(), "file": case.scan("当面答复记录.pdf"), **who}


def no_letter(monkeypatch) -> None:
    """A place that asks for no letter after an answer given in person."""
    before = route.pack_of

    def pack_of(assignment):
        pack = before(assignment)
        return replace(pack, switches=replace(pack.switches, oral_needs_written=Cited(False, "另有规定")))

    monkeypatch.setattr(route, "pack_of", pack_of)


@pytest.mark.rule("R47")
def test_it_is_signed_and_still_written_where_the_place_asks(case, met):
    reply = case.written(record_oral(case.assignment, **met, **case.by("wang")))
    assert (reply.kind, reply.oral_record.signed_by) == ("oral", "示例代表001")
    with pytest.raises(NotReady, match="还要书面答复"):
        answer_orally(reply, **case.by("lin"))
    issue(case.sealed(case.through(submit(reply, **case.by("wang")))), **case.by("lin"))
    case.assignment.refresh_from_db()
    assert (reply.state, case.assignment.state) == ("issued", "answered")


@pytest.mark.rule("R47")
@pytest.mark.parametrize("name", ["place", "people", "opinion", "signed_by", "file"])
def test_it_says_when_where_with_whom_and_what_they_said(case, met, name):
    with pytest.raises(NotReady):
        record_oral(case.assignment, **{**met, name: None if name == "file" else " "}, **case.by("wang"))


@pytest.mark.rule("R47")
def test_without_its_record_it_is_not_submitted(case):
    reply = case.written(start_draft(case.assignment, kind="oral", **case.by("wang")))
    with pytest.raises(NotReady, match="签字的记录"):
        submit(reply, **case.by("wang"))


def test_a_draft_under_way_becomes_it_and_keeps_its_words(case, met):
    draft = case.drafted()
    reply = record_oral(case.assignment, **met, **case.by("wang"))
    assert (reply.pk, reply.kind, reply.answers.first().decision) == (draft.pk, "oral", "adopted")
    contact = case.assignment.contacts.get()
    assert (contact.way, contact.place) == ("in_person", "社区会议室")


def test_where_no_letter_is_asked_for_the_record_is_the_answer(case, met, monkeypatch):
    no_letter(monkeypatch)
    reply = case.written(record_oral(case.assignment, **met, **case.by("wang")))
    answer_orally(reply, **case.by("lin"))
    case.assignment.refresh_from_db()
    assert (reply.state, reply.doc_no, case.assignment.state) == ("issued", "", "answered")
    assert reply.deliveries.get().way == "当面送达"


def test_not_before_it_was_handed_over(case, met):
    with pytest.raises(NotReady, match="交办以后"):
        record_oral(case.assignment, **{**met, "met_on": dt.date(2022, 4, 1)}, **case.by("wang"))
