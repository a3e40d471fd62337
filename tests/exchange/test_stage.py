"""核对: a list is staged, its columns corrected, then imported or dropped — two requests, one reading."""

import pytest

from huiyin.events.actors import SYSTEM
from huiyin.exchange.actions import correct_columns, drop, finish, look, stage
from huiyin.exchange.matching import Settings
from huiyin.exchange.models import ImportState
from huiyin.exchange.reconciling import reconcile
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items.models import Item
from tests.exchange.making import NOW, TITLE, line, sheet, taken, workbook

ODD = workbook(
    ("S", [TITLE, ["编号", "标题", "代表", "主办", "甲乙"], ["1", "关于甲的建议", "张三", "市教育局", "市卫健委"]])
)


def staged(unit, content, by=SYSTEM):
    return stage(content, "清单.xlsx", unit, by=by, now=NOW)


def test_staging_registers_nothing(unit):
    row = staged(unit, sheet(line()))
    assert (row.state, row.report["created"], Item.objects.count()) == (ImportState.READ, 1, 0)


def test_a_corrected_column_is_read_again(unit):
    row = staged(unit, ODD)
    assert len(row.report["errors"]) == 1
    correct_columns(row, {"0:4": "assist_unit"}, by=SYSTEM, now=NOW)
    assert [item["role"] for item in row.report["items"]] == ["assist"]
    finish(row, by=SYSTEM, now=NOW)
    assert (row.state, Item.objects.count()) == (ImportState.DONE, 1)


def test_a_corrected_session_counts(unit):
    row = staged(unit, sheet(line()))
    correct_columns(row, {}, by=SYSTEM, now=NOW, settings=Settings(session="市十三届人大二次会议", batch="补交"))
    finish(row, by=SYSTEM, now=NOW)
    item = Item.objects.get()
    assert (item.session.term, item.batch.name) == (13, "补交")


def test_it_is_imported_once(unit):
    row = staged(unit, sheet(line()))
    finish(row, by=SYSTEM, now=NOW)
    with pytest.raises(NotReady):
        finish(row, by=SYSTEM, now=NOW)


def test_a_dropped_list_leaves_nothing(unit):
    row = drop(staged(unit, sheet(line())), by=SYSTEM, now=NOW)
    assert (row.state, Item.objects.count()) == (ImportState.DROPPED, 0)
    with pytest.raises(NotReady):
        finish(row, by=SYSTEM, now=NOW)


def test_strangers_cannot(unit, person):
    with pytest.raises(NotAllowed):
        staged(unit, sheet(line()), by=person("stranger"))
    row = staged(unit, sheet(line()), by=person("lin"))
    with pytest.raises(NotAllowed):
        finish(row, by=person("wang"), now=NOW)


def test_reconciling_says_who_has_what(unit):
    taken(sheet(line(), line(2, "2", "乙")), unit)
    plan = look(
        sheet(line(due="2022-07-31"), line(3, "3", "丙")), "b.xlsx", unit, settings=Settings(), today=NOW.date()
    )
    found = reconcile(plan)
    assert [row["official_no"] for row in found["only_theirs"]] == ["3"]
    assert [row["official_no"] for row in found["only_ours"]] == ["2"]
    assert [row["official_no"] for row in found["differences"]] == ["20220001"]
