"""以前怎么答的: what this department has answered to asks that read alike."""

from dataclasses import dataclass

from huiyin.replies.models import AskAnswer, Reply, State
from huiyin.web.replies.rows import AskRow

LOOKED_AT, SHOWN, ALIKE = 400, 3, 0.3
SENT = (State.ISSUED, State.SUPERSEDED)


@dataclass(frozen=True)
class Earlier:
    """One earlier answer, and how alike the two asks are (shared pairs of characters, 0 to 1)."""

    answer: AskAnswer
    alike: float


def earlier_answers(reply: Reply, current: AskRow) -> list[Earlier]:
    """The most alike of the latest letters that went out; one query."""
    sent = AskAnswer.objects.filter(reply__assignment__unit=reply.assignment.unit_id, reply__state__in=SENT)
    others = (
        sent.exclude(reply__assignment=reply.assignment_id)
        .exclude(text="")
        .select_related("ask", "reply__assignment__item")
    )
    wanted = pairs(current.ask.text)
    found = [Earlier(answer, likeness(wanted, pairs(answer.ask.text))) for answer in others.order_by("-pk")[:LOOKED_AT]]
    return sorted((one for one in found if one.alike >= ALIKE), key=lambda one: -one.alike)[:SHOWN]


def pairs(text: str) -> frozenset[str]:
    bare = "".join(sign for sign in text if sign.isalnum())
    return frozenset(bare[at : at + 2] for at in range(len(bare) - 1))


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    return round(len(a & b) / len(a | b), 2) if a and b else 0.0
