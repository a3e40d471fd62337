"""撤案: in writing, by all where the place says so, not after dispatch where it says so (R8)."""

import datetime as dt

import pytest

from huiyin.events.actors import RecordedFor
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items.actions import dispatch, register, withdraw
from huiyin.items.models import Outcome, State
from tests.items.conftest import LETTER, draft

DAY = dt.date(2022, 3, 18)
BY_PHONE = RecordedFor(who="张三", on=dt.date(2022, 4, 20), way="phone")


@pytest.mark.rule("R8")
def test_word_of_mouth_is_not_enough(item, facts):
    for spoken in ({}, {"recorded_for": BY_PHONE}):
        with pytest.raises(NotReady, match="书面"):
            withdraw(item, "不再需要", **spoken, **facts)
    gone = withdraw(item, "不再需要", recorded_for=LETTER, **facts)
    assert (gone.state, gone.left_on) == (State.WITHDRAWN, LETTER.on)
    assert (gone.withdrawal.written_on, gone.withdrawal.written_by) == (LETTER.on, "张三")


@pytest.mark.rule("R8")
def test_in_shanghai_every_signer_agrees(item, ruled_by, facts):
    ruled_by("shanghai")
    first, other = item.signatures.all()
    with pytest.raises(NotReady, match="还差李四"):
        withdraw(item, "不再需要", recorded_for=LETTER, agreed=[first], **facts)
    withdraw(item, "不再需要", recorded_for=LETTER, agreed=[first, other], **facts)
    assert item.signatures.filter(withdrew_on=LETTER.on).count() == 2


@pytest.mark.rule("R8", "R6")
def test_who_never_confirmed_is_not_asked(batch, ruled_by, facts):
    ruled_by("shanghai")
    item = register(draft("9", cosigners_confirmed=False), batch=batch, **facts)
    agreed = [item.signatures.get(order=0)]
    assert withdraw(item, "不再需要", recorded_for=LETTER, agreed=agreed, **facts).state == State.WITHDRAWN


@pytest.mark.rule("R8")
def test_in_beijing_not_after_it_was_dispatched(item, ruled_by, facts):
    ruled_by("beijing")
    dispatch(item, on=DAY, **facts)
    with pytest.raises(NotReady, match="已经交办"):
        withdraw(item, "不再需要", recorded_for=LETTER, **facts)


@pytest.mark.rule("R8")
def test_before_that_it_may_be_withdrawn_in_beijing_too(item, ruled_by, facts):
    ruled_by("beijing")
    assert withdraw(item, "不再需要", recorded_for=LETTER, **facts).state == State.WITHDRAWN


@pytest.mark.rule("R9")
def test_what_is_withdrawn_is_screened_no_further(waiting, facts):
    withdraw(waiting.item, "不再需要", recorded_for=LETTER, **facts)
    waiting.refresh_from_db()
    assert waiting.state == Outcome.WITHDRAWN


def test_outsider_cannot(item, person, now):
    with pytest.raises(NotAllowed):
        withdraw(item, "某", recorded_for=LETTER, by=person("stranger"), now=now)
