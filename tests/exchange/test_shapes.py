"""Lists never seen before are read: each shape gives its items, and every row is accounted for."""

import pytest

from tests.exchange.making import balanced, seen, taken, workbook
from tests.exchange.shapes import OURS, SHAPES, summary_by_unit


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.rule("R2", "R93")
def test_it_is_read(unit, name):
    file, build, expected = SHAPES[name]
    report = seen(build(), unit, file)
    assert [(item["official_no"], item["kind"], item["role"]) for item in report["items"]] == expected
    assert report["errors"] == []
    assert balanced(report)


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.rule("R93")
def test_every_row_is_told_once_and_a_second_import_changes_nothing(unit, name):
    file, build, expected = SHAPES[name]
    report = taken(build(), unit, file)
    places = [(row["sheet"], row["row"]) for part in ("errors", "ignored") for row in report[part]]
    places += list({(row["sheet"], row["row"]) for row in report["items"]})
    assert len(set(places)) == len(places)
    again = taken(build(), unit, file)
    assert (again["created"], again["changed"], again["unchanged"]) == (0, 0, len(expected))


def known_items(unit):
    """Three proposals of the same session, led and assisted."""
    head = ["提案号", "案由", "提案人", "主办单位", "会办单位"]
    rows = [[no, f"关于{no}的提案", "示例委员001", OURS, ""] for no in ("3", "18")]
    rows.append(["7", "关于7的提案", "示例委员002", "市教育局", OURS])
    taken(workbook(("S", [["市政协十四届三次会议提案"], head, *rows])), unit)


def test_a_table_by_units_is_held_against_the_books(unit):
    known_items(unit)
    report = seen(summary_by_unit(), unit, "汇总.xlsx")
    assert [(item["official_no"], item["role"], item["status"]) for item in report["items"]] == [
        ("3", "lead", "unchanged"),
        ("18", "lead", "unchanged"),
        ("7", "assist", "unchanged"),
    ]
    assert "别的单位的行" in {row["reason"] for row in report["ignored"]}


def test_a_table_by_units_registers_nothing(unit):
    report = seen(summary_by_unit(), unit, "汇总.xlsx")
    assert report["created"] == 0 and len(report["errors"]) == 3
