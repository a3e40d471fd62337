"""How items are received and described; moves, signatures, marks, screening have files of their own, named here."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from huiyin.directory.models import Session, Unit
from huiyin.events.actions import build, record, record_many
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items import checks, policy, registering
from huiyin.items.drafts import ItemDraft, MarkDraft
from huiyin.items.marking import mark, record_mark, report_mark, unmark
from huiyin.items.models import Access, Ask, Batch, Item, Kind, Topic
from huiyin.items.moves import archive, close, dispatch, dispatch_many, move_away, reopen, withdraw
from huiyin.items.numbering import sort_number
from huiyin.items.signing import confirm_signature, excuse_signer, set_signers, sign_as_head

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
    "excuse_signer",
    "grant_access",
    "mark",
    "move_away",
    "open_batch",
    "record_mark",
    "register",
    "register_many",
    "reopen",
    "report_mark",
    "set_signers",
    "sign_as_head",
    "tag",
    "turn_into_suggestion",
    "unmark",
    "untag",
    "withdraw",
]
CHANGEABLE = frozenset(
    {
        *("kind", "in_session", "official_no", "register_no", "class_no", "title", "text", "field", "consent"),
        *("consent_reason", "no_written_reply", "is_hard", "offline", "remark", "submitters_text"),
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
    checks.insist(checks.no_content(item, item.title, item.text, item.file))
    checks.insist(registering.twin_blockers(item))
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
def turn_into_suggestion(
    item: Item, *, reason: str, official_no: str, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Item:
    """议案转为建议：人数或案由、案据、方案不足，或大会主席团决定的；自此按建议编号、计时、统计，原案号记入经过（R5）。"""
    _only(policy.keeps(by, item), "把议案转为建议")
    if item.kind != Kind.MOTION:
        raise NotReady("只有议案可以转为建议。")
    if not reason.strip():
        raise NotReady("议案转为建议要写明理由。")
    facts = {"reason": reason.strip(), "before": item.number_label}
    item.kind, item.official_no = Kind.SUGGESTION, official_no.strip() or item.official_no
    checks.insist(registering.twin_blockers(item))
    item.number_year, item.seq = sort_number(item.official_no)
    item.save(update_fields=["kind", "official_no", "number_year", "seq"])
    facts["after"] = item.number_label
    record(
        "items.turned_into_suggestion",
        item.topic,
        by=by,
        at=now,
        subject=f"item:{item.pk}",
        facts=facts,
        recorded_for=recorded_for,
    )
    return item


@transaction.atomic
def edit_asks(item: Item, texts: Sequence[str], *, by: Actor, now: dt.datetime) -> list[Ask]:
    """整理诉求点：逐条编号，至少一条；已经答复到的诉求点不能删去，只能改写。"""
    _only(policy.keeps(by, item) or _works_on(by, item), "整理诉求点")
    wanted = [text.strip() for text in texts if text.strip()]
    checks.insist(checks.no_content(item, *wanted))
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
