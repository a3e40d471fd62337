"""提案审查 on its pages: listed, decided, told, taken back."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from huiyin.items.models import Item, Outcome, Screening
from tests.web.intake.test_register import SAID

WORD = {"rec_who": "市政协提案委", "rec_on": "2022-04-20", "rec_way": "letter"}
PROPOSAL = {**SAID, "session": "市政协十五届一次会议", "kind": "proposal", "to_screen": "on"}


@pytest.fixture
def waiting(browse):
    """Three proposals that wait, 20220031 to 20220033."""
    for number in ("20220031", "20220032", "20220033"):
        browse("lin").post("/intake/register/", {**PROPOSAL, "official_no": number, "title": f"关于养老的建议{number}"})
    return list(Screening.objects.order_by("pk"))


@pytest.fixture
def decide(browse):
    def send(row, outcome, login="lin", **said):
        return browse(login).post(f"/screenings/{row.pk}/", {"outcome": outcome, **WORD, **said})

    return send


def page_of(browse, address):
    return browse("lin").get(address).content.decode()


def test_it_is_found_from_the_intake_page(browse, cast):
    assert f'href="{reverse("screening")}"' in page_of(browse, "/intake/")
    assert "没有待审查的提案" in page_of(browse, "/screenings/")


def test_what_waits_is_listed(browse, waiting, decide):
    page = page_of(browse, "/screenings/")
    assert "第20220031号提案" in page and "3 件" in page
    decide(waiting[0], "admit")
    assert "养老的建议20220031" not in page_of(browse, "/screenings/")
    assert "还没通知" in page_of(browse, "/screenings/?view=untold")


@pytest.mark.rule("R9")
def test_a_refusal_asks_for_reason_and_notice(browse, waiting, decide):
    for said, word in (({}, "至少要有一条理由"), ({"codes": "empty"}, "哪一天通知")):
        response = decide(waiting[0], "refuse", **said)
        assert response.status_code == 409 and word in response.content.decode()
    decide(waiting[0], "refuse", codes="empty", told_on="2022-04-20")
    waiting[0].refresh_from_db()
    assert waiting[0].state == Outcome.REFUSED
    assert "没有实质内容" in page_of(browse, f"/screenings/{waiting[0].pk}/")


@pytest.mark.rule("R10")
def test_it_is_merged_by_the_number_of_the_other(waiting, decide):
    assert "没有这个案号" in decide(waiting[0], "merge", into="9999").content.decode()
    decide(waiting[0], "merge", into="20220032")
    waiting[0].refresh_from_db()
    assert waiting[0].merged_into == waiting[1].item


@pytest.mark.rule("R91")
def test_the_notice_is_fetched_and_told(browse, waiting, decide):
    row = waiting[0]
    assert browse("lin").get(f"/screenings/{row.pk}/notice.docx").status_code == 404
    decide(row, "forward", to="市教育局")
    content = browse("lin").get(f"/screenings/{row.pk}/notice.docx").content
    assert "转送市教育局研究参考" in "".join(line.text for line in Document(BytesIO(content)).paragraphs)
    browse("lin").post(f"/screenings/{row.pk}/told/", {"on": "2022-04-20", "way": "phone"})
    row.refresh_from_db()
    assert str(row.told_on) == "2022-04-20"


def test_it_comes_back_changed_and_is_taken_back(browse, waiting, decide):
    row = waiting[0]
    decide(row, "return_for_change", remark="写明建议")
    browse("lin").post(f"/screenings/{row.pk}/resubmit/", {"remark": "已写明"})
    decide(row, "turn_into_report")
    browse("lin").post(f"/screenings/{row.pk}/again/", {"reason": "补充了材料", **WORD})
    row.refresh_from_db()
    assert row.state == Outcome.PENDING


def test_whose_decision_it_is_must_be_said(browse, waiting):
    response = browse("lin").post(f"/screenings/{waiting[0].pk}/", {"outcome": "admit"})
    assert response.status_code == 200 and "要写明是谁" in response.content.decode()


def test_what_waits_is_not_handed_out(browse, waiting):
    assert "养老的建议20220031" not in page_of(browse, "/dispatch/units/")
    assert Item.objects.filter(state="registered").count() == 3


def test_others_neither_see_nor_decide(browse, waiting, decide):
    assert browse("stranger").get(f"/screenings/{waiting[0].pk}/").status_code == 404
    assert decide(waiting[0], "admit", login="feng").status_code in (403, 404)
