"""The life of an item, as a table."""

from huiyin.flow.engine import Flow, Move
from huiyin.items import checks, policy
from huiyin.items.models import Item, State

FLOW: Flow[Item] = Flow(
    room="items",
    states=State,
    topic=lambda item: item.topic,
    initial=State.REGISTERED,
    moves=[
        #    verb        from               to                who may         中文             event
        Move("dispatch", State.REGISTERED, State.DISPATCHED, policy.keeps, "交办", "dispatched", checks.screened),
        Move("take_back", State.DISPATCHED, State.REGISTERED, policy.keeps, "收回交办", "taken_back"),
        Move("close", State.DISPATCHED, State.CLOSED, policy.can_close, "办结", "closed"),
        Move("reopen", State.CLOSED, State.DISPATCHED, policy.keeps, "重新办理", "reopened"),
        Move("archive", State.CLOSED, State.ARCHIVED, policy.keeps, "归档", "archived"),
        Move("withdraw", (State.REGISTERED, State.DISPATCHED), State.WITHDRAWN, policy.keeps, "撤案", "withdrawn"),
        Move("move_away", (State.REGISTERED, State.DISPATCHED), State.MOVED_AWAY, policy.keeps, "转出", "moved_away"),
        Move("bring_back", State.MOVED_AWAY, State.DISPATCHED, policy.keeps, "转回", "brought_back"),
        # What the screening of a proposal decides, its item follows (screening_flow.py).
        Move("set_aside", State.REGISTERED, State.NOT_ADMITTED, policy.may_decide_screening, "不予立案", "set_aside"),
        Move("take_up", State.NOT_ADMITTED, State.REGISTERED, policy.may_decide_screening, "恢复审查", "taken_up"),
    ],
)
