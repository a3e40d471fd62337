"""A row whose date waits for a calendar says so."""

import datetime as dt

import pytest

from huiyin.handling.models import Duty
from huiyin.reports import ledger


@pytest.mark.rule("R16")
def test_a_row_that_waits_for_a_year_names_it(year):
    row = year.item(due_on=dt.date(2022, 6, 10))
    Duty.objects.filter(assignment=row).update(due_on=None, uncertain="2023年节假日安排尚未公布")
    found = ledger.ledger([year.unit.pk], today=dt.date(2022, 6, 14), year=2022).rows
    assert [(shown.next_due_on, shown.unpublished) for shown in found] == [(None, "2023年")]


def test_a_row_with_a_date_waits_for_nothing(year):
    year.item(due_on=dt.date(2022, 6, 10))
    found = ledger.ledger([year.unit.pk], today=dt.date(2022, 6, 14), year=2022).rows
    assert [shown.unpublished for shown in found] == [""]
