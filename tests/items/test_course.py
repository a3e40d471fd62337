"""议案、建议案: a life of their own beside ours, recorded step by step."""

import datetime as dt

import pytest

from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.items.actions import register
from huiyin.items.courses import course_of, take_step
from huiyin.items.models import Kind, Stage
from tests.items.conftest import draft


@pytest.fixture
def motion(batch, facts):
    return register(draft("1号", kind=Kind.MOTION, title="关于托育立法的议案"), batch=batch, **facts)


def test_it_begins_where_it_was_received(motion):
    assert (course_of(motion).state, course_of(motion).pk) == (Stage.RECEIVED, None)


@pytest.mark.parametrize(("end", "stage"), [("conclude", Stage.CONCLUDED), ("carry_on", Stage.CONTINUED)])
def test_it_goes_from_plan_to_deliberation(motion, facts, end, stage):
    for day, verb in enumerate(("lay_plan", "begin", "tell_progress", "tell_progress", "deliberate", end), start=1):
        take_step(motion, verb=verb, on=dt.date(2022, 4, day), text=f"第{day}步", **facts)
    course = course_of(motion)
    assert (course.state, course.steps.count()) == (stage, 6)
    assert Event.objects.filter(topic=motion.topic, verb="items.progress_told").count() == 2


def test_what_is_continued_begins_again(motion, facts):
    for verb in ("begin", "tell_progress", "deliberate", "carry_on", "begin"):
        take_step(motion, verb=verb, **facts)
    assert course_of(motion).state == Stage.UNDER_WAY


def test_steps_stand_in_their_order(motion, facts):
    with pytest.raises(Stale):
        take_step(motion, verb="deliberate", **facts)
    take_step(motion, verb="lay_plan", on=dt.date(2022, 4, 10), **facts)
    for day, word in ((dt.date(2022, 4, 9), "早于上一个环节"), (dt.date(2022, 5, 1), "晚于今天")):
        with pytest.raises(NotReady, match=word):
            take_step(motion, verb="begin", on=day, **facts)


def test_only_motions_and_recommendations_have_a_course(item, facts):
    with pytest.raises(NotReady, match="只有议案、建议案"):
        take_step(item, verb="lay_plan", **facts)


def test_outsider_cannot(motion, person, now):
    with pytest.raises(NotAllowed):
        take_step(motion, verb="lay_plan", by=person("stranger"), now=now)
