"""交办."""

import datetime as dt
from dataclasses import replace

import pytest

from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling.dispatching import DispatchPlan, dispatch, dispatch_many
from huiyin.handling.models import Assignment, Duty, DutyKind, Role, State
from huiyin.items.models import Access
from huiyin.items.models import State as ItemState
from tests.handling.conftest import DISPATCHED


def kinds_of(assignment, **filters):
    return set(assignment.duties.filter(**filters).values_list("kind", flat=True))


def test_a_lead_owes_a_reply_by_the_law(assignment):
    reply = assignment.duties.get(kind=DutyKind.REPLY)
    assert (reply.base_on, reply.due_on) == (DISPATCHED, dt.date(2022, 7, 15))
    assert "代表法" in reply.clause
    assert kinds_of(assignment, blocks_closing=True) == {"reply", "contact"}
    assert kinds_of(assignment) == {"accept", "decline", "reply", "contact"}


def test_the_earlier_of_law_and_notice_binds(given):
    row = given(notice_due_on=dt.date(2022, 6, 30))
    reply = row.duties.get(kind=DutyKind.REPLY)
    assert (reply.due_on, reply.clause) == (dt.date(2022, 6, 30), "交办通知")


def test_an_assisting_unit_owes_an_opinion_and_no_reply(given):
    row = given(Role.ASSIST, notice_due_on=dt.date(2022, 5, 31))
    assert kinds_of(row) == {"accept", "decline", "opinion"}
    assert row.duties.get(kind=DutyKind.OPINION).due_on == dt.date(2022, 5, 31)


def test_what_comes_for_reference_owes_only_a_receipt(given):
    assert kinds_of(given(Role.REFER)) == {"accept"}


def test_an_upload_is_owed_where_the_pack_asks(given, cast):
    cast.unit.pack = "jilin"
    cast.unit.save()
    assert "submit_up" in kinds_of(given(), blocks_closing=True)


def test_no_reply_is_owed_where_none_is_wanted(given, new_item):
    assert "reply" not in kinds_of(given(item=new_item(no_written_reply=True)))


def test_the_unit_may_see_it_and_the_item_is_dispatched(assignment, cast):
    assignment.item.refresh_from_db()
    assert (assignment.item.state, assignment.item.dispatched_on) == (ItemState.DISPATCHED, DISPATCHED)
    assert Access.objects.filter(item=assignment.item, unit=cast.unit, why="dispatch").exists()


def test_it_records_one_event_with_the_date(assignment):
    event = Event.objects.get(verb="handling.dispatched")
    assert event.facts["due_on"] == "2022-07-15"
    assert event.topic == assignment.item.topic


def test_an_outside_unit_has_clocks_of_its_own(given, outside):
    assert not given(Role.ASSIST, unit=outside).duties.exists()


def test_a_second_lead_is_refused(assignment, given, outside):
    with pytest.raises(NotReady, match="共同主办"):
        given(Role.LEAD, unit=outside, item=assignment.item)


def test_the_same_unit_twice_is_refused(assignment, given):
    with pytest.raises(NotReady, match="已经交办"):
        given(Role.ASSIST, item=assignment.item)


def test_an_office_is_never_dispatched_to(given, cast):
    with pytest.raises(NotReady, match="分办"):
        given(unit=cast.renkou)


def test_no_unit_hands_an_item_to_another(cast, new_item, person, now, outside):
    facts = {"role": Role.ASSIST, "role_label": "会办", "dispatched_on": DISPATCHED, "by": person("lin"), "now": now}
    item = new_item()
    assert dispatch(item, cast.unit, **facts).pk
    assert dispatch(item, outside, **facts).pk
    with pytest.raises(NotAllowed):
        dispatch(item, cast.other, **facts)


def test_taken_long_ago_needs_no_receipt(new_item, cast, now):
    plan = DispatchPlan(new_item(), cast.unit, Role.LEAD, "承办", DISPATCHED, state_waiting=False)
    row = dispatch_many([plan], by=SYSTEM, now=now)[0]
    assert (row.state, row.signed_for_on) == (State.HANDLING, DISPATCHED)
    assert row.duties.get(kind=DutyKind.ACCEPT).met_on == DISPATCHED


def test_many_cost_no_more_queries_than_few(new_item, cast, now, django_assert_max_num_queries):
    plan = DispatchPlan(new_item(), cast.unit, Role.LEAD, "主办", DISPATCHED)
    plans = [replace(plan, item=new_item(str(no))) for no in range(2, 42)]
    with django_assert_max_num_queries(25):
        dispatch_many(plans, by=SYSTEM, now=now)
    assert Assignment.objects.count() == 40
    assert Duty.objects.filter(kind=DutyKind.REPLY, due_on=dt.date(2022, 7, 15)).count() == 40
