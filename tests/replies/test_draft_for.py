"""代拟: we draft, the office above answers."""

import pytest

from huiyin.flow.errors import NotAllowed
from huiyin.handling.actions import close
from huiyin.handling.models import DutyKind, State
from huiyin.replies.actions import deliver, issue, start_draft, submit
from huiyin.replies.models import ReplyKind
from huiyin.surveys.asked import is_asked
from tests.answering import hand_over


@pytest.fixture
def on_behalf(cast, now):
    return hand_over(cast, now, label="代拟", no="0041")


@pytest.mark.rule("R35")
def test_it_owes_a_text_and_neither_contact_nor_rating(on_behalf):
    owed = set(on_behalf.assignment.duties.owed().values_list("kind", flat=True))
    assert DutyKind.REPLY in owed
    assert not owed & {DutyKind.CONTACT, DutyKind.RATING, DutyKind.SUBMIT_UP}


@pytest.mark.rule("R35")
def test_no_reply_goes_out_in_our_name(on_behalf, case):
    with pytest.raises(NotAllowed, match="上级答复"):
        start_draft(on_behalf.assignment, kind=ReplyKind.REPLY, **on_behalf.by("wang"))
    with pytest.raises(NotAllowed):
        start_draft(case.assignment, kind=ReplyKind.DRAFT_FOR, **case.by("wang"))


def test_it_is_drafted_cleared_delivered_to_the_office_above_and_closed(on_behalf):
    draft = on_behalf.drafted()
    assert draft.kind == ReplyKind.DRAFT_FOR
    on_behalf.helped()
    letter = issue(on_behalf.sealed(on_behalf.through(submit(draft, **on_behalf.by("wang")))), **on_behalf.by("lin"))
    assert on_behalf.assignment.state == State.HANDLING
    row = deliver(letter, way="oa", **on_behalf.by("lin"))
    assert (row.submitter, row.unit.managed_here) == (None, False)
    on_behalf.assignment.refresh_from_db()
    assert (on_behalf.assignment.state, is_asked(letter)) == (State.ANSWERED, False)
    assert close(on_behalf.assignment, **on_behalf.by("lin")).state == State.CLOSED
