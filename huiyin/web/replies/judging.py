"""What a leader looks at before deciding: changes, asks against answers, checks, what the signature promises."""

from dataclasses import dataclass
from typing import Any

from huiyin.replies.letter.letters import letter_of
from huiyin.replies.letter.versions import Difference, differences
from huiyin.replies.models import ClearanceStep, Promise, Remark, Reply, ReplyVersion, StepResult
from huiyin.web.replies.checked import checks_of
from huiyin.web.replies.listing import due_of
from huiyin.web.replies.noted import told_of
from huiyin.web.replies.paper import paper_of
from huiyin.web.replies.slips import slip_of
from huiyin.web.seat import StaffRequest


@dataclass(frozen=True)
class Since:
    """What became of the letter since a version: whose look at it is meant, what changed, what was said of it."""

    version: ReplyVersion
    mine: ClearanceStep | None
    changes: list[Difference]
    remarks: list[Remark]


def judging_of(request: StaffRequest, reply: Reply) -> dict[str, Any]:
    now, noted = version_of(reply, reply.version), list(reply.remarks.all())
    asked = told_of(reply, request.POST, noted)
    return {
        "reply": reply,
        "item": reply.assignment.item,
        "asked": asked,
        "unanswered": sum(not told.row.is_written for told in asked),
        "pages": len(paper_of(letter_of(reply)).pages),
        "since": since(request, reply, now, noted) if now else None,
        "sent_back": sent_back(reply),
        "checks": list(checks_of(reply, request.today)),
        "promises": promises_of(reply),
        "slip": slip_of(reply, request.today),
        "owed_on": due_of(reply.assignment),
        "signers": len(reply.assignment.item.signatures.all()),
        "digest": short(now),
    }


def since(request: StaffRequest, reply: Reply, now: ReplyVersion, noted: list[Remark]) -> Since | None:
    """Since the version this person decided on before; who sees it for the first time: since the last one returned."""
    key = request.person.actor_key
    mine = next((step for step in reversed(reply.steps.all()) if step.done_by == key and step.result), None)
    mine = mine if mine and mine.version < reply.version else None
    seen = version_of(reply, mine.version if mine else reply.version - 1)
    if seen is None:
        return None
    said = [remark for remark in noted if remark.version == seen.number]
    return Since(seen, mine, differences(seen.content, now.content), said)


def version_of(reply: Reply, number: int) -> ReplyVersion | None:
    return next((version for version in reply.versions.all() if version.number == number), None)


def sent_back(reply: Reply) -> ClearanceStep | None:
    """Why it came back the last time: the version before this one, or this one to an earlier step."""
    back = [
        step for step in reply.steps.all() if step.result == StepResult.SENT_BACK and step.version >= reply.version - 1
    ]
    return max(back, key=lambda step: (step.round, step.order), default=None)


def promises_of(reply: Reply) -> list[Promise]:
    return [promise for answer in reply.answers.all() for promise in answer.promises.all()]


def short(version: ReplyVersion | None) -> str:
    """7F3A 91C2."""
    return f"{version.digest[:4]} {version.digest[4:8]}".upper() if version else ""
