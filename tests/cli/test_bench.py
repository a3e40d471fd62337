"""The bench fills a database like one that was lived in; its figures are taken from real pages."""

import datetime as dt

import pytest

from huiyin.cli.bench import filling, measuring
from huiyin.directory.models import Unit
from huiyin.events.models import Event
from huiyin.handling.models import Assignment, Duty
from huiyin.items.models import Item
from huiyin.replies.models import Reply
from huiyin.surveys.models import Rating

TODAY = dt.date(2026, 11, 21)


@pytest.fixture
def small(transactional_db, monkeypatch):
    """One unit, two years, 160 items."""
    monkeypatch.setattr(filling, "UNITS", 1)
    monkeypatch.setattr(filling, "YEARS", 2)
    filling.fill(160, today=TODAY)


def test_items_have_whole_lives(small):
    assert Item.objects.count() == 160
    for model in (Assignment, Duty, Reply, Rating, Event):
        assert model.objects.exists(), model


def test_last_year_is_over_and_this_year_is_not(small):
    assert not Assignment.objects.open().filter(year=2025).exists()
    assert Assignment.objects.open().filter(year=2026).exists()


def test_the_database_numbers_rows_itself_afterwards(small):
    last = Unit.objects.order_by("pk").last()
    item = Item.objects.order_by("pk").last()
    Unit.objects.create(code="new", name="新设局", kind="department", level="municipal")
    item.pk, item.uuid, item.official_no = None, "0" * 32, "9999"
    item.save(force_insert=True)
    assert Unit.objects.latest("pk").pk > last.pk


def test_every_page_of_the_bench_answers(small, monkeypatch):
    monkeypatch.setattr(measuring, "ROUNDS", 2)
    figures = list(measuring.measure_pages(TODAY))
    assert [page.page for page in figures] == list(measuring.pages(TODAY))
    assert all(page.queries for page in figures)


def test_import_and_report_can_be_measured(small, tmp_path):
    assert measuring.measure_import(tmp_path) > 0
    assert measuring.measure_report(TODAY) > 0
