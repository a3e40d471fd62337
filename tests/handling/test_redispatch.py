"""再交办, and 转交处室 inside a unit."""

import datetime as dt

import pytest

from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling.declining import decline, grant_decline
from huiyin.handling.models import DutyKind, Role, State
from huiyin.handling.redirecting import redirect
from huiyin.handling.redispatching import redispatch
from huiyin.items.models import Access
from huiyin.items.models import State as ItemState

ASKED = {"reason": "不属本单位职责", "proposed_unit": "示例市教育局"}
AGAIN = {"role": Role.LEAD, "role_label": "主办", "dispatched_on": dt.date(2022, 4, 28), "reason": "职责在该单位"}


@pytest.fixture
def returned(of_place, given, person, now, word):
    of_place("chongqing")
    row = decline(given(), by=person("lin"), now=now, **ASKED)
    return grant_decline(row, by=person("lin"), now=now, recorded_for=word)


@pytest.mark.rule("R22")
def test_the_pack_says_by_when_it_is_handed_out_again(returned):
    assert returned.declines.get().redispatch_due_on == dt.date(
        2022, 5, 6
    )  # Sunday 24 April is worked, 30 April to 4 May is not


@pytest.mark.rule("R22")
def test_the_new_unit_counts_from_its_own_day_and_the_chain_stays(returned, cast, dispatcher, now):
    row = redispatch(returned, cast.other, by=dispatcher, now=now, **AGAIN)
    assert (row.state, row.came_from) == (State.WAITING, returned)
    assert row.duties.get(kind=DutyKind.REPLY).due_on == dt.date(2022, 7, 28)
    assert returned.declines.get().redispatched_on == dt.date(2022, 4, 28)
    event = Event.objects.get(verb="handling.redispatched")
    assert event.facts["from_unit"] == cast.unit.name


def test_an_item_moved_away_comes_back_to_a_lone_unit(returned, cast, person, now, word):
    returned.item.refresh_from_db()
    assert returned.item.state == ItemState.MOVED_AWAY
    row = redispatch(returned, cast.unit, by=person("lin"), now=now, recorded_for=word, **AGAIN)
    row.item.refresh_from_db()
    assert (row.item.state, row.item.left_on) == (ItemState.DISPATCHED, None)
    assert Event.objects.get(verb="items.brought_back").facts["reason"] == AGAIN["reason"]


@pytest.mark.rule("R23")
def test_no_unit_hands_it_on_by_itself(returned, cast, person, now, word):
    with pytest.raises(NotReady, match="代为登记"):
        redispatch(returned, cast.unit, by=person("lin"), now=now, **AGAIN)
    with pytest.raises(NotAllowed):
        redispatch(returned, cast.other, by=person("lin"), now=now, recorded_for=word, **AGAIN)
    with pytest.raises(NotAllowed):
        redispatch(returned, cast.unit, by=person("stranger"), now=now, recorded_for=word, **AGAIN)


@pytest.mark.parametrize(
    ("wrong", "said"), [({"reason": " "}, "理由"), ({"dispatched_on": dt.date(2022, 4, 19)}, "早于退回")]
)
def test_it_needs_a_reason_and_a_later_day(returned, cast, dispatcher, now, wrong, said):
    with pytest.raises(NotReady, match=said):
        redispatch(returned, cast.other, by=dispatcher, now=now, **{**AGAIN, **wrong})


def test_what_is_still_worked_on_is_not_handed_out_again(assignment, cast, dispatcher, now):
    with pytest.raises(NotReady, match="还在办理"):
        redispatch(assignment, cast.other, by=dispatcher, now=now, **AGAIN)


@pytest.mark.rule("R23")
def test_an_office_s_part_goes_to_another_office_as_the_coordinator_says(shared, cast, person, now, office):
    share = decline(shared.children.get(unit=cast.renkou), by=person("wang"), now=now, **ASKED)
    with pytest.raises(NotAllowed):
        redirect(share, office, by=person("wang"), now=now)
    row = redirect(share, office, by=person("lin"), now=now)
    share.refresh_from_db()
    assert (share.state, row.came_from, row.role) == (State.WITHDRAWN, share, Role.LEAD)
    assert row.duties.get(kind=DutyKind.REPLY).due_on == shared.duties.get(kind=DutyKind.REPLY).due_on
    assert Access.objects.filter(item=shared.item, unit=office).exists()
    assert Event.objects.get(verb="handling.redirected").facts["office"] == office.name


def test_never_to_an_office_of_another_unit_or_to_one_that_has_a_part(shared, cast, person, now):
    share = decline(shared.children.get(unit=cast.renkou), by=person("wang"), now=now, **ASKED)
    for office in (cast.other, cast.jiceng, cast.renkou):
        with pytest.raises(NotReady):
            redirect(share, office, by=person("lin"), now=now)
