"""The verbs that move an item along its life: dispatched, closed, reopened, archived, withdrawn, moved away."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import NotReady
from huiyin.items.flow import FLOW
from huiyin.items.models import Item, State


def dispatch(item: Item, *, on: dt.date, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None) -> Item:
    """交办：一件已登记的件有了承办单位。"""
    facts = {"on": on.isoformat()}
    FLOW.move(item, "dispatch", by=by, at=now, facts=facts, recorded_for=recorded_for, dispatched_on=on)
    return item


@transaction.atomic
def dispatch_many(items: Sequence[Item], *, on: dt.date, by: Actor, now: dt.datetime) -> list[Item]:
    """一批件同日交办：只动“已登记”的，其余原样；调用者已核过权限，并为每件每单位各记一个交办事件。"""
    waiting = Item.objects.filter(pk__in=[item.pk for item in items], state=State.REGISTERED)
    moving = set(waiting.values_list("pk", flat=True))
    Item.objects.filter(pk__in=moving, state=State.REGISTERED).update(state=State.DISPATCHED, dispatched_on=on)
    moved = [item for item in items if item.pk in moving]
    for item in moved:
        item.state, item.dispatched_on = State.DISPATCHED, on
    return moved


def close(item: Item, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None) -> Item:
    """办结：各承办单位都已办结后由 handling 调用；交办机关同意之日为办结日。"""
    day = local_day(now, recorded_for)
    FLOW.move(item, "close", by=by, at=now, recorded_for=recorded_for, closed_on=day)
    return item


def reopen(item: Item, reason: str, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None) -> Item:
    """重新办理：办结之后再办，要写明理由。"""
    facts = {"reason": _needed(reason, "重新办理")}
    FLOW.move(item, "reopen", by=by, at=now, facts=facts, recorded_for=recorded_for, closed_on=None)
    return item


def archive(item: Item, *, by: Actor, now: dt.datetime) -> Item:
    """归档：办结之后立卷归档。"""
    FLOW.move(item, "archive", by=by, at=now)
    return item


def withdraw(item: Item, reason: str, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None) -> Item:
    """撤案：提出人书面撤回，办理终止，留在台账，自当日起不计入件数（R8）。"""
    facts = {"reason": _needed(reason, "撤案")}
    day = local_day(now, recorded_for)
    FLOW.move(item, "withdraw", by=by, at=now, facts=facts, recorded_for=recorded_for, left_on=day)
    return item


def move_away(item: Item, reason: str, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None) -> Item:
    """转出：改由其他单位办理，留在台账，自当日起不计入件数。"""
    facts = {"reason": _needed(reason, "转出")}
    day = local_day(now, recorded_for)
    FLOW.move(item, "move_away", by=by, at=now, facts=facts, recorded_for=recorded_for, left_on=day)
    return item


def _needed(reason: str, verb: str) -> str:
    if not reason.strip():
        raise NotReady(f"{verb}要写明理由。")
    return reason.strip()
