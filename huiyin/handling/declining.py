"""退办: the request, its answer by the dispatcher, a changed role, and the window that lapses."""

import datetime as dt

from django.db import transaction

from huiyin.events.actions import build as build_event
from huiyin.events.actions import record_many
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import NotReady
from huiyin.handling import checks, clocks
from huiyin.handling.contacts import weigh_contacts
from huiyin.handling.duties import build, meet_duty, owed_by_role, waive_all
from huiyin.handling.flow import FLOW
from huiyin.handling.models import Assignment, Decision, DeclineRequest, Duty, DutyKind, Role, State
from huiyin.handling.shares import let_go
from huiyin.rules import packs

LAPSING = (State.WAITING, State.HANDLING, State.ANSWERED, State.CLOSED)


@transaction.atomic
def decline(
    assignment: Assignment,
    *,
    reason: str,
    proposed_unit: str,
    basis: str = "",
    by: Actor,
    now: dt.datetime,
    recorded_for: RecordedFor | None = None,
) -> Assignment:
    """退办：在规定期限内书面提出，写明理由和建议的承办单位；答复以前仍由本单位办理，期限照算（R21）。"""
    reason = checks.needed(reason, "退办")
    if not proposed_unit.strip():
        raise NotReady("退办要写明建议由哪个单位承办。")
    day = local_day(now, recorded_for)
    checks.insist(checks.too_early(assignment, day, "退办日期") + checks.window_closed(assignment, on=day))
    facts = {"reason": reason, "proposed_unit": proposed_unit.strip(), "basis": basis}
    FLOW.move(assignment, "decline", by=by, at=now, facts=facts, recorded_for=recorded_for)
    DeclineRequest.objects.create(assignment=assignment, requested_on=day, **facts)
    return assignment


@transaction.atomic
def grant_decline(
    assignment: Assignment,
    *,
    by: Actor,
    now: dt.datetime,
    remark: str = "",
    recorded_for: RecordedFor | None = None,
) -> Assignment:
    """同意退办：撤销交办，分到处室的一并撤销；件留在台账，不再计数。"""
    checks.insist(checks.word_of_the_dispatcher(assignment, by, recorded_for))
    day = local_day(now, recorded_for)
    reason = f"同意退办：{_settle_request(assignment, Decision.GRANTED, day, remark).reason}"
    facts = {"remark": remark}
    FLOW.move(assignment, "grant_decline", by=by, at=now, facts=facts, recorded_for=recorded_for, withdrawn_on=day)
    let_go(assignment, on=day, reason=reason, by=by, now=now, recorded_for=recorded_for)
    return assignment


@transaction.atomic
def refuse_decline(
    assignment: Assignment,
    *,
    remark: str,
    by: Actor,
    now: dt.datetime,
    recorded_for: RecordedFor | None = None,
) -> Assignment:
    """不同意退办：继续办理，期限自原交办之日起算（青岛第十九条：未同意退回的应当继续办理）。"""
    checks.insist(checks.word_of_the_dispatcher(assignment, by, recorded_for))
    day = local_day(now, recorded_for)
    _settle_request(assignment, Decision.REFUSED, day, checks.needed(remark, "不同意退办"))
    signed = assignment.signed_for_on or day
    facts = {"remark": remark}
    FLOW.move(assignment, "refuse_decline", by=by, at=now, facts=facts, recorded_for=recorded_for, signed_for_on=signed)
    meet_duty(assignment, DutyKind.ACCEPT, on=day, by=by)
    clocks.recompute([assignment])
    return assignment


