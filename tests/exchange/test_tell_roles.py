"""Our part in a row, and everybody else's."""

import pytest

from tests.exchange.making import TITLE, line, only, seen, sheet, workbook


def parts(item):
    return {part["name"]: (part["role"], part["role_label"]) for part in item["units"]}


@pytest.mark.parametrize(
    ("host", "help", "role", "label"),
    [
        ("市卫健委", "市教育局", "lead", "主办"),
        ("市卫生健康委", None, "lead", "主办"),
        ("示例市卫生健康委员会", None, "lead", "主办"),
        ("市卫健委(承办)", None, "lead", "承办"),
        ("市卫健委、市教育局(分办)", None, "separate", "分办"),
        ("市民政局、市卫健委（分办）", "市民政局", "separate", "分办"),
        ("市教育局", "市民政局\n市卫健委", "assist", "会办"),
        ("市教育局", "市民政局、市卫健委(参阅)", "refer", "参阅"),
    ],
)
def test_our_role_is_where_our_name_stands(unit, host, help, role, label):
    item = only(seen(sheet(line(host=host, help=help)), unit))
    assert (item["role"], item["role_label"]) == (role, label)


def test_two_unlabelled_hosts_lead_together_and_are_flagged(unit):
    item = only(seen(sheet(line(host="市卫健委、市教育局")), unit))
    assert (item["role"], parts(item)) == ("joint_lead", {"市教育局": ("joint_lead", "主办")})
    assert "several_leads" in item["flags"]


def test_when_we_assist_the_host_leads(unit):
    item = only(seen(sheet(line(host="市教育局", help="市卫健委、市民政局")), unit))
    assert parts(item) == {"市教育局": ("lead", "主办"), "市民政局": ("assist", "会办")}


def with_role(*rows, heading="主办单位"):
    return workbook(("S", [TITLE, ["编号", "标题", "领衔人", heading, "办理类型"], *rows]))


def test_a_column_of_roles_decides(unit):
    rows = [
        ["1", "甲", "张三", "市卫健委", "主办"],
        ["2", "乙", "李四", "市卫健委", "会办"],
        ["3", "丙", "李四", "市教育局", "参阅件"],
    ]
    report = seen(with_role(*rows, heading="承办单位"), unit)
    assert [item["role"] for item in report["items"]] == ["lead", "assist", "refer"]


def test_a_role_against_the_unit_columns_is_an_error(unit):
    rows = [
        ["1", "甲", "张三", "市教育局", "主办"],
        ["2", "乙", "李四", "市教育局", ""],
        ["3", "丙", "李四", "市卫健委", "不详"],
        ["4", "丁", "某", "市卫健委", "主办"],
    ]
    report = seen(with_role(*rows), unit)
    assert [error["row"] for error in report["errors"]] == [3, 4, 5]
    assert "市教育局" in report["errors"][0]["reason"]


def test_labels_stand_inside_one_cell(unit):
    head = ["建议编号", "建议标题", "代表", "承办单位"]
    cells = ["主办：市卫健委；会办：市教育局、市民政局", "市教育局（主办）、市卫健委（会办）", "市教育局、市卫健委"]
    rows = [[str(number), f"案{number}", "张三", cell] for number, cell in enumerate(cells)]
    report = seen(workbook(("S", [TITLE, head, *rows])), unit)
    assert [item["role"] for item in report["items"]] == ["lead", "assist", "assist"]
    assert "role_assumed" in report["items"][2]["flags"]


def test_a_unit_of_another_province_is_not_ours(unit):
    report = seen(sheet(line(host="市教育局", help="省卫健委")), unit)
    assert "没有本单位" in report["errors"][0]["reason"]


def test_without_unit_columns_every_row_is_ours_and_says_so(unit):
    head = ["建议编号", "建议标题", "领衔代表", "附议代表"]
    item = only(seen(workbook(("S", [TITLE, head, ["1", "甲", "张三", "李四"]])), unit))
    assert (item["role"], "role_assumed" in item["flags"]) == ("lead", True)
