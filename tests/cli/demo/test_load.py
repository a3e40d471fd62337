"""`huiyin demo`: the current year in all states, and no real work wiped."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import connection

from huiyin.accounts.models import Leave, User
from huiyin.cli.demo.cast import PEOPLE
from huiyin.cli.demo.load import load_current, load_past
from huiyin.cli.management.commands.demo import empty_books, told
from huiyin.directory.models import Unit
from huiyin.followup.models import Commitment
from huiyin.handling.models import Assignment, Contact, DeclineRequest, Extension, MaterialRequest, Override, Pause
from huiyin.items.models import Course, Group, Item
from huiyin.planning.models import AllotmentPlan
from huiyin.replies.models import ClearanceStep
from huiyin.reports import ledger
from huiyin.reports.stages import Light, Stage
from huiyin.surveys.models import Invitation, Rating

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def place(db):
    found = load_past("wuhan", years=())
    load_current(found, today=TODAY)
    return found


def test_the_current_year_has_something_for_every_screen(place):
    found = ledger.ledger([place.unit.pk], today=TODAY, year=2026)
    counts = {facet.facet.key: {value.value: value.count for value in facet.values} for facet in found.facets}
    assert set(counts["stage"]) == set(map(str, Stage)) - {"withdrawn"}
    assert set(counts["light"]) == set(map(str, Light))
    assert set(counts["role"]) == {"lead", "assist", "refer"}
    assert counts["mark"] == {"key": 1}
    assert set(Commitment.objects.values_list("state", flat=True)) == {"open", "claimed", "verified"}
    assert Commitment.objects.overdue(on=TODAY).count() == 1
    assert DeclineRequest.objects.filter(decided_on=None).count() == 1
    assert Extension.objects.filter(decided_on=None).count() == 1
    assert Pause.objects.filter(ends_on=None).count() == 1
    assert Rating.objects.filter(result="dissatisfied").count() == 1
    assert Invitation.objects.filter(rating=None, expires_on__gte=TODAY).count() >= 3
    steps = ClearanceStep.objects.filter(done_at=None, result="", reply__state="clearing")
    assert {"office_head", "coordinator", "leader_in_charge", "chief"} <= set(steps.values_list("role", flat=True))


def test_something_stands_beside_the_items(place):
    assert AllotmentPlan.objects.get().state == "submitted"
    assert Group.objects.get().items.count() == 3
    assert Item.objects.filter(offline=True).get().title == ""
    assert Course.objects.get(item__kind="motion").state == "planned"
    assert MaterialRequest.objects.filter(received_on=None).count() == 1
    assert Contact.objects.get(way="invitation").came is None
    assert Override.objects.get().duty == "opinion"
    assert Leave.objects.get().starts_on == TODAY


def test_an_office_is_late_only_where_its_unit_is(place):
    late = Assignment.objects.filter(year=2026).overdue(on=TODAY)
    units = set(late.filter(parent=None).values_list("pk", flat=True))
    offices = set(late.exclude(parent=None).values_list("parent", flat=True))
    assert units
    assert offices <= units


@pytest.mark.parametrize("today", [dt.date(2026, 1, 5), dt.date(2026, 2, 18)])
def test_it_loads_on_any_day(db, today):
    load_current(load_past("jilin", years=()), today=today)


def test_it_can_be_loaded_again(db):
    load_past("jilin", years=())
    connection.check_constraints()  # what a commit would do
    empty_books()
    assert not Unit.objects.exists()
    assert not User.objects.exists()
    load_past("jilin", years=())


def test_it_tells_one_account_a_role_in_few_lines(db):
    lines = told([load_past("wuhan", years=()), load_past("jilin", years=())])
    assert len(lines) <= 15
    assert all(any(login in line for line in lines) for login in PEOPLE)


def test_real_work_is_not_wiped(db, capsys):
    Unit.objects.create(
        code="zhenshi", name="某市卫生健康委员会", kind="department", level="municipal", managed_here=True
    )
    with pytest.raises(SystemExit) as stop:
        call_command("demo")
    assert stop.value.code == 2
    assert "某市卫生健康委员会" in capsys.readouterr().err
    assert Unit.objects.filter(code="zhenshi").exists()
