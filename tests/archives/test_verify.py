"""核对: every hash anew; issued texts cannot be changed unseen."""

import pytest

from huiyin.archives.actions import make_set, verify
from huiyin.files import storage
from huiyin.flow.errors import HouseError
from huiyin.replies.actions import save_answer, save_head
from huiyin.replies.models import Reply


@pytest.fixture
def made(case):
    return make_set(case.item, case.cast.unit, **case.by("lin"))


@pytest.mark.rule("R78")
def test_an_untouched_set_has_nothing_to_say(made):
    assert verify(made) == []


@pytest.mark.rule("R78")
def test_a_changed_package_is_found(made):
    storage.path_of(made.file.digest).write_bytes(b"PK something else")
    assert "已损坏或丢失" in verify(made)[0]


@pytest.mark.rule("R78")
def test_a_changed_list_is_found(made):
    made.manifest["文件"][0]["sha256"] = "0" * 64
    assert verify(made) == ["清单与登记的不符"]


@pytest.mark.rule("R49")
def test_a_signed_text_changed_behind_our_back_is_found(made, case):
    reply = Reply.objects.get(assignment=case.assignment)
    reply.frozen["closing"] = "改过的结尾"
    reply.save(update_fields=["frozen"])
    assert verify(made) == [f"{reply.doc_no} 的签发内容与归档时不同"]


@pytest.mark.rule("R49")
def test_an_issued_letter_takes_no_change(case):
    reply = Reply.objects.for_letter().get(assignment=case.assignment)
    before = (reply.frozen_hash, reply.letter.digest, reply.letter_pdf.digest)
    with pytest.raises(HouseError):
        save_head(reply, title="别的标题", **case.by("wang"))
    with pytest.raises(HouseError):
        save_answer(reply, case.item.asks.first(), decision="adopted", text="别的话", **case.by("wang"))
    reply = Reply.objects.get(pk=reply.pk)
    assert (reply.frozen_hash, reply.letter.digest, reply.letter_pdf.digest) == before
