"""导入: what a list brings into the books, once."""

import datetime as dt

import pytest

from huiyin.directory.models import Session, Submitter, Unit
from huiyin.events.models import Event
from huiyin.exchange.models import Import, ImportState
from huiyin.flow.errors import NotAllowed
from huiyin.handling.models import Assignment
from huiyin.items.models import Batch, Item, State
from tests.exchange.making import balanced, line, municipal, only, sheet, taken


def test_it_registers_and_dispatches(unit):
    taken(sheet(line(more="李四", help="市民政局")), unit, batch="首批")
    item = Item.objects.get()
    assert (item.official_no, item.state, item.batch.name, item.year) == ("20220001", State.DISPATCHED, "首批", 2022)
    assert [row.submitter.name for row in item.signatures.all()] == ["张三", "李四"]
    own = Assignment.objects.get(unit=unit)
    assert (own.role, own.role_label, own.notice_due_on) == ("lead", "主办", dt.date(2022, 6, 30))
    assert own.duties.filter(kind="reply").exists()


def test_other_units_get_their_part_without_an_account(unit):
    taken(sheet(line(help="市民政局、省财政厅"), line(2, "2", "乙", host="市民政局", help="市卫健委")), unit)
    outside = Unit.objects.get(name="市民政局")
    assert (outside.managed_here, outside.level, outside.place) == (False, unit.level, unit.place)
    assert Unit.objects.get(name="省财政厅").level == "provincial"
    assert sorted(outside.assignments.values_list("role", flat=True)) == ["assist", "lead"]


def test_a_second_run_changes_nothing(unit):
    content = sheet(
        line(more="李四等3人", help="市民政局", note="重点督办"), line(2, "2", "乙", host="市教育局", help="市卫健委")
    )
    taken(content, unit)
    before = (Item.objects.count(), Assignment.objects.count(), Unit.objects.count(), Event.objects.count())
    report = taken(content, unit)
    assert (report["unchanged"], report["created"], report["changed"]) == (2, 0, 0)
    assert (Item.objects.count(), Assignment.objects.count(), Unit.objects.count(), Event.objects.count()) == before


def test_rows_in_error_stay_out_and_the_rest_goes_in(unit):
    report = taken(
        sheet(line(), line(2, None), line(3, "20220001", "关于别的建议"), line(4, "4", "丁", host="市教育局")), unit
    )
    assert balanced(report)
    assert [(error["row"], error["reason"][:6]) for error in report["errors"]] == [
        (4, "没有编号"),
        (5, "编号2022"),
        (6, "主办、会办单"),
    ]
    assert "第3行" in report["errors"][1]["reason"]
    assert Item.objects.count() == 1


def test_a_repeated_line_is_counted_once(unit):
    report = taken(sheet(line(), line()), unit)
    assert (report["created"], report["unchanged"], Item.objects.count()) == (1, 1, 1)
    assert "repeats_row_3" in report["items"][1]["flags"]


def test_a_number_in_another_session_is_another_item(unit):
    taken(sheet(line()), unit)
    taken(sheet(line(title="关于另一件的建议"), title=["市十五届人大二次会议代表建议"]), unit)
    assert (Item.objects.count(), Session.objects.count()) == (2, 2)


def test_the_person_says_the_session(unit):
    report = taken(sheet(line(), title=["交办清单"]), unit, session="市十三届人大二次会议", year=2019)
    session = Session.objects.get()
    assert (session.body, session.term, session.sitting, session.year) == ("congress", 13, 2, 2019)
    again = taken(sheet(line(), title=["交办清单"]), unit, session=str(session.pk))
    assert (report["created"], again["unchanged"]) == (1, 1)


def test_a_list_without_a_session_joins_the_one_of_its_year(unit):
    taken(sheet(line(), title=["2022年市十五届人大一次会议建议"]), unit)
    report = taken(sheet(line(no="闭会第1号"), title=["2022年市人大闭会期间建议"]), unit)
    assert (report["sessions"], Session.objects.count()) == (["市十五届人大一次会议"], 1)
    assert Item.objects.get(official_no="闭会第1号").in_session is False


def test_two_provinces_keep_their_sessions_apart(db):
    for code, place in (("a", "湖北省"), ("b", "吉林省")):
        unit = municipal(code, f"{place}卫生健康委员会", place, "national", "provincial", ("省卫健委",))
        taken(sheet(line(host="省卫健委", help="省财政厅"), title=["省十三届人大五次会议建议"]), unit)
    assert (Item.objects.count(), Session.objects.count(), Unit.objects.filter(name="省财政厅").count()) == (2, 2, 2)


def test_another_unit_of_the_same_house_joins_the_item(cast):
    content = sheet(line(help="市教育局"))
    taken(content, cast.unit)
    report = taken(content, cast.other)
    assert (report["unchanged"], Item.objects.count(), Assignment.objects.count()) == (1, 1, 2)


def test_submitters_are_known_again(unit):
    taken(sheet(line(), line(2, "2", "乙", more="李四")), unit)
    taken(sheet(line(3, "3", "丙", lead="李四")), unit)
    assert Submitter.objects.count() == 2


def test_it_keeps_the_list_and_its_report(unit):
    taken(sheet(line()), unit)
    row = Import.objects.get()
    assert (row.state, row.file.kind, row.report["rows"]) == (ImportState.DONE, "list", 1)
    assert {column["field"] for column in row.mapping["columns"]} >= {"number", "title", "lead", "lead_unit"}
    assert Batch.objects.get().file == row.file


def test_a_coordinator_may_and_a_stranger_may_not(unit, person):
    assert taken(sheet(line(help="市民政局")), unit, by=person("lin"))["created"] == 1
    for login in ("wang", "stranger", "feng"):
        with pytest.raises(NotAllowed):
            taken(sheet(line(no="9")), unit, by=person(login))


@pytest.mark.rule("R31", "R93")
def test_a_row_the_rules_refuse_is_an_error_and_the_others_go_in(unit):
    taken(sheet(line(1, "1", "甲", host="市卫健委", help="市教育局")), unit)
    report = taken(
        sheet(line(1, "1", "甲", host="市卫健委、市财政局(分办)", help="市教育局"), line(2, "2", "乙")), unit
    )
    assert balanced(report) and report["created"] == 1
    assert Item.objects.count() == 2


@pytest.mark.rule("R31")
def test_lead_beside_separate_units_answers_for_its_own_part(unit):
    item = only(taken(sheet(line(host="市卫健委", help="市民政局(分办)")), unit))
    assert (item["role"], item["units"][0]["role"]) == ("separate", "separate")
    assert "led_apart" in item["flags"]
