"""The life of a motion or a recommendation, step by step: each with its day, its text, its paper."""

import datetime as dt

from django.db import transaction

from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items import checks, policy
from huiyin.items.course_flow import FLOW
from huiyin.items.models import Course, CourseStep, Item, Kind

COURSED = (Kind.MOTION, Kind.RECOMMENDATION)


def course_of(item: Item) -> Course:
    """The course of this item; of one nothing is known of yet, an unsaved one that was just received."""
    found = Course.objects.filter(item=item).first() or Course(item=item)
    found.item = item
    return found


@transaction.atomic
def take_step(
    item: Item,
    *,
    verb: str,
    by: Actor,
    now: dt.datetime,
    on: dt.date | None = None,
    text: str = "",
    file: StoredFile | None = None,
    recorded_for: RecordedFor | None = None,
) -> CourseStep:
    """议案、建议案的办理环节：定方案、开始办理、报告进展、审议、结束或继续办理；会办单位照听到的登记。"""
    if not policy.keeps(by, item):
        raise NotAllowed("您没有权限登记议案、建议案的环节。")
    if item.kind not in COURSED:
        raise NotReady("只有议案、建议案有自己的办理环节。")
    if verb not in FLOW.by_verb:
        raise NotReady("没有这个环节。")
    checks.insist(checks.no_content(item, text, file))
    Course.objects.get_or_create(item=item)
    course = course_of(item)
    day = on or local_day(now, recorded_for)
    if day > local_day(now):
        raise NotReady("日期不能晚于今天。")
    if (last := course.steps.last()) and day < last.on:
        raise NotReady(f"日期早于上一个环节（{last.on}）。")
    FLOW.move(course, verb, by=by, at=now, facts={"on": day.isoformat()}, recorded_for=recorded_for)
    return CourseStep.objects.create(
        course=course, stage=course.state, on=day, text=text.strip(), file=file, recorded_by=by.actor_name
    )
