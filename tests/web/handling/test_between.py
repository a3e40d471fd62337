"""What passes between units, on its pages."""

import pytest
from django.urls import reverse

from huiyin.handling.contacts import add_contact
from huiyin.handling.coordinating import open_coordination
from huiyin.handling.declining import decline
from huiyin.handling.materials import ask_material
from huiyin.handling.models import Assignment, MaterialRequest, Role, SideOpinion, State
from huiyin.handling.side_opinions import raise_side_opinion
from tests.conftest import NOW
from tests.web.handling.conftest import WORD

AGAIN = {"role": "lead", "role_label": "主办", "dispatched_on": "2022-04-20", "reason": "仍交本单位"}


@pytest.fixture
def facts(person):
    return {"by": person("lin"), "now": NOW}


def test_material_is_asked_of_a_unit_by_its_name(press, assignment, browse):
    press("lin", "ask_material", assignment, unit_name="示例区卫健局", text="床位数", asked_on="2022-04-20")
    asked = MaterialRequest.objects.get()
    assert (asked.unit.name, asked.unit.managed_here) == ("示例区卫健局", False)
    page = browse("lin").get(reverse("assignment", args=[assignment.pk])).content.decode()
    assert "床位数" in page and reverse("receive_material", args=[asked.pk]) in page


def test_its_letter_is_a_word_file(browse, assignment, outside, facts):
    asked = ask_material(assignment, outside, text="床位数", **facts)
    response = browse("lin").get(reverse("material_letter", args=[asked.pk]))
    assert response.content[:2] == b"PK" and "attachment" in response["Content-Disposition"]


def test_so_is_the_request_to_decline(browse, assignment, facts):
    decline(assignment, reason="不属职责", proposed_unit="示例市教育局", **facts)
    response = browse("lin").get(reverse("decline_letter", args=[assignment.declines.get().pk]))
    assert response.content[:2] == b"PK"


def test_a_material_request_is_received_reminded_of_or_given_up(press, assignment, outside, facts):
    first, second = (ask_material(assignment, outside, text=text, **facts) for text in ("甲", "乙"))
    press("lin", "remind_of_material", first, way="phone")
    press("lin", "receive_material", first, received_on="2022-04-20", text="见表")
    press("lin", "go_without_material", second, reason="没有统计")
    assert not any(row.is_open for row in MaterialRequest.objects.all())


def test_a_disagreement_is_brought_up_and_its_result_recorded(press, assignment, given, outside):
    given(Role.ASSIST, unit=outside, item=assignment.item)
    press("lin", "open_coordination", assignment, other=outside.pk, issue="经费")
    row = assignment.coordinations.get()
    press("lin", "settle_coordination", row, result="由财政安排")
    row.refresh_from_db()
    assert row.settled_on is None
    press("lin", "settle_coordination", row, result="由财政安排", **WORD)
    row.refresh_from_db()
    assert row.result == "由财政安排"


def test_an_item_given_back_is_handed_out_again(press, assignment, browse):
    press("lin", "withdraw", assignment, reason="改办", **WORD)
    assert "再交办" in browse("lin").get(reverse("item", args=[assignment.item_id])).content.decode()
    press("lin", "redispatch", assignment, unit_name=assignment.unit.name, **AGAIN, **WORD)
    row = Assignment.objects.get(came_from=assignment)
    assert (row.state, row.item.state) == (State.WAITING, "dispatched")
    assert "转来" in browse("lin").get(reverse("item", args=[row.item_id])).content.decode()


def test_a_request_is_taken_back_by_who_made_it(press, assignment, facts):
    decline(assignment, reason="不属职责", proposed_unit="示例市教育局", **facts)
    press("lin", "take_back_decline", assignment)
    assignment.refresh_from_db()
    assert assignment.state == State.HANDLING


def test_what_was_said_on_a_visit_is_raised_and_answered(press, assignment, facts):
    said = {"submitter": None, "way": "visit", "place": "社区", "people": "王工", "content": "走访"}
    contact = add_contact(assignment, contacted_on=NOW.date(), **said, **facts)
    press("lin", "raise_side_opinion", contact, text="路灯不亮", raised_on="2022-04-20")
    row = SideOpinion.objects.get()
    press("lin", "answer_side_opinion", row, answer="已报修", on="2022-04-20")
    row.refresh_from_db()
    assert row.answered_on == NOW.date()


def test_a_stranger_finds_nothing_of_it(browse, assignment, outside, facts, spoken):
    asked = ask_material(assignment, outside, text="床位数", **facts)
    opened = open_coordination(assignment, other=outside, issue="经费", **facts)
    side = raise_side_opinion(spoken(assignment), text="路灯", **facts)
    for name, row in (("receive_material", asked), ("settle_coordination", opened), ("answer_side_opinion", side)):
        assert browse("stranger").get(reverse(name, args=[row.pk])).status_code == 404


def test_the_dispatcher_sees_what_waits_to_be_handed_out_again(browse, press, assignment, facts):
    decline(assignment, reason="不属职责", proposed_unit="示例市教育局", **facts)
    press("lin", "grant_decline", assignment, **WORD)
    page = browse("lin").get(reverse("returned")).content.decode()
    assert "示例市教育局" in page
    assert browse("wang").get(reverse("returned")).status_code == 403
