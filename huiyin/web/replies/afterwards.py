"""The panel after the signature: what is done, what comes next and its form, who has the letter."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from huiyin.flow.errors import Blocker
from huiyin.handling.models import State as Handling
from huiyin.replies import policy
from huiyin.replies.flow import FLOW
from huiyin.replies.models import Reply, State
from huiyin.replies.number.register import series_for
from huiyin.web.dates import short_day
from huiyin.web.handling.forms import ActForm
from huiyin.web.replies.delivered import out_of
from huiyin.web.replies.sealed import sealed_of
from huiyin.web.replies.sending import ACTS, initial_of
from huiyin.web.seat import StaffRequest


@dataclass(frozen=True)
class Step:
    """One line of the panel: done with its day, or to do with its form; `is_next` has the one primary button."""

    verb: str
    label: str
    fact: str
    form: ActForm | None
    blockers: list[Blocker]
    is_next: bool = False


def sending_of(request: StaffRequest, reply: Reply) -> dict[str, Any]:
    """The panel: every step with its fact or its form, and who has the letter."""
    steps = _steps(request, reply) if reply.signed_on else []
    return {
        **out_of(request, reply),
        "steps": steps,
        "successor": Reply.objects.filter(supersedes=reply).first(),
        "may_begin": may_begin(request, reply),
        **offers(request, reply),
        **sealed_of(reply),
    }


def _steps(request: StaffRequest, reply: Reply) -> list[Step]:
    facts = {
        "number": reply.doc_no and f"{reply.doc_no}　{_day(reply.numbered_on, request)}",
        "seal": reply.sealed_on and _day(reply.sealed_on, request),
        "issue": reply.issued_on and _day(reply.issued_on, request),
    }
    wanted = next((verb for verb in facts if not facts[verb]), "")
    steps = []
    for verb, fact in facts.items():
        form = _form(verb, reply, request.today) if not fact and FLOW.may(reply, verb, request.person) else None
        blockers = FLOW.blockers(reply, verb) if form and verb != wanted else []
        steps.append(Step(verb, ACTS[verb].label, str(fact or ""), form, blockers, is_next=verb == wanted))
    return steps


def offers(request: StaffRequest, reply: Reply) -> dict[str, Any]:
    """取下一个号: our own series, where a number is what comes next; the usual one is the likely choice."""
    found = series_for(reply) if not reply.doc_no and FLOW.may(reply, "number", request.person) else []
    return {"own_series": found, "usual_is_own": any(own.is_usual for own in found)}


def may_begin(request: StaffRequest, reply: Reply) -> str:
    """again: sent back, a new letter is owed · follow_up: answered, and there is more to say now."""
    assignment, out = reply.assignment, reply.is_answer and reply.state == State.ISSUED
    if not out or not policy.can_draft(request.person, reply) or reply.assignment.replies.under_way().exists():
        return ""
    if assignment.state == Handling.HANDLING:
        return "again"
    return "follow_up" if assignment.state in (Handling.ANSWERED, Handling.CLOSED) else ""


def _form(verb: str, reply: Reply, today: dt.date) -> ActForm:
    return ACTS[verb].form(initial=initial_of(verb, reply, today), auto_id=f"{verb}_%s")


def _day(day: Any, request: StaffRequest) -> str:
    return short_day(day, request.today) if day else ""
