"""重点督办件: the chief is responsible and meets the submitter, where the place says so."""

import pytest

from huiyin.handling.allotting import Share, allot
from huiyin.handling.checks import chief_blockers, chief_warnings
from huiyin.items.actions import mark


@pytest.fixture
def key_item(of_place, given, person, now):
    of_place("qingdao")
    row = given()
    mark(row.item, kind="key", by_whom="市人大常委会", by=person("lin"), now=now)
    return row


@pytest.mark.rule("R36")
def test_without_the_chief_it_does_not_close(key_item, spoken):
    assert [blocker.where for blocker in chief_blockers(key_item)] == ["people", "contacts"]
    spoken(key_item)
    assert len(chief_blockers(key_item)) == 2


@pytest.mark.rule("R36")
def test_the_chief_named_and_present_is_enough(key_item, cast, person, now, spoken):
    chief = cast.people["zhou"]
    assert chief_warnings(key_item, [cast.people["wu"].pk])
    assert not chief_warnings(key_item, [chief.pk])
    allot(key_item, [Share(cast.renkou, leader=chief)], by=person("lin"), now=now)
    spoken(key_item, leader_took_part=True)
    assert not chief_blockers(key_item)


@pytest.mark.rule("R36")
def test_elsewhere_nothing_of_the_kind_is_asked(given, person, now):
    row = given()
    mark(row.item, kind="key", by_whom="市政府", by=person("lin"), now=now)
    assert not chief_blockers(row)
