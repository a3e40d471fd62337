import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.prose.names import People, UnitMention, split_people, split_units, submitter_kind


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("市卫健委、市教育局(分办)", [("市卫健委", "分办"), ("市教育局", "分办")]),
        ("市卫健委、市教育局（分办）\n市民政局", [("市卫健委", "分办"), ("市教育局", "分办"), ("市民政局", "")]),
        ("市自然资源和规划局\n市民政局\n市医保局", [("市自然资源和规划局", ""), ("市民政局", ""), ("市医保局", "")]),
        ("市卫健委(主办)、市教育局（会办）", [("市卫健委", "主办"), ("市教育局", "会办")]),
        ("市卫健委（承办）", [("市卫健委", "承办")]),
        ("市教育局 (分办)", [("市教育局", "分办")]),
        (
            "主办：市卫健委；会办：市教育局、市民政局",
            [("市卫健委", "主办"), ("市教育局", "会办"), ("市民政局", "会办")],
        ),
        ("市数据局（市大数据中心、市信息中心）", [("市数据局(市大数据中心、市信息中心)", "")]),
        (
            "市卫健委 市教育局,市民政局/市医保局",
            [("市卫健委", ""), ("市教育局", ""), ("市民政局", ""), ("市医保局", "")],
        ),
        ("市卫健委、市卫健委", [("市卫健委", "")]),
        ("市卫健委【主办】、市教育局[协办]", [("市卫健委", "主办"), ("市教育局", "协办")]),
        ("1.市卫健委\n2.市教育局", [("市卫健委", ""), ("市教育局", "")]),
        ("牵头单位：市卫健委", [("市卫健委", "牵头")]),
        *((nobody, []) for nobody in ("", "无", "—", "-", "/", "暂无", " \n")),
    ],
)
def test_units_of_a_cell(cell, units):
    assert split_units(cell) == [UnitMention(*unit) for unit in units]


@pytest.mark.parametrize(
    ("cell", "names", "count"),
    [
        ("示例代表100、示例代表101", ("示例代表100", "示例代表101"), 2),
        ("示例委员005等2人", ("示例委员005",), 2),
        ("示例委员005 等 12 人", ("示例委员005",), 12),
        ("王 伟、李强 赵四", ("王伟", "李强", "赵四"), 3),
        ("王伟等三名代表", ("王伟",), 3),
        ("省工商联", ("省工商联",), 1),
        ("无", (), 0),
        ("", (), 0),
    ],
)
def test_people_of_a_cell(cell, names, count):
    assert split_people(cell) == People(names, count)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *(("省工商联", "organisation"), ("共青团江苏省委", "organisation"), ("省台联", "organisation")),
        *(("民革省委", "party"), ("九三学社江苏省委", "party"), ("农工党", "party")),
        *(("农业界", "sector"), ("经济界别小组", "sector"), ("无党派人士界", "sector")),
        *(("武汉代表团", "delegation"), ("城建委", "committee"), ("省政协科学技术委员会", "committee")),
        *(("王伟", "person"), ("李民建", "person"), ("示例委员001", "person"), ("欧阳 修", "person")),
    ],
)
def test_a_name_tells_what_kind_of_submitter_it_is(name, kind):
    assert submitter_kind(name) == kind


@given(st.text(max_size=40))
def test_no_text_breaks_it(text):
    assert all(unit.name for unit in split_units(text))
    assert split_people(text).count >= len(split_people(text).names)
    submitter_kind(text)
