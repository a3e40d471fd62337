"""更正: what was registered wrongly, by whom, with what was there before."""

import pytest

from huiyin.directory.submitters import SubmitterName
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items.actions import change_item, confirm_signature, edit_asks, set_signers
from huiyin.items.models import Access


def test_it_changes_and_says_from_what(item, facts):
    change_item(item, title="新标题", official_no="20220306", **facts)
    item.refresh_from_db()
    assert (item.title, item.seq) == ("新标题", 306)
    assert Event.objects.latest("pk").facts["changes"]["title"] == ["关于托育的建议", "新标题"]


def test_no_change_is_no_event(item, facts):
    before = Event.objects.count()
    change_item(item, title=item.title, **facts)
    set_signers(item, lead=SubmitterName("张三"), cosigners=[SubmitterName("李四")], **facts)
    edit_asks(item, ["关于托育的建议"], **facts)
    assert Event.objects.count() == before


def test_the_log_does_not_keep_the_text(item, facts):
    change_item(item, text="很长的正文", **facts)
    assert Event.objects.latest("pk").facts["changes"]["text"] == ["0字", "5字"]


def test_state_is_no_column_to_change(item, facts):
    with pytest.raises(ValueError, match="state"):
        change_item(item, state="closed", **facts)


def test_a_secret_item_is_given_no_title(item, facts):
    with pytest.raises(NotReady):
        change_item(item, offline=True, **facts)


def test_signers_are_replaced_in_order(item, facts):
    set_signers(item, lead=SubmitterName("李四"), cosigners=[SubmitterName("王五"), SubmitterName("张三")], **facts)
    assert [row.submitter.name for row in item.signatures.all()] == ["李四", "王五", "张三"]


def test_a_cosigner_confirms(item, facts, now):
    row = item.signatures.get(order=1)
    type(row).objects.filter(pk=row.pk).update(confirmed_on=None)
    row.refresh_from_db()
    assert confirm_signature(row, **facts).confirmed_on == now.date()


def test_asks_are_renumbered_and_never_none(item, facts):
    asks = edit_asks(item, ["一", " ", "二", "三"], **facts)
    assert [(ask.number, ask.text) for ask in asks] == [(1, "一"), (2, "二"), (3, "三")]
    assert len(edit_asks(item, ["一"], **facts)) == 1
    with pytest.raises(NotReady):
        edit_asks(item, ["  "], **facts)


def test_the_office_that_works_on_it_splits_asks_and_changes_nothing_else(item, cast, person, now):
    who = {"by": person("wang"), "now": now}
    with pytest.raises(NotAllowed):
        edit_asks(item, ["一", "二"], **who)
    Access.objects.create(item=item, unit=cast.renkou, why="allot")
    assert len(edit_asks(item, ["一", "二"], **who)) == 2
    with pytest.raises(NotAllowed):
        change_item(item, title="某", **who)
