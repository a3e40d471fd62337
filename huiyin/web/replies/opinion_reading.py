"""One opinion as its page shows it: each ask with what was said and made of it, how it came, what may be done."""

from typing import Any

from huiyin.events.models import Event
from huiyin.replies import policy
from huiyin.replies.models import Opinion, OpinionState, Reply
from huiyin.replies.opinion.points import lacking
from huiyin.replies.opinion.reminding import send_back_blockers
from huiyin.web.handling.acting import insist
from huiyin.web.replies.finding import find_opinion
from huiyin.web.replies.opinion_forms import UseForm
from huiyin.web.seat import StaffRequest
from huiyin.web.words import told


def to_draft(request: StaffRequest, pk: int, what: str) -> Opinion:
    """The opinion, for who drafts the letter that it is for."""
    found = find_opinion(request, pk)
    insist(policy.can_draft_for(request.person, found.assignment), what)
    return found


def facts_of(request: StaffRequest, opinion: Opinion, use_form: UseForm | None = None) -> dict[str, Any]:
    """`use_form`: came back with errors."""
    assignment = opinion.assignment
    reply = Reply.objects.filter(assignment=assignment).order_by("-pk").first()
    points = list(opinion.points.all())
    drafts = policy.can_draft_for(request.person, assignment)
    events = Event.objects.filter(topic=assignment.item.topic, subject=f"opinion:{opinion.pk}").order_by("-id")
    empty = lacking(opinion) if opinion.is_given else []
    return {
        "opinion": opinion,
        "item": assignment.item,
        "points": points,
        "reply": reply,
        "may_draft": drafts,
        "may_override": opinion.is_missing and policy.can_override(request.person, assignment),
        "may_use": drafts and opinion.is_given and bool(points) and (reply is None or not _is_locked(reply)),
        "empty": empty,
        "may_send_back": drafts and bool(empty) and _may_go_back(opinion),
        "disputes": list(assignment.coordinations.filter(other=opinion.unit).order_by("pk")),
        "use_form": use_form or UseForm(points=points),
        "trail": [told(event) for event in events],
        "place": "opinions",
    }


def _may_go_back(opinion: Opinion) -> bool:
    return opinion.state == OpinionState.RECEIVED and not send_back_blockers(opinion)


def _is_locked(reply: Reply) -> bool:
    """In clearing, signed or out: what the letter says of it stands."""
    return not reply.is_editable
