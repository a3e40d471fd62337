"""批注: remarks at the paragraph, and settling them."""

import pytest

from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.replies.actions import review, send_back, submit
from huiyin.replies.remarks import RemarkDraft, settle, unsettled

FIGURE = RemarkDraft(1, 2, "托位总数超过3万个", "这个数是目标还是已建成？")


@pytest.fixture
def sent_back(case):
    """钱处 sent it back with one remark at the second paragraph of the first answer."""
    return send_back(case.submitted(), remark="核数字", remarks=[FIGURE], **case.by("qian"))


def test_it_stands_at_its_paragraph(sent_back):
    remark = sent_back.remarks.get()
    assert (remark.version, remark.ask, remark.paragraph, remark.quote) == (1, 1, 2, "托位总数超过3万个")
    assert (remark.made_by_name, remark.step.result) == ("钱处", "sent_back")


def test_remarks_alone_say_why_it_goes_back(case):
    reply = send_back(case.submitted(), remark="", remarks=[FIGURE], **case.by("qian"))
    assert reply.steps.first().remark == FIGURE.text
    with pytest.raises(NotReady, match="写明意见"):
        send_back(
            case.passed(submit_again(case, reply)), remark="", remarks=[RemarkDraft(1, 1, "", " ")], **case.by("lin")
        )


def submit_again(case, reply):
    for remark in unsettled(reply):
        settle(remark, **case.by("wang"))
    return submit(reply, **case.by("wang"))


def test_it_is_dealt_with_before_the_letter_comes_again(case, sent_back):
    with pytest.raises(NotReady, match="钱处退回时的批注还没有处理"):
        submit(sent_back, **case.by("wang"))
    remark = settle(sent_back.remarks.get(), "改为已建成数", **case.by("wang"))
    assert (remark.settled_by, remark.answer) == ("王工", "改为已建成数")
    assert submit(sent_back, **case.by("wang")).state == "clearing"


def test_settled_without_words_means_done(case, sent_back):
    assert settle(sent_back.remarks.get(), **case.by("wang")).answer == "已改"


def test_a_remark_made_in_passing_advises(case):
    reply = review(case.submitted(), remarks=[FIGURE], **case.by("qian"))
    send_back(reply, remark="改标题", **case.by("lin"))
    assert len(unsettled(reply)) == 1
    assert submit(reply, **case.by("wang")).state == "clearing"


def test_it_is_settled_once(case, sent_back):
    remark = sent_back.remarks.get()
    settle(remark, **case.by("wang"))
    with pytest.raises(Stale):
        settle(remark, "再改", **case.by("wang"))


def test_who_may_not_draft_does_not_settle(case, sent_back):
    for login in ("wu", "zhou", "stranger", "feng"):
        with pytest.raises(NotAllowed):
            settle(sent_back.remarks.get(), **case.by(login))
