"""No sequence of acts loses an item, lets a date go stale, or closes what is not finished."""

import datetime as dt
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiyin.accounts.desk import sit_down
from huiyin.events.actors import SYSTEM, RecordedFor, local_day
from huiyin.flow.errors import HouseError
from huiyin.handling import actions, allotting, contacts, declining, duties, intervals, lapsing
from huiyin.handling.checks import closing_blockers
from huiyin.handling.clocks import explain
from huiyin.handling.dispatching import dispatch
from huiyin.handling.models import Assignment, Duty, DutyKind, Extension, Role, State
from huiyin.items.models import Item
from huiyin.items.models import State as ItemState
from tests.handling.conftest import DISPATCHED

NEXT = {
    State.WAITING: "sign_for",
    State.HANDLING: "answer",
    State.DECLINING: "refuse_decline",
    State.ANSWERED: "finish",
    State.CLOSED: "reopen",
    State.WITHDRAWN: "allot",
}
OPEN = (State.WAITING, State.HANDLING, State.DECLINING, State.ANSWERED)


class Walker:
    """One act after another on an assignment or a share of it, by anybody, on later and later days."""

    def __init__(self, cast, top, now):
        self.cast, self.top, self.now = cast, top, now

    def step(self, verb, login, days, where, with_word):
        self.now += dt.timedelta(days=days)
        rows = [self.top, *Assignment.objects.filter(parent=self.top).order_by("id")]
        row = Assignment.objects.with_people().get(pk=rows[where % len(rows)].pk)
        actor = sit_down(self.cast.people[login], on=local_day(self.now)) if login else SYSTEM
        word = RecordedFor("示例市政府督查室", local_day(self.now), "phone") if with_word else None
        ready = not closing_blockers(row)
        try:
            with transaction.atomic():
                verb = NEXT[State(row.state)] if verb == "go_on" else verb
                getattr(self, verb)(row, {"by": actor, "now": self.now}, {"recorded_for": word})
        except HouseError:
            return
        assert verb != "close" or ready

    def sign_for(self, row, facts, word):
        actions.sign_for(row, **facts, **word)

    def allot(self, row, facts, word):
        shares = [allotting.Share(self.cast.renkou, due_on=DISPATCHED + dt.timedelta(40))]
        allotting.allot(row, [*shares, allotting.Share(self.cast.jiceng, Role.ASSIST)], **facts)

    def reallot(self, row, facts, word):
        allotting.reallot(row, [allotting.Share(self.cast.jiceng)], **facts)

    def contact(self, row, facts, word):
        said = {"way": "phone", "people": "王工", "content": "听取意见", "contacted_on": local_day(facts["now"])}
        contacts.add_contact(row, submitter=None, **said, **facts)

    def confirm_contact(self, row, facts, word):
        contact = row.contacts.first()
        if contact:
            contacts.confirm_contact(contact, False, **facts, **word)

    def decline(self, row, facts, word):
        declining.decline(row, reason="不属职责", proposed_unit="示例市教育局", **facts, **word)

    def grant_decline(self, row, facts, word):
        declining.grant_decline(row, **facts, **word)

    def refuse_decline(self, row, facts, word):
        declining.refuse_decline(row, remark="请继续办理", **facts, **word)

    def change_role(self, row, facts, word):
        role = Role.LEAD if row.role == Role.ASSIST else Role.ASSIST
        declining.change_role(row, role=role, role_label="", from_on=local_day(facts["now"]), **facts, **word)

    def lapse(self, row, facts, word):
        lapsing.lapse_windows(today=local_day(facts["now"]), by=SYSTEM, now=facts["now"])

    def extend(self, row, facts, word):
        until = local_day(facts["now"]) + dt.timedelta(60)
        intervals.request_extension(row, until=until, reason="涉及面广", **facts, **word)

    def decide(self, row, facts, word):
        for extension in Extension.objects.filter(assignment=row, decided_on=None):
            intervals.decide_extension(extension, approved=bool(word), approver="督查室", **facts, **word)

    def pause(self, row, facts, word):
        day = local_day(facts["now"])
        intervals.pause(row, starts_on=day, reason="等待", approver="督查室", **facts, **word)

    def resume(self, row, facts, word):
        intervals.resume(row, on=local_day(facts["now"]), **facts, **word)

    def open_duty(self, row, facts, word):
        duties.open_duty(row, DutyKind.RATING, base_on=local_day(facts["now"]), base_event="issued", **facts)

    def answer(self, row, facts, word):
        actions.answer(row, on=local_day(facts["now"]), **facts, **word)

    def rework(self, row, facts, word):
        actions.rework(row, reason="不满意", round=2, **facts, **word)

    def close(self, row, facts, word):
        actions.close(row, **facts, **word)

    def finish(self, row, facts, word):
        for duty in Duty.objects.owed().filter(assignment=row):
            duties.waive_duty(duty, reason="试走", **facts)
        actions.close(row, **facts, **word)

    def reopen(self, row, facts, word):
        actions.reopen(row, reason="再办", **facts, **word)

    def withdraw(self, row, facts, word):
        actions.withdraw(row, reason="改办", **facts, **word)


