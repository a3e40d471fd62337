"""Where each assignment stands: its stage on the progress track, its light, the next day it must keep."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Subquery, Value, When

from huiyin.handling.figures import NEAR_DAYS, NEAR_WORKDAYS
from huiyin.handling.models import Assignment, Duty, DutyKind, Role, State, Wait
from huiyin.replies.models import Reply, ReplyKind
from huiyin.replies.models import State as ReplyState
from huiyin.workdays.calendar import CalendarNotPublished, add_workdays


class Stage(models.TextChoices):
    WAITING = "waiting", "待签收"
    DECLINING = "declining", "退办中"
    DRAFTING = "drafting", "拟稿"
    CONSULTING = "consulting", "征询"
    CLEARING = "clearing", "审签"
    SIGNED = "signed", "成文"
    ISSUED = "issued", "送达"
    RATING = "rating", "评价"
    CLOSED = "closed", "销号"
    NOTED = "noted", "阅知"
    WITHDRAWN = "withdrawn", "已撤销"


class Light(models.TextChoices):
    LATE = "late", "逾期"
    NEAR = "near", "临期"
    OK = "ok", "正常"
    PAUSE = "pause", "暂停"
    WAIT = "wait", "未起算"
    DONE = "done", "办结"


TRACK = (Stage.DRAFTING, Stage.CONSULTING, Stage.CLEARING, Stage.SIGNED, Stage.ISSUED, Stage.RATING, Stage.CLOSED)


def near_until(today: dt.date) -> dt.date:
    """临期 reaches to the eve of the sixth working day (R69); without a published calendar, a week."""
    try:
        return add_workdays(today, NEAR_WORKDAYS + 1) - dt.timedelta(days=1)
    except CalendarNotPublished:
        return today + dt.timedelta(days=NEAR_DAYS)


def staged(assignments: Any, *, today: dt.date) -> QuerySet[Assignment]:
    """Add `stage`, `light`, `next_due_on`, `is_paused` and who it waits for, to a queryset that has `top` from counted.known."""
    latest = Reply.objects.filter(assignment=OuterRef("top")).order_by("-id")
    first_hand = latest.exclude(kind=ReplyKind.FOLLOW_UP)  # a follow-up hides no class (R54)
    rating = Duty.objects.owed().filter(assignment=OuterRef("top"), kind=DutyKind.RATING)
    waiting = Wait.objects.filter(assignment=OuterRef("top"), ended_on=None)
    found: QuerySet[Assignment] = (
        assignments.with_lights(on=today)
        .with_waits("top")
        .annotate(
            reply_state=Subquery(latest.values("state")[:1]),
            draft_letter=Subquery(first_hand.values("class_letter")[:1]),
            awaits_rating=Exists(rating),
            wait_kind=Subquery(waiting.values("kind")[:1]),
            waits_since=Subquery(waiting.values("since")[:1]),
        )
    )
    return found.annotate(stage=_stage()).annotate(light=_light(today))


def _stage() -> Case:
    as_it_is = (State.WAITING, State.DECLINING, State.CLOSED, State.NOTED, State.WITHDRAWN)
    return Case(
        *[When(state=state, then=Value(str(state))) for state in as_it_is],
        When(state=State.ANSWERED, awaits_rating=True, then=Value(str(Stage.RATING))),
        When(state=State.ANSWERED, then=Value(str(Stage.ISSUED))),
        When(reply_state=ReplyState.CONSULTING, then=Value(str(Stage.CONSULTING))),
        When(reply_state=ReplyState.CLEARING, then=Value(str(Stage.CLEARING))),
        When(reply_state=ReplyState.SIGNED, then=Value(str(Stage.SIGNED))),
        default=Value(str(Stage.DRAFTING)),
        output_field=CharField(),
    )


def _light(today: dt.date) -> Case:
    over = (State.CLOSED, State.NOTED, State.WITHDRAWN)
    return Case(
        When(state__in=over, then=Value(str(Light.DONE))),
        When(role=Role.REFER, then=Value(str(Light.WAIT))),  # what came for reference is never late (R32)
        When(is_paused=True, then=Value(str(Light.PAUSE))),
        When(next_due_on__lt=today, then=Value(str(Light.LATE))),
        When(next_due_on__lte=near_until(today), then=Value(str(Light.NEAR))),
        When(next_due_on__isnull=False, then=Value(str(Light.OK))),
        When(state=State.ANSWERED, then=Value(str(Light.DONE))),
        default=Value(str(Light.WAIT)),
        output_field=CharField(),
    )
