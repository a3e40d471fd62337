"""Any order of splits, merges and take-overs: no item is lost, nobody loses their seat, no clock is forgotten."""

import datetime as dt
import random

import pytest

from huiyin.accounts.models import Post
from huiyin.cli.demo.cast import office_of
from huiyin.directory.models import Change, Unit
from huiyin.directory.reorganising import Reorganisation, heir_of
from huiyin.events.actors import SYSTEM
from huiyin.followup.succession import preview, reorganise
from huiyin.handling.models import Assignment, Duty
from huiyin.items.models import Access
from tests.answering import hand_over

STEPS = 5


@pytest.fixture
def cases(cast, now):
    return [hand_over(cast, now, no=f"{number:04}") for number in range(1, 4)]


def living(cast):
    return list(Unit.objects.offices_of(cast.unit).filter(valid_to=None))


def draw(dice, cast, now, step):
    """A change that makes sense as the tree stands, its choices drawn item by item."""
    fresh = [office_of(cast.unit, f"new{step}{n}", f"新{step}{n}处", {"by": SYSTEM, "now": now}) for n in (1, 2)]
    offices = [office for office in living(cast) if office not in fresh]
    change = dice.choice([Change.TAKE_OVER, Change.SPLIT, *([Change.MERGE] if len(offices) > 1 else [])])
    olds = dice.sample(offices, 2 if change == Change.MERGE else 1)
    news = fresh if change == Change.SPLIT else fresh[:1]
    plan = Reorganisation(change, tuple(olds), tuple(news), now.date(), "三定方案")
    return Reorganisation(**{**vars(plan), "chosen": {row.key: dice.choice(news) for row in preview(plan)}})


def owed(cases):
    return sorted(Duty.objects.owed().filter(assignment__parent=None).values_list("assignment", "kind", "due_on"))


def standing(cast, cases):
    """What must hold after every step."""
    shares = Assignment.objects.standing().exclude(parent=None).select_related("unit")
    assert not [share for share in shares.open() if share.unit.is_ended]
    for case in cases:
        mine = shares.filter(item=case.item)
        assert [share.role for share in mine].count("lead") == 1
        assert all(Access.objects.filter(item=case.item, unit=share.unit).exists() for share in mine)


@pytest.mark.parametrize("seed", range(2))
def test_no_item_is_lost_whatever_is_reorganised(cast, cases, now, seed):
    dice, before = random.Random(seed), owed(cases)
    seated = Post.objects.filter(held_to=None, unit__kind="office").values("user").distinct().count()
    for step in range(STEPS):
        now += dt.timedelta(days=1)
        reorganise(draw(dice, cast, now, step), by=SYSTEM, now=now)
        standing(cast, cases)
        assert owed(cases) == before
        held = Post.objects.on(now.date()).filter(unit__kind="office", unit__valid_to=None)
        assert held.values("user").distinct().count() == seated
    assert all(not heir_of(office).is_ended for office in Unit.objects.filter(kind="office"))
