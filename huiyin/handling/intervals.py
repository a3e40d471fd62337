"""延期 and 暂停计时: asked for, decided, told, ended — each recomputes the dates, none overwrites one."""

import datetime as dt

from django.db import transaction

from huiyin.events.actions import record
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import NotReady, permit
from huiyin.handling import checks, clocks, policy
from huiyin.handling.models import Assignment, Duty, DutyKind, Extension, Pause
from huiyin.rules import packs


@transaction.atomic
def request_extension(
    assignment: Assignment,
    *,
    until: dt.date,
    reason: str,
    by: Actor,
    now: dt.datetime,
    recorded_for: RecordedFor | None = None,
) -> Extension:
    """申请延期：在期限届满以前提出，写明理由，至迟不超过交办之日起六个月。依据《代表法》第五十一条、R19。"""
    permit(policy.can_ask_interval(by, assignment), "申请延期")
    day = local_day(now, recorded_for)
    reply = _reply_duty(assignment)
    if reply.due_on is None or day > reply.due_on:
        raise NotReady("延期要在答复期限届满以前申请。" if reply.due_on else f"答复期限还算不出：{reply.uncertain}。")
    if until <= reply.due_on:
        raise NotReady(f"延期的日期应晚于现在的期限（{reply.due_on}）。")
    if until > (last := clocks.last_day(reply)):
        raise NotReady(f"延期至迟不超过{last}（交办之日起六个月内）。")
    if Extension.objects.filter(assignment=assignment, decided_on=None).exists():
        raise NotReady("上一次延期申请还没有决定。")
    extension = Extension.objects.create(
        assignment=assignment, requested_on=day, reason=checks.needed(reason, "延期"), until=until
    )
    facts = {"until": until.isoformat(), "reason": reason}
    _record(
        "handling.extension_requested", assignment, extension, by=by, at=now, facts=facts, recorded_for=recorded_for
    )
    return extension


@transaction.atomic
def decide_extension(
    extension: Extension,
    *,
    approved: bool,
    approver: str,
    by: Actor,
    now: dt.datetime,
    told_on: dt.date | None = None,
    recorded_for: RecordedFor | None = None,
) -> Extension:
    """决定延期：写明批准人；同意的，期限延至申请的日期，并告知提出人（没有告知的不得办结）。"""
    assignment = extension.assignment
    permit(policy.can_decide_interval(by, assignment), "决定延期")
    if packs.get(assignment.pack).switches.extension_needs_approval:
        checks.insist(checks.word_of_the_dispatcher(assignment, by, recorded_for))
    if not approver.strip():
        raise NotReady("延期要写明由谁批准。")
    day = local_day(now, recorded_for)
    columns = {"approved": approved, "approver": approver.strip(), "decided_on": day, "told_on": told_on}
    if not Extension.objects.filter(pk=extension.pk, decided_on=None).update(**columns):
        raise NotReady("这次延期申请已经决定。")
    extension.refresh_from_db()
    clocks.recompute([assignment])
    facts = {"until": extension.until.isoformat(), "approved": approved, "approver": approver}
    _record("handling.extension_decided", assignment, extension, by=by, at=now, facts=facts, recorded_for=recorded_for)
    return extension


