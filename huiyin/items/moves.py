"""The verbs that move an item along its life: dispatched, closed, reopened, archived, withdrawn, moved away, set aside."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction

from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items import checks, policy
from huiyin.items.flow import FLOW
from huiyin.items.models import UNDECIDED, Item, Screening, Signature, State, Withdrawal
from huiyin.items.screening_flow import FLOW as SCREENING


def dispatch(item: Item, *, on: dt.date, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None) -> Item:
    """交办：一件已登记的件有了承办单位。"""
    facts = {"on": on.isoformat()}
    FLOW.move(item, "dispatch", by=by, at=now, facts=facts, recorded_for=recorded_for, dispatched_on=on)
    return item


@transaction.atomic
def dispatch_many(items: Sequence[Item], *, on: dt.date, by: Actor, now: dt.datetime) -> list[Item]:
    """一批件同日交办：只动“已登记”的，其余原样；调用者已核过权限，并为每件每单位各记一个交办事件。"""
    checks.insist(checks.in_screening(items))
    waiting = Item.objects.filter(pk__in=[item.pk for item in items], state=State.REGISTERED)
    moving = set(waiting.values_list("pk", flat=True))
    Item.objects.filter(pk__in=moving, state=State.REGISTERED).update(state=State.DISPATCHED, dispatched_on=on)
    moved = [item for item in items if item.pk in moving]
    for item in moved:
        item.state, item.dispatched_on = State.DISPATCHED, on
    return moved


def take_back(item: Item, *, by: Actor, now: dt.datetime) -> Item:
    """收回交办：刚交办、还没有单位签收的收回，回到“已登记”，可以重新交办。"""
    FLOW.move(item, "take_back", by=by, at=now, dispatched_on=None)
    return item


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


@transaction.atomic
def withdraw(
    item: Item,
    reason: str,
    *,
    by: Actor,
    now: dt.datetime,
    letter: StoredFile | None = None,
    agreed: Collection[Signature] = (),
    recorded_for: RecordedFor | None = None,
) -> Item:
    """撤案：提出人书面撤回，办理终止，留在台账，自当日起不计入件数；按本地规定还要全体联名人同意，或交办后不得撤回（R8）。"""
    if not policy.keeps(by, item):
        raise NotAllowed("您没有权限撤案。")
    facts: dict[str, Any] = {"reason": _needed(reason, "撤案")}
    day = local_day(now, recorded_for)
    in_writing = letter is not None or (recorded_for is not None and recorded_for.way in checks.WRITTEN)
    signers = list(item.signatures.select_related("submitter"))
    checks.insist(checks.no_content(item, letter))
    checks.insist(checks.withdrawal_blockers(item, in_writing=in_writing, agreed=agreed, signers=signers))
    facts["agreed"] = [signature.submitter.name for signature in agreed]
    Signature.objects.filter(item=item, pk__in=[signature.pk for signature in agreed]).update(withdrew_on=day)
    FLOW.move(item, "withdraw", by=by, at=now, facts=facts, recorded_for=recorded_for, left_on=day)
    written_by = recorded_for.who if recorded_for else item.submitters_text[:200]
    Withdrawal.objects.create(item=item, written_on=day, written_by=written_by, letter=letter)
    _drop_screening(item, by=by, now=now)
    return item


def _drop_screening(item: Item, *, by: Actor, now: dt.datetime) -> None:
    """What is withdrawn while it is being screened is screened no further."""
    screening = Screening.objects.filter(item=item, state__in=UNDECIDED).first()
    if screening:
        screening.item = item
        SCREENING.move(screening, "drop_screening", by=by, at=now)


def set_aside(item: Item, *, on: dt.date, by: Actor, now: dt.datetime) -> Item:
    """未立案：不予立案、并案、转意见、转社情民意的，留在台账，自当日起不计入件数。"""
    FLOW.move(item, "set_aside", by=by, at=now, left_on=on)
    return item


def take_up(item: Item, *, by: Actor, now: dt.datetime) -> Item:
    """恢复审查：审查结果收回的，重新计入。"""
    FLOW.move(item, "take_up", by=by, at=now, left_on=None)
    return item


def move_away(item: Item, reason: str, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None) -> Item:
    """转出：改由其他单位办理，留在台账，自当日起不计入件数。"""
    facts = {"reason": _needed(reason, "转出")}
    day = local_day(now, recorded_for)
    FLOW.move(item, "move_away", by=by, at=now, facts=facts, recorded_for=recorded_for, left_on=day)
    return item


def bring_back(
    item: Item, reason: str, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Item:
    """转回：转出以后又交回本单位办理的，写明理由，自当日起重新计入件数；由再交办时一并记。"""
    facts = {"reason": _needed(reason, "转回")}
    FLOW.move(item, "bring_back", by=by, at=now, facts=facts, recorded_for=recorded_for, left_on=None)
    return item


def _needed(reason: str, verb: str) -> str:
    if not reason.strip():
        raise NotReady(f"{verb}要写明理由。")
    return reason.strip()
