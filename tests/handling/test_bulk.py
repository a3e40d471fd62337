"""批量: told row by row, undone while nobody has signed."""

import datetime as dt

import pytest

from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.handling import bulk, waits
from huiyin.handling.actions import sign_for
from huiyin.handling.allotting import Share
from huiyin.handling.dispatching import DispatchPlan, dispatch_many
from huiyin.handling.models import Assignment, Duty, Role, State


@pytest.fixture
def three(given):
    return [given(no=no) for no in ("0001", "0002", "0003")]


@pytest.fixture
def given_out(three, cast, person, now):
    """Two to 人口处, the third to two offices that both lead."""
    both = [Share(cast.renkou), Share(cast.jiceng)]
    chosen = [(three[0], [Share(cast.renkou)]), (three[1], [Share(cast.renkou)]), (three[2], both)]
    return bulk.allot_many(chosen, by=person("lin"), now=now)


def test_each_row_is_told_by_itself(given_out, three):
    assert [line.assignment for line in given_out.done] == three[:2]
    assert "牵头处室" in given_out.left[0].why_not
    assert not three[2].children.exists()


def test_one_event_tells_of_all_of_them(given_out, three):
    event = Event.objects.get(verb=bulk.ALLOTTED)
    assert (event.topic, event.facts["done"], event.facts["left"]) == (given_out.topic, 2, 1)


def test_nothing_done_leaves_nothing_to_undo(three, cast, person, now):
    report = bulk.allot_many([(three[0], [])], by=person("lin"), now=now)
    assert report.topic == "" and not Event.objects.filter(verb=bulk.ALLOTTED).exists()


def test_it_is_undone_where_nobody_has_signed(given_out, three, person, now):
    sign_for(three[0].children.get(), by=person("wang"), now=now)
    report = bulk.undo(given_out.topic, by=person("lin"), now=now)
    assert [line.why_not for line in report.lines] == ["人口处已经签收，请用“重新分办”。", ""]
    assert [row.children.get().state for row in three[:2]] == ["handling", "withdrawn"]
    assert waits.current(three[1]).what == "分到处室"
    assert Event.objects.get(verb=bulk.UNDONE).facts == {"of": bulk.ALLOTTED, "done": 1, "left": 1}
    assert not Duty.objects.owed().filter(assignment__parent=three[1]).exists()


def test_what_was_undone_is_given_again(given_out, three, cast, person, now):
    bulk.undo(given_out.topic, by=person("lin"), now=now)
    again = bulk.allot_many([(three[0], [Share(cast.jiceng)])], by=person("lin"), now=now)
    assert again.left == []


def test_only_once(given_out, person, now):
    bulk.undo(given_out.topic, by=person("lin"), now=now)
    with pytest.raises(Stale):
        bulk.undo(given_out.topic, by=person("lin"), now=now)


@pytest.mark.parametrize(("login", "error"), [("stranger", NotAllowed), ("feng", NotReady), ("wang", NotReady)])
def test_not_by_others(given_out, person, now, login, error):
    with pytest.raises(error):
        bulk.undo(given_out.topic, by=person(login), now=now)
    assert Assignment.objects.filter(parent__isnull=False, state=State.WAITING).count() == 2


@pytest.mark.rule("R23")
def test_an_office_hands_nothing_on_in_bulk_either(three, cast, person, now):
    report = bulk.allot_many([(three[0], [Share(cast.jiceng)])], by=person("wang"), now=now)
    assert "您没有权限分到处室。" in report.left[0].why_not


@pytest.mark.rule("R31")
def test_two_that_lead_are_refused_in_bulk_too(new_item, cast, outside, now):
    item = new_item("0009")
    day = dt.date(2022, 4, 15)
    plans = [DispatchPlan(item, unit, Role.LEAD, "主办", day) for unit in (cast.unit, outside)]
    with pytest.raises(NotReady):
        dispatch_many(plans, by=SYSTEM, now=now)
    assert not Assignment.objects.filter(item=item).exists()


def test_a_dispatch_is_taken_back_whole(new_item, cast, outside, person, now):
    item, day = new_item("0009"), dt.date(2022, 4, 15)
    plans = [DispatchPlan(item, cast.unit, "lead", "主办", day), DispatchPlan(item, outside, "assist", "会办", day)]
    report = bulk.dispatch_each(plans, by=person("lin"), now=now)
    assert [line.item for line in report.done] == [item]
    assert bulk.undo(report.topic, by=person("lin"), now=now).left == []
    item.refresh_from_db()
    assert item.state == "registered" and item.dispatched_on is None
    assert dispatch_many(plans, by=person("lin"), now=now)


def test_a_leader_and_a_day_for_several(given_out, three, cast, person, now):
    facts = {"leader": cast.people["zhou"], "due_on": dt.date(2022, 6, 1)}
    report = bulk.assign_many(three, by=person("lin"), now=now, **facts)
    assert [line.why_not for line in report.lines] == ["", "", "还没有分到处室。"]
    part = three[0].children.get()
    assert (part.leader, part.notice_due_on, part.unit) == (cast.people["zhou"], dt.date(2022, 6, 1), cast.renkou)
