"""盖章件: what came back sealed is what goes out, and never another text unnoticed."""

from dataclasses import replace

import pytest

from huiyin.documents.letter_docx import letter_docx
from huiyin.documents.letter_pdf import letter_pdf
from huiyin.events.models import Event
from huiyin.files import storage
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.replies.actions import issue, number, void_number
from huiyin.replies.letter.letters import letter_of
from huiyin.replies.models import Reply
from huiyin.replies.sending.sealed_letters import sealed_differences, take_sealed_letter

MAKERS = {"pdf": letter_pdf, "docx": letter_docx}


@pytest.fixture
def sealed(case) -> Reply:
    return case.sealed(case.signed())


def came_back(case, reply, kind: str = "pdf", *, instead: tuple[str, str] = ("", ""), **changes):
    """The letter as the unit's OA gives it back, with some words changed on the way."""
    letter = replace(letter_of(reply), **changes)
    if instead[0]:
        said = tuple(replace(part, text=part.text.replace(*instead)) for part in letter.paragraphs)
        letter = replace(letter, paragraphs=said)
    return storage.save(MAKERS[kind](letter), name=f"盖章件.{kind}", by="user:1", at=case.now, kind="sealed")


@pytest.mark.rule("R49")
@pytest.mark.parametrize(("kind", "column"), [("pdf", "letter_pdf"), ("docx", "letter")])
def test_it_becomes_the_issued_text(case, sealed, kind, column):
    file = came_back(case, sealed, kind)
    take_sealed_letter(sealed, file, **case.by("lin"))
    reply = issue(sealed, **case.by("lin"))
    assert getattr(reply, column) == file == reply.sealed_letter
    assert None not in (reply.letter, reply.letter_pdf)
    assert sealed_differences(reply) == []
    assert Event.objects.get(verb="replies.issued").facts["sealed"] == file.digest


@pytest.mark.rule("R49")
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_other_words_are_shown_and_want_a_reason(case, sealed, kind):
    file = came_back(case, sealed, kind, instead=("3万个", "2万个"))
    with pytest.raises(NotReady, match=r"正文（第 1 项）：签发稿“3万个”，盖章件“2万个”，要写明原因"):
        take_sealed_letter(sealed, file, **case.by("lin"))
    take_sealed_letter(sealed, file, reason="领导签发后电话核定", **case.by("lin"))
    assert {(row.where, row.ask) for row in sealed_differences(sealed)} == {("正文", 1), ("正文", 2), ("正文", 3)}
    facts = Event.objects.get(verb="replies.sealed_letter_taken").facts
    assert facts["reason"] == "领导签发后电话核定"
    assert facts["differences"][0] == {"where": "正文", "ask": 1, "removed": "3万个", "added": "2万个"}


def test_another_number_or_date_is_noticed(case, sealed):
    other = {"doc_no": "示卫函〔2022〕99号", "signed_on": case.later().now.date()}
    with pytest.raises(NotReady) as refused:
        take_sealed_letter(sealed, came_back(case, sealed, **other), **case.by("lin"))
    said = str(refused.value)
    assert "文号：签发稿“示卫函〔2022〕1号”，盖章件“示卫函〔2022〕99号”" in said
    assert "成文日期：签发稿“20日”，盖章件“21日”" in said


def test_a_paragraph_left_out_is_noticed(case, sealed):
    letter = letter_of(sealed)
    with pytest.raises(NotReady, match="少了"):
        take_sealed_letter(sealed, came_back(case, sealed, paragraphs=letter.paragraphs[:-1]), **case.by("lin"))


def test_a_scan_is_compared_by_eye(case, sealed):
    with pytest.raises(NotReady, match="逐字核对"):
        take_sealed_letter(sealed, case.scan("盖章件.pdf"), **case.by("lin"))
    take_sealed_letter(sealed, case.scan("盖章件.pdf"), compared=True, **case.by("lin"))
    assert sealed_differences(sealed) is None
    reply = issue(sealed, **case.by("lin"))
    assert reply.letter_pdf == reply.sealed_letter


def test_it_comes_after_the_number_and_before_the_issue(case):
    reply = case.signed()
    with pytest.raises(NotReady, match="先编文号"):
        take_sealed_letter(reply, came_back(case, reply), reason="先存", **case.by("lin"))
    issued = issue(case.sealed(reply), **case.by("lin"))
    with pytest.raises(NotAllowed):
        take_sealed_letter(issued, came_back(case, issued), **case.by("lin"))
    assert issued.sealed_letter is None


def test_a_voided_number_takes_the_sealed_letter_with_it(case, sealed):
    take_sealed_letter(sealed, came_back(case, sealed), **case.by("lin"))
    void_number(sealed, reason="登记部门给错", **case.by("lin"))
    assert sealed.sealed_letter is None
    number(sealed, "示卫函〔2022〕2号", **case.by("lin"))


@pytest.mark.rule("R49")
def test_what_is_issued_is_what_was_looked_at(case, sealed):
    """Somebody else took the sealed letter while this one was about to be issued as it was read."""
    as_read = Reply.objects.get(pk=sealed.pk)
    take_sealed_letter(sealed, came_back(case, sealed), **case.by("lin"))
    with pytest.raises(Stale):
        issue(as_read, **case.by("lin"))


def test_only_the_coordinator_takes_it(case, sealed):
    for login in ("wang", "wu", "stranger"):
        with pytest.raises(NotAllowed):
            take_sealed_letter(sealed, came_back(case, sealed), **case.by(login))
