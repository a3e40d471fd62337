"""标记与主题: each mark by somebody; topics by hand; access as rows."""

import datetime as dt

import pytest

from huiyin.events.actors import RecordedFor
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items.actions import grant_access, mark, record_mark, register, report_mark, tag, unmark, untag
from huiyin.items.checks import mark_blockers
from huiyin.items.models import Access, Item
from tests.items.conftest import draft

DAY = dt.date(2022, 4, 19)


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


@pytest.mark.rule("R37")
def test_a_led_item_needs_its_leader_a_plan_and_a_visit(item, facts):
    led = mark(item, kind="leader_led", by_whom="市人大常委会", **facts)
    assert [str(row) for row in mark_blockers(item)] == [
        "市人大常委会领办还没有写明领办的领导。",
        "市人大常委会领办还没有经领导审定的工作方案。",
        "市人大常委会领办还没有调研或座谈记录。",
    ]
    mark(item, kind="leader_led", by_whom="市人大常委会", leader="某副主任", **facts)
    record_mark(led, kind="plan", on=DAY, text="方案已审定", **facts)
    assert len(mark_blockers(item)) == 1
    record_mark(led, kind="discussion", on=DAY, text="在某社区座谈", people="某副主任、张三", **facts)
    assert mark_blockers(item) == []


@pytest.mark.rule("R73")
def test_a_key_item_needs_a_plan_a_meeting_and_a_report(item, facts):
    key = mark(item, kind="key", by_whom="市政府", **facts)
    record_mark(key, kind="plan", on=DAY, text="方案", **facts)
    assert [row.text for row in mark_blockers(item)] == [
        "市政府重点督办还没有会议记录。",
        "市政府重点督办还没有书面报告。",
    ]
    record_mark(key, kind="meeting", on=DAY, text="督办会", **facts)
    report_mark(key, note="已报告", **facts)
    assert mark_blockers(item) == []
    assert [row.kind for row in key.records.all()] == ["plan", "meeting", "report"]


def test_open_handling_asks_for_nothing(item, facts):
    mark(item, kind="open_handling", by_whom="市政府", **facts)
    assert mark_blockers(item) == []


def test_a_record_says_something_of_a_day_that_has_come(item, facts):
    key = mark(item, kind="key", by_whom="市政府", **facts)
    for wrong in ({"text": " ", "on": DAY}, {"text": "某", "on": dt.date(2022, 5, 1)}):
        with pytest.raises(NotReady):
            record_mark(key, kind="plan", **wrong, **facts)


def test_strangers_record_nothing(item, facts, person, now):
    key = mark(item, kind="key", by_whom="市政府", **facts)
    with pytest.raises(NotAllowed):
        record_mark(key, kind="plan", on=DAY, text="某", by=person("stranger"), now=now)
