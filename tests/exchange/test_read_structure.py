"""Lists are read by their structure, wherever the table stands and however its header is built."""

import pytest

from huiyin.files.gate import Refused
from tests.exchange.making import HEAD, TITLE, line, only, seen, sheet, workbook


def test_an_empty_column_and_empty_rows_come_before_the_table(unit):
    rows = [[], [None, *TITLE], [], [None, *HEAD], [None, *line()], [], [None, *line(2, "20220002", "关于乙的建议")]]
    report = seen(workbook(("Sheet1", rows)), unit)
    assert [item["row"] for item in report["items"]] == [5, 7]
    assert [row["reason"] for row in report["ignored"] if row["row"] == 6] == ["空行"]


def test_a_header_of_two_rows_lost_its_merges(unit):
    head = [["编号", "标题", "代表", None, "承办单位", None], [None, None, "领衔", "附议", "主办", "会办"]]
    item = only(seen(workbook(("S", [TITLE, *head, ["1", "甲", "张三", "李四", "市教育局", "市卫健委"]])), unit))
    assert (item["lead_submitter"], item["cosigners"], item["role"]) == ("张三", ["李四"], "assist")


def test_a_header_of_three_rows_is_merged(unit):
    rows = [
        TITLE,
        ["编号", "建议内容", "提出人", None, "办理情况", None, None, None],
        [None, "标题", "领衔", "附议", "承办单位", None, "时限", None],
        [None, None, None, None, "主办", "会办", "主办", "会办"],
        ["1", "甲", "张三", "李四", "市教育局", "市卫健委", "2022-6-30", "2022-4-30"],
    ]
    merges = ("A2:A4", "C2:D2", "E2:H2", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:H3")
    item = only(seen(workbook(("S", rows), merges=merges), unit))
    assert (item["role"], item["reply_due_on"]) == ("assist", "2022-04-30")


def test_one_item_stands_in_several_rows(unit):
    rows = [TITLE, HEAD, line(help="市教育局"), [None] * 6 + ["市民政局"], [None] * 6 + ["市财政局"]]
    merges = tuple(f"{column}3:{column}5" for column in "ABCDEF")
    item = only(seen(workbook(("S", rows), merges=merges), unit))
    assert [part["name"] for part in item["units"]] == ["市教育局", "市民政局", "市财政局"]


def test_group_rows_give_the_role_below_them(unit):
    rows = [
        TITLE,
        ["一、主办件（1件）"],
        ["编号", "案由", "代表姓名", "时限"],
        ["1", "甲", "张三", None],
        ["小计", "1件"],
    ]
    rows += [["二、会办件"], ["2", "乙", "李四", None], ["三、参阅件"], ["3", "丙", "王五", None], ["合计：3件"]]
    report = seen(workbook(("S", rows)), unit)
    assert [(item["official_no"], item["role"]) for item in report["items"]] == [
        ("1", "lead"),
        ("2", "assist"),
        ("3", "refer"),
    ]
    assert [row["reason"] for row in report["ignored"]].count("分组标题") == 3


def test_two_lists_stand_in_one_workbook(unit):
    proposals = [
        ["市政协十四届二次会议提案交办表"],
        ["提案号", "提案名称", "第一提案人", "主办单位"],
        ["15", "关于丙的提案", "民盟市委", "市卫健委"],
    ]
    report = seen(workbook(("人大建议", [TITLE, HEAD, line()]), ("政协提案", proposals)), unit)
    assert [(item["kind"], item["session"]) for item in report["items"]] == [
        ("suggestion", "市十五届人大一次会议"),
        ("proposal", "市政协十四届二次会议"),
    ]


def test_two_tables_stand_in_one_sheet_and_a_header_is_repeated(unit):
    rows = [TITLE, HEAD, line(), HEAD, line(2, "20220002", "关于乙的建议"), ["市政协十四届一次会议提案"]]
    rows += [["提案编号", "案由", "提案人", "主办单位"], ["3", "丙", "张三", "市卫健委"]]
    report = seen(workbook(("S", rows)), unit)
    assert [item["kind"] for item in report["items"]] == ["suggestion", "suggestion", "proposal"]
    assert "重复的表头" in [row["reason"] for row in report["ignored"]]


def test_a_hidden_sheet_is_not_read(unit):
    old = [TITLE, HEAD, line(no="20210001")]
    report = seen(workbook(("清单", [TITLE, HEAD, line()]), ("旧表", old), hidden=("旧表",)), unit)
    assert report["rows"] == 1
    assert "隐藏的工作表，未读" in {row["reason"] for row in report["ignored"]}


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_delimited_text_of_any_kind(unit, mark, encoding):
    rows = [["编号", "标题", "代表", "主办", "会办"], ["0001", "甲", "张三", "市卫健委", ""], ["共1件", "", "", "", ""]]
    text = "\r\n".join(mark.join(row) for row in rows)
    item = only(seen(text.encode(encoding), unit, "市十五届人大一次会议建议.csv"))
    assert (item["row"], item["official_no"], item["role"]) == (2, "0001", "lead")


def test_a_quoted_cell_of_several_lines_is_one_row(unit):
    text = 'proposal_number,reason,personnel_name,content\n0001,甲,张三,"一行\n二行,三"\n0002,乙,李四,丙\n'
    report = seen(text.encode(), unit, "list.csv")
    assert [item["row"] for item in report["items"]] == [2, 3]


def test_every_row_is_told(unit):
    lines = [
        line(),
        line(2, None),
        line(3, "20220003", None),
        line(4, "20220004", host="市教育局"),
        ["合计", "4件"],
        ["注：请签收"],
    ]
    report = seen(sheet(*lines), unit)
    told = {row["row"] for part in ("items", "errors", "ignored") for row in report[part]}
    assert told == set(range(1, 9))
    assert [error["row"] for error in report["errors"]] == [4, 5, 6]


def test_whoever_made_the_list_signs_below_it(unit):
    below = [[None] * 6 + ["市政府督查室"], [None] * 6 + ["2022年3月18日"]]
    report = seen(workbook(("S", [TITLE, HEAD, line(help="市教育局"), *below])), unit)
    item = only(report)
    assert [part["name"] for part in item["units"]] == ["市教育局"]
    assert item["dispatched_on"] == "2022-03-18"
    assert [row["reason"] for row in report["ignored"]][-2:] == ["落款", "落款"]


def test_more_units_below_belong_to_the_line_above(unit):
    lines = [line(help="市教育局"), [None] * 6 + ["市民政局"], line(2, "2", "乙")]
    report = seen(sheet(*lines), unit)
    assert [part["name"] for part in report["items"][0]["units"]] == ["市教育局", "市民政局"]
    assert [row["reason"] for row in report["ignored"]][-1] == "第3行的续行"


def test_merged_cells_speak_for_all_rows_they_cover(unit):
    lines = [line(), line(2, "2", "乙", host=None), line(3, "3", "丙", host=None)]
    report = seen(workbook(("S", [TITLE, HEAD, *lines]), merges=("F3:F5",)), unit)
    assert [item["role"] for item in report["items"]] == ["lead"] * 3


def test_a_serial_column_is_no_number(unit):
    head = ["序号", "标题", "领衔代表", "主办单位"]
    numbered = seen(workbook(("S", [TITLE, head, ["0012", "甲", "张三", "市卫健委"]])), unit)
    assert only(numbered)["official_no"] == "0012"
    with pytest.raises(Refused, match="没有编号一列"):
        seen(workbook(("S", [TITLE, head, [1, "甲", "张三", "市卫健委"]])), unit)
