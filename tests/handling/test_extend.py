"""延期 and 暂停计时."""

import datetime as dt

import pytest

from huiyin.events.actors import RecordedFor
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling import intervals
from huiyin.handling.actions import answer, sign_for
from huiyin.handling.allotting import Share, allot
from huiyin.handling.checks import closing_blockers
from huiyin.handling.clocks import explain
from huiyin.handling.models import Assignment, DutyKind, Role

UNTIL = dt.date(2022, 9, 15)
LAW = dt.date(2022, 7, 15)


def due(assignment):
    return assignment.duties.get(kind=DutyKind.REPLY).due_on


def in_july(day):
    return dt.datetime(2022, 7, day, 2, tzinfo=dt.UTC)


@pytest.fixture
def asked(assignment, person, now):
    return intervals.request_extension(assignment, until=UNTIL, reason="涉及面广", by=person("lin"), now=now)


@pytest.fixture
def extended(asked, person, now):
    facts = {"approver": "示例市政府督查室", "told_on": now.date()}
    return intervals.decide_extension(asked, approved=True, by=person("lin"), now=now, **facts)


def test_asking_moves_nothing(asked, assignment):
    assert due(assignment) == LAW


@pytest.mark.rule("R19")
def test_approved_it_moves_the_reply_and_says_why(extended, assignment):
    assert due(assignment) == UNTIL
    assert any("延期" in step.what for step in explain(assignment.duties.get(kind=DutyKind.REPLY)).steps)


def test_refused_it_leaves_the_date(asked, assignment, person, now):
    intervals.decide_extension(asked, approved=False, approver="督查室", by=person("lin"), now=now)
    assert due(assignment) == LAW


@pytest.mark.rule("R19")
def test_revoked_the_old_date_is_back(extended, assignment, person, now):
    intervals.revoke_extension(extended, reason="提前办理", by=person("lin"), now=now)
    assert due(assignment) == LAW


@pytest.mark.rule("R17", "R19")
def test_never_past_six_months(assignment, person, now):
    with pytest.raises(NotReady, match="六个月"):
        until = dt.date(2022, 10, 18)
        intervals.request_extension(assignment, until=until, reason="难", by=person("lin"), now=now)


@pytest.mark.rule("R19")
@pytest.mark.parametrize("wrong", [{"until": LAW}, {"reason": " "}, {"now": in_july(16)}])
def test_it_is_asked_in_time_with_a_reason_for_a_later_day(assignment, person, now, wrong):
    with pytest.raises(NotReady):
        facts = {"until": UNTIL, "reason": "涉及面广", "now": now, **wrong}
        intervals.request_extension(assignment, by=person("lin"), **facts)


def test_it_is_decided_once_and_by_somebody(asked, person, now):
    facts = {"by": person("lin"), "now": now}
    with pytest.raises(NotReady, match="批准"):
        intervals.decide_extension(asked, approved=True, approver="", **facts)
    intervals.decide_extension(asked, approved=True, approver="督查室", **facts)
    with pytest.raises(NotReady, match="已经决定"):
        intervals.decide_extension(asked, approved=False, approver="督查室", **facts)


@pytest.mark.rule("R19")
def test_the_submitter_is_told_before_closing(asked, assignment, person, now):
    row = intervals.decide_extension(asked, approved=True, approver="督查室", by=person("lin"), now=now)
    assert any("告知提出人" in blocker.text for blocker in closing_blockers(assignment))
    intervals.tell_of_extension(row, on=now.date(), by=person("lin"), now=now)
    assert not any("告知提出人" in blocker.text for blocker in closing_blockers(assignment))


def test_the_offices_follow(shared, person, now):
    row = intervals.request_extension(shared, until=UNTIL, reason="涉及面广", by=person("lin"), now=now)
    intervals.decide_extension(row, approved=True, approver="督查室", by=person("lin"), now=now)
    assert due(shared.children.get(role="lead")) == UNTIL


def test_an_officer_cannot(assignment, person, now):
    with pytest.raises(NotAllowed):
        intervals.request_extension(assignment, until=UNTIL, reason="难", by=person("wang"), now=now)


def paused(assignment, person, now, **facts):
    facts = {"starts_on": dt.date(2022, 4, 20), "reason": "等待上级政策", "approver": "督查室", **facts}
    return intervals.pause(assignment, by=person("lin"), now=now, **facts)


