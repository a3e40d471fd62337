"""一人一函: one letter for each submitter, where the place says so."""

import pytest

from huiyin.documents.docx_text import read_docx_text
from huiyin.files import storage
from huiyin.handling.models import Assignment
from huiyin.replies.letter.copies import copy_for, store_copies
from huiyin.replies.models import Reply
from huiyin.rules import packs

ONE_EACH = """
name = "here"
title = "此地"
version = 1
extends = "national"
[switches]
reply_to = { value = "each", clause = "某市规定" }
letter_to = { value = "one_each", clause = "某市规定" }
"""
pytestmark = pytest.mark.rule("R40")


@pytest.fixture
def issued(case, tmp_path):
    """A letter two submitters are entitled to, in a place where each gets one."""
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "here.toml").write_text(ONE_EACH, encoding="utf-8")
    packs.configure(tmp_path)
    Assignment.objects.filter(pk=case.assignment.pk).update(pack="here", pack_version=1)
    case.assignment.refresh_from_db()
    case.item.signatures.update(confirmed_on=case.now.date())
    reply = case.issued()
    yield Reply.objects.for_letter().get(pk=reply.pk)
    packs.configure(None)


def text_of(file) -> str:
    return read_docx_text(storage.read(file))


def test_each_entitled_submitter_has_the_signed_text_with_their_own_name(case, issued):
    copies = list(issued.letter_copies.all())
    names = [signature.submitter.name for signature in case.item.signatures.order_by("order")]
    assert [copy.addressee for copy in copies] == [f"{name}代表" for name in names] and len(names) > 1
    for copy in copies:
        mine = text_of(copy.letter)
        assert f"{copy.addressee}：" in mine and issued.doc_no in mine and "征询意见表" in mine
        assert not [other for other in names if other not in copy.addressee and f"{other}代表：" in mine]
        assert storage.read(copy.letter_pdf).startswith(b"%PDF")


def test_done_again_they_stay_the_same_copies(case, issued):
    first = issued.letter_copies.first()
    assert store_copies(issued, **case.by("lin")) == []
    assert copy_for(issued, first.submitter_id) == first


def test_one_letter_to_all_has_no_copies(case):
    Assignment.objects.filter(pk=case.assignment.pk).update(pack="henan")
    reply = Reply.objects.for_letter().get(pk=case.issued().pk)
    assert store_copies(reply, **case.by("lin")) == []
    assert copy_for(reply, case.item.signatures.first().submitter_id) is None
