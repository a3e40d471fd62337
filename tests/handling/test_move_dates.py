"""A late holiday or another text: seen first, then moved with one event an item."""

import datetime as dt

import pytest

from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed
from huiyin.handling import moving
from huiyin.handling.models import Assignment, Duty
from huiyin.rules import packs
from huiyin.workdays.arrangements import read_lines, store
from huiyin.workdays.calendar import assuming, configure

LAW = dt.date(2022, 7, 15)
LATER = dt.date(2022, 7, 18)


@pytest.fixture
def day_off(data_dir):
    """15 July 2022 is made a holiday after all (the other days of that year stay as they were)."""
    configure(data_dir)
    yield read_lines("高温：7月15日", "", 2022)
    configure(None)


def due(assignment):
    return Duty.objects.get(assignment=assignment, kind="reply").due_on


def open_ones():
    return Assignment.objects.filter(parent=None)


@pytest.mark.rule("R15")
def test_it_shows_what_would_move_and_by_how_much(assignment, day_off):
    with assuming(day_off.checked()):
        moves = [move for move in moving.would_move(open_ones()) if move.duty.kind == "reply"]
    assert [(move.item, move.before, move.after, move.days) for move in moves] == [(assignment.item, LAW, LATER, 3)]
    assert due(assignment) == LAW


def test_moved_each_item_has_one_event_and_its_new_date(assignment, given, day_off, person, now):
    given(no="0002")
    store(day_off)
    items = moving.move_dates(open_ones(), why="2022年放假安排", by=person("lin"), now=now)
    assert (len(items), due(assignment)) == (2, LATER)
    told = Event.objects.filter(verb="handling.dates_moved")
    assert sorted(event.topic for event in told) == sorted(item.topic for item in items)
    assert "答复 2022-07-15 → 2022-07-18" in told.first().facts["moved"]


def test_nothing_to_move_is_no_event(assignment, person, now):
    assert moving.move_dates(open_ones(), why="重算", by=person("lin"), now=now) == []
    assert not Event.objects.filter(verb="handling.dates_moved").exists()


def test_the_offices_move_with_their_unit(shared, day_off, person, now):
    store(day_off)
    moving.move_dates(open_ones(), why="放假", by=person("lin"), now=now)
    assert due(shared.children.get(role="lead")) == LATER


@pytest.mark.rule("R16")
def test_a_year_that_is_published_at_last_gives_dates(given, data_dir, person, now):
    row = given(dispatched_on=dt.date(2031, 1, 10))
    configure(data_dir)
    year = read_lines("元旦：1月1日", "", 2031)
    with assuming(year.checked()):
        moves = {move.duty.kind: (move.before, move.after, move.days) for move in moving.would_move(open_ones())}
    assert moves["reply"] == (None, dt.date(2031, 4, 10), None)
    store(year)
    moving.move_dates(open_ones(), why="公布", by=person("lin"), now=now)
    configure(None)
    assert due(row) == dt.date(2031, 4, 10)


@pytest.fixture
def older(assignment):
    """Handed over when the pack still had its first edition, which gave less time."""
    Assignment.objects.filter(pk=assignment.pk).update(pack="shanghai", pack_version=1)
    assignment.refresh_from_db()
    return assignment


@pytest.mark.rule("R13")
def test_only_chosen_items_go_by_the_new_edition_with_one_event(older, person, now):
    version = packs.get("shanghai").version
    chosen = Assignment.objects.filter(pk=older.pk)
    moving.reissue(chosen, version=version, why="按新规定办理", by=person("lin"), now=now)
    older.refresh_from_db()
    assert older.pack_version == version
    event = Event.objects.get(verb="handling.reissued")
    assert (event.topic, event.facts["before"], event.facts["version"]) == (older.item.topic, 1, version)


def test_what_an_edition_would_move_is_shown_first(older):
    assert not [m for m in moving.would_move(open_ones(), versions={"shanghai": 2}) if m.duty.kind == "reply"]
    assert Assignment.objects.get(pk=older.pk).pack_version == 1


def test_an_officer_cannot_reissue(older, person, now):
    with pytest.raises(NotAllowed):
        moving.reissue(open_ones(), version=2, why="新", by=person("wang"), now=now)
