"""After the letter is out: who has it since when, who has not; copies, uploads, the rating — and the one step that is next."""

from typing import Any

from huiyin.handling.models import Duty, DutyKind
from huiyin.handling.models import State as Handling
from huiyin.replies import policy
from huiyin.replies.classes import history
from huiyin.replies.flow import FLOW
from huiyin.replies.letter import content
from huiyin.replies.models import OralRecord, Reply, State
from huiyin.web.replies.delivering import DeliverForm
from huiyin.web.seat import StaffRequest


def out_of(request: StaffRequest, reply: Reply) -> dict[str, Any]:
    """Everything the panel says about a letter that is out."""
    facts = {**_delivered(request, reply), "uploads": list(reply.uploads.select_related("file").order_by("id"))}
    owed = set(Duty.objects.owed().filter(assignment=reply.assignment).values_list("kind", flat=True))
    return facts | {
        "upload_owed": DutyKind.SUBMIT_UP in owed,
        "next_step": _next_step(reply, facts, owed),
        "may_upload": FLOW.may(reply, "record_upload", request.person),
        "may_replace": may_replace(request, reply),
        "survey_wanted": reply.is_answer and reply.state == State.ISSUED,
        "history": history(reply.assignment) if reply.is_answer else [],
        "record": OralRecord.objects.select_related("file").filter(reply=reply).first(),
    }


def _delivered(request: StaffRequest, reply: Reply) -> dict[str, Any]:
    """Who has the letter since when, who confirmed it, who has not got it; copies; for an opinion the lead unit."""
    rows = list(reply.deliveries.select_related("submitter", "unit").order_by("id"))
    got = {row.submitter_id: row for row in rows if row.submitter_id}
    sent = {row.copy_to: row for row in rows if row.copy_to}
    entitled = content.entitled(reply) if reply.is_answer else []
    recipients = [(submitter, got.get(submitter.pk)) for submitter in entitled]
    to = {submitter.pk for submitter in entitled}
    return {
        "recipients": recipients,
        "others": [row for row in got.values() if row.submitter_id not in to],
        "undelivered": [submitter for submitter, row in recipients if row is None],
        "given_to_unit": next((row for row in rows if row.unit_id), None),
        "copied": [(name, sent.get(name[:120])) for name in reply.copies],
        "uncopied": [name for name in reply.copies if name[:120] not in sent],
        "deliver_form": DeliverForm(initial={"on": request.today}, auto_id="deliver_%s"),
        "copy_form": DeliverForm(initial={"on": request.today}, auto_id="copy_%s"),
    }


def _next_step(reply: Reply, facts: dict[str, Any], owed: set[str]) -> str:
    """deliver → upload → rated → closed; nothing when all of it is done."""
    if reply.state != State.ISSUED:
        return ""
    if facts["undelivered"] or (not reply.is_answer and not facts["given_to_unit"]):
        return "delivery"
    if DutyKind.SUBMIT_UP in owed:
        return "upload"
    if DutyKind.RATING in owed:
        return "survey"
    return "close" if reply.assignment.state == Handling.ANSWERED else ""


def may_replace(request: StaffRequest, reply: Reply) -> bool:
    """另行答复: of our own accord, as long as the letter stands and nothing else is being written."""
    if reply.state != State.ISSUED or not policy.can_draft(request.person, reply):
        return False
    return reply.assignment.state == Handling.ANSWERED and not reply.assignment.replies.under_way().exists()
