"""登记已办: items kept offline, and those that want no written reply (R11, R48)."""

import datetime as dt

import pytest

from huiyin.events.actors import RecordedFor
from huiyin.files import storage
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.handling import actions
from huiyin.handling.by_hand import answer_by_hand
from huiyin.handling.contacts import add_contact
from huiyin.handling.models import Duty, Role, State
from huiyin.items.models import Item
from huiyin.items.models import State as ItemState
from huiyin.replies.actions import start_draft

SECRET = {"title": "", "offline": True, "lead_submitter": None}
TODAY = dt.date(2022, 4, 20)


@pytest.fixture
def signed(given, new_item, person, now):
    """signed(offline=True …) is a part that was signed for."""

    def make(role=Role.LEAD, **facts):
        row = given(role=role, item=new_item("0099", **facts))
        return actions.sign_for(row, by=person("lin"), now=now)

    return make


@pytest.mark.rule("R48")
@pytest.mark.parametrize("role", [Role.LEAD, Role.ASSIST])
def test_an_offline_item_goes_its_way_without_a_word_of_its_content(signed, person, now, role):
    row, who = signed(role, **SECRET), {"by": person("lin"), "now": now}
    answer_by_hand(row, on=TODAY, **who)
    assert not Duty.objects.owed().filter(assignment=row, blocks_closing=True).exists()
    assert actions.close(row, **who).state == State.CLOSED
    item = Item.objects.get(pk=row.item_id)
    assert (item.state, item.title, item.text, item.asks.count()) == (ItemState.CLOSED, "", "", 0)


@pytest.mark.rule("R48")
def test_no_draft_and_no_words_of_a_talk(signed, person, now):
    row, who = signed(**SECRET), {"by": person("lin"), "now": now}
    with pytest.raises(NotReady, match="线下办理"):
        start_draft(row, **who)
    talk = {"submitter": None, "way": "phone", "contacted_on": TODAY, "people": "林科"}
    paper = storage.save(b"%PDF-1.4\n", name="记录.pdf", by="user:1", at=now)
    for content in ({"content": "某"}, {"content": "", "file": paper}):
        with pytest.raises(NotReady, match="线下办理"):
            add_contact(row, **talk, **content, **who)
    assert add_contact(row, **talk, content="", **who).content == ""


@pytest.mark.rule("R11")
def test_what_wants_no_written_reply_is_closed_all_the_same(signed, person, now):
    row, who = signed(no_written_reply=True), {"by": person("lin"), "now": now}
    assert not Duty.objects.filter(assignment=row, kind="reply").exists()
    with pytest.raises(Stale):
        actions.close(row, **who)
    answer_by_hand(row, on=TODAY, **who)
    add_contact(row, submitter=None, way="phone", contacted_on=TODAY, people="林科", content="研究吸收", **who)
    assert actions.close(row, **who).state == State.CLOSED


def test_every_other_item_is_answered_by_a_letter(signed, person, now):
    with pytest.raises(NotReady, match="拟稿答复"):
        answer_by_hand(signed(), on=TODAY, by=person("lin"), now=now)


def test_not_before_it_happened_and_not_by_a_stranger(signed, person, now):
    row = signed(**SECRET)
    with pytest.raises(NotReady, match="晚于今天"):
        answer_by_hand(row, on=dt.date(2022, 5, 1), by=person("lin"), now=now)
    with pytest.raises(NotAllowed):
        told = RecordedFor(who="某", on=TODAY, way="paper")
        answer_by_hand(row, on=TODAY, by=person("stranger"), now=now, recorded_for=told)
