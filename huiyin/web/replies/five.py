"""五项要求 as the desk shows them: each with the remarks under it."""

from collections.abc import Sequence
from dataclasses import dataclass

from huiyin.facts.models import Fact
from huiyin.replies.advice import NAMES, Advice, advice
from huiyin.replies.models import Reply
from huiyin.web.seat import StaffRequest


@dataclass(frozen=True)
class Requirement:
    """One of the five requirements with what could be better."""

    name: str
    remarks: list[Advice]


def requirements_of(request: StaffRequest, reply: Reply, facts: Sequence[Fact]) -> list[Requirement]:
    remarks = advice(reply, on=request.today, facts=facts)
    return [Requirement(name, [one for one in remarks if one.name == name and not one.ok]) for name in NAMES]
