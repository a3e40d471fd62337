"""The screening of a proposal, as a table."""

from huiyin.flow.engine import Flow, Move
from huiyin.items import policy
from huiyin.items.models import UNDECIDED, Outcome, Screening

PENDING = Outcome.PENDING
NOT_TAKEN = (Outcome.REFUSED, Outcome.MERGED, Outcome.FORWARDED, Outcome.PUBLIC_OPINION_REPORT)
REPORT = Outcome.PUBLIC_OPINION_REPORT

FLOW: Flow[Screening] = Flow(
    room="items",
    states=Outcome,
    topic=lambda screening: f"item:{screening.item_id}",
    initial=PENDING,
    moves=[
        Move("admit", PENDING, Outcome.ADMITTED, policy.screens, "立案", "admitted"),
        Move("return_for_change", PENDING, Outcome.RETURNED, policy.screens, "退回修改", "returned_for_change"),
        Move("resubmit", Outcome.RETURNED, PENDING, policy.keeps_screened, "改后重新提交", "resubmitted"),
        Move("refuse", PENDING, Outcome.REFUSED, policy.screens, "不予立案", "refused"),
        Move("merge", PENDING, Outcome.MERGED, policy.screens, "并案", "merged"),
        Move("forward", PENDING, Outcome.FORWARDED, policy.screens, "转意见", "forwarded"),
        Move("turn_into_report", PENDING, REPORT, policy.screens, "转社情民意", "turned_into_report"),
        Move("screen_again", NOT_TAKEN, PENDING, policy.screens, "重新审查", "screened_again"),
        Move("drop_screening", UNDECIDED, Outcome.WITHDRAWN, policy.keeps_screened, "撤案", "screening_dropped"),
    ],
)
