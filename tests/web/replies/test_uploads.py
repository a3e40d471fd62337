"""报送单: each field to copy, the files beside, 已报送 at the end, then the next one."""

import pytest
from django.urls import reverse

from huiyin.events.actors import SYSTEM
from huiyin.handling import duties
from tests.answering import hand_over


@pytest.fixture
def owed(case):
    """An issued letter whose place asks for the upload."""
    reply = case.issued()
    owe(case)
    return reply


def owe(case) -> None:
    day = case.now.date()
    duties.open_duty(case.assignment, "submit_up", base_on=day, base_event="issued", by=SYSTEM, now=case.now)


def test_the_fields_stand_in_the_order_of_the_pack(owed, browse):
    page = browse("lin").get(reverse("upload", args=[owed.pk]))
    labels = [field.label for field in page.context["fields"]]
    assert labels[:6] == ["编号", "标题", "承办单位", "答复文号", "答复日期", "办理分类"]
    text = page.content.decode()
    assert owed.doc_no in text and 'data-copy-from="copy-body"' in text and "letter.pdf" in text


def test_one_after_the_other(owed, cast, now, browse):
    other = hand_over(cast, now, no="0032", title="关于社区食堂的建议")
    second = other.sealed(other.signed(), 2)
    from_here = browse("lin")
    from_here.post(reverse("sending", args=[second.pk, "issue"]), {"issued_on": "2022-04-20"})
    owe(other)
    page = from_here.get(reverse("upload", args=[owed.pk]))
    assert (page.context["left"], page.context["after"]) == (2, second.pk)
    said = {"system": "省系统", "receipt": "7", "on": "2022-04-20", "next": page.context["then"]}
    answer = from_here.post(reverse("sending", args=[owed.pk, "record_upload"]), said)
    assert answer.url == reverse("upload", args=[second.pk])
    assert owed.uploads.get().uploaded_by_name == "林科"
    assert [row.pk for row in from_here.get(reverse("uploads")).context["page"]] == [second.pk]


def test_all_of_it_is_a_spreadsheet(owed, browse):
    answer = browse("lin").get(reverse("export_uploads"))
    assert answer.status_code == 200 and answer.content[:2] == b"PK"


def test_nothing_waits_where_nothing_is_asked_for(case, browse):
    case.issued()
    assert "没有待报送的" in browse("lin").get(reverse("uploads")).content.decode()


def test_few_questions_are_asked(owed, browse, at_most):
    clerk = browse("lin")
    with at_most(60):
        clerk.get(reverse("upload", args=[owed.pk]))
    with at_most(40):
        clerk.get(reverse("uploads"))
