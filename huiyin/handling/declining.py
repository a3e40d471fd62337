"""退办: the letter that asks, its answer by who dispatched."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import NotReady
from huiyin.handling import checks, clocks, waits
from huiyin.handling.duties import meet_duty
from huiyin.handling.flow import FLOW
from huiyin.handling.models import Assignment, Decision, DeclineRequest, DutyKind
from huiyin.handling.shares import let_go
from huiyin.handling.terms import term


@dataclass(frozen=True)
class Said:
    """An answer to a request: on which day, in which words, by whom, by which paper."""

    on: dt.date
    remark: str
    by: Actor
    recorded_for: RecordedFor | None = None
    file: StoredFile | None = None

    @property
    def who(self) -> str:
        return self.recorded_for.who if self.recorded_for else self.by.actor_name

    @property
    def paper(self) -> StoredFile | None:
        """The letter of the answer, or the scan that came with 代为登记."""
        scan = self.recorded_for.file if self.recorded_for else ""
        return self.file or (StoredFile.objects.stored_as(scan).first() if scan else None)


@transaction.atomic
def decline(
    assignment: Assignment,
    *,
    reason: str,
    proposed_unit: str,
    basis: str = "",
    letter: StoredFile | None = None,
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
    DeclineRequest.objects.create(assignment=assignment, requested_on=day, letter=letter, **facts)
    waits.follow(assignment, on=day)
    return assignment


@transaction.atomic
def grant_decline(
    assignment: Assignment,
    *,
    by: Actor,
    now: dt.datetime,
    remark: str = "",
    answer_file: StoredFile | None = None,
    recorded_for: RecordedFor | None = None,
) -> Assignment:
    """同意退办：撤销交办，分到处室的一并撤销；件留在台账，不再计数；交办单位在期限内再交办（R22）。"""
    checks.insist(checks.word_of_the_dispatcher(assignment, by, recorded_for))
    day = local_day(now, recorded_for)
    said = Said(day, remark, by, recorded_for, answer_file)
    request = settle_request(assignment, Decision.GRANTED, said)
    reason = f"同意退办：{request.reason}"
    due_on = request.redispatch_due_on
    facts = {"remark": remark, "redispatch_due_on": due_on.isoformat() if due_on else ""}
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
    answer_file: StoredFile | None = None,
    recorded_for: RecordedFor | None = None,
) -> Assignment:
    """不同意退办：继续办理，期限自原交办之日起算（青岛第十九条：未同意退回的应当继续办理）。"""
    checks.insist(checks.word_of_the_dispatcher(assignment, by, recorded_for))
    day = local_day(now, recorded_for)
    said = Said(day, checks.needed(remark, "不同意退办"), by, recorded_for, answer_file)
    settle_request(assignment, Decision.REFUSED, said)
    facts = {"remark": remark}
    return go_on(assignment, "refuse_decline", facts, on=day, by=by, now=now, recorded_for=recorded_for)


@transaction.atomic
def take_back_decline(
    assignment: Assignment,
    *,
    by: Actor,
    now: dt.datetime,
    remark: str = "",
    recorded_for: RecordedFor | None = None,
) -> Assignment:
    """撤回退办申请：答复以前，申请的单位（处室）可以撤回，继续办理。"""
    day = local_day(now, recorded_for)
    settle_request(assignment, Decision.TAKEN_BACK, Said(day, remark, by, recorded_for))
    return go_on(assignment, "take_back_decline", {"remark": remark}, on=day, by=by, now=now, recorded_for=recorded_for)


def go_on(
    assignment: Assignment,
    verb: str,
    facts: dict[str, str],
    *,
    on: dt.date,
    by: Actor,
    now: dt.datetime,
    recorded_for: RecordedFor | None = None,
) -> Assignment:
    """Whoever keeps the item after a request has taken it: it is signed for, and its clocks run from the first day."""
    signed = assignment.signed_for_on or on
    FLOW.move(assignment, verb, by=by, at=now, facts=facts, recorded_for=recorded_for, signed_for_on=signed)
    meet_duty(assignment, DutyKind.ACCEPT, on=on, by=by)
    clocks.recompute([assignment])
    waits.follow(assignment, on=on, anew=True)
    return assignment


def settle_request(assignment: Assignment, decision: Decision, said: Said) -> DeclineRequest:
    request = DeclineRequest.objects.filter(assignment=assignment, decided_on=None).first()
    if request is None:
        raise NotReady("没有等待答复的退办申请。")
    if said.on < request.requested_on:
        raise NotReady(f"答复日期（{said.on}）早于申请日期（{request.requested_on}）。")
    request.decided_on, request.decision, request.remark = said.on, decision, said.remark
    request.decided_by, request.answer_file = said.who[:120], said.paper
    if decision == Decision.GRANTED and assignment.is_top:
        request.redispatch_due_on = term(assignment, "redispatch", request.requested_on).due_on
    request.save()
    return request