VERBS = sorted(name for name in vars(Walker) if not name.startswith("_") and name not in ("step", "withdraw"))
VERBS += [*VERBS, "decide", "decide", "grant_decline", "withdraw"]  # what ends a history, rarely
PEOPLE = [*["lin"] * 10, "", "", "wang", "zhao", "qian", "wu", "stranger"]


def history(seed, length):
    """A drawn-out list of steps: half of them the next step of an ordinary life, half of them anything by anybody."""
    draw = Random(seed)
    for _ in range(length):
        verb = "go_on" if draw.random() < 0.4 else draw.choice(VERBS)
        yield verb, draw.choice(PEOPLE), draw.choice([0, 0, 1, 5, 30]), draw.choice([0, 0, 1, 2]), draw.random() < 0.7


def nothing_is_lost(top, unit):
    """What must be true after any history."""
    top, item = Assignment.objects.get(pk=top.pk), Item.objects.get(pk=top.item_id)
    assert Item.objects.visible_to_units({unit.pk}).filter(pk=item.pk).exists()
    shares = set(top.children.values_list("state", flat=True))
    if top.state in OPEN:
        assert item.state == ItemState.DISPATCHED
    if top.state == State.CLOSED:
        assert item.state == ItemState.CLOSED
        assert not shares & set(OPEN)
    if top.state == State.WITHDRAWN:
        assert item.state == ItemState.MOVED_AWAY
        assert not shares & set(OPEN)
    assert not Duty.objects.owed().filter(assignment__state=State.WITHDRAWN).exists()
    for duty in Duty.objects.filter(met_on=None, waived_on=None).select_related("assignment__item__session"):
        computed = explain(duty)
        assert (duty.due_on, duty.uncertain) == (computed.due_on, computed.uncertain)


def walk(cast, item, now, steps):
    """One history on a fresh assignment, forgotten afterwards."""
    with transaction.atomic():
        facts = {"role_label": "主办", "dispatched_on": DISPATCHED, "by": SYSTEM, "now": now}
        top = dispatch(item, cast.unit, role=Role.LEAD, **facts)
        walker = Walker(cast, top, now)
        for step in steps:
            walker.step(*step)
            nothing_is_lost(top, cast.unit)
        transaction.set_rollback(True)
    item.refresh_from_db()


QUIET = settings(
    deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@settings(QUIET, max_examples=12)
@given(seed=st.integers(0, 10**9), length=st.integers(6, 12))
def test_no_short_history_loses_an_item(cast, new_item, now, seed, length):
    walk(cast, Item.objects.first() or new_item(), now, history(seed, length))


@pytest.mark.walk
@settings(QUIET, max_examples=150)
@given(seed=st.integers(0, 10**9), length=st.integers(15, 50))
def test_no_long_history_loses_an_item(cast, new_item, now, seed, length):
    walk(cast, Item.objects.first() or new_item(), now, history(seed, length))
