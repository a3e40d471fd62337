"""A government office that hands out, and its departments, in one system."""

import datetime as dt

import pytest

from huiyin.accounts.actions import add_person, appoint
from huiyin.accounts.desk import sit_down
from huiyin.accounts.models import Role as Post
from huiyin.directory.actions import add_unit, change_unit, find_or_add_session
from huiyin.directory.models import UnitKind
from huiyin.events.actors import SYSTEM
from huiyin.flow.errors import NotAllowed
from huiyin.handling.actions import withdraw
from huiyin.handling.declining import decline, grant_decline
from huiyin.handling.dispatching import dispatch
from huiyin.handling.models import DutyKind, State
from huiyin.items.actions import ItemDraft, open_batch, register
from huiyin.items.models import State as ItemState
from tests.handling.conftest import DISPATCHED


@pytest.fixture
def hub(cast, now):
    """The government office above both departments."""
    facts = {"by": SYSTEM, "now": now}
    named = {"code": "shili-zfb", "name": "示例市政府办公室", "level": "municipal", "place": "示例市"}
    office = add_unit(kind=UnitKind.GOVERNMENT_OFFICE, pack="wuhan", managed_here=True, **named, **facts)
    for unit in (cast.unit, cast.other):
        change_unit(unit, parent=office, **facts)
    return office


@pytest.fixture
def dispatcher(hub, now):
    user = add_person(username="jiao", name="交办员", by=SYSTEM, now=now)
    appoint(user, hub, Post.DISPATCHER, by=SYSTEM, now=now)
    return sit_down(user, on=now.date())


@pytest.fixture
def handed(hub, cast, dispatcher, now):
    session = find_or_add_session(body="cppcc", level="municipal", place="示例市", term=14, sitting=1, year=2022)
    facts = {"by": dispatcher, "now": now}
    known = {"session": session, "name": "大会", "year": 2022, "dispatched_on": DISPATCHED, "in_session": True}
    batch = open_batch(unit=hub, **known, **facts)
    item = register(ItemDraft(kind="proposal", official_no="1", title="提案"), batch=batch, **facts)
    return dispatch(item, cast.unit, role="lead", role_label="主办", dispatched_on=DISPATCHED, **facts)


def test_the_dispatcher_grants_and_hands_it_to_another_from_that_day(handed, cast, person, dispatcher, now):
    decline(handed, reason="不属职责", proposed_unit="示例市教育局", by=person("lin"), now=now)
    grant_decline(handed, by=dispatcher, now=now)
    handed.item.refresh_from_db()
    assert handed.item.state == ItemState.DISPATCHED
    facts = {"role": "lead", "role_label": "主办", "dispatched_on": now.date(), "by": dispatcher, "now": now}
    second = dispatch(handed.item, cast.other, **facts)
    assert second.duties.get(kind=DutyKind.REPLY).due_on == dt.date(2022, 7, 20)
    assert list(handed.item.assignments.order_by("id").values_list("state", flat=True)) == ["withdrawn", "waiting"]


def test_a_department_neither_hands_on_nor_lets_go_by_itself(handed, cast, person, dispatcher, now):
    facts = {"role": "assist", "role_label": "会办", "dispatched_on": now.date(), "by": person("lin"), "now": now}
    with pytest.raises(NotAllowed):
        dispatch(handed.item, cast.other, **facts)
    assert withdraw(handed, reason="改由教育局承办", by=dispatcher, now=now).state == State.WITHDRAWN
