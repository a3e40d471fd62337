"""What is answered without a letter of this house: items kept offline, and those that want no written reply."""

import datetime as dt

from django.db import transaction

from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import NotReady
from huiyin.handling.actions import answer
from huiyin.handling.duties import waive_all
from huiyin.handling.models import Assignment, DutyKind

OFFLINE_WAIVES = [DutyKind.CONTACT.value, DutyKind.SUBMIT_UP.value]


def is_answered_by_hand(assignment: Assignment) -> bool:
    """线下办理的，和主办、分办中提出人不需要书面答复的。"""
    item = assignment.item
    return item.offline or (item.no_written_reply and assignment.owes_reply)


@transaction.atomic
def answer_by_hand(
    assignment: Assignment, *, on: dt.date, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Assignment:
    """登记已办：线下办理的件在线下答复、沟通、报送，只记哪一天（R48）；不需要书面答复的件研究吸收后登记，再办结（R11）。"""
    if not is_answered_by_hand(assignment):
        raise NotReady("这一件要拟稿答复；只有线下办理的、不需要书面答复的才直接登记已办。")
    if on > local_day(now):
        raise NotReady("日期不能晚于今天。")
    answer(assignment, on=on, by=by, now=now, recorded_for=recorded_for)
    kinds = OFFLINE_WAIVES if assignment.item.offline else [DutyKind.SUBMIT_UP.value]
    reason = "线下办理，不在本系统沟通、报送" if assignment.item.offline else "提出人不需要书面答复"
    waive_all(assignment, kinds, on=on, reason=reason, by=by)
    return assignment
