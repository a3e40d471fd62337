"""Who keeps a commitment, and who says that it is kept."""

from huiyin.accounts.policy import is_coordinator, works_in
from huiyin.events.actors import Actor
from huiyin.followup.models import Commitment


def can_report(actor: Actor, commitment: Commitment) -> bool:
    """The office that keeps it, or the coordinator for it."""
    return works_in(actor, commitment.owner) or is_coordinator(actor, commitment.unit)


def can_verify(actor: Actor, commitment: Commitment) -> bool:
    """核实、说明、结转、移交由综合协调人办。"""
    return is_coordinator(actor, commitment.unit)
