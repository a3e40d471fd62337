"""No sequence of acts loses an item, lets a date go stale, or makes the counts disagree."""

import datetime as dt
from types import ModuleType

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiyin.events.checks import verify_log
from huiyin.handling.models import OPEN_STATES, Assignment, State
from tests.walk import acts_inside, acts_on_items, acts_on_parts, invariants
from tests.walk.walker import Walker
from tests.walk.world import World, build


def _acts(*modules: ModuleType) -> list:
    named = [(name, act) for module in modules for name, act in vars(module).items() if not name.startswith("_")]
    return [act for name, act in sorted(named) if getattr(act, "__module__", "").startswith("tests.walk.acts")]


ACTS = _acts(acts_on_items, acts_on_parts, acts_inside)
USUAL = [acts_on_parts.go_on, acts_on_parts.sign_for, acts_on_items.dispatch_item, acts_inside.give_to_offices]
STEPS = st.tuples(
    st.sampled_from([*ACTS, *USUAL, *USUAL, *USUAL]),
    st.integers(0, 30),
    st.integers(0, 60),
    st.sampled_from([0, 0, 1, 3, 12, 40]),
    st.integers(0, 9).map(lambda n: n > 0),
)
SETTINGS = settings(
    deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck), print_blob=False
)


# What each walk finds when it sets out. Which rows the numbers choose is no matter, only that each act finds something.
BEGINNING = [
    *[(acts_on_items.register_item, n, 2 * n + 1, 0, True) for n in range(8)],
    *[(acts_on_items.register_item, n, 2 * n, 0, True) for n in (1, 3, 3)],
    *[(acts_on_items.dispatch_to_two, 0, n, 0, True) for n in (1, 2, 1)],
    *[(acts_on_items.dispatch_item, n, b, 0, True) for n, b in ((0, 2), (0, 2), (0, 2), (0, 15), (0, 3))],
    *[(acts_on_parts.sign_for, n, 1, 0, True) for n in (0, 0, 0, 0, 1)],
    *[(acts_inside.give_to_offices, n, 1, 1, True) for n in (0, 2, 3)],
    *[(acts_on_parts.decline, n, 1, 0, True) for n in (0, 4, 9)],
    *[(acts_on_parts.ask_longer, n, 1, 0, True) for n in (0, 1)],
    (acts_on_parts.decide_longer, 0, 1, 0, True),
    *[(acts_on_parts.pause, n, 1, 0, True) for n in (2,)],
    (acts_on_parts.talk, 0, 1, 0, True),
    *[(acts_on_parts.answer, n, 1, 0, True) for n in (1, 3, 0)],
    (acts_on_parts.finish, 0, 1, 0, True),
    *[(acts_on_items.dispatch_item, n, b, 0, True) for n, b in ((1, 2), (1, 9), (1, 2))],
    *[(acts_on_parts.withdraw, n, 3, 0, True) for n in (0, 12)],
    *[(acts_on_parts.sign_for, n, b, 0, True) for n in (0, 1) for b in (1, 2)],
    *[(acts_on_items.register_item, 0, n, 0, True) for n in (41, 43, 45)],
    *[(acts_on_items.dispatch_item, 0, n, 0, True) for n in (2, 2)],
    *[(acts_on_parts.ask_longer, n, 1, 0, True) for n in (0, 1, 2)],
    (acts_on_parts.decide_longer, 0, 1, 0, True),
    *[(acts_on_parts.pause, n, 1, 0, True) for n in (0, 1)],
    (acts_inside.plan_to_give, 0, 1, 0, True),
    (acts_on_items.mark_item, 0, 1, 0, True),
    (acts_on_items.group_items, 0, 1, 0, True),
]


@pytest.fixture
def world(db, now) -> World:
    """Fourteen items in all conditions: not yet handed out, being screened, with one unit, two, offices, over."""
    world = build(now)
    walk = Walker(world, now)
    for step in BEGINNING:
        walk.step(*step)
    invariants.hold(walk)
    missing = {*OPEN_STATES, State.CLOSED, State.WITHDRAWN} - set(Assignment.objects.values_list("state", flat=True))
    assert not missing
    return world


def go(world: World, now, steps) -> None:
    """One walk, forgotten afterwards."""
    with transaction.atomic():
        walk = Walker(world, now + dt.timedelta(days=1))
        for step in steps:
            if walk.step(*step):
                invariants.hold(walk)
            else:
                invariants.hold_still(walk)
        verdict = verify_log()
        assert verdict.unbroken, verdict.broken
        transaction.set_rollback(True)
    world.forget_seats()


# What a database could change is seen in fewer walks; what the rules do is the same on both.
@settings(SETTINGS, max_examples=300 if connection.vendor == "sqlite" else 60)
@given(steps=st.lists(STEPS, min_size=1, max_size=8))
def test_no_short_walk_loses_an_item(world, now, steps):
    go(world, now, steps)


@pytest.mark.walk
@settings(SETTINGS, max_examples=10_000)
@given(steps=st.lists(STEPS, min_size=4, max_size=30))
def test_no_long_walk_loses_an_item(world, now, steps):
    go(world, now, steps)
