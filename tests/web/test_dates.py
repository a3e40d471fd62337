"""How the house speaks of dates and events."""

import datetime as dt
import re

import pytest

from huiyin.events.models import Event
from huiyin.followup.flow import FLOW as PROMISES
from huiyin.handling.flow import FLOW as PARTS
from huiyin.items.flow import FLOW as ITEMS
from huiyin.replies.flow import FLOW as REPLIES
from huiyin.web.dates import moment, remainder, short_day, tone
from huiyin.web.words import phrases, told
from tests import house
from tests.conftest import NOW

TODAY = dt.date(2022, 6, 14)


@pytest.mark.parametrize(
    ("due_on", "words", "look"),
    [
        (dt.date(2022, 6, 30), "还剩 12 个工作日", ""),
        (dt.date(2022, 6, 17), "还剩 3 个工作日", "near"),
        (TODAY, "今天到期", "near"),
        (dt.date(2022, 6, 10), "逾期 2 个工作日", "late"),
        (dt.date(2040, 6, 10), "还剩 6571 日", ""),
    ],
)
def test_what_remains_is_said_in_working_days(due_on, words, look):
    assert remainder(due_on, TODAY) == words
    assert tone(due_on, None, TODAY) == look


def test_what_is_done_says_how_early_or_late():
    assert remainder(dt.date(2022, 6, 10), TODAY, dt.date(2022, 6, 8)) == "提前 2 个工作日完成"
    assert remainder(dt.date(2022, 6, 10), TODAY, dt.date(2022, 6, 13)) == "迟了 1 个工作日"
    assert remainder(dt.date(2022, 6, 10), TODAY, dt.date(2022, 6, 10)) == "当日完成"


def test_another_year_is_named():
    assert short_day(dt.date(2022, 6, 30), TODAY) == "6月30日"
    assert short_day(dt.date(2021, 6, 30), TODAY) == "2021年6月30日"
    assert moment(NOW, NOW.date()) == "10:00"


def test_every_recorded_verb_has_a_phrase():
    flows = house_flows()
    recorded = {f"{flow.room}.{move.event}" for flow in flows for move in flow.moves}
    literal = re.compile(r'"((?:items|handling|replies|surveys|followup|accounts|directory)\.[a-z_]+)"')
    for path in house.modules():
        text = path.read_text(encoding="utf-8")
        if "record" in text and "/web/" not in path.as_posix():
            recorded |= set(literal.findall(text))
    assert sorted(verb for verb in recorded if verb not in phrases()) == []


def house_flows() -> list:
    return [ITEMS, PARTS, REPLIES, PROMISES]


def test_an_event_is_told_with_its_facts_and_for_whom():
    word = {"who": "市政府办公室", "on": "2022-04-15", "way": "upstream", "file": ""}
    facts = {"unit_name": "示例市卫生健康委员会", "role_label": "主办"}
    event = Event(verb="handling.dispatched", facts=facts, actor_name="林科", topic="item:1", at=NOW, recorded_for=word)
    line = told(event)
    assert line.title == "交办给示例市卫生健康委员会"
    assert line.detail == "主办，市政府办公室（上级系统，林科代记）"
    assert line.on == dt.date(2022, 4, 15)


def test_an_event_without_its_facts_is_told_all_the_same():
    line = told(Event(verb="items.marked", facts={}, actor_name="林科", topic="item:1", at=NOW))
    assert line.title == "定为件"
    assert line.detail == "林科"
