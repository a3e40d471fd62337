"""What is missing before a commitment may be called kept."""

from huiyin.flow.errors import Blocker
from huiyin.followup.models import Commitment


def claim_blockers(commitment: Commitment) -> list[Blocker]:
    """报完成要有证明。"""
    if commitment.evidence.exists():
        return []
    return [Blocker("报完成要先附证明", "commitments", "承诺事项凭证明销号")]
