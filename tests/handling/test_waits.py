"""等谁: begun, ended, kept; what the states of a unit and its offices say."""

import datetime as dt

import pytest

from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling import waits
from huiyin.handling.actions import close, note, sign_for, withdraw
from huiyin.handling.allotting import Share, allot, reallot
from huiyin.handling.declining import decline, refuse_decline
from huiyin.handling.dispatching import dispatch
from huiyin.handling.models import Role, Wait

DAY = dt.date(2022, 4, 20)


def now_waits(assignment) -> tuple[str, str, str] | None:
    wait = waits.current(assignment)
    return (wait.kind, wait.whom, wait.what) if wait else None


def test_what_was_handed_over_waits_for_the_receipt(assignment):
    assert now_waits(assignment) == ("office", "示例市卫生健康委员会", "签收")
    assert waits.current(assignment).since == assignment.dispatched_on


def test_then_for_its_offices(assignment, cast, person, now):
    sign_for(assignment, by=person("lin"), now=now)
    assert now_waits(assignment)[2] == "分到处室"
    allot(assignment, [Share(cast.renkou)], by=person("lin"), now=now)
    assert now_waits(assignment) == ("office", "人口处", "签收")
    sign_for(assignment.children.get(), by=person("wang"), now=now)
    assert now_waits(assignment) == ("office", "人口处", "办理")


def test_an_office_that_assists_does_not_change_it(shared, person, now):
    sign_for(shared.children.get(role=Role.ASSIST), by=person("zhao"), now=now)
    assert now_waits(shared) == ("office", "人口处", "签收")


def test_another_office_leads(shared, cast, person, now):
    reallot(shared, [Share(cast.jiceng)], by=person("lin"), now=now)
    assert now_waits(shared) == ("office", "基层卫生处", "签收")


def test_a_request_to_decline_waits_for_its_answer(shared, person, now, word):
    decline(shared, reason="不属本单位职责", proposed_unit="市医保局", by=person("lin"), now=now)
    assert now_waits(shared) == ("dispatcher", "交办单位", "答复退办")
    refuse_decline(shared, remark="继续办理", by=person("lin"), now=now, recorded_for=word)
    assert now_waits(shared) == ("office", "人口处", "签收")


def test_an_office_that_declines_waits_for_the_unit(shared, person, now):
    share = shared.children.get(role=Role.LEAD)
    decline(share, reason="不是本处职责", proposed_unit="基层卫生处", by=person("wang"), now=now)
    assert now_waits(shared) == ("office", "示例市卫生健康委员会", "答复处室退办")


def test_it_ends_with_the_closing(answered, person, now):
    row = answered(Role.ASSIST)
    assert now_waits(row)[2] == "办结"
    close(row, by=person("lin"), now=now)
    assert now_waits(row) is None
    assert not Wait.objects.filter(assignment=row, ended_on=None).exists()


def test_what_came_for_reference_waits_to_be_noted(given, person, now):
    row = given(Role.REFER)
    assert now_waits(row)[2] == "阅知"
    note(row, by=person("lin"), now=now)
    assert now_waits(row) is None


def test_what_was_withdrawn_waits_for_nobody(shared, person, now, word):
    withdraw(shared, reason="改由他单位承办", by=person("lin"), now=now, recorded_for=word)
    assert now_waits(shared) is None


def test_a_unit_without_accounts_is_not_waited_for(assignment, outside, person, now):
    row = dispatch(
        assignment.item,
        outside,
        role=Role.ASSIST,
        role_label="会办",
        dispatched_on=DAY,
        by=person("lin"),
        now=now,
    )
    assert now_waits(row) is None


def test_the_same_word_keeps_its_first_day(assignment):
    waits.begin(assignment, "oa", whom="OA", what="审签", since=DAY)
    again = waits.begin(assignment, "oa", whom="OA", what="审签", since=DAY + dt.timedelta(days=3))
    assert again.since == DAY
    assert Wait.objects.filter(assignment=assignment).count() == 2


def test_each_stretch_ends_where_the_next_begins(assignment):
    waits.begin(assignment, "leader", whom="吴主任", what="审签", since=DAY)
    waits.begin(assignment, "leader", whom="周局", what="签发", since=DAY + dt.timedelta(days=2))
    stretches = Wait.objects.filter(assignment=assignment).order_by("id").values_list("since", "ended_on")
    assert list(stretches) == [
        (assignment.dispatched_on, DAY),
        (DAY, DAY + dt.timedelta(days=2)),
        (DAY + dt.timedelta(days=2), None),
    ]


def test_what_lies_outside_is_said_by_who_works_on_it(shared, person, now):
    waits.say(shared, "oa", whom="市政府 OA", what="审签", since=DAY, by=person("wang"), now=now)
    sign_for(shared.children.get(role=Role.LEAD), by=person("wang"), now=now)
    assert now_waits(shared) == ("oa", "市政府 OA", "审签")
    assert Event.objects.filter(verb="handling.wait_said").count() == 1


@pytest.mark.parametrize(("login", "error"), [("stranger", NotAllowed), ("feng", NotAllowed), ("wang", NotReady)])
def test_not_by_others_and_not_for_tomorrow(shared, person, now, login, error):
    since = DAY + dt.timedelta(days=1)
    with pytest.raises(error):
        waits.say(shared, "oa", whom="OA", what="审签", since=since, by=person(login), now=now)
