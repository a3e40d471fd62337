"""How everything that happens to a commitment is noted in the log."""

from typing import Any

from huiyin.events.actions import record
from huiyin.followup.models import Commitment


def note(verb: str, commitment: Commitment, **details: Any) -> None:
    """On the history of its item, under the unit that promised."""
    topic, unit_code = commitment.item.topic, commitment.unit.code
    record(verb, topic, subject=f"commitment:{commitment.pk}", unit_code=unit_code, **details)
