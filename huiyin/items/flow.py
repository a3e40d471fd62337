"""The life of an item, as a table."""

from huiyin.flow.engine import Flow, Move
from huiyin.items import policy
from huiyin.items.models import Item, State

FLOW: Flow[Item] = Flow(
    room="items",
    states=State,
    topic=lambda item: item.topic,
    initial=State.REGISTERED,
    moves=[
        #    verb        from               to                who may         中文             event
        Move("dispatch", State.REGISTERED, State.DISPATCHED, policy.keeps, "交办", "dispatched"),
        Move("close", State.DISPATCHED, State.CLOSED, policy.can_close, "办结", "closed"),
        Move("reopen", State.CLOSED, State.DISPATCHED, policy.keeps, "重新办理", "reopened"),
        Move("archive", State.CLOSED, State.ARCHIVED, policy.keeps, "归档", "archived"),
        Move("withdraw", (State.REGISTERED, State.DISPATCHED), State.WITHDRAWN, policy.keeps, "撤案", "withdrawn"),
        Move("move_away", (State.REGISTERED, State.DISPATCHED), State.MOVED_AWAY, policy.keeps, "转出", "moved_away"),
    ],
)
