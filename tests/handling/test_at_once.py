"""Two at the same moment: one wins, the other is told."""

import datetime as dt
from threading import Barrier, Thread

import pytest
from django.db import connection

from huiyin.cli.demo.cast import seat_the_cast
from huiyin.directory.actions import find_or_add_session
from huiyin.events.actors import SYSTEM
from huiyin.flow.errors import HouseError
from huiyin.handling.actions import sign_for, withdraw
from huiyin.handling.declining import decline
from huiyin.handling.dispatching import dispatch
from huiyin.handling.models import Assignment, DeclineRequest
from huiyin.items.actions import ItemDraft, open_batch, register
from tests.handling.conftest import DISPATCHED


@pytest.fixture
def waiting(transactional_db, now):
    """A waiting assignment that other connections can see."""
    cast, facts = seat_the_cast(now=now), {"by": SYSTEM, "now": now}
    session = find_or_add_session(body="congress", level="municipal", place="示例市", term=15, sitting=1, year=2022)
    known = {"unit": cast.unit, "session": session, "name": "大会", "year": 2022, "in_session": True}
    batch = open_batch(dispatched_on=DISPATCHED, **known, **facts)
    item = register(ItemDraft(kind="suggestion", official_no="1", title="建议"), batch=batch, **facts)
    return dispatch(item, cast.unit, role="lead", role_label="主办", dispatched_on=DISPATCHED, **facts)


def race(pk, *acts):
    """Each act on a row of its own, read before either writes; how each ended."""
    gate, ends = Barrier(len(acts)), []

    def run(act):
        try:
            row = Assignment.objects.select_related("item__batch", "unit").get(pk=pk)
            gate.wait(10)
            act(row)
            ends.append("won")
        except HouseError as error:
            ends.append(type(error).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    [thread.start() for thread in threads]
    [thread.join(60) for thread in threads]
    return sorted(ends)


@pytest.mark.django_db(transaction=True)
def test_signed_for_and_withdrawn_at_once(waiting, now):
    ends = race(
        waiting.pk,
        lambda row: sign_for(row, by=SYSTEM, now=now),
        lambda row: withdraw(row, reason="改由教育局承办", by=SYSTEM, now=now),
    )
    assert ends == ["Stale", "won"]


@pytest.mark.django_db(transaction=True)
def test_signed_for_and_declined_at_once(waiting, now):
    ends = race(
        waiting.pk,
        lambda row: sign_for(row, by=SYSTEM, now=now),
        lambda row: decline(row, reason="不属职责", proposed_unit="示例市教育局", by=SYSTEM, now=now),
    )
    waiting.refresh_from_db()
    assert ends == ["Stale", "won"]
    assert waiting.state == ("declining" if DeclineRequest.objects.exists() else "handling")
    assert isinstance(waiting.signed_for_on, dt.date) != DeclineRequest.objects.exists()
