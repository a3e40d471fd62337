"""What a letter must have before it may go onto paper, and what is stored when it goes out."""

import pytest

from huiyin.documents.docx_text import read_docx_text
from huiyin.files import storage
from huiyin.flow.errors import NotReady
from huiyin.handling.models import Assignment, Role
from huiyin.items.models import Kind
from huiyin.replies.actions import issue, save_answer, save_head, start_draft, submit
from huiyin.replies.letter.letters import letter_of
from huiyin.replies.letter.printing import letter_blockers
from huiyin.replies.models import Reply
from huiyin.rules import packs
from tests.answering import TEXT, hand_over

NOBODY_DRAWS = "\U0010fffd"


def complaints(reply) -> str:
    return "；".join(blocker.text for blocker in letter_blockers(reply))


@pytest.mark.rule("R39")
def test_a_draft_of_the_house_is_complete(case):
    assert complaints(case.drafted()) == ""


@pytest.mark.rule("R39")
def test_the_title_says_what_is_answered(case):
    reply = save_head(case.drafted(), title="关于有关工作的函", **case.by("wang"))
    assert complaints(reply) == "标题里要写明“建议”和“答复”"


@pytest.mark.rule("R39", "R41")
def test_copies_are_filled_in_by_the_pack_and_not_left_out(case):
    reply = case.drafted()
    assert letter_of(reply).copies
    assert complaints(save_head(reply, copies=[], **case.by("wang"))) == "抄送没有写"


@pytest.mark.rule("R39")
def test_every_title_of_every_pack_names_the_kind():
    kinds = dict(Kind.choices)
    for pack in map(packs.get, packs.names()):
        titles = {kind: pack.letter.title("reply", kind, session="", no="1") for kind in pack.letter.reply_titles}
        titles |= {f"{kind} ": pack.letter.title("opinion", kind, session="", no="1") for kind in titles}
        assert not [title for kind, title in titles.items() if kinds[kind.strip()] not in title]


@pytest.mark.rule("R39")
def test_the_rating_form_is_its_annex(case, cast, now):
    assert letter_of(case.drafted()).annexes == ("建议办理情况征询意见表",)
    silent = hand_over(cast, now, no="0077", no_written_reply=True)
    assert letter_of(silent.drafted()).annexes == ()


def test_an_opinion_has_no_annex_and_no_copies(assisting):
    reply = start_draft(assisting.assignment, **assisting.by("wang"))
    assert letter_of(reply).annexes == letter_of(reply).copies == ()


@pytest.mark.rule("R43")
def test_a_sign_that_no_font_draws_is_named_before_it_is_submitted(case):
    reply = case.drafted()
    save_answer(reply, case.item.asks.first(), decision="adopted", text=TEXT + NOBODY_DRAWS, **case.by("wang"))
    with pytest.raises(NotReady, match=f"没有字体能排出“{NOBODY_DRAWS}”"):
        submit(Reply.objects.get(pk=reply.pk), **case.by("wang"))


@pytest.mark.rule("R42", "R44", "R45")
def test_it_is_issued_as_word_and_as_pdf(case):
    reply = issue(case.sealed(case.signed()), **case.by("lin"))
    assert (reply.letter.media_type, reply.letter_pdf.media_type) == (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/pdf",
    )
    assert storage.read(reply.letter_pdf).startswith(b"%PDF-1.7")
    text = read_docx_text(storage.read(reply.letter))
    assert "类别：A" in text and "示卫函〔2022〕1号" in text and "2022年4月20日" in text


@pytest.mark.rule("R40")
def test_it_is_addressed_to_whom_the_pack_says(cast, now):
    case = hand_over(cast, now)
    assert letter_of(case.drafted()).addressee == "示例代表001等代表"
    Assignment.objects.filter(pk=case.assignment.pk).update(pack="henan")
    each = Reply.objects.for_letter().get(assignment=case.assignment)
    names = [signature.submitter.name for signature in case.item.signatures.order_by("order") if signature.confirmed_on]
    assert all(name in letter_of(each).addressee for name in names)


@pytest.mark.rule("R31")
def test_joint_leads_sign_one_letter(cast, now):
    case = hand_over(cast, now)
    Assignment.objects.filter(pk=case.assignment.pk).update(role=Role.JOINT_LEAD)
    other = Assignment.objects.get(pk=case.assignment.pk)
    other.pk, other.unit = None, cast.other
    other.save()
    case.assignment.refresh_from_db()
    letter = letter_of(case.drafted())
    assert letter.signatures == (case.assignment.unit.name, cast.other.name)
    assert letter.organ == case.assignment.unit.name
