"""The life of an assignment: from the receipt to the closing, by way of declining and rework."""

from huiyin.flow.engine import Flow, Move
from huiyin.handling import checks, policy
from huiyin.handling.models import OPEN_STATES, Assignment, State

TAKEN = (State.WAITING, State.HANDLING)
AT_WORK = checks.unit_at_work

FLOW: Flow[Assignment] = Flow(
    "handling",
    State,
    [
        Move("sign_for", State.WAITING, State.HANDLING, policy.can_sign_for, "签收", "signed_for"),
        Move("note", TAKEN, State.NOTED, policy.can_note, "阅知", "noted"),
        Move(
            "decline", TAKEN, State.DECLINING, policy.can_decline, "申请退办", "declined", ready=checks.decline_window
        ),
        Move(
            "grant_decline", State.DECLINING, State.WITHDRAWN, policy.can_decide_decline, "同意退办", "decline_granted"
        ),
        Move(
            "refuse_decline",
            State.DECLINING,
            State.HANDLING,
            policy.can_decide_decline,
            "不同意退办",
            "decline_refused",
        ),
        Move(
            "take_back_decline",
            State.DECLINING,
            State.HANDLING,
            policy.can_decline,
            "撤回退办申请",
            "decline_taken_back",
        ),
        Move("let_lapse", State.DECLINING, State.HANDLING, policy.is_silence, "逾期未答复", "decline_unanswered"),
        Move(
            "change_role",
            (*TAKEN, State.DECLINING),
            State.HANDLING,
            policy.decides,
            "改变角色",
            "role_changed",
        ),
        Move("answer", State.HANDLING, State.ANSWERED, policy.can_answer, "答复", "answered"),
        Move("rework", State.ANSWERED, State.HANDLING, policy.can_order_rework, "退回再办", "rework_ordered", AT_WORK),
        Move(
            "return_to_handling",
            State.ANSWERED,
            State.HANDLING,
            policy.can_order_rework,
            "上级退回",
            "returned",
            AT_WORK,
        ),
        Move("close", State.ANSWERED, State.CLOSED, policy.can_close, "办结", "closed", ready=checks.closing_blockers),
        Move("reopen", State.CLOSED, State.HANDLING, policy.can_reopen, "重新办理", "reopened", AT_WORK),
        Move("withdraw", OPEN_STATES, State.WITHDRAWN, policy.can_withdraw, "撤销交办", "withdrawn"),
        Move(
            "give_way",
            (*OPEN_STATES, State.NOTED, State.CLOSED),
            State.WITHDRAWN,
            policy.is_the_house,
            "并入承接单位",
            "gave_way",
        ),
    ],
    topic=lambda assignment: f"item:{assignment.item_id}",
    initial=State.WAITING,
)

# Moves that another act makes (a letter goes out, a rating comes in): nobody presses them by themselves.
MADE_BY_LATER_ROOMS = frozenset({"answer", "rework", "return_to_handling", "let_lapse", "give_way"})
