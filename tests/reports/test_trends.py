"""The numbers of the charts."""

import datetime as dt

from huiyin.handling.models import Assignment
from huiyin.items.models import Topic
from huiyin.reports import trends
from huiyin.reports.scopes import Scope

TODAY = dt.date(2022, 7, 1)


def test_years_are_counted_alike(year, django_assert_num_queries):
    for number in (2020, 2021, 2021, 2022):
        year.item(year=number)
    year.item(year=2022, role="assist")
    year.item(year=2022, level="national")
    scope = Scope(year.unit, 2022, levels=("municipal",))
    before = scope.a_year_before
    with django_assert_num_queries(1):
        rows = trends.year_counts(trends.history(scope, before, today=TODAY))
    assert [(row.year, row.lead, row.others) for row in rows] == [(2020, 1, 0), (2021, 2, 0), (2022, 1, 1)]


def test_topics_most_frequent_first(year):
    first, second = year.item(), year.item()
    Topic.objects.create(name="托育").items.add(first.item)
    Topic.objects.create(name="医养结合").items.add(first.item, second.item)
    rows = trends.topics(Scope(year.unit, 2022))
    assert [(row.name, row.items) for row in rows] == [("医养结合", 2), ("托育", 1)]


def test_closed_items_add_up(year):
    tops = [year.item() for _ in range(3)]
    for top, month in zip(tops, (5, 6), strict=False):
        Assignment.objects.filter(pk=top.pk).update(state="closed", closed_on=dt.date(2022, month, 9))
    scope = Scope(year.unit, 2022)
    found = trends.history(scope, scope.a_year_before, today=TODAY)[0].closed
    assert (found.base, found.months) == (3, (0, 0, 0, 0, 1, 2, 2))
    later = trends.history(scope, scope.a_year_before, today=dt.date(2024, 7, 1))[0].closed
    assert len(later.months) == 12
