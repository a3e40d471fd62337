"""拟订、修改方案."""

import datetime as dt

import pytest

from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.handling.models import Role
from huiyin.planning import checks
from huiyin.planning.actions import change_plan, propose, submit_plan


def test_a_plan_gives_nobody_anything(plan, rows):
    assert plan.state == "drafting" and plan.rows.count() == 3
    assert not any(row.children.exists() for row in rows)
    assert Event.objects.filter(verb="planning.proposed", topic=f"plan:{plan.pk}").count() == 1


@pytest.mark.parametrize("login", ["wang", "wu", "stranger"])
def test_only_the_coordinator_proposes(cast, rows, part, person, now, login):
    with pytest.raises(NotAllowed):
        propose(cast.unit, name="方案", year=2022, parts=[part(rows[0])], by=person(login), now=now)


def refused(cast, person, now, parts) -> str:
    with pytest.raises(NotReady) as error:
        propose(cast.unit, name="方案", year=2022, parts=parts, by=person("lin"), now=now)
    return str(error.value)


def test_one_office_leads(cast, rows, part, person, now):
    two = [part(rows[0]), part(rows[0], cast.jiceng)]
    assert "也只能有一个牵头处室" in refused(cast, person, now, two)
    assert "也只能有一个牵头处室" in refused(cast, person, now, [part(rows[0], role=Role.ASSIST)])


@pytest.mark.rule("R35")
def test_an_office_of_another_unit_is_refused(cast, rows, part, person, now):
    assert "不是本单位的处室" in refused(cast, person, now, [part(rows[0], cast.other)])


def test_an_inner_day_is_not_after_the_day_of_the_unit(cast, rows, part, person, now):
    late = [part(rows[0], due_on=dt.date(2023, 1, 1))]
    assert "晚于本单位的时限" in refused(cast, person, now, late)


def test_the_same_office_stands_once(cast, rows, part, person, now):
    twice = [part(rows[0]), part(rows[0], role=Role.ASSIST)]
    assert "不能写两次" in refused(cast, person, now, twice)


def test_what_is_not_said_is_shown(plan):
    first = checks.rows_of(plan)[0]
    assert checks.missing(first) == ["经办人", "办理要求"]
    assert checks.plan_blockers(plan) == []


def test_an_item_is_rewritten_whole(plan, rows, cast, part, person, now):
    change_plan(plan, parts=[part(rows[0], cast.jiceng)], without=[rows[1]], by=person("lin"), now=now)
    assert [(row.assignment, row.office) for row in plan.rows.all()] == [(rows[0], cast.jiceng)]
    assert Event.objects.get(verb="planning.changed").facts["dropped"] == [rows[1].item.number_label]


def test_what_lies_before_a_leader_is_not_changed(plan, cast, person, now):
    submit_plan(plan, approver=cast.people["wu"], by=person("lin"), now=now)
    with pytest.raises(Stale):
        change_plan(plan, name="另一个名称", by=person("lin"), now=now)
