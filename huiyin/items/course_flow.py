"""The life of a motion or a recommendation, as a table: mostly met as the assisting unit, recorded as it is heard of."""

from huiyin.flow.engine import Flow, Move
from huiyin.items import policy
from huiyin.items.models import Course, Stage

BEFORE_WORK = (Stage.RECEIVED, Stage.PLANNED, Stage.CONTINUED)
AT_WORK = (Stage.UNDER_WAY, Stage.PROGRESS_REPORTED)

FLOW: Flow[Course] = Flow(
    room="items",
    states=Stage,
    topic=lambda course: f"item:{course.item_id}",
    initial=Stage.RECEIVED,
    moves=[
        Move("lay_plan", Stage.RECEIVED, Stage.PLANNED, policy.steers, "定办理方案", "plan_laid"),
        Move("begin", BEFORE_WORK, Stage.UNDER_WAY, policy.steers, "开始办理", "begun"),
        Move("tell_progress", AT_WORK, Stage.PROGRESS_REPORTED, policy.steers, "报告进展", "progress_told"),
        Move("deliberate", Stage.PROGRESS_REPORTED, Stage.DELIBERATED, policy.steers, "审议", "deliberated"),
        Move("conclude", Stage.DELIBERATED, Stage.CONCLUDED, policy.steers, "结束", "concluded"),
        Move("carry_on", Stage.DELIBERATED, Stage.CONTINUED, policy.steers, "继续办理", "carried_on"),
    ],
)
