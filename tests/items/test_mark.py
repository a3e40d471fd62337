"""标记与主题: each mark by somebody; topics by hand; access as rows."""

import datetime as dt

import pytest

from huiyin.events.actors import RecordedFor
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items.actions import grant_access, mark, register, report_mark, tag, unmark, untag
from huiyin.items.models import Access, Item
from tests.items.conftest import draft


def test_one_mark_by_each(item, facts):
    one = mark(item, kind="leader_led", by_whom="市人大常委会", leader="某主任", **facts)
    assert mark(item, kind="leader_led", by_whom="市人大常委会", **facts) == one
    mark(item, kind="key", by_whom="市政府", **facts)
    assert item.marks.count() == 2
    assert Event.objects.filter(verb="items.marked").count() == 2


def test_a_mark_says_by_whom_and_why_it_went(item, facts):
    with pytest.raises(NotReady):
        mark(item, kind="key", by_whom=" ", **facts)
    row = mark(item, kind="key", by_whom="市政府", **facts)
    with pytest.raises(NotReady):
        unmark(row, reason="", **facts)
    unmark(row, reason="调整", **facts)
    assert item.marks.count() == 0


def test_a_report_counts_on_the_day_it_was_made(item, facts):
    row = mark(item, kind="key", by_whom="市政府", **facts)
    told = RecordedFor(who="督查室", on=dt.date(2022, 4, 1), way="letter")
    assert report_mark(row, recorded_for=told, **facts).reported_on == dt.date(2022, 4, 1)


def test_topics_are_given_once(item, batch, facts):
    other = register(draft("2"), batch=batch, **facts)
    assert tag([item], "疫情防控", **facts) == 1
    assert tag([item, other], "疫情防控", **facts) == 1
    untag(item, item.topics.get(), **facts)
    assert Item.objects.filter(topics__name="疫情防控").get() == other


def test_access_is_given_once_and_opens_the_item(item, cast, person):
    assert not Item.objects.visible_to(person("wang")).exists()
    grant_access([(item, cast.renkou)], "allot")
    grant_access([(item, cast.renkou)], "allot")
    assert Item.objects.visible_to(person("wang")).get() == item
    assert Access.objects.filter(unit=cast.renkou).count() == 1
    assert not Item.objects.visible_to(person("feng")).exists()


def test_strangers_mark_and_tag_nothing(item, person, now):
    for act in (lambda who: mark(item, kind="key", by_whom="某", **who), lambda who: tag([item], "某", **who)):
        with pytest.raises(NotAllowed):
            act({"by": person("stranger"), "now": now})
