"""What a cell means: numbers as text, dates in any style, people, consent, marks."""

import datetime as dt

import pytest

from tests.exchange.making import HEAD, line, only, seen, sheet, workbook


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("００３１", "0031"),
        ("第0031号", "0031"),
        (20220305.0, "20220305"),
        (3, "3"),
        ("20220305号", "20220305"),
        ("平时第1号", "平时第1号"),
        ("HG-201901287", "HG-201901287"),
    ],
)
def test_numbers_stay_text(unit, cell, number):
    assert only(seen(sheet(line(no=cell)), unit))["official_no"] == number


@pytest.mark.parametrize(
    "cell",
    [
        dt.datetime(2022, 6, 30),
        "2022年6月30日",
        "6月30日",
        "2022.6.30",
        "2022/6/30",
        "20220630",
        44742,
        "２０２２－６－３０",
        "6月30日前",
    ],
)
def test_dates_in_any_style(unit, cell):
    title = ["市十五届人大一次会议代表建议交办清单（2022年3月18日）"]
    item = only(seen(sheet(line(due=cell), title=title), unit))
    assert (item["reply_due_on"], item["dispatched_on"]) == ("2022-06-30", "2022-03-18")


def test_a_term_counts_from_the_day_of_the_list(unit):
    title = ["市十五届人大一次会议代表建议交办清单（2022年3月18日）"]
    item = only(seen(sheet(line(due="收到之日起3个月内"), title=title), unit))
    assert item["reply_due_on"] == "2022-06-18"


def test_a_date_nobody_can_read_is_flagged(unit):
    item = only(seen(sheet(line(due="尽快")), unit))
    assert item["reply_due_on"] is None
    assert {"due_unreadable", "no_reply_due"} <= set(item["flags"])


def test_people_are_split_and_counted(unit):
    item = only(seen(sheet(line(lead="张三代表、李四", more="王五、赵六等5人")), unit))
    assert (item["lead_submitter"], item["cosigners"]) == ("张三", ["李四", "王五", "赵六"])
    assert "stated_signers_7" in item["flags"]


def test_none_is_nobody(unit):
    item = only(seen(sheet(line(more="无", help="无")), unit))
    assert (item["cosigners"], item["units"]) == ([], [])


@pytest.mark.parametrize(
    ("cell", "consent"),
    [("是", "full"), ("同意", "full"), ("否", "no"), ("不同意公开", "no"), ("仅公开标题", "title_only"), (None, "")],
)
def test_consent(unit, cell, consent):
    content = workbook(("S", [["市十五届人大一次会议建议"], [*HEAD, "是否同意公开"], [*line(), cell]]))
    assert only(seen(content, unit))["consent"] == consent


def test_remarks_mark_items(unit):
    lines = [
        line(note="市人大常委会主任领办件"),
        line(2, "2", "乙", note="省政府重点督办"),
        line(3, "3", "丙", note="重点督办"),
        line(4, "4", "丁", note="非重点"),
    ]
    marks = [[(m["kind"], m["by_whom"]) for m in item["marks"]] for item in seen(sheet(*lines), unit)["items"]]
    assert marks == [[("leader_led", "市人大常委会主任")], [("key", "省政府")], [("key", "市人大")], []]


def test_kind_comes_from_the_list_never_from_the_title(unit):
    item = only(seen(sheet(line(title="关于将某条例纳入立法计划的议案")), unit))
    assert item["kind"] == "suggestion"


def test_a_column_of_kinds_tells_them_apart(unit):
    head = ["类型", "编号", "案由", "提出人", "层级", "主办", "会办"]
    kinds = [("人大建议", "1", "市"), ("政协提案", "2", "省"), ("人大议案", "1号", "市"), ("建议案", "2号", "市")]
    rows = [[kind, no, f"案{kind}", "张三", level, "市教育局", "市卫健委"] for kind, no, level in kinds]
    report = seen(workbook(("S", [["2022年度建议提案办理清单"], head, *rows])), unit)
    assert [(item["kind"], item["level"]) for item in report["items"]] == [
        ("suggestion", "municipal"),
        ("proposal", "provincial"),
        ("motion", "municipal"),
        ("recommendation", "municipal"),
    ]


def test_a_secret_item_keeps_no_content(unit):
    item = only(seen(sheet(line(title="涉密件", note="线下办理")), unit))
    assert (item["title"], "offline" in item["flags"]) == ("", True)


def test_a_global_number_and_a_class_number(unit):
    item = only(seen(sheet(line(no="第02345号(医疗卫生类234号)")), unit))
    assert item["official_no"] == "02345"
