"""手工登记: one item, its batch, our part; twice is refused with the twin named."""

import pytest

from huiyin.handling.models import Assignment, Role
from huiyin.items.models import Batch, Item

SAID = {
    "session": "市十五届人大一次会议",
    "batch_name": "大会交办",
    "in_session": "yes",
    "kind": "suggestion",
    "official_no": "0031",
    "title": "关于加强社区卫生服务的建议",
    "lead": "示例代表001",
    "cosigners": "示例代表002、示例代表003",
    "role": "lead",
    "dispatched_on": "2022-04-15",
}


@pytest.fixture
def enter(browse):
    def send(login="lin", **said):
        return browse(login).post("/intake/register/", {**SAID, **said})

    return send


def test_it_registers_and_takes_our_part(enter, cast):
    response = enter(assist="示例市教育局、示例市交通运输局")
    item = Item.objects.get()
    assert response["Location"] == f"/items/{item.pk}/#asks"
    assert item.signatures.count() == 3 and item.batch.name == "大会交办"
    assert Assignment.objects.get(unit=cast.unit).role == Role.LEAD
    assert Assignment.objects.get(role=Role.ASSIST).unit.name == "示例市交通运输局"


def test_a_unit_at_home_here_is_left_to_who_dispatches(enter, browse, cast):
    enter(assist="示例市教育局")
    assert not Assignment.objects.filter(unit=cast.other).exists()
    assert "由交办单位交办，没有代为登记" in browse("lin").get("/intake/").content.decode()


def test_the_text_is_split_into_asks(enter):
    enter(text="为此，建议：一、增加社区医生的编制。二、提高乡村医生的补贴。")
    assert Item.objects.get().asks.count() == 2


def test_the_same_item_twice_is_refused_with_its_twin(enter):
    enter()
    response = enter(title="换一个题目")
    page = response.content.decode()
    assert response.status_code == 409 and Item.objects.count() == 1
    assert f'href="/items/{Item.objects.get().pk}/"' in page and 'value="换一个题目"' in page


def test_the_same_number_of_another_session_is_another_item(enter):
    enter()
    enter(session="市十五届人大二次会议")
    assert Item.objects.count() == 2


def test_a_twin_of_another_unit_is_not_shown(enter):
    enter()
    response = enter(login="stranger")
    assert "别的单位已经登记" in response.content.decode()
    assert "/items/" not in response.content.decode()


def test_it_joins_a_batch_that_is_there(enter):
    enter()
    enter(official_no="0032", batch=Batch.objects.get().pk, session="")
    assert Batch.objects.get().items.count() == 2


def test_it_may_wait_for_its_dispatch(enter, browse):
    enter(role="")
    assert not Assignment.objects.exists()
    assert "0031" in browse("lin").get("/dispatch/units/").content.decode()


def test_without_a_session_it_asks(enter):
    assert "要写明届次，或挑一个已有的批次。" in enter(session="").content.decode()


def test_what_is_handled_offline_keeps_no_content(enter):
    assert enter(offline="on").status_code == 409
    enter(offline="on", title="")
    assert Item.objects.get().offline


def test_an_officer_registers_nothing(enter):
    assert enter(login="wang").status_code == 403


@pytest.mark.rule("R3")
def test_a_register_number_given_twice_is_refused_with_its_twin(enter):
    enter(register_no="77")
    page = enter(official_no="0032", register_no="77").content.decode()
    assert "第0031号建议，批次“大会交办”：关于加强社区卫生服务的建议" in page
    assert Item.objects.count() == 1


def test_a_proposal_may_wait_for_its_screening(enter):
    said = {"session": "市政协十五届一次会议", "kind": "proposal", "to_screen": "on"}
    response = enter(**said)
    item = Item.objects.get()
    assert response["Location"].endswith("#screening") and item.screening.state == "pending"
    assert not Assignment.objects.exists()
    other = {"session": "市十五届人大一次会议", "kind": "suggestion", "official_no": "9"}
    assert enter(**{**said, **other}).status_code == 409


@pytest.mark.rule("R5")
def test_a_motion_without_its_signers_is_told_to_be_a_suggestion(enter):
    response = enter(kind="motion", text="全文", grounds="案据", measures="方案")
    assert response.status_code == 409 and "可作为建议登记" in response.content.decode()
    assert not Item.objects.exists()


def test_an_unusual_number_is_taken_and_said(enter, browse):
    enter(official_no="杭33号")
    assert "与通常的写法（20220305号）不同" in browse("lin").get("/intake/").content.decode()
