"""The panel after the signature: what is done, what comes next and its form, who has the letter."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from huiyin.flow.errors import Blocker
from huiyin.handling.models import State as Handling
from huiyin.replies import content, policy
from huiyin.replies.flow import FLOW
from huiyin.replies.models import Reply, State
from huiyin.web.dates import short_day
from huiyin.web.handling.forms import ActForm
from huiyin.web.replies.sending import ACTS, DeliverForm, initial_of
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
    got = {row.submitter_id: row for row in reply.deliveries.select_related("submitter", "unit")}
    entitled = content.entitled(reply) if reply.is_answer else []
    return {
        "steps": steps,
        "recipients": [(submitter, got.get(submitter.pk)) for submitter in entitled],
        "undelivered": [submitter for submitter in entitled if submitter.pk not in got],
        "given_to_unit": got.get(None),
        "deliver_form": DeliverForm(initial={"on": request.today}, auto_id="deliver_%s"),
        "uploads": list(reply.uploads.select_related("file").order_by("id")),
        "successor": Reply.objects.filter(supersedes=reply).first(),
        "upload_step": upload_step(request, reply),
        "may_begin": may_begin(request, reply),
        "survey_wanted": reply.is_answer and reply.state == State.ISSUED,
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


def may_begin(request: StaffRequest, reply: Reply) -> str:
    """again: sent back, a new letter is owed · follow_up: answered, and there is more to say now."""
    assignment, out = reply.assignment, reply.is_answer and reply.state == State.ISSUED
    if not out or not policy.can_draft(request.person, reply) or reply.assignment.replies.under_way().exists():
        return ""
    if assignment.state == Handling.HANDLING:
        return "again"
    return "follow_up" if assignment.state in (Handling.ANSWERED, Handling.CLOSED) else ""


def upload_step(request: StaffRequest, reply: Reply) -> Step | None:
    """网上报送 where the place asks for it and it may be recorded now."""
    if not FLOW.may(reply, "record_upload", request.person):
        return None
    return Step("record_upload", "登记网上报送", "", _form("record_upload", reply, request.today), [])


def _form(verb: str, reply: Reply, today: dt.date) -> ActForm:
    return ACTS[verb].form(initial=initial_of(verb, reply, today), auto_id=f"{verb}_%s")


def _day(day: Any, request: StaffRequest) -> str:
    return short_day(day, request.today) if day else ""
