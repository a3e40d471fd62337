"""办结 on its page: closed when nothing is missing, else the list of what is."""

import pytest

from huiyin.handling.models import State
from huiyin.items.models import Mark
from huiyin.items.models import State as ItemState
from tests.web.handling.conftest import WORD


def test_it_closes(press, answered):
    assignment = answered()
    press("lin", "close", assignment)
    assignment.refresh_from_db()
    assignment.item.refresh_from_db()
    assert assignment.state == State.CLOSED and assignment.item.state == ItemState.CLOSED


@pytest.fixture
def led(answered):
    """Answered, but led by somebody who has not been reported to (R37)."""
    assignment = answered()
    Mark.objects.create(item=assignment.item, kind="leader_led", by_whom="市人大常委会")
    return assignment


def test_what_is_missing_is_listed_each_with_its_place(browse, led):
    assignment = led
    page = browse("lin").get(f"/assignments/{assignment.pk}/close/").content.decode()
    assert "还不能办结" in page and f'href="/items/{assignment.item_id}/#marks"' in page
    assert '<button class="btn go" disabled>' in page


def test_pressed_anyway_it_stays_open(press, led):
    assignment = led
    response = press("lin", "close", assignment)
    assignment.refresh_from_db()
    assert response.status_code == 409 and assignment.state == State.ANSWERED


def test_an_officer_does_not_close(press, shared):
    assert press("wang", "close", shared).status_code == 403


def test_it_begins_again_with_a_reason(press, answered):
    assignment = answered()
    press("lin", "close", assignment)
    assert press("lin", "reopen", assignment).status_code == 200
    press("lin", "reopen", assignment, reason="提出人来电，要求补充")
    assignment.refresh_from_db()
    assert assignment.state == State.HANDLING


def test_the_dispatcher_takes_it_back_by_the_coordinators_pen(press, assignment):
    press("lin", "withdraw", assignment, reason="改由市农业农村局办理", **WORD)
    assignment.refresh_from_db()
    assert assignment.state == State.WITHDRAWN


def test_a_withdrawn_item_stops_every_clock(press, assignment):
    press("lin", "withdraw_item", assignment.item, reason="提出人书面撤回", **{**WORD, "rec_way": "letter"})
    assignment.refresh_from_db()
    assert assignment.item.state == ItemState.WITHDRAWN and assignment.state == State.WITHDRAWN
    assert not assignment.duties.owed().exists()
