"""What a corrected hand-over list changes on an assignment: the fixed day and the word for the role."""

import datetime as dt

from django.db import transaction

from huiyin.events.actions import record
from huiyin.events.actors import Actor
from huiyin.flow.errors import NotAllowed
from huiyin.handling import clocks, policy
from huiyin.handling.models import Assignment, DutyKind

MAIN = (DutyKind.REPLY, DutyKind.OPINION)


@transaction.atomic
def correct_dispatch(
    assignment: Assignment,
    *,
    by: Actor,
    now: dt.datetime,
    notice_due_on: dt.date | None = None,
    role_label: str = "",
) -> Assignment:
    """更正交办：交办单位改了通知所定期限或承办方式的叫法；期限随即重算，已完成的义务不动。"""
    if not (policy.coordinates(by, assignment) or policy.dispatches(by, assignment)):
        raise NotAllowed("您没有权限更正交办内容。")
    facts: dict[str, str] = {}
    if notice_due_on and notice_due_on != assignment.notice_due_on:
        facts |= {"due_before": str(assignment.notice_due_on or ""), "due_on": notice_due_on.isoformat()}
        assignment.notice_due_on = notice_due_on
        assignment.duties.owed().filter(kind__in=MAIN, round=1).update(notice_due_on=notice_due_on)
    if role_label and role_label != assignment.role_label:
        facts |= {"label_before": assignment.role_label, "role_label": role_label}
        assignment.role_label = role_label
    if not facts:
        return assignment
    assignment.save(update_fields=["notice_due_on", "role_label"])
    clocks.recompute([assignment, *assignment.children.all()])
    subject = f"assignment:{assignment.pk}"
    record("handling.dispatch_corrected", f"item:{assignment.item_id}", by=by, at=now, subject=subject, facts=facts)
    return assignment
