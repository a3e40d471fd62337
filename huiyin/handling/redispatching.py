"""再交办: what a unit gave back goes to another, and the chain behind it stays to be read."""

import datetime as dt

from django.db import transaction

from huiyin.directory.models import Unit
from huiyin.events.actors import Actor, RecordedFor
from huiyin.flow.errors import NotReady
from huiyin.handling import checks
from huiyin.handling.dispatching import dispatch
from huiyin.handling.models import Assignment, Decision, State
from huiyin.handling.shares import bring_item_back


@transaction.atomic
def redispatch(
    before: Assignment,
    unit: Unit,
    *,
    role: str,
    role_label: str,
    dispatched_on: dt.date,
    reason: str,
    by: Actor,
    now: dt.datetime,
    notice_due_on: dt.date | None = None,
    share: str = "",
    recorded_for: RecordedFor | None = None,
) -> Assignment:
    """再交办：退办、撤销以后另交一个单位（或仍交原单位），期限自再交办之日起算，原来的经过留着可查（R22）。"""
    checks.insist(checks.word_of_the_dispatcher(before, by, recorded_for))
    if before.state != State.WITHDRAWN or not before.is_top:
        raise NotReady("还在办理的不能再交办；先同意退办或撤销交办。")
    if before.withdrawn_on and dispatched_on < before.withdrawn_on:
        raise NotReady(f"再交办日期（{dispatched_on}）早于退回日期（{before.withdrawn_on}）。")
    reason = checks.needed(reason, "再交办")
    bring_item_back(before, reason=reason, by=by, now=now, recorded_for=recorded_for)
    row = dispatch(
        before.item,
        unit,
        role=role,
        role_label=role_label,
        dispatched_on=dispatched_on,
        notice_due_on=notice_due_on,
        share=share,
        came_from=before,
        by=by,
        now=now,
        recorded_for=recorded_for,
        verb="handling.redispatched",
        told={"reason": reason, "from_unit": before.unit.name},
    )
    granted = before.declines.filter(decision=Decision.GRANTED, redispatched_on=None)
    granted.update(redispatched_on=dispatched_on)
    return row
