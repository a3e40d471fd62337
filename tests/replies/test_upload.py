"""网上报送: owed where the place asks for it, letter by letter, opinion by opinion; and its copy sheet."""

import datetime as dt

import pytest

from huiyin.flow.errors import NotReady
from huiyin.handling.checks import closing_blockers
from huiyin.handling.models import Duty
from huiyin.replies.actions import (
    consult,
    deliver,
    issue,
    record_consultation,
    return_from_above,
    submit,
)
from huiyin.replies.models import Reply
from huiyin.replies.sending import copy_sheet
from huiyin.replies.sending.receipts import confirm_receipt, send_copies, uncopied
from huiyin.replies.sending.uploading import not_uploaded, record_upload
from tests.answering import Case, hand_over

UP = {"system": "省政府议案工作管理系统", "receipt": "7"}


@pytest.fixture
def jilin(cast, now) -> Case:
    """Where the pack asks for the upload."""
    cast.unit.pack = "jilin"
    cast.unit.save()
    return hand_over(cast, now)


def out(case) -> Reply:
    """Issued where the submitter is consulted first."""
    reply = case.drafted()
    consult(reply, **case.by("wang"))
    record_consultation(reply, result="agreed", **case.by("wang"))
    return issue(case.sealed(case.through(submit(reply, **case.by("wang")))), **case.by("lin"))


def missing(case) -> bool:
    return "upload" in [blocker.where for blocker in closing_blockers(case.assignment)]


def test_without_it_nothing_is_closed_where_the_place_asks(jilin):
    reply = out(jilin)
    assert missing(jilin) and list(not_uploaded(Reply.objects.all())) == [reply]
    record_upload(reply, **UP, **jilin.by("lin"))
    assert not missing(jilin) and not not_uploaded(Reply.objects.all()).exists()


def test_what_comes_back_is_uploaded_again(jilin):
    reply = out(jilin)
    record_upload(reply, **UP, **jilin.by("lin"))
    return_from_above(reply, reason="格式不符", **jilin.later().by("lin"))
    assert missing(jilin)
    again = reply.superseded_by
    consult(again, **jilin.by("wang"))
    record_consultation(again, result="agreed", **jilin.by("wang"))
    again = jilin.through(submit(again, **jilin.by("wang")))
    issue(jilin.sealed(again, 2), **jilin.by("lin"))
    assert list(not_uploaded(Reply.objects.all())) == [again]


def test_it_says_who_when_and_not_before_the_letter_was_out(jilin):
    reply = out(jilin)
    with pytest.raises(NotReady, match="不能早于印发"):
        record_upload(reply, on=dt.date(2022, 4, 1), **UP, **jilin.by("lin"))
    upload = record_upload(reply, **UP, **jilin.by("lin"))
    assert (upload.uploaded_by_name, upload.uploaded_on) == ("林科", jilin.now.date())


def test_an_opinion_that_comes_back_is_written_anew(assisting):
    reply = assisting.through(submit(assisting.drafted(), **assisting.by("wang")))
    issue(assisting.sealed(reply), **assisting.by("lin"))
    deliver(reply, unit=assisting.cast.other, way="上级系统", **assisting.by("lin"))
    record_upload(reply, **UP, **assisting.by("lin"))
    return_from_above(reply, reason="没有实质内容", **assisting.later().by("lin"))
    again = reply.superseded_by
    assert (again.kind, again.state, reply.uploads.get().returned_reason) == ("opinion", "drafting", "没有实质内容")


def test_the_sheet_has_the_fields_of_the_pack_in_their_order(case):
    said = {field.key: field.text for field in copy_sheet.fields(case.issued("B"))}
    assert list(said)[:4] == ["number", "title", "unit", "doc_no"]
    assert said["class"].startswith("B　") and said["signed_on"] == "2022年4月20日"
    assert "我们承诺：印发托育服务示范标准" in said["body"]


def test_an_opinion_has_no_class_to_copy(assisting):
    reply = assisting.through(submit(assisting.drafted(), **assisting.by("wang")))
    assert not {"class", "disclosure", "contact_way"} & {field.key for field in copy_sheet.fields(reply)}


def test_copies_are_sent_once(case):
    reply = case.issued()
    first, *rest = reply.copies
    send_copies(reply, to=first, way="机要交换", **case.by("lin"))
    assert uncopied(reply) == rest
    send_copies(reply, way="机要交换", **case.by("lin"))
    with pytest.raises(NotReady, match="已经登记过抄送"):
        send_copies(reply, way="邮寄", **case.by("lin"))
    assert Duty.objects.owed().filter(assignment=case.assignment, kind="delivery").exists()


def test_a_receipt_counts_from_the_day_it_was_sent(case):
    reply, first = case.issued(), case.item.signatures.first().submitter
    deliver(reply, submitter=first, way="本人链接", **case.by("lin"))
    row = confirm_receipt(reply, first, **case.later(3).by("lin"))
    assert (row.delivered_on, row.received_on) == (dt.date(2022, 4, 20), dt.date(2022, 4, 23))
