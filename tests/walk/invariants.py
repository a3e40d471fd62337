"""What must be true after every act, whoever did it and whether it was refused."""

from collections import Counter

from huiyin.events.models import Event
from huiyin.handling.clocks import deadline, facts_of
from huiyin.handling.models import LEADING, OPEN_STATES, Assignment, Duty, DutyKind, Pause, Role, State, Wait
from huiyin.items.models import Item
from huiyin.items.models import State as ItemState
from huiyin.reports import ledger, statistics
from huiyin.reports.scopes import Scope
from tests.walk.walker import Walker

GONE = {
    ItemState.WITHDRAWN: ("items.withdrawn",),
    ItemState.MOVED_AWAY: ("items.moved_away",),
    ItemState.NOT_ADMITTED: ("items.set_aside",),
}


def hold(walk: Walker) -> None:
    """All of them."""
    rows = list(Assignment.objects.select_related("item__session", "parent__unit", "unit").order_by("pk"))
    no_item_is_lost(walk, rows)
    nobody_works_under_what_is_over(rows)
    every_clock_is_accounted_for(rows)
    nobody_is_late_while_the_clock_stands(walk, rows)
    every_wait_is_somebodys(rows)
    unit = walk.world.departments[len(walk.done) % 2]
    counts_add_up(walk, unit, rows)


def hold_still(walk: Walker) -> None:
    """After a refusal nothing has changed but the day."""
    nobody_is_late_while_the_clock_stands(walk, list(Assignment.objects.order_by("pk")))


def no_item_is_lost(walk: Walker, rows: list[Assignment]) -> None:
    """Every number is on a desk, in a ledger, or gone with a reason in the log."""
    items = list(Item.objects.order_by("pk"))
    assert len(items) == walk.registered
    standing = [row for row in rows if row.parent_id is None and row.state != State.WITHDRAWN]
    units = {row.unit_id for row in standing}
    listed = set(ledger.lines(units, today=walk.today).values_list("pk", flat=True))
    assert listed == {row.pk for row in standing if row.item.left_on is None}
    handled = {row.item_id for row in standing}
    told = set(
        Event.objects.filter(verb__in=[verb for verbs in GONE.values() for verb in verbs]).values_list("topic", "verb")
    )
    for item in items:
        if item.state in GONE:
            assert item.left_on is not None, f"{item.pk} left without a day"
            assert any((item.topic, verb) in told for verb in GONE[item.state]), f"{item.pk} left without a word"
        elif item.state == ItemState.REGISTERED:
            assert item.pk not in handled, f"{item.pk} is handled and nobody knows"
        else:
            assert item.pk in handled, f"{item.pk} is {item.state} and nobody has it"


def nobody_works_under_what_is_over(rows: list[Assignment]) -> None:
    for row in rows:
        if row.parent and row.state in OPEN_STATES:
            assert row.parent.state in OPEN_STATES, f"{row.pk} is open below {row.parent.state}"
        if row.state in OPEN_STATES and row.parent_id is None:
            assert row.item.state == ItemState.DISPATCHED, f"{row.pk} is open, its item {row.item.state}"


def every_clock_is_accounted_for(rows: list[Assignment]) -> None:
    """What is stored is what the rules compute; who leads or assists owes something for it; who is out owes nothing."""
    related = "assignment__item__session", "assignment__parent__item__session"
    owed = list(Duty.objects.filter(met_on=None, waived_on=None).select_related(*related))
    facts = facts_of({duty.assignment for duty in owed})
    for duty in owed:
        computed = deadline(duty, facts)
        assert (duty.due_on, duty.uncertain) == (computed.due_on, computed.uncertain), f"{duty.pk} {duty.kind}"
        assert duty.kind == DutyKind.DECLINE or duty.assignment.state != State.WITHDRAWN, f"{duty.pk} of nobody"
    main = Counter(Duty.objects.filter(waived_on=None).values_list("assignment", "kind"))
    for row in rows:
        kind = _owed_for(row)
        if kind and row.state in OPEN_STATES and row.state != State.ANSWERED:
            assert main[row.pk, kind] or main[row.pk, DutyKind.REWORK], f"{row.pk} {row.role} owes no {kind}"


def _owed_for(row: Assignment) -> DutyKind | None:
    """What the role brings with it; the office that leads writes what its unit owes."""
    held = row.parent or row
    if held.role == Role.REFER or not held.unit.managed_here:  # the clocks of a unit outside are its own
        return None
    leads = held.role in LEADING and (row.parent_id is None or row.role == Role.LEAD)
    return DutyKind.REPLY if leads else DutyKind.OPINION


def nobody_is_late_while_the_clock_stands(walk: Walker, rows: list[Assignment]) -> None:
    late = set(Assignment.objects.overdue(on=walk.today).values_list("pk", flat=True))
    standing_still = set(
        Pause.objects.filter(approved=True, starts_on__lte=walk.today, ends_on=None).values_list(
            "assignment", flat=True
        )
    )
    for row in rows:
        if row.pk in standing_still or row.parent_id in standing_still or row.role == Role.REFER:
            assert row.pk not in late
        if row.state not in OPEN_STATES:
            assert row.pk not in late


def every_wait_is_somebodys(rows: list[Assignment]) -> None:
    waiting = Counter(Wait.objects.filter(ended_on=None).values_list("assignment", flat=True))
    for row in rows:
        if waiting[row.pk]:
            assert waiting[row.pk] == 1
            assert row.state in OPEN_STATES, f"{row.pk} is {row.state} and waits"
        elif row.parent_id is None and row.unit.managed_here:
            assert row.state not in (State.WAITING, State.HANDLING, State.DECLINING), f"{row.pk} waits for nobody"


def counts_add_up(walk: Walker, unit, rows: list[Assignment]) -> None:
    """By level × kind × role: the statistics table against a count by hand (R62)."""
    table = statistics.table(Scope(unit, 2022, as_of=walk.today), today=walk.today)
    mine = [
        row
        for row in rows
        if row.unit_id == unit.pk
        and row.parent_id is None
        and row.state != State.WITHDRAWN
        and row.item.left_on is None
    ]
    assert table.is_sound, [check.text for check in table.checks if not check.holds]
    assert table.total.value("total") == len(mine)
    for row in table.rows:
        level, body, kind = row.key.split("-")
        here = [
            one for one in mine if (one.item.session.level, one.item.session.body, one.item.kind) == (level, body, kind)
        ]
        assert row.value("total") == len(here)
        assert row.value("lead") == sum(one.role in LEADING for one in here)
        assert row.value("assist") == sum(one.role == Role.ASSIST for one in here)
