"""How a draft reads now, when it was last written, and what changed since the version before this one."""

from typing import Any

from huiyin.events.models import Event
from huiyin.replies.letter.content import content_of
from huiyin.replies.letter.letters import letter_of
from huiyin.replies.letter.versions import differences
from huiyin.replies.models import Reply, ReplyVersion
from huiyin.web.replies.paper import paper_of


def changed_facts(reply: Reply) -> dict[str, Any]:
    """What changed since the version before this one."""
    before = version_before(reply)
    found = differences(before.content, reply.frozen or content_of(reply)) if before else []
    return {"before": before, "changes": found, "changed_count": len(found)}


def version_before(reply: Reply) -> ReplyVersion | None:
    return max((row for row in reply.versions.all() if row.number < reply.version), key=number_of, default=None)


def number_of(version: ReplyVersion) -> int:
    return version.number


def letter_facts(reply: Reply) -> dict[str, Any]:
    return {"paper": paper_of(letter_of(reply))}


def saved_at(reply: Reply) -> Any:
    """When somebody last wrote something down about this draft."""
    events = Event.objects.filter(topic=reply.assignment.item.topic, subject=f"reply:{reply.pk}")
    return events.order_by("-id").values_list("at", flat=True).first()
