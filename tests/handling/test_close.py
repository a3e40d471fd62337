"""办结, 重新办理, 再办, 撤销."""

import datetime as dt

import pytest

from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.handling import actions
from huiyin.handling.checks import closing_blockers
from huiyin.handling.duties import meet_duty, open_duty, waive_duty
from huiyin.handling.models import Assignment, DutyKind, Role, State
from huiyin.items.actions import mark, record_mark
from huiyin.items.models import Item
from huiyin.items.models import State as ItemState


def test_with_nothing_missing_it_closes_and_the_item_with_it(answered, person, now):
    row = actions.close(answered(), by=person("lin"), now=now)
    row.item.refresh_from_db()
    assert (row.state, row.closed_on) == (State.CLOSED, now.date())
    assert (row.item.state, row.item.closed_on) == (ItemState.CLOSED, now.date())


def test_an_assisting_part_closes_too(answered, person, now):
    assert actions.close(answered(Role.ASSIST), by=person("lin"), now=now).state == State.CLOSED


def test_the_item_waits_for_every_unit_here_but_not_for_outside_ones(answered, given, cast, outside, person, now):
    row = answered()
    given(Role.ASSIST, unit=outside, item=row.item)
    theirs = given(Role.ASSIST, unit=cast.other, item=row.item)
    actions.close(row, by=person("lin"), now=now)
    row.item.refresh_from_db()
    assert row.item.state == ItemState.DISPATCHED
    for verb, facts in ((actions.sign_for, {}), (actions.answer, {"on": now.date()}), (actions.close, {})):
        verb(theirs, by=person("stranger"), now=now, **facts)
    row.item.refresh_from_db()
    assert row.item.state == ItemState.CLOSED


def test_every_owed_duty_is_named_with_its_place(assignment):
    found = {(blocker.where, blocker.text) for blocker in closing_blockers(assignment)}
    assert ("people", "还没有签收。") in found
    assert ("issue", "还没有印发答复（2022-07-15前）。") in found
    assert ("contacts", "还没有与提出人沟通。") in found


def test_it_does_not_close_with_a_duty_owed(answered, person, now):
    row = answered()
    facts = {"base_on": now.date(), "base_event": "issued", "by": person("lin"), "now": now}
    open_duty(row, DutyKind.RATING, **facts)
    with pytest.raises(NotReady) as refused:
        actions.close(row, by=person("lin"), now=now)
    assert [blocker.where for blocker in refused.value.blockers] == ["survey"]
    meet_duty(row, DutyKind.RATING, on=now.date(), by=person("lin"))
    assert actions.close(row, by=person("lin"), now=now).state == State.CLOSED


def test_a_duty_that_does_not_block_stays_owed(answered, person, now):
    row = answered()
    facts = {"base_on": now.date(), "base_event": "issued", "by": person("lin"), "now": now}
    duty = open_duty(row, DutyKind.COMMITMENT, notice_due_on=dt.date(2023, 6, 30), blocks_closing=False, **facts)
    actions.close(row, by=person("lin"), now=now)
    assert (duty.is_owed, duty.due_on) == (True, dt.date(2023, 6, 30))


def test_opening_a_duty_twice_opens_one(answered, person, now):
    row = answered()
    facts = {"base_on": now.date(), "base_event": "issued", "by": person("lin"), "now": now}
    assert open_duty(row, DutyKind.RATING, **facts) == open_duty(row, DutyKind.RATING, **facts)
    assert Event.objects.filter(verb="handling.duty_opened").count() == 1


def test_a_duty_is_waived_by_the_coordinator_with_a_reason(assignment, person, now):
    duty = assignment.duties.get(kind=DutyKind.CONTACT)
    with pytest.raises(NotAllowed):
        waive_duty(duty, reason="代表在国外", by=person("wang"), now=now)
    with pytest.raises(NotReady):
        waive_duty(duty, reason=" ", by=person("lin"), now=now)
    assert waive_duty(duty, reason="代表在国外", by=person("lin"), now=now).waived_on == now.date()