@pytest.mark.rule("R74")
def test_a_paused_clock_has_no_date_and_is_never_late(assignment, person, now):
    paused(assignment, person, now)
    assert (due(assignment), assignment.duties.get(kind=DutyKind.REPLY).uncertain[:4]) == (None, "暂停计时")
    assert not Assignment.objects.overdue(on=dt.date(2023, 1, 1)).exists()


@pytest.mark.rule("R74")
def test_resumed_the_days_are_added(assignment, person, now):
    paused(assignment, person, now)
    intervals.resume(assignment, on=dt.date(2022, 5, 10), by=person("lin"), now=now)
    assert due(assignment) == dt.date(2022, 8, 4)
    assert Assignment.objects.overdue(on=dt.date(2022, 8, 5)).exists()


@pytest.mark.rule("R74")
@pytest.mark.parametrize("wrong", [{"approver": ""}, {"reason": ""}, {"starts_on": dt.date(2022, 4, 1)}])
def test_a_pause_needs_an_approver_a_reason_and_a_fair_day(assignment, person, now, wrong):
    with pytest.raises(NotReady):
        paused(assignment, person, now, **wrong)


@pytest.mark.rule("R74")
def test_a_revoked_pause_never_was(assignment, person, now):
    row = paused(assignment, person, now)
    intervals.resume(assignment, on=dt.date(2022, 5, 10), by=person("lin"), now=now)
    intervals.revoke_pause(row, reason="登记有误", by=person("lin"), now=in_july(1))
    assert due(assignment) == LAW
    with pytest.raises(NotReady, match="已经撤销"):
        intervals.revoke_pause(row, reason="登记有误", by=person("lin"), now=in_july(1))


@pytest.mark.rule("R74")
def test_a_running_pause_revoked_starts_the_clock_again(assignment, person, now):
    row = paused(assignment, person, now)
    intervals.revoke_pause(row, reason="登记有误", by=person("lin"), now=now)
    assert (due(assignment), assignment.pauses.get().approved) == (LAW, False)
    assert Assignment.objects.overdue(on=dt.date(2022, 7, 16)).exists()


@pytest.mark.rule("R74")
def test_the_date_an_office_was_given_moves_with_the_pause(assignment, cast, person, now):
    shares = [Share(cast.renkou, due_on=dt.date(2022, 6, 1)), Share(cast.jiceng, Role.ASSIST)]
    allot(assignment, shares, by=person("lin"), now=now)
    office = assignment.children.get(role="lead")
    paused(assignment, person, now)
    assert due(office) is None
    intervals.resume(assignment, on=dt.date(2022, 5, 10), by=person("lin"), now=now)
    assert due(office) == dt.date(2022, 6, 21)
    told = [step.what for step in explain(office.duties.get(kind=DutyKind.REPLY)).steps]
    assert told[0] == "单位内部分办时定的时限"
    assert "暂停计时20天，顺延" in told[1]


@pytest.mark.rule("R17", "R74")
def test_neither_pause_nor_extension_passes_six_months(extended, assignment, person, now):
    paused(assignment, person, now, starts_on=dt.date(2022, 5, 1))
    intervals.resume(assignment, on=dt.date(2022, 7, 20), by=person("lin"), now=in_july(20))
    found = explain(assignment.duties.get(kind=DutyKind.REPLY))
    assert due(assignment) == found.due_on == dt.date(2022, 10, 17)
    assert any("至迟不超过交办之日起6个月" in step.what for step in found.steps)


@pytest.mark.rule("R18", "R74")
def test_the_date_of_a_notice_moves_with_the_pause_too(given, person, now):
    row = given(notice_due_on=dt.date(2022, 6, 30))
    paused(row, person, now)
    intervals.resume(row, on=dt.date(2022, 5, 10), by=person("lin"), now=now)
    assert due(row) == dt.date(2022, 7, 20)


def test_one_pause_at_a_time(assignment, person, now):
    paused(assignment, person, now)
    with pytest.raises(NotReady, match="已经在暂停"):
        paused(assignment, person, now)


def test_an_answer_ends_the_pause(assignment, person, now):
    sign_for(assignment, by=person("lin"), now=now)
    paused(assignment, person, now)
    said = RecordedFor("林科", dt.date(2022, 4, 30), "oa")
    answer(assignment, on=said.on, by=person("lin"), now=in_july(1), recorded_for=said)
    assert assignment.pauses.get().ends_on == said.on
    assert due(assignment) == dt.date(2022, 7, 25)