@transaction.atomic
def tell_of_extension(
    extension: Extension, *, on: dt.date, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Extension:
    """告知提出人延期及理由（R19）。"""
    permit(policy.works_on(by, extension.assignment), "登记告知")
    if not extension.approved:
        raise NotReady("没有批准的延期不用告知。")
    extension.told_on = on
    extension.save(update_fields=["told_on"])
    facts = {"told_on": on.isoformat()}
    assignment = extension.assignment
    _record("handling.extension_told", assignment, extension, by=by, at=now, facts=facts, recorded_for=recorded_for)
    return extension


@transaction.atomic
def revoke_extension(
    extension: Extension, *, reason: str, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Extension:
    """撤销延期：恢复原来的期限。"""
    assignment = extension.assignment
    permit(policy.can_decide_interval(by, assignment), "撤销延期")
    facts = {"until": extension.until.isoformat(), "reason": checks.needed(reason, "撤销延期")}
    extension.approved, extension.decided_on = False, local_day(now, recorded_for)
    extension.save(update_fields=["approved", "decided_on"])
    clocks.recompute([assignment])
    _record("handling.extension_revoked", assignment, extension, by=by, at=now, facts=facts, recorded_for=recorded_for)
    return extension


@transaction.atomic
def pause(
    assignment: Assignment,
    *,
    starts_on: dt.date,
    reason: str,
    approver: str,
    by: Actor,
    now: dt.datetime,
    requested_on: dt.date | None = None,
    told_on: dt.date | None = None,
    recorded_for: RecordedFor | None = None,
) -> Pause:
    """暂停计时：要有申请、批准人和理由（R74）；恢复以前不计时、不列入超期；告知提出人的日期随时可以补记。"""
    permit(policy.can_decide_interval(by, assignment), "暂停计时")
    if not approver.strip():
        raise NotReady("暂停计时要写明由谁批准。")
    if not assignment.is_open or not assignment.is_top:
        raise NotReady("只有单位在办的件可以暂停计时。")
    checks.insist(checks.too_early(assignment, starts_on, "暂停日期"))
    if Pause.objects.filter(assignment=assignment, ends_on=None).exists():
        raise NotReady("已经在暂停计时。")
    day = local_day(now, recorded_for)
    if requested_on and requested_on > day:
        raise NotReady(f"申请日期（{requested_on}）晚于决定日期（{day}）。")
    paused = Pause.objects.create(
        assignment=assignment,
        requested_on=requested_on or day,
        decided_on=day,
        told_on=told_on,
        reason=checks.needed(reason, "暂停计时"),
        approver=approver.strip(),
        approved=True,
        starts_on=starts_on,
    )
    clocks.recompute([assignment])
    facts = {"starts_on": starts_on.isoformat(), "reason": reason, "approver": approver}
    _record("handling.paused", assignment, paused, by=by, at=now, facts=facts, recorded_for=recorded_for)
    return paused


@transaction.atomic
def resume(
    assignment: Assignment, *, on: dt.date, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Assignment:
    """恢复计时：自这一天起继续计时，期限按暂停的天数顺延。"""
    permit(policy.can_decide_interval(by, assignment), "恢复计时")
    paused = Pause.objects.filter(assignment=assignment, ends_on=None).first()
    if paused is None:
        raise NotReady("没有在暂停计时。")
    if on < paused.starts_on:
        raise NotReady(f"恢复日期早于暂停日期（{paused.starts_on}）。")
    end_open_pause(assignment, on=on)
    facts = {"on": on.isoformat()}
    _record("handling.resumed", assignment, paused, by=by, at=now, facts=facts, recorded_for=recorded_for)
    return assignment


@transaction.atomic
def revoke_pause(
    paused: Pause, *, reason: str, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Pause:
    """撤销暂停：当作没有暂停过，恢复原来的期限；记录保留。"""
    assignment = paused.assignment
    permit(policy.can_decide_interval(by, assignment), "撤销暂停")
    if not paused.approved:
        raise NotReady("这次暂停已经撤销。")
    facts = {"starts_on": paused.starts_on.isoformat(), "reason": checks.needed(reason, "撤销暂停")}
    day = local_day(now, recorded_for)
    paused.approved, paused.ends_on = False, paused.ends_on or max(day, paused.starts_on)
    paused.save(update_fields=["approved", "ends_on"])
    clocks.recompute([assignment])
    _record("handling.pause_revoked", assignment, paused, by=by, at=now, facts=facts, recorded_for=recorded_for)
    return paused


def end_open_pause(assignment: Assignment, *, on: dt.date) -> None:
    """A pause ends when it is lifted, and at the latest with the answer."""
    for paused in Pause.objects.filter(assignment=assignment, ends_on=None):
        paused.ends_on = max(on, paused.starts_on)
        paused.save(update_fields=["ends_on"])
        clocks.recompute([assignment])


def _reply_duty(assignment: Assignment) -> Duty:
    duty = Duty.objects.owed().filter(assignment=assignment, kind=DutyKind.REPLY).order_by("-round").first()
    if duty is None or not assignment.is_open:
        raise NotReady("没有未尽的答复义务，不用延期。")
    return duty


def _record(verb: str, assignment: Assignment, row: Extension | Pause, **details: object) -> None:
    record(verb, f"item:{assignment.item_id}", subject=f"{row._meta.model_name}:{row.pk}", **details)
