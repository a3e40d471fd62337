"""Roles beside one another on an item: one lead, several separate, several joint leads."""

import datetime as dt

import pytest

from huiyin.events.actors import SYSTEM
from huiyin.flow.errors import NotReady
from huiyin.handling.adding import add_unit, ask_for_unit, refuse_unit
from huiyin.handling.changing import change_role
from huiyin.handling.checks import closing_blockers
from huiyin.handling.dispatching import DispatchPlan, dispatch_many, refusals
from huiyin.handling.models import Assignment, Duty, DutyKind, Role
from huiyin.handling.roles import Held, blockers_of, share_blockers
from tests.handling.conftest import DISPATCHED


def held(*roles, share=""):
    return [Held(f"单位{number}", role, share) for number, role in enumerate(roles)]


@pytest.mark.rule("R31")
@pytest.mark.parametrize(
    ("roles", "fits"),
    [
        (["lead", "assist", "refer"], True),
        (["separate"], True),
        (["separate", "separate"], True),
        (["joint_lead", "joint_lead", "assist"], True),
        (["lead", "lead"], False),
        (["lead", "separate"], False),
        (["separate", "joint_lead"], False),
    ],
)
def test_which_roles_stand_beside_one_another(roles, fits):
    assert (blockers_of(held(*roles)) == []) is fits


@pytest.mark.rule("R31")
def test_separate_parts_say_who_does_what():
    assert len(share_blockers(held("separate", "separate"))) == 2
    assert not share_blockers(held("separate", "separate", share="第一条"))
    assert not share_blockers(held("separate"))


@pytest.mark.rule("R31")
def test_many_at_once_are_judged_as_one_by_one(new_item, cast, outside, now):
    item, day = new_item(), DISPATCHED
    plans = [DispatchPlan(item, unit, Role.LEAD, "主办", day) for unit in (cast.unit, outside)]
    assert [bool(found) for found in refusals(plans)] == [False, True]
    assert "共同主办" in refusals(plans)[1][0].text
    with pytest.raises(NotReady, match="共同主办"):
        dispatch_many(plans, by=SYSTEM, now=now)
    assert not Assignment.objects.exists()


@pytest.mark.rule("R31")
def test_a_list_that_names_only_our_part_is_valid(new_item, cast, now):
    plan = DispatchPlan(new_item(), cast.unit, Role.SEPARATE, "分办", DISPATCHED)
    assert dispatch_many([plan], by=SYSTEM, now=now)[0].role == Role.SEPARATE


@pytest.mark.rule("R31")
def test_a_part_nobody_wrote_down_is_asked_for_before_closing(answered, outside):
    row = answered(Role.SEPARATE)
    Assignment.objects.create(
        item=row.item, unit=outside, year=2022, role=Role.SEPARATE, role_label="分办", dispatched_on=DISPATCHED
    )
    assert any("分办的部分没有写明" in blocker.text for blocker in closing_blockers(row))


@pytest.mark.rule("R31")
def test_each_separate_unit_owes_its_own_reply(given, cast):
    row = given(Role.SEPARATE, share="第一条")
    other = given(Role.SEPARATE, unit=cast.other, item=row.item, share="第二条")
    assert Duty.objects.filter(kind=DutyKind.REPLY, assignment__in=[row, other]).count() == 2


@pytest.mark.rule("R31")
def test_a_changed_role_fits_the_others_too(given, cast, now, word):
    row = given()
    helps = given(Role.ASSIST, unit=cast.other, item=row.item)
    facts = {"role_label": "", "from_on": dt.date(2022, 4, 18), "by": SYSTEM, "now": now, "recorded_for": word}
    with pytest.raises(NotReady, match="主办"):
        change_role(helps, role=Role.LEAD, **facts)
    assert change_role(helps, role=Role.REFER, **facts).role == Role.REFER


def test_a_unit_is_added_later_and_counts_from_then(assignment, cast, now):
    facts = {"role": Role.ASSIST, "role_label": "会办", "dispatched_on": dt.date(2022, 4, 20)}
    row = add_unit(assignment.item, cast.other, by=SYSTEM, now=now, **facts)
    assert row.duties.get(kind=DutyKind.OPINION).base_on == dt.date(2022, 4, 20)


def test_a_unit_asks_for_another_and_the_dispatcher_answers(assignment, cast, person, dispatcher, now, outside):
    asked = ask_for_unit(assignment, proposed_unit=outside.name, reason="涉及道路", by=person("lin"), now=now)
    with pytest.raises(NotReady, match="还没有答复"):
        ask_for_unit(assignment, proposed_unit=outside.name, reason="涉及道路", by=person("lin"), now=now)
    facts = {"role": Role.ASSIST, "role_label": "会办", "dispatched_on": dt.date(2022, 4, 20)}
    add_unit(assignment.item, outside, by=dispatcher, now=now, **facts)
    asked.refresh_from_db()
    assert (asked.granted, asked.decided_by) == (True, dispatcher.actor_name)


def test_or_refuses_with_a_reason(assignment, person, dispatcher, now):
    asked = ask_for_unit(assignment, proposed_unit="示例市教育局", reason="涉及学校", by=person("lin"), now=now)
    with pytest.raises(NotReady):
        refuse_unit(asked, remark=" ", by=dispatcher, now=now)
    assert refuse_unit(asked, remark="与该局无关", by=dispatcher, now=now).granted is False
