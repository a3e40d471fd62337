"""A list that comes again: what it changed is taken over, what was typed here stays."""

import datetime as dt

from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.handling.models import Assignment
from huiyin.items.actions import change_item, edit_asks
from huiyin.items.models import Ask, Item
from tests.exchange.making import NOW, line, sheet, taken


def differences(report):
    return {(d["field"], d["kept"]) for item in report["items"] for d in item["differences"]}


def test_what_the_list_changed_is_taken_over(unit):
    taken(sheet(line(), line(2, "2", "乙")), unit)
    changed = line(title="关于甲的新建议", lead="王五", more="李四", help="市民政局", due="2022-07-31", note="重点督办")
    report = taken(sheet(changed, line(2, "2", "乙")), unit)
    assert (report["changed"], report["unchanged"]) == (1, 1)
    item = Item.objects.get(official_no="20220001")
    assert (item.title, [row.submitter.name for row in item.signatures.all()]) == ("关于甲的新建议", ["王五", "李四"])
    assert item.marks.get().kind == "key"
    own = item.assignments.get(unit=unit)
    assert own.duties.get(kind="reply").due_on == dt.date(2022, 7, 29) or own.notice_due_on == dt.date(2022, 7, 31)
    assert item.assignments.filter(role="assist").count() == 1


def test_it_records_one_event_that_lists_the_differences(unit):
    taken(sheet(line()), unit)
    taken(sheet(line(title="关于甲的新建议")), unit)
    event = Event.objects.get(verb="exchange.row_changed")
    assert event.facts["changes"]["title"] == ["关于甲的建议", "关于甲的新建议"]


def test_another_role_is_recorded_as_the_dispatchers_word(unit, person):
    taken(sheet(line()), unit)
    report = taken(sheet(line(host="市教育局", help="市卫健委")), unit, by=person("lin"))
    own = Assignment.objects.get(unit=unit)
    assert (report["changed"], own.role, own.role_label) == (1, "assist", "会办")
    assert Event.objects.get(verb="handling.role_changed").recorded_for["who"] == "交办单位"


def test_another_word_for_the_same_role_is_a_correction(unit):
    taken(sheet(line()), unit)
    taken(sheet(line(host="市卫健委(承办)")), unit)
    assert Assignment.objects.get(unit=unit).role_label == "承办"


def test_what_was_typed_here_stays(unit):
    content = sheet(line(note="原备注"))
    taken(content, unit)
    item = Item.objects.get()
    change_item(item, title="关于甲的建议（更正）", remark="我们的备注", by=SYSTEM, now=NOW)
    edit_asks(item, ["一", "二"], by=SYSTEM, now=NOW)
    report = taken(content, unit)
    item.refresh_from_db()
    assert (report["unchanged"], item.title, item.remark) == (1, "关于甲的建议（更正）", "我们的备注")
    assert Ask.objects.count() == 2


def test_when_both_changed_ours_stays_and_the_row_says_so(unit):
    taken(sheet(line()), unit)
    change_item(Item.objects.get(), title="我们的标题", by=SYSTEM, now=NOW)
    report = taken(sheet(line(title="清单的新标题", due="2022-07-31")), unit)
    assert differences(report) == {("标题", True), ("答复时限", False)}
    assert Item.objects.get().title == "我们的标题"
    assert "differs_here" in report["items"][0]["flags"]


def test_an_empty_cell_takes_nothing_away(unit):
    taken(sheet(line(more="李四", note="原备注")), unit)
    report = taken(sheet(line(more="李四", due=None)), unit)
    assert (report["unchanged"], Item.objects.get().remark) == (1, "原备注")


def test_zeros_lost_by_a_program_are_no_new_item(unit):
    taken(sheet(line(no="0031")), unit)
    report = taken(sheet(line(no=31)), unit)
    assert (report["unchanged"], Item.objects.count()) == (1, 1)


def test_an_item_that_left_is_not_brought_back(unit):
    taken(sheet(line()), unit)
    Item.objects.update(state="withdrawn", left_on=NOW.date())
    report = taken(sheet(line(title="变了")), unit)
    assert (report["unchanged"], report["items"][0]["flags"][-1]) == (1, "left_our_books")
