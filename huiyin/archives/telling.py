"""The course of a case in plain words: what was drafted, said, cleared, sent and answered, as records to be kept."""

import datetime as dt
import json
import re
from collections.abc import Iterable
from typing import Any

from huiyin.documents.record import Part, Record
from huiyin.events.actors import SHANGHAI
from huiyin.events.models import Event
from huiyin.handling.models import Assignment
from huiyin.items.models import Item
from huiyin.prose.dates import format_date
from huiyin.replies.letter.content import asked_of
from huiyin.replies.models import Reply
from huiyin.surveys.models import Rating

MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")
NOTHING = ("（无）",)


def item_record(assignment: Assignment) -> Record:
    """件的登记和正文; names of submitters, none of their telephones or addresses."""
    item = assignment.item
    names = "、".join(row.submitter.name for row in item.signatures.select_related("submitter").order_by("order"))
    lines = (
        f"编号：{item.number_label}",
        f"届次：{item.session.name}",
        f"提出人：{names or item.submitters_text}",
        f"交办：{item.batch.sender or item.batch.name}，{_day(item.dispatched_on or item.batch.dispatched_on)}",
        f"本单位角色：{assignment.role_label}",
    )
    asks = tuple(f"{ask.number}. {ask.text}" for ask in item.asks.all())
    text = tuple(line.strip() for line in item.text.splitlines() if line.strip())
    parts = (Part("一、登记", lines), Part("二、诉求", asks or NOTHING), Part("三、正文", text or NOTHING))
    return Record(item.title or item.number_label, assignment.unit.name, item.registered_on, parts)


def process_record(assignment: Assignment, letters: list[Reply], until: dt.date) -> Record:
    """办理过程: versions with their digests, clearance, opinions, contacts, deliveries, ratings."""
    parts = [
        *(part for letter in letters for part in _of_letter(letter)),
        Part("会办意见", (), _table(("会办单位", "征求", "收到", "结果", "意见"), _opinions(assignment))),
        Part("沟通", (), _table(("日期", "方式", "提出人", "我方人员", "内容"), _contacts(assignment))),
        Part("评价", (), _table(("提出人", "日期", "态度", "结果", "意见", "来源"), _ratings(assignment))),
    ]
    return Record(f"{assignment.item.number_label}办理过程", assignment.unit.name, until, tuple(parts))


def event_log(item: Item) -> bytes:
    """操作日志: every event of the item but its archiving, with its digest; mobile numbers are masked (《个人信息保护法》)."""
    told = Event.objects.of(item.topic).exclude(verb__startswith="archives.").exclude(verb="items.archived")
    rows = [{**event.content, "digest": event.digest} for event in told]
    text = json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True)
    return MOBILE.sub(r"\1****\2", text).encode()


def _of_letter(letter: Reply) -> Iterable[Part]:
    name = f"{letter.get_kind_display()} {letter.doc_no}".strip()
    facts = [
        f"标题：{letter.title}",
        f"成文：{_day(letter.signed_on)}（签发人 {letter.signed_by or '—'}）　编号：{_day(letter.numbered_on)}"
        f"　用印：{_day(letter.sealed_on)}　印发：{_day(letter.issued_on)}",
        f"签发内容校验码（SHA-256）：{letter.frozen_hash or '—'}",
    ]
    if letter.class_letter:
        facts.append(
            f"分类：{letter.class_letter}（{letter.class_scheme}）　公开属性：{letter.get_disclosure_display()}"
        )
    if letter.returned_reason:
        facts.append(f"上级退回：{letter.returned_reason}")
    versions = [(f"第{row.number}稿", _moment(row.saved_at), row.digest) for row in letter.versions.all()]
    yield Part(name, tuple(facts), _table(("稿次", "保存时间", "校验码"), versions))
    yield Part(f"{name} 审签", (), _table(("轮", "步骤", "谁", "时间", "结果", "意见"), _steps(letter)))
    sent = [
        (str(row.submitter or row.unit or row.copy_to), row.way, _day(row.delivered_on))
        for row in letter.deliveries.select_related("submitter", "unit")
    ]
    sent += [(row.system, f"网上报送 {row.receipt}".strip(), _day(row.uploaded_on)) for row in letter.uploads.all()]
    yield Part(f"{name} 送达、报送", (), _table(("对象", "方式", "日期"), sent))


def _steps(letter: Reply) -> list[tuple[str, ...]]:
    return [
        (
            str(step.round),
            step.label,
            step.done_by_name + (f"（代{step.stood_in_for}）" if step.stood_in_for else ""),
            _moment(step.done_at),
            step.get_result_display() + (f"（登记自{step.recorded_from}）" if step.recorded_from else ""),
            step.remark,
        )
        for step in letter.steps.select_related("unit")
    ]


def _opinions(assignment: Assignment) -> list[tuple[str, ...]]:
    return [
        (
            opinion.unit.name,
            _day(opinion.asked_on),
            _day(opinion.received_on),
            opinion.get_state_display(),
            opinion.text or opinion.override_reason,
        )
        for opinion in asked_of(assignment)
    ]


def _contacts(assignment: Assignment) -> list[tuple[str, ...]]:
    return [
        (
            _day(contact.contacted_on),
            contact.get_way_display(),
            contact.submitter.name if contact.submitter else "",
            contact.people,
            contact.content,
        )
        for contact in assignment.contacts.select_related("submitter").order_by("contacted_on", "pk")
    ]


def _ratings(assignment: Assignment) -> list[tuple[str, ...]]:
    found = Rating.objects.filter(invitation__round__reply__assignment=assignment).order_by("pk")
    return [
        (
            rating.invitation.submitter.name,
            _day(rating.rated_on),
            rating.get_manner_display(),
            rating.get_result_display(),
            rating.comment,
            rating.get_source_display(),
        )
        for rating in found.select_related("invitation__submitter")
    ]


def _table(names: tuple[str, ...], rows: list[Any]) -> tuple[tuple[str, ...], ...]:
    return (names, *(tuple(MOBILE.sub(r"\1****\2", cell) for cell in row) for row in rows)) if rows else ()


def _day(day: dt.date | None) -> str:
    return format_date(day) if day else "—"


def _moment(at: dt.datetime | None) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if at else "—"
