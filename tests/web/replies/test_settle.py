"""批注的处理, 上级预审的登记."""

import datetime as dt

import pytest
from django.urls import reverse

from huiyin.replies.actions import send_back
from huiyin.replies.chain.chain_rules import StepDraft
from huiyin.replies.chain.chains import save_chain
from huiyin.replies.remarks import RemarkDraft


@pytest.fixture
def reply(case):
    note = RemarkDraft(1, 2, "托位总数超过3万个", "这个数是目标还是已建成？")
    return send_back(case.submitted(), remark="核数字", remarks=[note], **case.by("qian"))


def test_the_drafter_reads_it_where_it_stands_and_settles_it(case, reply, browse):
    drafter, page = browse("wang"), reverse("reply_remarks", args=[reply.pk])
    assert page in drafter.get(reverse("reply", args=[reply.pk])).content.decode()
    text = drafter.get(page).content.decode()
    assert "第 1 项 第 2 段" in text and "这个数是目标还是已建成" in text and "退回时批的" in text
    drafter.post(reverse("settle_remark", args=[reply.remarks.get().pk]), {"answer": "改为已建成数"})
    assert "改为已建成数" in drafter.get(page).content.decode()
    assert reply.remarks.get().settled_by == "王工"


def test_others_do_not_settle(case, reply, browse):
    url = reverse("settle_remark", args=[reply.remarks.get().pk])
    assert browse("wu").post(url, {"answer": "改"}).status_code == 403
    assert browse("stranger").post(url, {"answer": "改"}).status_code == 404
    assert reply.remarks.get().settled_at is None


@pytest.fixture
def prechecking(case):
    chain = (StepDraft(1, "review", "office_head"), StepDraft(2, "precheck"), StepDraft(3, "sign", "chief"))
    save_chain(case.cast.unit, "reply", "ordinary", chain, **case.by("lin"))
    return case.passed(case.submitted())


SAID = {"passed": "1", "remark": "同意", "rec_who": "市政府办公室 张科长", "rec_way": "letter"}


def test_the_coordinator_records_the_precheck(case, prechecking, browse):
    url = reverse("record_precheck", args=[prechecking.pk])
    assert url in browse("lin").get(reverse("reply", args=[prechecking.pk])).content.decode()
    assert browse("lin").post(url, SAID | {"rec_on": case.now.date().isoformat()}).status_code == 302
    assert prechecking.steps.get(action="precheck").done_by_name == "市政府办公室 张科长"


def test_it_says_who_and_when_and_nobody_else_records_it(case, prechecking, browse):
    url = reverse("record_precheck", args=[prechecking.pk])
    assert "要写明是谁" in browse("lin").post(url, {"passed": "1"}).content.decode()
    later = (case.now.date() + dt.timedelta(days=900)).isoformat()
    browse("lin").post(url, SAID | {"rec_on": later})
    for login in ("wang", "wu"):
        assert browse(login).get(url).status_code == 403
    assert prechecking.steps.get(action="precheck").result == ""
