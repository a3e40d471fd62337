"""The life of a reply: 拟稿 ⇄ 征询 → 审签 → 成文 → 印发."""

from huiyin.flow.engine import Flow, Move
from huiyin.replies import checks, policy
from huiyin.replies.models import Reply, State

FLOW: Flow[Reply] = Flow(
    "replies",
    State,
    [
        Move("consult", State.DRAFTING, State.CONSULTING, policy.can_draft, "征询", "consulting_begun"),
        Move("consulted", State.CONSULTING, State.DRAFTING, policy.can_draft, "登记征询结果", "consulted"),
        Move("submit", State.DRAFTING, State.CLEARING, policy.can_draft, "送审", "submitted", checks.submit_blockers),
        Move("review", State.CLEARING, None, policy.can_review, "审核同意", "reviewed"),
        Move("sign", State.CLEARING, State.SIGNED, policy.can_sign, "签发", "signed", checks.sign_blockers),
        Move("send_back", State.CLEARING, State.DRAFTING, policy.can_send_back, "退回修改", "sent_back"),
        Move("send_back_to_step", State.CLEARING, None, policy.can_send_back, "退回前面一步", "sent_back_to_step"),
        Move("record_precheck", State.CLEARING, None, policy.can_record_precheck, "登记上级预审", "prechecked"),
        Move("find_secret", State.CLEARING, State.DRAFTING, policy.can_find_secret, "定为涉密", "found_secret"),
        Move("record_step", State.CLEARING, None, policy.can_register, "登记审签", "step_recorded"),
        Move(
            "record_clearance",
            (State.DRAFTING, State.CLEARING),
            State.SIGNED,
            policy.can_register,
            "登记外部审签",
            "signed",
            checks.record_blockers,
        ),
        Move("number", State.SIGNED, None, policy.can_register, "编号", "numbered", checks.before_number),
        Move("void_number", State.SIGNED, None, policy.can_register, "作废文号", "number_voided", checks.before_void),
        Move("seal", State.SIGNED, None, policy.can_register, "用印", "sealed", checks.before_seal),
        Move(
            "take_sealed_letter",
            State.SIGNED,
            None,
            policy.can_register,
            "登记盖章件",
            "sealed_letter_taken",
            checks.before_sealed_letter,
        ),
        Move("issue", State.SIGNED, State.ISSUED, policy.can_register, "印发", "issued", checks.issue_blockers),
        Move(
            "answer_orally",
            State.DRAFTING,
            State.ISSUED,
            policy.can_register,
            "以当面答复为准",
            "issued",
            checks.before_answering_orally,
        ),
        Move("deliver", State.ISSUED, None, policy.can_deliver, "送达", "delivered"),
        Move("record_upload", State.ISSUED, None, policy.can_register, "登记网上报送", "uploaded"),
        Move("return_from_above", State.ISSUED, State.RETURNED, policy.can_register, "登记上级退回", "returned"),
        Move("supersede", State.ISSUED, State.SUPERSEDED, policy.is_overtaken, "由新的答复取代", "superseded"),
    ],
    topic=lambda reply: str(reply.assignment.item.topic),
    initial=State.DRAFTING,
    guards=("version", "clearing_round", "doc_no", "sealed_on", "sealed_letter_id"),
)
