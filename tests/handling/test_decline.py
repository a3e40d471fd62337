"""退办 and its answer."""

import datetime as dt

import pytest

from huiyin.accounts.actions import appoint
from huiyin.accounts.desk import sit_down
from huiyin.accounts.models import Role as Post
from huiyin.events.actors import SYSTEM, RecordedFor
from huiyin.events.models import Event
from huiyin.files.storage import save
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling.actions import rework, sign_for
from huiyin.handling.declining import decline, grant_decline, refuse_decline, take_back_decline
from huiyin.handling.flow import FLOW
from huiyin.handling.intervals import request_extension
from huiyin.handling.lapsing import answer_due, lapse_windows
from huiyin.handling.models import Assignment, Decision, DutyKind, State
from huiyin.items.models import State as ItemState

WINDOW_ENDS = dt.date(2022, 4, 25)  # the seventh working day: Sunday the 24th is a make-up working day
FACTS = {"reason": "不属本单位职责", "proposed_unit": "示例市教育局", "basis": "三定规定"}


def at(day):
    return dt.datetime(day.year, day.month, day.day, 2, tzinfo=dt.UTC)


@pytest.fixture
def declining(assignment, person, now):
    return decline(assignment, by=person("lin"), now=now, **FACTS)


def test_the_window_is_the_pack_s(assignment):
    window = assignment.duties.get(kind=DutyKind.DECLINE)
    assert (window.due_on, window.blocks_closing) == (WINDOW_ENDS, False)


@pytest.mark.rule("R21")
def test_it_waits_for_an_answer_and_the_clock_goes_on(declining):
    assert declining.state == State.DECLINING
    assert declining.duties.owed().get(kind=DutyKind.REPLY).due_on == dt.date(2022, 7, 15)
    assert declining.declines.get().proposed_unit == "示例市教育局"
    assert Event.objects.get(verb="handling.declined").facts["reason"] == FACTS["reason"]


@pytest.mark.rule("R21")
@pytest.mark.parametrize("missing", ["reason", "proposed_unit"])
def test_it_needs_a_reason_and_a_unit(assignment, person, now, missing):
    with pytest.raises(NotReady):
        decline(assignment, by=person("lin"), now=now, **{**FACTS, missing: " "})


def test_on_the_last_day_it_is_in_time(assignment, person):
    assert decline(assignment, by=person("lin"), now=at(WINDOW_ENDS), **FACTS).state == State.DECLINING


@pytest.mark.rule("R21")
def test_after_the_window_it_is_refused_with_the_clause(assignment, person):
    with pytest.raises(NotReady, match="不再调整") as refused:
        decline(assignment, by=person("lin"), now=at(WINDOW_ENDS + dt.timedelta(1)), **FACTS)
    assert "7个工作日" in refused.value.blockers[0].rule


def test_the_day_it_was_really_said_counts(assignment, person):
    said = RecordedFor("林科", WINDOW_ENDS, "phone")
    late = at(WINDOW_ENDS + dt.timedelta(3))
    assert decline(assignment, by=person("lin"), now=late, recorded_for=said, **FACTS).state == State.DECLINING


def test_an_officer_cannot_speak_for_the_unit(assignment, person, now):
    with pytest.raises(NotAllowed):
        decline(assignment, by=person("wang"), now=now, **FACTS)


def test_granted_it_is_withdrawn_with_its_shares(shared, person, now, word):
    decline(shared, by=person("lin"), now=now, **FACTS)
    grant_decline(shared, by=person("lin"), now=now, recorded_for=word)
    assert set(Assignment.objects.values_list("state", flat=True)) == {State.WITHDRAWN}
    assert shared.declines.get().decision == Decision.GRANTED
    assert not shared.duties.owed().exists()
    shared.item.refresh_from_db()
    assert (shared.item.state, shared.item.left_on) == (ItemState.MOVED_AWAY, now.date())


def test_granted_the_item_stays_while_another_unit_here_holds_it(declining, given, cast, person, now, word):
    given("assist", unit=cast.other, item=declining.item)
    grant_decline(declining, by=person("lin"), now=now, recorded_for=word)
    declining.item.refresh_from_db()
    assert declining.item.state == ItemState.DISPATCHED


@pytest.mark.rule("R21")
def test_refused_it_is_handled_from_the_first_day(declining, person, now, word):
    refuse_decline(declining, remark="属卫生健康职责", by=person("lin"), now=now, recorded_for=word)
    assert (declining.state, declining.signed_for_on) == (State.HANDLING, now.date())
    assert declining.duties.get(kind=DutyKind.REPLY).due_on == dt.date(2022, 7, 15)
    assert declining.declines.get().decision == Decision.REFUSED


