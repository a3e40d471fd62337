"""What follows an assignment: the shares of its offices move with it, and the item after the last of them."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from huiyin.events.actors import SYSTEM, Actor, RecordedFor
from huiyin.handling import waits
from huiyin.handling.duties import waive_all
from huiyin.handling.flow import FLOW
from huiyin.handling.models import LEADING, OPEN_STATES, Assignment, State
from huiyin.items import actions as item_actions
from huiyin.items import moves
from huiyin.items import moves as item_moves
from huiyin.items.models import Item
from huiyin.items.models import State as ItemState
from huiyin.items.policy import keeps


def shares_in(assignment: Assignment, *states: State) -> list[Assignment]:
    """The offices' shares that are in one of these states."""
    rows = assignment.children.filter(state__in=states).select_related("unit__parent", "item__batch__unit")
    return list(rows.order_by("id"))


def leading_shares_in(assignment: Assignment, *states: State) -> list[Assignment]:
    """The same of the office that leads."""
    return [share for share in shares_in(assignment, *states) if share.role in LEADING]


def back_to_work(
    assignment: Assignment,
    verb: str,
    facts: Mapping[str, Any],
    *,
    by: Actor,
    now: dt.datetime,
    recorded_for: RecordedFor | None,
) -> None:
    """The leading office takes its share up again, by the same verb."""
    for share in leading_shares_in(assignment, State.ANSWERED):
        FLOW.move(share, verb, by=by, at=now, facts=facts, recorded_for=recorded_for)
    for share in leading_shares_in(assignment, State.CLOSED):
        FLOW.move(share, "reopen", by=by, at=now, facts=facts, recorded_for=recorded_for, closed_on=None)


def take_back(
    share: Assignment,
    *,
    on: dt.date,
    reason: str,
    by: Actor,
    now: dt.datetime,
    recorded_for: RecordedFor | None = None,
) -> None:
    """An office no longer holds its share, and owes nothing on it."""
    facts = {"reason": reason}
    FLOW.move(share, "withdraw", by=by, at=now, facts=facts, recorded_for=recorded_for, withdrawn_on=on)
    waive_all(share, [], on=on, reason=reason, by=by)
    waits.follow(share, on=on)


def take_back_dispatch(assignment: Assignment, *, on: dt.date, reason: str, by: Actor, now: dt.datetime) -> None:
    """What was handed over by mistake is nobody's again: without another unit, the item waits to be handed over."""
    FLOW.move(assignment, "withdraw", by=by, at=now, facts={"reason": reason}, withdrawn_on=on)
    waive_all(assignment, [], on=on, reason=reason, by=by)
    waits.follow(assignment, on=on)
    item = assignment.item
    held = Assignment.objects.standing().filter(item=item, parent=None).exists()
    if not held and _state_of(item) == ItemState.DISPATCHED:
        moves.take_back(item, by=_keeper(by, item), now=now)


def let_go(
    assignment: Assignment,
    *,
    on: dt.date,
    reason: str,
    by: Actor,
    now: dt.datetime,
    recorded_for: RecordedFor | None = None,
) -> None:
    """A withdrawn assignment owes nothing, nor do its shares; an item that nobody here holds any more is moved away."""
    waive_all(assignment, [], on=on, reason=reason, by=by)
    for share in shares_in(assignment, *OPEN_STATES):
        take_back(share, on=on, reason=reason, by=by, now=now, recorded_for=recorded_for)
    waits.follow(assignment, on=on)
    item = assignment.item
    mine = assignment.is_top and item.batch.unit_id == assignment.unit_id
    if mine and _state_of(item) in (ItemState.REGISTERED, ItemState.DISPATCHED) and not _held_here(item):
        item_actions.move_away(item, reason, by=_keeper(by, item), now=now, recorded_for=recorded_for)


def close_item_if_done(
    assignment: Assignment, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> None:
    """The item closes with the last assignment of a unit that works here; outside units are not waited for."""
    item = assignment.item
    left = Assignment.objects.open().filter(item=item, parent=None, unit__managed_here=True)
    if assignment.is_top and _state_of(item) == ItemState.DISPATCHED and not left.exists():
        item_actions.close(item, by=_keeper(by, item), now=now, recorded_for=recorded_for)


def reopen_item(
    assignment: Assignment, *, reason: str, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> None:
    """A closed item is open again when one of its assignments is."""
    item = assignment.item
    if assignment.is_top and _state_of(item) == ItemState.CLOSED:
        item_actions.reopen(item, reason, by=_keeper(by, item), now=now, recorded_for=recorded_for)


def bring_item_back(
    assignment: Assignment, *, reason: str, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> None:
    """An item moved away is in the books again when it is handed out again."""
    item = assignment.item
    if _state_of(item) == ItemState.MOVED_AWAY:
        item_moves.bring_back(item, reason, by=_keeper(by, item), now=now, recorded_for=recorded_for)


def _held_here(item: Item) -> bool:
    return Assignment.objects.standing().filter(item=item, parent=None, unit__managed_here=True).exists()


def _state_of(item: Item) -> str:
    item.refresh_from_db(fields=["state"])
    return str(item.state)


def _keeper(by: Actor, item: Item) -> Actor:
    """The item follows by itself when whoever acted keeps the assignment but not the item."""
    return by if keeps(by, item) else SYSTEM
