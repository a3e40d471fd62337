"""An ended unit gets nothing new: no item, no share, no post, no leader — and the sentence says where to go."""

import datetime as dt

import pytest

from huiyin.accounts.actions import appoint, give_portfolio
from huiyin.accounts.models import Role as Post
from huiyin.cli.demo.cast import office_of
from huiyin.directory.models import Change
from huiyin.directory.reorganising import Reorganisation
from huiyin.events.actors import SYSTEM
from huiyin.flow.errors import NotReady
from huiyin.followup.succession import reorganise
from huiyin.handling.allotting import Share, allot
from huiyin.handling.dispatching import dispatch
from huiyin.handling.models import Role
from tests.answering import DISPATCHED, hand_over

ON = dt.date(2022, 4, 18)


def end(old, heir, now):
    reorganise(Reorganisation(Change.TAKE_OVER, (old,), (heir,), ON, "三定方案"), by=SYSTEM, now=now)
    old.refresh_from_db()
    return old


def test_an_ended_office_gets_no_share_and_no_people(cast, now):
    case = hand_over(cast, now, received=False)
    heir = office_of(cast.unit, "tuoyu", "托育处", {"by": SYSTEM, "now": now})
    old = end(cast.renkou, heir, now)
    with pytest.raises(NotReady, match="承接的处室"):
        allot(case.assignment, [Share(old)], **case.by("lin"))
    with pytest.raises(NotReady, match="已经撤销"):
        appoint(cast.people["wang"], old, Post.OFFICER, by=SYSTEM, now=now)
    with pytest.raises(NotReady, match="已经撤销"):
        give_portfolio(cast.people["wu"], old, by=SYSTEM, now=now)


def test_an_ended_department_gets_no_item_of_a_later_day(cast, now):
    case = hand_over(cast, now, received=False)
    ended = end(cast.other, cast.unit, now)
    facts = {"role": Role.ASSIST, "role_label": "会办", "by": SYSTEM, "now": now}
    with pytest.raises(NotReady, match="承接单位"):
        dispatch(case.item, ended, dispatched_on=now.date(), **facts)
    assert dispatch(case.item, ended, dispatched_on=DISPATCHED, **facts).unit == ended
