"""Who may rate, transcribe and waive: the submitter alone judges; the unit only writes down what came on paper."""

from dataclasses import dataclass

from huiyin.accounts.desk import Person
from huiyin.accounts.policy import is_coordinator
from huiyin.directory.models import Submitter
from huiyin.events.actors import Actor
from huiyin.replies.chain import route
from huiyin.replies.models import Reply


@dataclass(frozen=True)
class Rater:
    """The submitter behind a link, as the one who acts."""

    submitter: Submitter
    unit_code: str = ""

    @property
    def actor_key(self) -> str:
        return f"submitter:{self.submitter.pk}"

    @property
    def actor_name(self) -> str:
        return self.submitter.name[:60]

    def has_role(self, role: str, unit_id: int | None = None) -> bool:
        """No post in any unit."""
        return False


def can_transcribe(actor: Actor, reply: Reply) -> bool:
    """R57: the coordinator; never who drafted the letter, nor anybody of the office that drafted it."""
    return is_coordinator(actor, reply.assignment.unit) and not had_a_hand(actor, reply)


def had_a_hand(actor: Actor, reply: Reply) -> bool:
    if actor.actor_key == f"user:{reply.drafter_id}":
        return True
    offices = {share.unit_id for share in route.shares_of(reply.assignment)}
    return isinstance(actor, Person) and any(seat.unit.pk in offices for seat in actor.seats)


def can_waive(actor: Actor, reply: Reply) -> bool:
    return is_coordinator(actor, reply.assignment.unit)
