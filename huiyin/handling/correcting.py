"""What is corrected on an assignment: the fixed day, the word for the role, which part a separate unit does."""

import datetime as dt

from django.db import transaction

from huiyin.events.actions import record
from huiyin.events.actors import Actor
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling import clocks, policy
from huiyin.handling.models import Assignment, DutyKind, Role

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


@transaction.atomic
def describe_share(assignment: Assignment, *, share: str, by: Actor, now: dt.datetime) -> Assignment:
    """写明分办内容：分别办理的，各单位办哪一部分（R31）；清单上没有写的，办结以前补上。"""
    if not (policy.coordinates(by, assignment) or policy.dispatches(by, assignment)):
        raise NotAllowed("您没有权限写分办内容。")
    if assignment.role != Role.SEPARATE or not share.strip():
        raise NotReady("分别办理的，要写明办哪一部分。")
    facts = {"before": assignment.share, "share": share.strip()}
    assignment.share = share.strip()
    assignment.save(update_fields=["share"])
    subject = f"assignment:{assignment.pk}"
    record("handling.share_described", f"item:{assignment.item_id}", by=by, at=now, subject=subject, facts=facts)
    return assignment
