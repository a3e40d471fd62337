"""印发."""

import pytest

from huiyin.documents.docx_text import read_docx_text
from huiyin.files import storage
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.handling.models import Duty
from huiyin.replies.actions import issue
from huiyin.replies.letter.letters import letter_of
from huiyin.replies.models import Promise, Reply
from tests.answering import hand_over


def kinds(case) -> set[str]:
    return set(Duty.objects.owed().filter(assignment=case.assignment).values_list("kind", flat=True))


def test_it_sends_what_was_signed(case):
    reply = case.issued()
    case.assignment.refresh_from_db()
    assert (reply.state, reply.issued_on) == ("issued", case.now.date())
    assert (case.assignment.state, case.assignment.answered_on) == ("answered", case.now.date())
    text = read_docx_text(storage.read(reply.letter))
    for part in ("类别：A", "示卫函〔2022〕1号", "示例代表001等代表", "一、关于把托育服务纳入规划", "2022年4月20日"):
        assert part in text


def test_number_and_seal_come_first(case):
    with pytest.raises(NotReady, match="还没有编文号；还没有用印"):
        issue(case.signed(), **case.by("lin"))


def test_words_changed_since_signing_are_not_sent(case):
    reply = case.sealed(case.signed())
    reply.frozen["answers"][0]["text"] = "换过的话"
    Reply.objects.filter(pk=reply.pk).update(frozen=reply.frozen)
    with pytest.raises(NotReady, match="与签发时不一致"):
        issue(Reply.objects.get(pk=reply.pk), **case.by("lin"))


def test_rows_changed_since_signing_change_nothing(case):
    reply = case.sealed(case.signed("B"))
    Promise.objects.update(text="改过的承诺")
    reply.answers.update(text="改过的话")
    texts = "".join(paragraph.text for paragraph in letter_of(issue(reply, **case.by("lin"))).paragraphs)
    assert "改过" not in texts


def test_a_rating_is_owed_from_then_on(case):
    assert kinds(case) == {"contact", "reply"}
    case.issued()
    assert kinds(case) == {"contact", "delivery", "rating"}


def test_class_b_owes_commitments(case):
    case.issued("B")
    assert "commitment" in kinds(case)


def test_class_c_owes_an_explanation(case):
    case.issued("C")
    assert "explanation" in kinds(case)


def test_no_rating_where_no_written_reply_is_wanted(cast, now):
    case = hand_over(cast, now, no_written_reply=True)
    case.issued()
    assert "rating" not in kinds(case)


def test_an_officer_cannot_issue(case):
    reply = case.sealed(case.signed())
    with pytest.raises(NotAllowed):
        issue(reply, **case.by("wang"))


def test_it_is_issued_once(case):
    reply = case.issued()
    with pytest.raises(Stale):
        issue(reply, **case.by("lin"))