def test_an_office_that_has_not_answered_stands_in_the_way(shared, spoken, person, now):
    spoken(shared)
    actions.answer(shared, on=now.date(), by=person("lin"), now=now)
    assert [blocker.text for blocker in closing_blockers(shared)] == ["基层卫生处的部分没有签收。"]
    helps = shared.children.get(role=Role.ASSIST)
    actions.sign_for(helps, by=person("zhao"), now=now)
    actions.answer(helps, on=now.date(), by=person("zhao"), now=now)
    actions.close(shared, by=person("lin"), now=now)
    assert set(shared.children.values_list("state", flat=True)) == {State.CLOSED}


@pytest.mark.rule("R37", "R73")
def test_what_a_mark_asks_for_is_done_first(answered, person, now):
    row, facts = answered(), {"by": person("lin"), "now": now}
    led = mark(row.item, kind="leader_led", by_whom="市人大常委会", leader="示例主任", **facts)
    assert {blocker.where for blocker in closing_blockers(row)} == {"marks"}
    for kind in ("plan", "field_visit"):
        record_mark(led, kind=kind, on=now.date(), text="写明", **facts)
    assert not closing_blockers(row)


def test_an_officer_cannot_close(answered, person, now):
    with pytest.raises(NotAllowed):
        actions.close(answered(), by=person("wang"), now=now)


def test_reopened_with_a_reason_the_item_is_open_again(answered, person, now):
    row = actions.close(answered(), by=person("lin"), now=now)
    with pytest.raises(NotReady):
        actions.reopen(row, reason="", by=person("lin"), now=now)
    actions.reopen(row, reason="政策有变化", by=person("lin"), now=now)
    row.item.refresh_from_db()
    assert (row.state, row.closed_on, row.item.state) == (State.HANDLING, None, ItemState.DISPATCHED)


def test_rework_owes_an_answer_before_closing(shared, spoken, person, now):
    spoken(shared)
    actions.answer(shared, on=now.date(), by=person("lin"), now=now)
    actions.rework(shared, reason="不满意：没有措施", round=2, by=person("lin"), now=now)
    assert (shared.state, shared.children.get(role=Role.LEAD).state) == (State.HANDLING, State.HANDLING)
    assert "再办" in closing_blockers(shared)[1].text
    with pytest.raises(Stale):
        actions.close(shared, by=person("lin"), now=now)


def test_returned_from_above_it_is_handled_again(answered, person, now):
    row = actions.return_to_handling(answered(), reason="格式不符", by=person("lin"), now=now)
    assert row.state == State.HANDLING
    assert not row.duties.owed().exists()


def test_withdrawn_it_owes_nothing_and_is_never_late(shared, person, now, word):
    with pytest.raises(NotReady, match="代为登记"):
        actions.withdraw(shared, reason="改由教育局承办", by=person("lin"), now=now)
    actions.withdraw(shared, reason="改由教育局承办", by=person("lin"), now=now, recorded_for=word)
    assert not Assignment.objects.standing().exists()
    assert not Assignment.objects.overdue(on=dt.date(2023, 1, 1)).exists()


def test_a_withdrawn_item_stops_everybody(answered, given, cast, now):
    row = answered()
    given(Role.ASSIST, unit=cast.other, item=row.item)
    assert actions.withdraw_all(row.item, reason="提出人撤案", by=SYSTEM, now=now) == 2
    assert not Assignment.objects.open().exists()


def test_what_was_withdrawn_meanwhile_is_not_taken_up_again(answered, person, now):
    row = actions.close(answered(), by=person("lin"), now=now)
    Item.objects.filter(pk=row.item_id).update(state=ItemState.WITHDRAWN, left_on=now.date())
    with pytest.raises(NotReady, match="不能再办"):
        actions.reopen(Assignment.objects.get(pk=row.pk), reason="再办", by=person("lin"), now=now)
