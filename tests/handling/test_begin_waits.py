"""An older database learns for whom its open items wait."""

from importlib import import_module

import pytest
from django.apps import apps

from huiyin.handling import waits
from huiyin.handling.actions import sign_for
from huiyin.handling.models import Role, Wait

begin_waits = import_module("huiyin.handling.migrations.0003_begin_waits").begin_waits


@pytest.fixture
def forgotten(db):
    """Run it as on a database that never kept waits."""

    def again() -> None:
        Wait.objects.all().delete()
        begin_waits(apps, None)

    return again


def test_what_waits_for_an_office_waits_for_it_again(shared, person, now, forgotten):
    sign_for(shared.children.get(role=Role.LEAD), by=person("wang"), now=now)
    before = waits.current(shared)
    forgotten()
    after = waits.current(shared)
    assert (after.kind, after.whom, after.what) == (before.kind, before.whom, before.what)


def test_what_was_just_handed_over_waits_for_the_unit(assignment, forgotten):
    forgotten()
    assert (waits.current(assignment).what, waits.current(assignment).since) == ("签收", assignment.dispatched_on)


def test_what_already_waits_is_left_alone(shared):
    before = list(Wait.objects.values_list("pk", "what"))
    begin_waits(apps, None)
    assert list(Wait.objects.values_list("pk", "what")) == before


def test_nobody_waits_for_what_is_over(answered, outside, given, forgotten, person, now):
    forgotten()
    assert Wait.objects.filter(assignment__state__in=("closed", "withdrawn", "noted")).count() == 0
