"""Everything the reply desk shows: asks, forms, the live letter, what changed, what is missing."""

from typing import Any

from huiyin.replies.flow import FLOW
from huiyin.replies.letter.content import asked_of
from huiyin.replies.models import Reply
from huiyin.replies.writing.citing import facts_of
from huiyin.web.replies.changed import changed_facts, letter_facts, saved_at
from huiyin.web.replies.editor import editor_facts
from huiyin.web.replies.five import requirements_of
from huiyin.web.replies.noted import to_settle
from huiyin.web.replies.rows import neighbours_of, rows_of
from huiyin.web.replies.slips import before_submission, slip_of
from huiyin.web.seat import StaffRequest


def desk_of(request: StaffRequest, reply: Reply, *, number: int = 0, **bound: Any) -> dict[str, Any]:
    """`bound`: forms that came back with errors (answer_form, head_form, promise_form)."""
    rows, known = rows_of(reply, number or wanted_ask(request)), facts_of(reply)
    current = next((row for row in rows if row.is_current), None)
    facts = {"reply": reply, "item": reply.assignment.item, "rows": rows, "current": current, "place": "replies"}
    facts |= {"written": sum(row.is_written for row in rows), "may": may(request, reply), "now": request.now}
    facts |= letter_facts(reply) | changed_facts(reply) | neighbours_of(rows)
    facts |= {"slip": slip_of(reply, request.today), "saved_at": saved_at(reply)}
    facts |= {"blockers": FLOW.blockers(reply, "submit"), "requirements": requirements_of(request, reply, known)}
    facts |= {"opinions": asked_of(reply.assignment), "noted": to_settle(reply, current)}
    if reply.is_editable:
        facts |= before_submission(reply, request.today)
        facts |= editor_facts(request, reply, current, known)
    return {**facts, **bound}


def wanted_ask(request: StaffRequest) -> int:
    wanted = request.GET.get("ask", "")
    return int(wanted) if wanted.isdigit() else 0


def may(request: StaffRequest, reply: Reply) -> dict[str, bool]:
    """The moves this person may make in this state, whatever may still be missing."""
    return {move.verb: FLOW.may(reply, move.verb, request.person) for move in FLOW.moves}
