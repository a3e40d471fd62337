"""What changed in a draft since the version before this one."""

from typing import Any

from huiyin.replies.content import content_of
from huiyin.replies.models import Reply, ReplyVersion
from huiyin.replies.versions import differences


def changed_facts(reply: Reply) -> dict[str, Any]:
    """What changed since the version before this one."""
    before = version_before(reply)
    found = differences(before.content, reply.frozen or content_of(reply)) if before else []
    return {"before": before, "changes": found, "changed_count": len(found)}


def version_before(reply: Reply) -> ReplyVersion | None:
    return max((row for row in reply.versions.all() if row.number < reply.version), key=number_of, default=None)


def number_of(version: ReplyVersion) -> int:
    return version.number
