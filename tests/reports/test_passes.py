"""Figures measured together are the figures measured one by one."""

import pytest

from huiyin.reports import figures
from huiyin.reports.passes import Pass
from huiyin.reports.scopes import Scope


@pytest.fixture
def filled(year):
    """A little of everything that is counted: roles, kinds, levels, classes, ratings, contacts, last year."""
    year.rate(year.reply(year.item(label="承办"), "B"))
    year.reply(year.item(kind="suggestion", level="provincial"))
    year.contact(year.item(kind="suggestion"), "in_person", place="示例会议室")
    year.item(role="assist")
    year.item(role="assist", kind="motion")
    year.item(role="refer", kind="recommendation")
    year.item(year=2021)
    return year


@pytest.mark.parametrize("options", [{}, {"lead_labels": ("承办",)}, {"levels": ("municipal",)}])
def test_the_pass_says_what_each_measure_says(filled, options):
    scope = Scope(filled.unit, 2022, **options)
    found = Pass(scope)
    for measure in [*figures.FIXED, figures.in_month(4)]:
        assert found.look(measure.name) == measure.measure(scope), measure.name


def test_all_measures_of_items_are_one_query(filled, django_assert_num_queries):
    found = Pass(Scope(filled.unit, 2022))
    with django_assert_num_queries(1):
        for name in ("total", "lead", "class_B", "satisfied", "met", "content_rate", "in_time_rate"):
            found.look(name)
