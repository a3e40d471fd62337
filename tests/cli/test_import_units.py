"""`huiyin import_units`: the first set-up of units, and again without change."""

from huiyin.directory.models import Unit
from huiyin.events.actors import SYSTEM
from huiyin.exchange.units import import_units
from tests.exchange.making import NOW, line, municipal, sheet, taken, workbook

UNITS = [
    ["单位清单"],
    ["代码", "名称", "简称", "类别", "上级代码", "层级", "地方"],
    ["wjw-renkou", "人口处", "", "处室", "wjw", "", ""],
    ["wjw", "武汉市卫生健康委员会", "市卫健委；市卫生健康委", "部门", "", "市", "武汉市"],
    ["jyj", "武汉市教育局", "市教育局", "", "", "", ""],
]


def test_units_come_in_whatever_order_the_list_has(set_up):
    status, report = set_up("import_units", UNITS)
    assert (status, report["created"], report["errors"]) == (0, 3, [])
    office = Unit.objects.get(code="wjw-renkou")
    assert (office.kind, office.parent.code, office.level, office.place) == ("office", "wjw", "municipal", "武汉市")
    assert office.path.startswith(office.parent.path)
    assert (office.parent.pack, office.parent.managed_here) == ("wuhan", True)
    assert office.parent.short_names == ["市卫健委", "市卫生健康委"]
    assert Unit.objects.get(code="jyj").level == "municipal"


def test_units_a_second_time_change_nothing(set_up):
    set_up("import_units", UNITS)
    assert set_up("import_units", UNITS)[1]["unchanged"] == 3
    changed = [*UNITS[:-1], ["jyj", "武汉市教育委员会", "", "", "", "", ""]]
    report = set_up("import_units", changed)[1]
    assert (report["changed"], Unit.objects.get(code="jyj").name) == (1, "武汉市教育委员会")
    assert Unit.objects.get(code="jyj").short_names == ["市教育局"]


def test_a_unit_in_error_is_told_by_row(set_up):
    rows = [
        *UNITS,
        ["", "无代码"],
        ["wjw", "又一个"],
        ["x", "某处", "", "处室", "没有"],
        ["y", "某局", "", "怪类", "", "市"],
    ]
    status, report = set_up("import_units", rows)
    assert status == 1
    assert [error["row"] for error in report["errors"]] == [6, 7, 8, 9]
    assert report["rows"] == report["created"] + len(report["errors"])


def test_another_table_is_refused(set_up):
    assert set_up("import_units", [["姓名", "电话"], ["张三", "1"]])[0] == 2


def test_a_unit_lists_named_before_keeps_its_past(db):
    taken(sheet(line(help="市民政局")), municipal())
    outside = Unit.objects.get(name="市民政局")
    rows = [["代码", "名称", "简称", "层级", "地方"], ["mzj", "武汉市民政局", "市民政局", "市", "武汉市"]]
    import_units(workbook(("S", rows)), "a.xlsx", by=SYSTEM, now=NOW)
    outside.refresh_from_db()
    assert (outside.code, outside.managed_here, outside.assignments.count()) == ("mzj", True, 1)
