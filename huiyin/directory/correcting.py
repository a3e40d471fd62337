"""How what is known of a submitter is corrected: name, kind, how to reach them, and that they are gone."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from huiyin.directory import policy
from huiyin.directory.models import Submitter
from huiyin.directory.sorting import sort_key_of
from huiyin.events.actions import record
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import NotReady, Stale, permit

REACH = ("post", "phone", "email", "address")
CORRECTABLE = frozenset({"kind", "name", "group", *REACH})


@transaction.atomic
def correct_submitter(submitter: Submitter, *, by: Actor, now: dt.datetime, **columns: Any) -> Submitter:
    """更正提出人：原来的写法留作别名，清单再写错也认得出；日志只记改了哪几项，不记个人信息的内容。"""
    _insist(by, "更正提出人")
    if unknown := set(columns) - CORRECTABLE:
        raise ValueError(f"not a submitter's: {sorted(unknown)}")
    changed = {name: value for name, value in columns.items() if getattr(submitter, name) != value}
    if not changed:
        return submitter
    if not changed.get("name", "x").strip():
        raise NotReady("要写明姓名或名称。")
    before = (submitter.name, submitter.group)
    for name, value in changed.items():
        setattr(submitter, name, value)
    submitter.sort_key = sort_key_of(submitter.name)
    _save(submitter, [*changed, "sort_key"])
    if before != (submitter.name, submitter.group):
        _keep_spelling(submitter, *before)
    facts: dict[str, Any] = {"columns": sorted(changed)}
    if "name" in changed:
        facts |= {"before": before[0], "after": submitter.name}
    _record("directory.submitter_corrected", submitter, by=by, at=now, facts=facts)
    return submitter


def _save(submitter: Submitter, columns: list[str]) -> None:
    try:
        with transaction.atomic():
            submitter.save(update_fields=columns)
    except IntegrityError as error:
        raise NotReady(f"已经有一位同名的提出人“{submitter.name}”；是同一位的，请用“合并”。") from error


def _keep_spelling(submitter: Submitter, name: str, group: str) -> None:
    """The next edition of the list may write it the old way again."""
    where = {"body": submitter.body, "level": submitter.level, "place": submitter.place}
    Submitter.objects.create(
        **where, name=name, group=group, kind=submitter.kind, sort_key=sort_key_of(name), merged_into=submitter
    )


@transaction.atomic
def mark_gone(
    submitter: Submitter,
    *,
    reason: str,
    by: Actor,
    now: dt.datetime,
    on: dt.date | None = None,
    recorded_for: RecordedFor | None = None,
) -> Submitter:
    """登记不再联系：去世、辞去职务等，写明原因；还欠其的沟通、送达、评价随即免除。任期届满不算，答复仍给原提出人（R30）。"""
    _insist(by, "登记不再联系")
    if not reason.strip():
        raise NotReady("要写明不再联系的原因。")
    day = on or local_day(now, recorded_for)
    if day > local_day(now):
        raise NotReady("不再联系之日不能晚于今天。")
    standing = Submitter.objects.filter(pk=submitter.pk, gone_on=None, merged_into=None)
    if not standing.update(gone_on=day, gone_reason=reason.strip()):
        raise Stale("这位提出人已经登记为不再联系，或已并入另一位。")
    submitter.gone_on, submitter.gone_reason = day, reason.strip()
    facts = {"on": day.isoformat(), "reason": submitter.gone_reason}
    _record("directory.submitter_gone", submitter, by=by, at=now, facts=facts, recorded_for=recorded_for)
    return submitter


@transaction.atomic
def unmark_gone(submitter: Submitter, *, reason: str, by: Actor, now: dt.datetime) -> Submitter:
    """撤销“不再联系”的登记：登记有误的，写明理由；已经免除的不自动恢复。"""
    _insist(by, "撤销不再联系的登记")
    if not reason.strip():
        raise NotReady("撤销登记要写明理由。")
    if not Submitter.objects.filter(pk=submitter.pk, gone_on__isnull=False).update(gone_on=None, gone_reason=""):
        raise Stale("这位提出人没有登记为不再联系。")
    submitter.gone_on, submitter.gone_reason = None, ""
    _record("directory.submitter_back", submitter, by=by, at=now, facts={"reason": reason.strip()})
    return submitter


@transaction.atomic
def merge_submitters(kept: Submitter, other: Submitter, *, by: Actor, now: dt.datetime, moved: dict[str, int]) -> None:
    """两行合为一位：另一行留作别名，个人信息只补不覆盖。件上的签名等由有这些表的屋先移，`moved` 是各移了几条。"""
    _insist(by, "合并提出人")
    if sentences := unlike(kept, other):
        raise NotReady(sentences[0])
    taken = [name for name in REACH if not getattr(kept, name)]
    for name in taken:
        setattr(kept, name, getattr(other, name))
    Submitter.objects.filter(merged_into=other).update(merged_into=kept)
    rows = Submitter.objects.filter(pk=other.pk, merged_into=None)
    if not rows.update(merged_into=kept, **dict.fromkeys(REACH, "")):
        raise Stale("另一行刚刚已被合并，请刷新后再看。")
    kept.save(update_fields=taken)
    other.merged_into = kept
    facts = {"other": f"submitter:{other.pk}", "other_name": other.name, "moved": moved}
    _record("directory.submitters_merged", kept, by=by, at=now, facts=facts)


def unlike(kept: Submitter, other: Submitter) -> list[str]:
    """Why these two rows cannot be one."""
    sentences = []
    if kept.pk == other.pk:
        sentences.append("是同一行，不用合并。")
    if kept.merged_into_id or other.merged_into_id:
        sentences.append("其中一行已经并入另一位。")
    if (kept.body, kept.level, kept.place) != (other.body, other.level, other.place):
        sentences.append("人大代表与政协委员、不同层级、不同地方的，即使同一人也分别登记，不能合并。")
    if kept.is_person != other.is_person:
        sentences.append("一行是个人，一行是集体，不能合并；类别登记错的请先更正。")
    return sentences


def _insist(by: Actor, what: str) -> None:
    permit(policy.can_keep_submitters(by), what)


def _record(verb: str, submitter: Submitter, **details: Any) -> None:
    key = f"submitter:{submitter.pk}"
    record(verb, key, subject=key, **details)
