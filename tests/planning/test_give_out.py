"""分到处室: item by item, in one transaction; what cannot be given is said and stays."""

import pytest

from huiyin.events.actors import SYSTEM, RecordedFor
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.handling.actions import withdraw
from huiyin.handling.allotting import Share, allot
from huiyin.handling.models import Assignment
from huiyin.planning.actions import approve_plan, drop_plan, end_plan, submit_plan
from huiyin.planning.giving import give_out
from huiyin.planning.models import ResponsibilityEdition


@pytest.fixture
def approved(plan, cast, person, now):
    submit_plan(plan, approver=cast.people["wu"], by=person("lin"), now=now)
    return approve_plan(plan, by=person("wu"), now=now)


def taken_away(row, now) -> None:
    row.refresh_from_db()
    withdraw(row, reason="改由他单位承办", by=SYSTEM, now=now, recorded_for=RecordedFor("市政府", now.date(), "phone"))


def test_all_is_given_at_once_as_edition_one(approved, rows, cast, person, now):
    report = give_out(approved, by=person("lin"), now=now)
    assert [outcome.offices for outcome in report.given] == [("人口处", "基层卫生处"), ("基层卫生处",)]
    assert [child.unit for child in rows[0].children.order_by("id")] == [cast.renkou, cast.jiceng]
    assert (approved.state, report.edition.number, len(report.edition.rows)) == ("given_out", 1, 2)
    assert Event.objects.filter(verb="handling.allotted").count() == 2
    assert Event.objects.filter(verb="planning.given_out").count() == 1


def test_before_it_is_approved_nothing_is_given(plan, person, now):
    with pytest.raises(Stale):
        give_out(plan, by=person("lin"), now=now)
    assert not Assignment.objects.exclude(parent=None).exists()


def test_the_leader_who_approves_does_not_give_it_out(approved, person, now):
    with pytest.raises(NotAllowed):
        give_out(approved, by=person("wu"), now=now)


def test_what_was_withdrawn_meanwhile_stays_in_the_plan(approved, rows, person, now):
    taken_away(rows[1], now)
    report = give_out(approved, by=person("lin"), now=now)
    assert [outcome.assignment for outcome in report.left] == [rows[1]]
    left = approved.rows.get(given_on=None)
    assert "只有本单位在办的件才能分到处室" in left.why_not
    assert approved.state == "approved"
    assert Event.objects.get(verb="planning.given_out").facts["left"] == 1


def test_the_rest_is_given_later_or_never(approved, rows, person, now):
    taken_away(rows[1], now)
    give_out(approved, by=person("lin"), now=now)
    with pytest.raises(NotReady):
        give_out(approved, by=person("lin"), now=now)
    with pytest.raises(NotReady):
        drop_plan(approved, reason="不用了", by=person("lin"), now=now)
    end_plan(approved, reason="已改由他单位承办", by=person("lin"), now=now)
    assert approved.state == "given_out" and approved.rows.filter(given_on=None).count() == 1


def test_when_nothing_can_be_given_nothing_is_changed(approved, rows, cast, person, now):
    for row in rows[:2]:
        row.refresh_from_db()
        allot(row, [Share(cast.renkou)], by=person("lin"), now=now)
    with pytest.raises(NotReady) as error:
        give_out(approved, by=person("lin"), now=now)
    assert len(error.value.blockers) == 2 and "已经分到处室" in str(error.value)
    assert approved.state == "approved" and not ResponsibilityEdition.objects.exists()


def test_twice_gives_once(approved, person, now):
    give_out(approved, by=person("lin"), now=now)
    with pytest.raises(Stale):
        give_out(approved, by=person("lin"), now=now)
