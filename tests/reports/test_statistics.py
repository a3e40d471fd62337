"""The statistics table: it foots, its cells open into their lists, it needs few queries."""

import datetime as dt

import pytest

from huiyin.reports import ledger, statistics
from huiyin.reports.scopes import scope_for

TODAY = dt.date(2022, 12, 30)


@pytest.fixture
def filled(year):
    """Seven items of four origins."""
    replied = [
        year.item(kind="suggestion", office="疾控处"),
        year.item(),
        year.item(level="provincial", role="separate"),
    ]
    year.rate(year.reply(replied[0], "B"), "mostly_satisfied")
    year.rate(year.reply(replied[1]))
    year.reply(replied[2], "C", on=dt.date(2022, 7, 20))
    year.item(role="assist", answered_on=dt.date(2022, 5, 1), due_on=dt.date(2022, 4, 30))
    year.item(role="refer", kind="suggestion")
    year.item(office="人口处")
    year.item(kind="motion", role="assist")
    return year


def test_rows_by_origin_add_up(filled):
    table = statistics.table(scope_for(filled.unit, 2022), today=TODAY)
    assert [(row.label, row.value("total")) for row in table.rows] == [
        ("市人大建议", 2), ("省政协提案", 1), ("市政协提案", 3),
    ]  # fmt: skip
    assert (table.total.value("total"), table.total.value("lead"), table.total.value("assist")) == (6, 4, 1)
    assert table.is_sound, [check.text for check in table.checks if not check.holds]


def test_classes_and_ratings_stand_in_their_columns(filled):
    total = statistics.table(scope_for(filled.unit, 2022), today=TODAY).total
    values = {cell.column.key: cell.value for cell in total.cells}
    assert (values["class_A"], values["class_B"], values["class_C"], values["class_none"]) == (1, 1, 1, 1)
    assert (values["satisfied"], values["mostly_satisfied"], values["none"]) == (1, 1, 2)


@pytest.mark.parametrize("by", statistics.DIMENSIONS)
def test_every_cell_opens_into_as_many_lines(filled, by):
    scope = scope_for(filled.unit, 2022)
    table = statistics.table(scope, today=TODAY, by=by)
    for row in (*table.rows, table.total):
        for cell in row.cells:
            found = ledger.lines([filled.unit.pk], today=TODAY, year=2022, filters=cell.query, scope=scope)
            assert found.count() == cell.value, (row.label, cell.column.label)


def test_a_late_opinion_is_not_in_time(filled):
    assert statistics.table(scope_for(filled.unit, 2022), today=TODAY).total.value("in_time") == 3


@pytest.mark.parametrize("by", statistics.DIMENSIONS)
def test_it_needs_few_queries(filled, by, django_assert_max_num_queries):
    scope = scope_for(filled.unit, 2022)
    with django_assert_max_num_queries(12):
        statistics.table(scope, today=TODAY, by=by)
