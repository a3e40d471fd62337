"""What the register says of an item, put right: its entry, its asks, its topics, a motion that is none."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from huiyin.events.actions import build, record, record_many
from huiyin.events.actors import Actor, RecordedFor
from huiyin.flow.errors import NotAllowed, NotReady, permit
from huiyin.items import checks, policy, registering
from huiyin.items.models import Access, Ask, Item, Kind, Topic
from huiyin.items.numbering import sort_number

CHANGEABLE = frozenset(
    {
        *("kind", "in_session", "official_no", "register_no", "class_no", "title", "text", "field", "consent"),
        *("consent_reason", "no_written_reply", "is_hard", "offline", "remark", "submitters_text"),
        *("file", "year", "batch"),
    }
)


@transaction.atomic
def change_item(item: Item, *, by: Actor, now: dt.datetime, **columns: Any) -> Item:
    """更正登记内容：没有变化就不记录；正文只记“改过”，不把全文写进日志。"""
    permit(policy.keeps(by, item), "更正登记内容")
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
    permit(policy.keeps(by, item), "把议案转为建议")
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
    permit(policy.keeps(by, item) or _works_on(by, item), "整理诉求点")
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
    permit(policy.keeps(by, item), "取下主题")
    item.topics.remove(topic)
    _record("items.untagged", item, by=by, now=now, topic=topic.name)
    return item


def _record(verb: str, item: Item, *, by: Actor, now: dt.datetime, **facts: Any) -> None:
    record(verb, item.topic, by=by, at=now, subject=f"item:{item.pk}", facts=facts)
