"""以前怎么答的."""

import datetime as dt
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiyin.facts.actions import restate, state_fact
from huiyin.facts.models import Fact
from huiyin.items.models import Item
from huiyin.replies.earlier import earlier_answers
from huiyin.replies.models import AskedPair
from tests.answering import hand_over

ASKED = "加大普惠托育机构的投入"


@pytest.fixture
def issued(case):
    return case.issued()


def test_a_like_ask_brings_its_answer(case, issued):
    first = earlier_answers(ASKED, case.cast.unit)[0]
    assert (first.answer.ask.text, first.year, first.class_letter) == ("加大普惠托育机构投入", 2022, "A")
    assert first.alike > 0.6


def test_two_queries_find_it_however_many_letters_there_are(case, issued):
    with CaptureQueriesContext(connection) as caught:
        earlier_answers(ASKED, case.cast.unit)
    assert len(caught) <= 2


def test_what_is_not_alike_not_sent_or_its_own_is_left_out(case, cast, now, issued):
    hand_over(cast, now, no="0040", title="另一件").drafted()
    assert earlier_answers("改造老旧小区供水管网", cast.unit) == []
    assert earlier_answers(ASKED, cast.unit, besides=case.assignment.pk) == []
    assert earlier_answers(ASKED, cast.other) == []
    assert {one.answer.reply for one in earlier_answers(ASKED, cast.unit)} == {issued}


def test_items_one_may_not_see_are_left_out(case, issued):
    assert earlier_answers(ASKED, case.cast.unit, seen=Item.objects.none()) == []


def test_an_answer_whose_figure_is_said_otherwise_now_is_marked(case, cast, issued):
    """TEXT says 超过3万个."""
    said = {"sentence": "托位总数超过3万个。", "figure": Decimal(30000), "counter": "个", "qualifier": "over"}
    facts = {"as_of": dt.date(2022, 4, 1), "source": "备案"}
    fact = state_fact(cast.unit, owner=cast.renkou, subject="托位总数", **said, **facts, **case.by("wang"))
    new = {"sentence": "托位总数3.4万个。", "figure": Decimal(34000), "counter": "个"}
    restate(fact, **new, **facts, **case.by("wang"))
    known = list(Fact.objects.of(cast.unit).whole())
    first = earlier_answers(ASKED, cast.unit, facts=known, on=case.now.date())[0]
    assert [one.what for one in first.stale] == ["stale"]


def test_letters_sent_before_are_kept_by_the_migration(issued):
    kept = sorted(AskedPair.objects.values_list("answer", "pair"))
    AskedPair.objects.all().delete()
    keep = import_module("huiyin.replies.migrations.0009_keep_sent_asks").keep
    keep(apps, None)
    keep(apps, None)
    assert sorted(AskedPair.objects.values_list("answer", "pair")) == kept != []
