"""The life of a plan: 拟订 ⇄ 送审 → 批准 → 分到处室."""

from huiyin.flow.engine import Flow, Move
from huiyin.planning import checks, policy
from huiyin.planning.models import AllotmentPlan, State

DRAFTS = (State.DRAFTING, State.SUBMITTED)

FLOW: Flow[AllotmentPlan] = Flow(
    "planning",
    State,
    [
        Move("change_plan", State.DRAFTING, None, policy.can_plan, "修改方案", "changed"),
        Move(
            "submit_plan", State.DRAFTING, State.SUBMITTED, policy.can_plan, "送审", "submitted", checks.plan_blockers
        ),
        Move(
            "approve_plan",
            State.SUBMITTED,
            State.APPROVED,
            policy.can_approve,
            "批准",
            "approved",
            checks.plan_blockers,
        ),
        Move("record_approval", DRAFTS, State.APPROVED, policy.can_plan, "登记批准", "approved", checks.plan_blockers),
        Move("return_plan", State.SUBMITTED, State.DRAFTING, policy.can_return, "退回修改", "returned"),
        Move(
            "give_out", State.APPROVED, State.GIVEN_OUT, policy.can_plan, "分到处室", "given_out", checks.give_blockers
        ),
        Move("give_part", State.APPROVED, None, policy.can_plan, "分出一部分", "given_out", checks.give_blockers),
        Move("end_plan", State.APPROVED, State.GIVEN_OUT, policy.can_plan, "其余不分了", "ended", checks.end_blockers),
        Move(
            "drop_plan",
            (*DRAFTS, State.APPROVED),
            State.DROPPED,
            policy.can_plan,
            "作废",
            "dropped",
            checks.drop_blockers,
        ),
    ],
    topic=lambda plan: f"plan:{plan.pk}",
    initial=State.DRAFTING,
)
