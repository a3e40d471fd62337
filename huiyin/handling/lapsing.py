"""What silence means: a window gone by without a request, a request gone by without an answer."""

import datetime as dt

from django.db import transaction

from huiyin.events.actions import build as build_event
from huiyin.events.actions import record_many
from huiyin.events.actors import SYSTEM, Actor
from huiyin.handling.declining import go_on
from huiyin.handling.models import Assignment, Decision, DeclineRequest, Duty, DutyKind, State
from huiyin.handling.terms import term
from huiyin.rules import packs
from huiyin.rules.clocks import Deadline

LAPSING = (State.WAITING, State.HANDLING, State.ANSWERED, State.CLOSED)
GO_ON = "taken"  # as the pack's switch decline_silence says it
TAKEN = "期限内没有退办，视为接受办理"


def lapse_windows(*, today: dt.date, by: Actor, now: dt.datetime) -> int:
    """退办期限届满没有退办的，视为接受办理；到期没有答复的申请按规则包办。返回几项。每天做一次，重复做没有妨碍。"""
    return _take(today, by, now) + answer_by_silence(today=today, now=now)


@transaction.atomic
def _take(today: dt.date, by: Actor, now: dt.datetime) -> int:
    windows = Duty.objects.filter(kind=DutyKind.DECLINE, met_on=None, waived_on=None, due_on__lt=today)
    rows = windows.filter(assignment__state__in=LAPSING).select_related("assignment__unit")
    lapsed = [duty for duty in rows if packs.get(duty.assignment.pack).switches.decline_refused_after_window]
    Duty.objects.filter(pk__in=[duty.pk for duty in lapsed], waived_on=None).update(
        waived_on=today, waived_by=by.actor_key, waived_reason=TAKEN
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


def answer_by_silence(*, today: dt.date, now: dt.datetime) -> int:
    """申请退办到期没有答复的，规则包写明视为不同意的，继续办理，记明依据；没有写明的，仍等答复。"""
    waiting = DeclineRequest.objects.filter(decided_on=None, assignment__state=State.DECLINING)
    related = ("assignment__unit__parent", "assignment__parent", "assignment__item__session")
    asked = waiting.select_related(*related, "assignment__item__batch__unit").order_by("id")
    over = [request for request in asked if _is_over(request, today)]
    for request in over:
        _go_on(request, today, now)
    return len(over)


def answer_due(request: DeclineRequest) -> Deadline:
    """By when an answer is due: the time the place gives for handing out again, else as long as there was to ask."""
    again = term(request.assignment, "redispatch", request.requested_on)
    return again if again.due_on else term(request.assignment, "decline", request.requested_on)


def _is_over(request: DeclineRequest, today: dt.date) -> bool:
    """Silence speaks only where a text says so, only for units, and only after its day."""
    if not request.assignment.is_top or not silence_means_go_on(request.assignment):
        return False
    last = answer_due(request).due_on
    return last is not None and last < today


def silence_means_go_on(assignment: Assignment) -> bool:
    """Only a text that was read: what is merely customary keeps the request waiting for somebody's word."""
    rule = packs.get(assignment.pack).switches.decline_silence
    return rule.verified and rule.value == GO_ON


@transaction.atomic
def _go_on(request: DeclineRequest, today: dt.date, now: dt.datetime) -> None:
    assignment, rule = request.assignment, packs.get(request.assignment.pack).switches.decline_silence
    request.decided_on, request.decision, request.decided_by = today, Decision.SILENT, SYSTEM.actor_name
    request.save(update_fields=["decided_on", "decision", "decided_by"])
    last = answer_due(request).due_on
    facts = {"due_on": last.isoformat() if last else "", "clause": rule.clause}
    go_on(assignment, "let_lapse", facts, on=today, by=SYSTEM, now=now)