def test_a_unit_does_not_decide_for_itself(declining, person, now):
    with pytest.raises(NotReady, match="代为登记"):
        grant_decline(declining, by=person("lin"), now=now)


def test_the_dispatcher_decides_in_his_own_name(declining, cast, now):
    appoint(cast.people["wu"], cast.unit, Post.DISPATCHER, by=SYSTEM, now=now)
    dispatcher = sit_down(cast.people["wu"], on=now.date())
    assert refuse_decline(declining, remark="请继续办理", by=dispatcher, now=now).state == State.HANDLING


def test_an_office_declines_to_its_coordinator(shared, cast, person, now):
    share = shared.children.get(unit=cast.jiceng)
    sign_for(share, by=person("zhao"), now=now)
    decline(share, by=person("zhao"), now=now, **FACTS)
    with pytest.raises(NotAllowed):
        grant_decline(share, by=person("zhao"), now=now)
    assert grant_decline(share, by=person("lin"), now=now).state == State.WITHDRAWN
    shared.refresh_from_db()
    assert shared.state == State.HANDLING


def test_a_window_gone_by_means_taken(assignment, person, now):
    today = WINDOW_ENDS + dt.timedelta(1)
    assert lapse_windows(today=today, by=SYSTEM, now=now) == 1
    assert lapse_windows(today=today, by=SYSTEM, now=now) == 0
    assert Event.objects.get(verb="handling.deemed_taken").subject == f"assignment:{assignment.pk}"
    button = next(move for move in FLOW.open_to(assignment, person("lin")) if move.verb == "decline")
    assert "视为接受" in button.blockers[0].text


def test_on_its_last_day_no_window_lapses(assignment, now):
    assert lapse_windows(today=WINDOW_ENDS, by=SYSTEM, now=now) == 0


def test_the_letter_and_the_answer_are_kept(assignment, person, now, word):
    paper = save(b"%PDF-1.4", name="退办函.pdf", by="user:1", at=now, kind="decline")
    decline(assignment, letter=paper, by=person("lin"), now=now, **FACTS)
    refuse_decline(assignment, remark="属本职责", answer_file=paper, by=person("lin"), now=now, recorded_for=word)
    asked = assignment.declines.get()
    assert (asked.letter, asked.answer_file, asked.decided_by) == (paper, paper, "示例市政府督查室")


@pytest.mark.rule("R21")
def test_meanwhile_contacts_and_extensions_go_on(declining, spoken, person, now):
    spoken(declining)
    facts = {"until": dt.date(2022, 8, 30), "reason": "涉及面广", "by": person("lin"), "now": now}
    assert request_extension(declining, **facts).pk
    assert declining.duties.owed().filter(kind=DutyKind.REPLY).exists()


def test_who_asked_may_take_it_back(declining, person, now):
    take_back_decline(declining, by=person("lin"), now=now)
    assert (declining.state, declining.declines.get().decision) == (State.HANDLING, Decision.TAKEN_BACK)
    assert declining.signed_for_on == now.date()
    assert Event.objects.filter(verb="handling.decline_taken_back").count() == 1


def test_what_was_answered_once_is_not_declined(answered, person, now):
    row = answered()
    rework(row, reason="不满意", round=2, by=person("lin"), now=now)
    assert row.state == State.HANDLING
    assert "decline" not in {move.verb for move in FLOW.open_to(row, person("lin"))}


def test_a_named_leader_answers_an_office(shared, cast, person, now):
    share = shared.children.get(unit=cast.renkou)
    decline(share, by=person("wang"), now=now, **FACTS)
    assert share.leader == cast.people["wu"]
    with pytest.raises(NotAllowed):
        refuse_decline(share, remark="接着办", by=person("zhou"), now=now)
    assert refuse_decline(share, remark="接着办", by=person("wu"), now=now).state == State.HANDLING


@pytest.mark.rule("R21")
def test_silence_of_who_dispatched_means_go_on_where_a_text_says_so(of_place, given, person, now):
    of_place("qingdao")
    row = decline(given(), by=person("lin"), now=now, **FACTS)
    last = answer_due(row.declines.get()).due_on
    assert lapse_windows(today=last, by=SYSTEM, now=now) == 0
    assert lapse_windows(today=last + dt.timedelta(1), by=SYSTEM, now=now) == 1
    row.refresh_from_db()
    assert (row.state, row.declines.get().decision) == (State.HANDLING, Decision.SILENT)
    assert "第十九条" in Event.objects.get(verb="handling.decline_unanswered").facts["clause"]


def test_where_no_text_says_so_the_request_waits(declining, now):
    assert lapse_windows(today=WINDOW_ENDS + dt.timedelta(90), by=SYSTEM, now=now) == 0
