"""How items are received, described, marked and shown; their moves stand in moves.py."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from huiyin.directory.models import Session, Unit
from huiyin.directory.submitters import SubmitterName
from huiyin.events.actions import build, record, record_many
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items import policy, registering
from huiyin.items.drafts import ItemDraft, MarkDraft
from huiyin.items.models import Access, Ask, Batch, Item, Mark, Signature, Topic
from huiyin.items.moves import archive, close, dispatch, dispatch_many, move_away, reopen, withdraw
from huiyin.items.numbering import sort_number

__all__ = [
    "ItemDraft",
    "MarkDraft",
    "archive",
    "change_item",
    "close",
    "confirm_signature",
    "dispatch",
    "dispatch_many",
    "edit_asks",
    "grant_access",
    "mark",
    "move_away",
    "open_batch",
    "register",
    "register_many",
    "reopen",
    "report_mark",
    "set_signers",
    "tag",
    "unmark",
    "untag",
    "withdraw",
]
CHANGEABLE = frozenset(
    {
        *("kind", "in_session", "official_no", "register_no", "class_no", "title", "text", "field", "consent"),
        *("consent_reason", "no_written_reply", "is_hard", "offline", "remark", "submitters_text", "recurs_from"),
        *("file", "year", "batch"),
    }
)


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
    _only(policy.can_receive(by, unit), "登记来件")
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
    _only(policy.can_receive(by, batch.unit), "登记来件")
    items = registering.write_items(drafts, batch, today=local_day(now))
    record_many(_registered(draft, item, batch, by=by, now=now) for draft, item in zip(drafts, items, strict=True))
    return items


def register(draft: ItemDraft, *, batch: Batch, by: Actor, now: dt.datetime) -> Item:
    """登记一件。"""
    return register_many([draft], batch=batch, by=by, now=now)[0]


def _registered(draft: ItemDraft, item: Item, batch: Batch, *, by: Actor, now: dt.datetime) -> Any:
    facts: dict[str, Any] = {"official_no": item.official_no, "kind": str(item.kind), "session": batch.session.name}
    facts |= {"batch": batch.name, "signers": len(draft.signers), "asks": max(len(draft.asks), 1)}
    return build("items.registered", item.topic, by=by, at=now, subject=f"item:{item.pk}", facts=facts)


@transaction.atomic
def change_item(item: Item, *, by: Actor, now: dt.datetime, **columns: Any) -> Item:
    """更正登记内容：没有变化就不记录；正文只记“改过”，不把全文写进日志。"""
    _only(policy.keeps(by, item), "更正登记内容")
    if unknown := set(columns) - CHANGEABLE:
        raise ValueError(f"not a column to change: {sorted(unknown)}")
    changes = {name: (getattr(item, name), value) for name, value in columns.items() if getattr(item, name) != value}
    if not changes:
        return item
    for name, (_, value) in changes.items():
        setattr(item, name, value)
    if item.offline and (item.title or item.text):
        raise NotReady("线下办理的件不得录入标题和正文。")
    item.number_year, item.seq = sort_number(item.official_no)
    item.save(update_fields=[*changes, "number_year", "seq"])
    facts = {name: _shown(name, *pair) for name, pair in changes.items()}
    _record("items.changed", item, by=by, now=now, changes=facts)
    return item


def _shown(name: str, before: Any, after: Any) -> list[str]:
    if name == "text":
        return [f"{len(before)}字", f"{len(after)}字"]
    return [str(before or ""), str(after or "")]


@transaction.atomic
def set_signers(
    item: Item, *, lead: SubmitterName | None, cosigners: Sequence[SubmitterName] = (), by: Actor, now: dt.datetime
) -> Item:
    """更正提出人：领衔一人，其余为附议；名字没有变化就不记录。"""
    _only(policy.keeps(by, item), "更正提出人")
    draft = ItemDraft(kind=item.kind, official_no=item.official_no, lead_submitter=lead, cosigners=tuple(cosigners))
    before = [row.submitter.name for row in item.signatures.select_related("submitter")]
    if before == [name.name for name in draft.signers]:
        return item
    item.signatures.all().delete()
    registering.write_signatures([(draft, item)], item.session)
    after = [name.name for name in draft.signers]
    _record("items.signers_set", item, by=by, now=now, before=before, after=after)
    return item


@transaction.atomic
def confirm_signature(
    signature: Signature, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Signature:
    """确认附议：附议人本人确认后才计入联名（R6）。"""
    item = signature.item
    _only(policy.keeps(by, item), "登记附议确认")
    if signature.confirmed_on is None:
        signature.confirmed_on = local_day(now, recorded_for)
        signature.save(update_fields=["confirmed_on"])
        facts = {"submitter": f"submitter:{signature.submitter_id}"}
        record("items.signature_confirmed", item.topic, by=by, at=now, facts=facts, recorded_for=recorded_for)
    return signature


@transaction.atomic
def edit_asks(item: Item, texts: Sequence[str], *, by: Actor, now: dt.datetime) -> list[Ask]:
    """整理诉求点：逐条编号，至少一条；已经答复到的诉求点不能删去，只能改写。"""
    _only(policy.keeps(by, item) or _works_on(by, item), "整理诉求点")
    wanted = [text.strip() for text in texts if text.strip()]
    if not wanted:
        raise NotReady("至少要有一个诉求点。")
    asks = list(item.asks.order_by("number"))
    if [ask.text for ask in asks] == wanted:
        return asks
    try:
        item.asks.filter(number__gt=len(wanted)).delete()
    except ProtectedError as error:
        raise NotReady("多出的诉求点已经有答复，请先改动答复。") from error
    for number, text in enumerate(wanted, start=1):
        Ask.objects.update_or_create(item=item, number=number, defaults={"text": text})
    _record("items.asks_edited", item, by=by, now=now, before=len(asks), after=len(wanted))
    return list(item.asks.order_by("number"))


def _works_on(by: Actor, item: Item) -> bool:
    """Officers and heads of an office that was given the item may split what it asks."""
    units = Access.objects.filter(item=item).values_list("unit_id", flat=True)
    return any(by.has_role("officer", pk) or by.has_role("office_head", pk) for pk in units)


@transaction.atomic
def mark(
    item: Item,
    *,
    kind: str,
    by_whom: str,
    by: Actor,
    now: dt.datetime,
    leader: str = "",
    marked_on: dt.date | None = None,
    note: str = "",
) -> Mark:
    """标记领办、重点督办、公开办理：写明由谁定的；同一机构的同一标记只有一个。"""
    _only(policy.keeps(by, item), "加标记")
    if not by_whom.strip():
        raise NotReady("标记要写明是谁定的。")
    facts = {"leader": leader, "marked_on": marked_on, "note": note}
    row, made = Mark.objects.get_or_create(item=item, kind=kind, by_whom=by_whom, defaults=facts)
    if made:
        _record("items.marked", item, by=by, now=now, kind=str(kind), by_whom=by_whom, leader=leader)
    return row


@transaction.atomic
def unmark(mark: Mark, *, reason: str, by: Actor, now: dt.datetime) -> Item:
    """撤销标记：要写明理由。"""
    item = mark.item
    _only(policy.keeps(by, item), "撤销标记")
    if not reason.strip():
        raise NotReady("撤销标记要写明理由。")
    facts = {"kind": str(mark.kind), "by_whom": mark.by_whom, "reason": reason}
    mark.delete()
    _record("items.unmarked", item, by=by, now=now, **facts)
    return item


@transaction.atomic
def report_mark(
    mark: Mark, *, by: Actor, now: dt.datetime, note: str = "", recorded_for: RecordedFor | None = None
) -> Mark:
    """领办、督办件办理情况已书面报告（R73）。"""
    _only(policy.keeps(by, mark.item), "登记标记件的报告")
    mark.reported_on = local_day(now, recorded_for)
    mark.note = note or mark.note
    mark.save(update_fields=["reported_on", "note"])
    facts = {"kind": str(mark.kind), "by_whom": mark.by_whom, "reported_on": mark.reported_on.isoformat()}
    record("items.mark_reported", mark.item.topic, by=by, at=now, facts=facts, recorded_for=recorded_for)
    return mark


@transaction.atomic
def tag(items: Iterable[Item], topic_name: str, *, by: Actor, now: dt.datetime) -> int:
    """贴主题：一次可贴多件；返回新贴了几件。"""
    chosen = list(items)
    if not all(policy.keeps(by, item) for item in chosen):
        raise NotAllowed("您没有权限给这些件贴主题。")
    had = set(Item.objects.filter(pk__in=[i.pk for i in chosen], topics__name=topic_name).values_list("pk", flat=True))
    new = [item for item in chosen if item.pk not in had]
    registering.write_topics((item, topic_name) for item in new)
    facts = {"topic": topic_name}
    record_many(build("items.tagged", item.topic, by=by, at=now, facts=facts) for item in new)
    return len(new)


@transaction.atomic
def untag(item: Item, topic: Topic, *, by: Actor, now: dt.datetime) -> Item:
    """取下主题。"""
    _only(policy.keeps(by, item), "取下主题")
    item.topics.remove(topic)
    _record("items.untagged", item, by=by, now=now, topic=topic.name)
    return item


def grant_access(pairs: Iterable[tuple[Item, Unit]], why: str) -> None:
    """Let these units see these items; given twice it is given once. The act that gives the right is the event."""
    rows = [Access(item=item, unit=unit, why=why) for item, unit in pairs]
    Access.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def _only(allowed: bool, what: str) -> None:
    if not allowed:
        raise NotAllowed(f"您没有权限{what}。")


def _record(verb: str, item: Item, *, by: Actor, now: dt.datetime, **facts: Any) -> None:
    record(verb, item.topic, by=by, at=now, subject=f"item:{item.pk}", facts=facts)
