"""A year's figures of the cast's department, and a browser for each of the cast."""

import datetime as dt

import pytest

from huiyin.items.models import Access, Item, Mark, Topic
from tests.reports.conftest import Year
from tests.web.seating import Browser, browser_for, stand_still

NOON = dt.datetime(2022, 12, 30, 4, tzinfo=dt.UTC)


@pytest.fixture
def browse(cast, monkeypatch) -> Browser:
    stand_still(monkeypatch, NOON)
    return browser_for(cast)


@pytest.fixture
def year(cast) -> Year:
    """Seven items of every sort in 2022, two the year before, one assisted motion beside the count."""
    year = Year(cast.unit)
    for number in (2021, 2021):
        year.item(year=number)
    rated = year.item(kind="suggestion", due_on=dt.date(2022, 8, 1), answered_on=dt.date(2022, 6, 1))
    year.rate(year.reply(rated))
    late = year.item(due_on=dt.date(2022, 5, 1), answered_on=dt.date(2022, 6, 1), label="承办")
    year.rate(year.reply(late, "B"), "mostly_satisfied")
    year.reply(year.item(level="provincial"), "C")
    year.item(role="assist", kind="suggestion")
    year.item(role="assist", dispatched_on=dt.date(2022, 7, 8))
    year.item()
    year.contact(rated, "in_person", place="示例市")
    year.item(role="assist", kind="motion")
    Mark.objects.create(item=rated.item, kind="leader_led", by_whom="市人大常委会")
    Access.objects.bulk_create(Access(item=item, unit=cast.unit, why="test") for item in Item.objects.all())
    Topic.objects.create(name="托育").items.add(rated.item, late.item)
    return year
