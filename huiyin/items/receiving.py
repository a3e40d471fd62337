"""How items come in: the batch they came with, their registering, who may see them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from huiyin.directory.models import Session, Unit
from huiyin.events.actions import build, record, record_many
from huiyin.events.actors import Actor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import permit
from huiyin.items import checks, policy, registering
from huiyin.items.drafts import ItemDraft
from huiyin.items.models import Access, Batch, Item


@transaction.atomic
def open_batch(
    *,
    unit: Unit,
    session: Session,
    name: str,
    year: int,
    dispatched_on: dt.date | None,
    in_session: bool,
    by: Actor,
    now: dt.datetime,
    sender: str = "",
    notice_due_on: dt.date | None = None,
    file: StoredFile | None = None,
) -> Batch:
    """收到一批交办件：同一单位、同一届次、同一名称的批次只有一个，再开就是它。"""
    permit(policy.can_receive(by, unit), "登记来件")
    facts: dict[str, Any] = {"year": year, "dispatched_on": dispatched_on, "in_session": in_session, "sender": sender}
    facts |= {"notice_due_on": notice_due_on, "file": file}
    batch, made = Batch.objects.get_or_create(unit=unit, session=session, name=name, defaults=facts)
    if made:
        said: dict[str, Any] = {"unit": unit.code, "session": session.name, "name": name, "year": year}
        record("items.batch_opened", f"batch:{batch.pk}", by=by, at=now, subject=f"batch:{batch.pk}", facts=said)
    return batch


@transaction.atomic
def register_many(drafts: Sequence[ItemDraft], *, batch: Batch, by: Actor, now: dt.datetime) -> list[Item]:
    """登记一批件：编号在同一届次、同一类别内唯一；未拆分诉求点的，以案由为一条。"""
    permit(policy.can_receive(by, batch.unit), "登记来件")
    items = registering.write_items(drafts, batch, today=local_day(now))
    record_many(_registered(draft, item, batch, by=by, now=now) for draft, item in zip(drafts, items, strict=True))
    return items


def register(draft: ItemDraft, *, batch: Batch, by: Actor, now: dt.datetime) -> Item:
    """登记一件：清单已经核定的照收；手工登记的，议案核人数和案由、案据、方案（R5），代表团件核团长签字（R7）。"""
    in_session = batch.in_session if draft.in_session is None else draft.in_session
    blockers = checks.kind_blockers(draft, body=batch.session.body)
    if draft.text or draft.grounds or draft.measures:
        blockers += checks.motion_blockers(draft, level=batch.session.level)
    blockers += checks.delegation_blockers(draft, in_session=in_session, pack=batch.unit.pack)
    checks.insist(blockers)
    return register_many([draft], batch=batch, by=by, now=now)[0]


def _registered(draft: ItemDraft, item: Item, batch: Batch, *, by: Actor, now: dt.datetime) -> Any:
    facts: dict[str, Any] = {"official_no": item.official_no, "kind": str(item.kind), "session": batch.session.name}
    facts |= {"batch": batch.name, "signers": len(draft.signers), "asks": max(len(draft.asks), 1)}
    return build("items.registered", item.topic, by=by, at=now, subject=f"item:{item.pk}", facts=facts)


def grant_access(pairs: Iterable[tuple[Item, Unit]], why: str) -> None:
    """Let these units see these items; given twice it is given once. The act that gives the right is the event."""
    rows = [Access(item=item, unit=unit, why=why) for item, unit in pairs]
    Access.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
