"""The life of a commitment: 推进中 → 报完成 → 已兑现; or explained, or carried over to next year."""

from huiyin.flow.engine import Flow, Move
from huiyin.followup import checks, policy
from huiyin.followup.models import Commitment, State

UNDER_WAY = (State.OPEN, State.CLAIMED)

FLOW: Flow[Commitment] = Flow(
    "followup",
    State,
    [
        Move("claim", State.OPEN, State.CLAIMED, policy.can_report, "报完成", "claimed", checks.claim_blockers),
        Move("verify", State.CLAIMED, State.VERIFIED, policy.can_verify, "核实兑现", "verified", checks.claim_blockers),
        Move("refuse_claim", State.CLAIMED, State.OPEN, policy.can_verify, "退回补办", "claim_refused"),
        Move("explain", UNDER_WAY, State.EXPLAINED, policy.can_verify, "说明未兑现", "explained"),
        Move("carry_over", UNDER_WAY, State.CARRIED_OVER, policy.can_verify, "结转下年", "carried_over"),
        Move("hand_over", UNDER_WAY, None, policy.can_verify, "移交处室", "handed_over"),
    ],
    topic=lambda commitment: str(commitment.item.topic),
    initial=State.OPEN,
)
