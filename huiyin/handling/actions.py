"""The verbs of a life cycle: sign for, note, answer, rework, close, reopen, withdraw."""

import datetime as dt

from django.db import transaction

from huiyin.events.actions import record
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import NotAllowed
from huiyin.handling import checks, intervals, policy, waits
from huiyin.handling.duties import meet_duty, open_duty, restart_from_receipt
from huiyin.handling.flow import FLOW
from huiyin.handling.models import Assignment, DutyKind, State
from huiyin.handling.shares import (
    back_to_work,
    close_item_if_done,
    leading_shares_in,
    let_go,
    reopen_item,
    shares_in,
)
from huiyin.items.models import Item


@transaction.atomic
def sign_for(
    assignment: Assignment, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Assignment:
    """签收：是收到的凭据，不是同意承办；签收以后仍可在期限内退办。"""
    day = local_day(now, recorded_for)
    checks.insist(checks.too_early(assignment, day, "签收日期"))
    FLOW.move(assignment, "sign_for", by=by, at=now, recorded_for=recorded_for, signed_for_on=day)
    meet_duty(assignment, DutyKind.ACCEPT, on=day, by=by)
    restart_from_receipt(assignment)
    waits.follow(assignment, on=day)
    return assignment


@transaction.atomic
def note(assignment: Assignment, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None) -> Assignment:
    """阅知：参阅件只须阅知，不答复，不列入超期（R32）。"""
    day = local_day(now, recorded_for)
    signed = assignment.signed_for_on or day
    FLOW.move(assignment, "note", by=by, at=now, recorded_for=recorded_for, signed_for_on=signed)
    meet_duty(assignment, DutyKind.ACCEPT, on=day, by=by)
    waits.follow(assignment, on=day)
    close_item_if_done(assignment, by=by, now=now, recorded_for=recorded_for)
    return assignment


@transaction.atomic
def answer(
    assignment: Assignment,
    *,
    on: dt.date,
    by: Actor,
    now: dt.datetime,
    recorded_for: RecordedFor | None = None,
) -> Assignment:
    """答复：答复印发（会办意见送出）即为已答复；按期与否看首次答复（R65）。依据《代表法》第五十一条。"""
    checks.insist(checks.too_early(assignment, on, "答复日期"))
    intervals.end_open_pause(assignment, on=on)
    first = assignment.answered_on or on
    facts = {"on": on.isoformat()}
    FLOW.move(assignment, "answer", by=by, at=now, facts=facts, recorded_for=recorded_for, answered_on=first)
    for kind in (DutyKind.REPLY, DutyKind.OPINION, DutyKind.REWORK):
        meet_duty(assignment, kind, on=on, by=by)
    for share in leading_shares_in(assignment, State.WAITING, State.HANDLING):
        if share.state == State.WAITING:
            sign_for(share, by=by, now=now, recorded_for=recorded_for)
        answer(share, on=on, by=by, now=now, recorded_for=recorded_for)
    waits.follow(assignment, on=on)
    return assignment


@transaction.atomic
def mark_submitted_up(
    assignment: Assignment, *, on: dt.date, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Assignment:
    """网上报送：答复已在上级系统报送，登记报送日期。"""
    if not policy.can_answer(by, assignment):
        raise NotAllowed("您没有权限登记网上报送。")
    Assignment.objects.filter(pk=assignment.pk).update(submitted_up_on=on)
    assignment.submitted_up_on = on
    meet_duty(assignment, DutyKind.SUBMIT_UP, on=on, by=by)
    record(
        "handling.submitted_up",
        f"item:{assignment.item_id}",
        by=by,
        at=now,
        subject=f"assignment:{assignment.pk}",
        facts={"on": on.isoformat()},
        recorded_for=recorded_for,
    )
    return assignment


@transaction.atomic
def rework(
    assignment: Assignment,
    *,
    reason: str,
    round: int,
    by: Actor,
    now: dt.datetime,
    recorded_for: RecordedFor | None = None,
) -> Assignment:
    """再办：提出人不满意的退回再办，期限从提出要求之日起算（R26），答复以前不得办结。"""
    checks.needed(reason, "再办")
    facts = {"reason": reason, "round": round}
    FLOW.move(assignment, "rework", by=by, at=now, facts=facts, recorded_for=recorded_for)
    day = local_day(now, recorded_for)
    open_duty(assignment, DutyKind.REWORK, base_on=day, base_event="asked", by=by, now=now, round=round)
    back_to_work(assignment, "rework", facts, by=by, now=now, recorded_for=recorded_for)
    waits.follow(assignment, on=day, anew=True)
    return assignment


@transaction.atomic
def return_to_handling(
    assignment: Assignment, *, reason: str, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Assignment:
    """上级退回：交办单位审核后退回，重新答复。"""
    facts = {"reason": checks.needed(reason, "退回")}
    FLOW.move(assignment, "return_to_handling", by=by, at=now, facts=facts, recorded_for=recorded_for)
    back_to_work(assignment, "return_to_handling", facts, by=by, now=now, recorded_for=recorded_for)
    waits.follow(assignment, on=local_day(now, recorded_for), anew=True)
    return assignment


@transaction.atomic
def close(
    assignment: Assignment, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Assignment:
    """办结：没有未尽的义务才能办结；已答复的处室随之办结；本系统内各单位都办结了，件也办结。"""
    day = local_day(now, recorded_for)
    checks.insist(checks.too_early(assignment, day, "办结日期"))
    FLOW.move(assignment, "close", by=by, at=now, recorded_for=recorded_for, closed_on=day)
    for share in shares_in(assignment, State.ANSWERED):
        FLOW.move(share, "close", by=by, at=now, recorded_for=recorded_for, closed_on=day)
    waits.follow(assignment, on=day)
    close_item_if_done(assignment, by=by, now=now, recorded_for=recorded_for)
    return assignment


@transaction.atomic
def reopen(
    assignment: Assignment, *, reason: str, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Assignment:
    """重新办理：办结后又要再办的，写明理由，件也恢复为已交办。"""
    facts = {"reason": checks.needed(reason, "重新办理")}
    FLOW.move(assignment, "reopen", by=by, at=now, facts=facts, recorded_for=recorded_for, closed_on=None)
    back_to_work(assignment, "return_to_handling", facts, by=by, now=now, recorded_for=recorded_for)
    waits.follow(assignment, on=local_day(now, recorded_for), anew=True)
    reopen_item(assignment, reason=reason, by=by, now=now, recorded_for=recorded_for)
    return assignment


@transaction.atomic
def withdraw(
    assignment: Assignment, *, reason: str, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Assignment:
    """撤销交办：由交办单位决定（没有账号的由综合协调人代为登记）；留在台账，不再计数、计时。"""
    facts = {"reason": checks.needed(reason, "撤销交办")}
    checks.insist(checks.word_of_the_dispatcher(assignment, by, recorded_for))
    day = local_day(now, recorded_for)
    FLOW.move(assignment, "withdraw", by=by, at=now, facts=facts, recorded_for=recorded_for, withdrawn_on=day)
    let_go(assignment, on=day, reason=reason, by=by, now=now, recorded_for=recorded_for)
    return assignment


@transaction.atomic
def withdraw_all(item: Item, *, reason: str, by: Actor, now: dt.datetime) -> int:
    """撤案后各单位都停办、停计时（R8）；返回撤销了几项。"""
    held = Assignment.objects.open().filter(item=item, parent=None).select_related("unit__parent", "item__batch__unit")
    for assignment in held:
        withdraw(assignment, reason=reason, by=by, now=now)
    return len(held)
