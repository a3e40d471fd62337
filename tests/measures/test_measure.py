"""A figure is its members counted; a ratio and a change name both numbers they compare."""

from decimal import Decimal

import pytest

from huiyin.items.models import Topic
from huiyin.measures.measure import Change, Measure, Ratio, percent, share

ALL = Measure("all", "全部", "topic", lambda prefix: Topic.objects.filter(name__startswith=prefix), shown="name")
LONG = Measure("long", "长的", "topic", lambda prefix: Topic.objects.filter(name__startswith=prefix + "长"))


@pytest.fixture
def topics(db):
    Topic.objects.bulk_create([Topic(name=name) for name in ("甲长", "甲长二", "甲短", "乙")])


def test_a_figure_is_its_members_counted(topics):
    figure = ALL.measure("甲")
    assert (figure.value, figure.text, figure.of) == (3, "3件", "topic")
    assert len(figure.members) == 3
    assert set(figure.items) == {"甲长", "甲长二", "甲短"}


def test_it_takes_one_query(topics, django_assert_num_queries):
    with django_assert_num_queries(1):
        ALL.measure("甲")


def test_a_ratio_keeps_both_numbers(topics):
    figure = Ratio("share", "占比", LONG, ALL).measure("甲")
    assert (figure.text, figure.numerator, figure.denominator) == ("66.7%", 2, 3)
    assert len(figure.members) == 2


def test_there_is_no_share_of_nothing(topics):
    figure = Ratio("share", "占比", LONG, ALL).measure("丙")
    assert (figure.value, figure.text) == (None, "—")


def test_a_change_is_growth_over_what_was(topics):
    figure = Change("growth", "增长", ALL, LONG).measure("甲")
    assert (figure.text, figure.numerator, figure.denominator) == ("50%", 1, 2)


def test_facts_are_plain_json(topics):
    facts = Ratio("share", "占比", LONG, ALL).measure("甲").facts()
    assert facts["value"] == pytest.approx(2 / 3)
    assert set(facts) >= {"name", "label", "value", "numerator", "denominator", "of", "members", "items"}


@pytest.mark.parametrize(
    ("part", "whole", "places", "text"),
    [(10, 147, 1, "6.8%"), (4, 71, 1, "5.6%"), (18, 88, 0, "20%"), (57, 57, 1, "100%"), (86, 93, 2, "92.47%")],
)
def test_rates_read_as_people_print_them(part, whole, places, text):
    assert percent(share(part, whole), places) == text


def test_half_is_rounded_up():
    assert percent(Decimal("0.0005")) == "0.1%"
