"""Where each assignment stands: its stage on the progress track, its light, the next day it must keep."""

import datetime as dt

from django.db import models
from django.db.models import Case, CharField, DateField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from huiyin.handling.models import Assignment, Duty, DutyKind, Pause, State
from huiyin.replies.models import Reply
from huiyin.replies.models import State as ReplyState
from huiyin.workdays.calendar import CalendarNotPublished, add_workdays

NEAR_WORKDAYS = 5


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
    """临期 reaches five working days ahead; without a published calendar, a week."""
    try:
        return add_workdays(today, NEAR_WORKDAYS)
    except CalendarNotPublished:
        return today + dt.timedelta(days=7)


def staged(assignments: QuerySet[Assignment], *, today: dt.date) -> QuerySet[Assignment]:
    """Add `stage`, `next_due_on`, `paused` and `light`; needs `top` of counted.known."""
    latest = Reply.objects.filter(assignment=OuterRef("top")).order_by("-id")
    running = Pause.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=today), assignment=OuterRef("top"), starts_on__lte=today, approved=True
    )
    rating = Duty.objects.owed().filter(assignment=OuterRef("top"), kind=DutyKind.RATING)
    return (
        assignments.annotate(
            reply_state=Subquery(latest.values("state")[:1]),
            draft_letter=Subquery(latest.values("class_letter")[:1]),
            paused=Exists(running),
            awaits_rating=Exists(rating),
            next_due_on=Coalesce(_next_due("pk"), _next_due("parent_id"), output_field=DateField()),
        )
        .annotate(stage=_stage())
        .annotate(light=_light(today))
    )


def _next_due(whose: str) -> Subquery:
    owed = Duty.objects.owed().filter(assignment=OuterRef(whose), due_on__isnull=False)
    return Subquery(owed.order_by("due_on").values("due_on")[:1])


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
        When(paused=True, then=Value(str(Light.PAUSE))),
        When(next_due_on__lt=today, then=Value(str(Light.LATE))),
        When(next_due_on__lte=near_until(today), then=Value(str(Light.NEAR))),
        When(next_due_on__isnull=False, then=Value(str(Light.OK))),
        default=Value(str(Light.WAIT)),
        output_field=CharField(),
    )