@transaction.atomic
def change_role(
    assignment: Assignment,
    *,
    role: str,
    role_label: str,
    from_on: dt.date,
    by: Actor,
    now: dt.datetime,
    remark: str = "",
    recorded_for: RecordedFor | None = None,
) -> Assignment:
    """改变角色：自某日起由主办改为会办（或相反），原来的义务免除，新的义务自该日起算。"""
    checks.insist(checks.word_of_the_dispatcher(assignment, by, recorded_for))
    checks.insist(checks.too_early(assignment, from_on, "改变角色的日期"))
    day = local_day(now, recorded_for)
    before, signed = assignment.role, assignment.signed_for_on or day
    if before == role:
        raise NotReady(f"现在已经是{Role(role).label}。")
    if assignment.state == State.DECLINING:
        _settle_request(assignment, Decision.ROLE_CHANGED, day, remark)
    facts = {"from_role": str(before), "role": str(role), "role_label": role_label, "from_on": from_on.isoformat()}
    columns = {"role": Role(role), "role_label": role_label or Role(role).label, "signed_for_on": signed}
    FLOW.move(assignment, "change_role", by=by, at=now, facts=facts, recorded_for=recorded_for, **columns)
    _change_duties(assignment, from_on, by)
    return assignment


@transaction.atomic
def lapse_windows(*, today: dt.date, by: Actor, now: dt.datetime) -> int:
    """退办期限届满没有退办的，视为接受办理；返回几项。每天由系统做一次，重复做没有妨碍。"""
    windows = Duty.objects.filter(kind=DutyKind.DECLINE, met_on=None, waived_on=None, due_on__lt=today)
    rows = windows.filter(assignment__state__in=LAPSING).select_related("assignment__unit")
    lapsed = [duty for duty in rows if packs.get(duty.assignment.pack).switches.decline_refused_after_window]
    reason = "期限内没有退办，视为接受办理"
    Duty.objects.filter(pk__in=[duty.pk for duty in lapsed], waived_on=None).update(
        waived_on=today, waived_by=by.actor_key, waived_reason=reason
    )
    record_many(
        build_event(
            "handling.deemed_taken",
            f"item:{duty.assignment.item_id}",
            by=by,
            at=now,
            subject=f"assignment:{duty.assignment_id}",
            facts={"due_on": duty.due_on.isoformat() if duty.due_on else "", "clause": duty.clause},
            unit_code=duty.assignment.unit.code,
        )
        for duty in lapsed
    )
    return len(lapsed)


def _settle_request(assignment: Assignment, decision: Decision, day: dt.date, remark: str) -> DeclineRequest:
    request = DeclineRequest.objects.filter(assignment=assignment, decided_on=None).first()
    if request is None:
        raise NotReady("没有等待答复的退办申请。")
    if day < request.requested_on:
        raise NotReady(f"答复日期（{day}）早于申请日期（{request.requested_on}）。")
    request.decided_on, request.decision, request.remark = day, decision, remark
    request.save(update_fields=["decided_on", "decision", "remark"])
    return request


def _change_duties(assignment: Assignment, from_on: dt.date, by: Actor) -> None:
    """What the new role does not owe is waived; what it owes anew counts from the day of the change."""
    meet_duty(assignment, DutyKind.ACCEPT, on=from_on, by=by)
    wanted = {owed.kind: owed for owed in owed_by_role(assignment)}
    rows = list(Duty.objects.filter(assignment=assignment))
    with_role = (DutyKind.DECLINE, DutyKind.REPLY, DutyKind.OPINION, DutyKind.CONTACT, DutyKind.SUBMIT_UP)
    dropped = [kind for kind in with_role if kind not in wanted]
    waive_all(assignment, [*dropped], on=from_on, reason=f"角色改为{assignment.role_label}", by=by)
    standing = {row.kind for row in rows if row.waived_on is None and row.kind not in dropped}
    skipped = {*standing, DutyKind.ACCEPT, DutyKind.DECLINE}
    for kind, owed in wanted.items():
        if kind not in skipped:
            duty = build(assignment, owed, on=from_on)
            duty.round = 1 + max((row.round for row in rows if row.kind == kind), default=0)
            duty.save()
    clocks.recompute([assignment])
    weigh_contacts(assignment)
