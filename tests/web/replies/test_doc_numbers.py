"""文号登记簿: what was numbered, what is our own, what wants a reason."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from huiyin.replies.actions import number, void_number
from huiyin.replies.models import Reply
from huiyin.replies.number import series as own
from tests.answering import hand_over


@pytest.fixture
def numbered(case) -> Reply:
    return number(case.signed(), "示卫提函〔2022〕4号", **case.by("lin"))


def declare(client, **said):
    return client.post(reverse("declare_series"), {"code": "示卫提函", "year": "2022", "first": "3", **said})


def test_it_shows_numbers_with_their_letters(case, numbered, browse):
    void_number(numbered, reason="标题打错", **case.by("lin"))
    page = browse("wang").get(reverse("doc_numbers")).content.decode()
    for part in ("示卫提函〔2022〕4号", "标题打错", "作废", numbered.title, "登记部门"):
        assert part in page


def test_it_is_found_by_code_and_words(case, numbered, browse):
    number(hand_over(case.cast, case.now, no="0060").signed(), "示卫函〔2022〕8号", **case.by("lin"))
    client = browse("lin")
    assert "示卫函〔2022〕8号" not in client.get(reverse("doc_numbers"), {"code": "示卫提函"}).content.decode()
    assert "示卫提函〔2022〕4号" not in client.get(reverse("doc_numbers"), {"q": "0060"}).content.decode()


def test_it_is_given_as_a_spreadsheet(numbered, browse):
    answer = browse("lin").get(reverse("doc_numbers_sheet"))
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert rows[1][:2] == ("文号", "编号日期") and rows[2][0] == "示卫提函〔2022〕4号"


@pytest.mark.rule("R44")
def test_a_series_is_declared_and_its_gap_explained(numbered, browse):
    clerk = browse("lin")
    assert declare(clerk).url == reverse("doc_numbers")
    page = clerk.get(reverse("doc_numbers")).content.decode()
    assert "空号没有说明" in page and "示卫提函〔2022〕5号" in page
    found = own.NumberSeries.objects.get()
    said = {"first": "3", "last": "3", "reason": "用于其他来文"}
    clerk.post(reverse("explain_gap", args=[found.pk]), said)
    assert "没有空号" in clerk.get(reverse("doc_numbers")).content.decode()


def test_a_conflict_is_said(numbered, browse):
    refused = declare(browse("lin"), first="9")
    assert refused.status_code == 409 and "示卫提函〔2022〕4号 在起始序号 9 之前" in refused.content.decode()


def test_only_the_coordinator_declares(numbered, browse):
    assert declare(browse("wang")).status_code == 403
    assert reverse("declare_series") not in browse("wang").get(reverse("doc_numbers")).content.decode()
    assert "示卫提函〔2022〕4号" not in browse("stranger").get(reverse("doc_numbers")).content.decode()


@pytest.mark.rule("R44")
def test_the_next_number_is_taken_with_one_button(case, numbered, browse):
    clerk = browse("lin")
    declare(clerk)
    reply = hand_over(case.cast, case.now, no="0060").signed()
    page = clerk.get(reverse("reply", args=[reply.pk])).content.decode()
    assert "取下一个号：示卫提函〔2022〕5号" in page and page.count('class="btn go"') == 1
    clerk.post(reverse("take_next", args=[reply.pk]), {"series": own.NumberSeries.objects.get().pk})
    reply.refresh_from_db()
    assert reply.doc_no == "示卫提函〔2022〕5号"
    assert browse("wang").post(reverse("take_next", args=[reply.pk]), {"series": "1"}).status_code in (403, 404)
