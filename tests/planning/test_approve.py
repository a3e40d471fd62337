"""送审、批准、登记批准、退回、作废."""

import datetime as dt

import pytest

from huiyin.accounts.actions import appoint, stand_in
from huiyin.accounts.desk import sit_down
from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.planning.actions import (
    approve_plan,
    change_plan,
    drop_plan,
    propose,
    record_approval,
    return_plan,
    submit_plan,
)


@pytest.fixture
def sent(plan, cast, person, now):
    return submit_plan(plan, approver=cast.people["wu"], by=person("lin"), now=now)


def test_a_leader_approves(sent, person, now):
    approve_plan(sent, remark="同意。", by=person("wu"), now=now)
    assert (sent.state, sent.approved_by, sent.approved_way) == ("approved", "吴主任", "here")
    assert Event.objects.get(verb="planning.approved").facts["remark"] == "同意。"


def test_the_chief_may_always(sent, person, now):
    assert approve_plan(sent, by=person("zhou"), now=now).approved_by == "周局"


@pytest.mark.parametrize("login", ["lin", "wang", "qian", "stranger", "feng"])
def test_nobody_else_approves(sent, person, now, login):
    with pytest.raises(NotAllowed):
        approve_plan(sent, by=person(login), now=now)


def test_who_stands_in_for_the_leader_approves(sent, cast, person, now):
    day = now.date()
    facts = {"unit": cast.unit, "role": "leader_in_charge", "starts_on": day, "ends_on": day}
    stand_in(cast.people["wu"], cast.people["qian"], **facts, by=SYSTEM, now=now)
    assert approve_plan(sent, by=sit_down(cast.people["qian"], on=day), now=now).state == "approved"


def test_who_proposed_it_does_not_approve_it(cast, rows, part, now):
    appoint(cast.people["zhou"], cast.unit, "coordinator", by=SYSTEM, now=now)
    chief = sit_down(cast.people["zhou"], on=now.date())
    plan = propose(cast.unit, name="方案", year=2022, parts=[part(rows[0])], by=chief, now=now)
    with pytest.raises(NotReady):
        submit_plan(plan, approver=cast.people["zhou"], by=chief, now=now)
    submit_plan(plan, approver=cast.people["wu"], by=chief, now=now)
    with pytest.raises(NotAllowed):
        approve_plan(plan, by=chief, now=now)


def test_only_a_leader_is_asked(plan, cast, person, now):
    with pytest.raises(NotReady):
        submit_plan(plan, approver=cast.people["qian"], by=person("lin"), now=now)


def test_an_empty_plan_is_not_sent(cast, person, now):
    plan = propose(cast.unit, name="方案", year=2022, parts=[], by=person("lin"), now=now)
    with pytest.raises(NotReady):
        submit_plan(plan, approver=cast.people["wu"], by=person("lin"), now=now)


def test_it_comes_back_with_a_remark_and_is_mended(sent, rows, part, cast, person, now):
    with pytest.raises(NotReady):
        return_plan(sent, remark=" ", by=person("wu"), now=now)
    return_plan(sent, remark="第二件由人口处牵头。", by=person("wu"), now=now)
    assert (sent.state, sent.remark) == ("drafting", "第二件由人口处牵头。")
    change_plan(sent, parts=[part(rows[1], cast.renkou)], by=person("lin"), now=now)


def test_a_meeting_decided(plan, paper, person, now):
    facts = {"way": "meeting", "who": "委党组会", "on": now.date(), "file": paper}
    record_approval(plan, **facts, by=person("lin"), now=now)
    told = Event.objects.get(verb="planning.approved").recorded_for
    assert (plan.state, plan.approved_by, plan.file) == ("approved", "委党组会", paper)
    assert (told["who"], told["way"], told["file"]) == ("委党组会", "meeting", paper.digest)


@pytest.mark.parametrize(
    "wrong", [{"file": None}, {"who": ""}, {"on": dt.date(2022, 4, 21)}, {"on": dt.date(2022, 4, 1)}, {"way": "here"}]
)
def test_a_recorded_approval_says_who_when_and_shows_it(plan, paper, person, now, wrong):
    facts = {"way": "leader", "who": "吴主任", "on": now.date(), "file": paper} | wrong
    with pytest.raises(NotReady):
        record_approval(plan, **facts, by=person("lin"), now=now)
    plan.refresh_from_db()
    assert plan.state == "drafting"


def test_a_dropped_plan_is_over(plan, cast, person, now):
    drop_plan(plan, reason="改为逐件分办", by=person("lin"), now=now)
    with pytest.raises(Stale):
        submit_plan(plan, approver=cast.people["wu"], by=person("lin"), now=now)
