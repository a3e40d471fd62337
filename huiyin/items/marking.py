"""领办、重点督办、公开办理: who set a mark, what was done because of it, when it was reported."""

import datetime as dt

from django.db import transaction

from huiyin.events.actions import record
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import NotReady, permit
from huiyin.items import checks, policy
from huiyin.items.models import Item, Mark, MarkRecord, RecordKind


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
    """标记领办、重点督办、公开办理：写明由谁定的；同一机构的同一标记只有一个，后来知道的领导、日期补上去。"""
    permit(policy.keeps(by, item), "加标记")
    if not by_whom.strip():
        raise NotReady("标记要写明是谁定的。")
    checks.insist(checks.no_content(item, note))
    facts = {"leader": leader, "marked_on": marked_on, "note": note}
    row, made = Mark.objects.get_or_create(item=item, kind=kind, by_whom=by_whom, defaults=facts)
    later = {name: said for name, said in facts.items() if said and not getattr(row, name)}
    if later:
        Mark.objects.filter(pk=row.pk).update(**later)
        row.refresh_from_db()
    if made or later:
        said = {"kind": str(kind), "by_whom": by_whom, "leader": row.leader}
        _record("items.marked", item, by=by, now=now, recorded_for=None, **said)
    return row


@transaction.atomic
def unmark(mark: Mark, *, reason: str, by: Actor, now: dt.datetime) -> Item:
    """撤销标记：要写明理由。"""
    item = mark.item
    permit(policy.keeps(by, item), "撤销标记")
    if not reason.strip():
        raise NotReady("撤销标记要写明理由。")
    facts = {"kind": str(mark.kind), "by_whom": mark.by_whom, "reason": reason, "records": mark.records.count()}
    mark.delete()
    _record("items.unmarked", item, by=by, now=now, recorded_for=None, **facts)
    return item


@transaction.atomic
def report_mark(
    mark: Mark,
    *,
    by: Actor,
    now: dt.datetime,
    note: str = "",
    file: StoredFile | None = None,
    recorded_for: RecordedFor | None = None,
) -> Mark:
    """领办、督办件办理情况已书面报告（R73）。"""
    permit(policy.keeps(by, mark.item), "登记标记件的报告")
    checks.insist(checks.no_content(mark.item, note, file))
    mark.reported_on = local_day(now, recorded_for)
    mark.note = note[:300] or mark.note
    mark.save(update_fields=["reported_on", "note"])
    day = mark.reported_on
    MarkRecord.objects.create(
        mark=mark, kind=RecordKind.REPORT, on=day, text=note, file=file, recorded_by=by.actor_name
    )
    facts = {"kind": str(mark.kind), "by_whom": mark.by_whom, "reported_on": day.isoformat()}
    _record("items.mark_reported", mark.item, by=by, now=now, recorded_for=recorded_for, **facts)
    return mark


@transaction.atomic
def record_mark(
    mark: Mark,
    *,
    kind: str,
    on: dt.date,
    by: Actor,
    now: dt.datetime,
    text: str = "",
    people: str = "",
    file: StoredFile | None = None,
) -> MarkRecord:
    """登记标记件做了什么：领导审定的方案、调研、座谈、会议记录（R37、R73）。"""
    item = mark.item
    permit(policy.keeps(by, item), "登记标记件的办理")
    checks.insist(checks.no_content(item, text, file))
    if not item.offline and not (text.strip() or file):
        raise NotReady("写明内容，或附上文件。")
    if on > local_day(now):
        raise NotReady("日期不能晚于今天。")
    facts = {"kind": RecordKind(kind), "on": on, "text": text.strip(), "people": people.strip(), "file": file}
    row = MarkRecord.objects.create(mark=mark, recorded_by=by.actor_name, **facts)
    said = {"kind": str(kind), "by_whom": mark.by_whom, "on": on.isoformat()}
    _record("items.mark_recorded", item, by=by, now=now, recorded_for=None, **said)
    return row


def _record(
    verb: str, item: Item, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None, **facts: object
) -> None:
    record(verb, item.topic, by=by, at=now, subject=f"item:{item.pk}", facts=facts, recorded_for=recorded_for)
