"""Reading what a letter rests on."""

import datetime as dt

import pytest

from huiyin.prose.basis import read_basis


def test_name_number_date_and_clause_are_told_apart():
    (one,) = read_basis("《示例市托育服务实施意见》（示政办〔2020〕94号，2020年8月3日）第五条")
    assert (one.name, one.number, one.clause) == ("示例市托育服务实施意见", "示政办〔2020〕94号", "第五条")
    assert (one.on, one.kind, one.missing) == (dt.date(2020, 8, 3), "policy", ())


def test_lines_and_semicolons_part_texts():
    found = read_basis("《人口与计划生育法》第二十八条；《托育规划》\n示卫发〔2021〕5号")
    assert [one.kind for one in found] == ["law", "plan", "other"]
    assert [one.missing for one in found] == [(), ("文号或日期",), ()]


def test_two_names_in_one_line_are_two():
    found = read_basis("《托育机构设置标准》和《托育机构管理规范》示卫发〔2019〕58号")
    assert [(one.name, one.number) for one in found] == [
        ("托育机构设置标准", ""),
        ("托育机构管理规范", "示卫发〔2019〕58号"),
    ]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("《代表法》", ("条款",)),
        ("《关于印发《托育方案》的通知》", ("文号",)),
        ("《年度工作要点》2022年3月", ()),
        ("市里的文件", ("文件名称",)),
        ("《专家论证材料》", ()),
    ],
)
def test_what_is_missing_is_named(text, missing):
    assert read_basis(text)[0].missing == missing


def test_nothing_is_nothing():
    assert read_basis(" \n ；") == []
