"""配正文: a zip of texts is staged, matched to the items of a year, put right, and attached."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor
from huiyin.exchange.bundles import MATCHED, Match, files_of, items_of, match_files
from huiyin.exchange.models import Bundle, BundleState
from huiyin.files import storage
from huiyin.files.gate import BUNDLES, TEXTS
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items.actions import change_item, edit_asks
from huiyin.items.policy import can_receive
from huiyin.prose.asks import split_asks


def stage_bundle(content: bytes, name: str, unit: Unit, *, year: int, by: Actor, now: dt.datetime) -> Bundle:
    """上传一包正文：先对一遍，什么也不改；打不开、有问题的整包拒收并说明原因。"""
    _only(by, unit)
    matches = match_files(content, name, items_of(unit, year))
    known = name if name.lower().endswith(".zip") else f"{name}.zip"
    file = storage.save(content, name=known, by=by.actor_key, at=now, kind="bundle", allowed=BUNDLES)
    row = Bundle(unit=unit, file=file, name=name[:200], year=year, read_at=now, read_by=by.actor_key)
    row.report = report_of(matches)
    with transaction.atomic():
        row.save()
        _record("texts_read", row, by=by, now=now, name=row.name, files=len(matches))
    return row


def choose(row: Bundle, chosen: Mapping[str, str], *, by: Actor, now: dt.datetime) -> Bundle:
    """人工选定：哪个文件是哪一件的正文，或者不用。"""
    _only(by, row.unit)
    _still_open(row)
    row.chosen = {member: said for member, said in {**row.chosen, **chosen}.items() if said}
    row.report = report_of(matches_of(row))
    row.save(update_fields=["chosen", "report"])
    return row


def matches_of(row: Bundle) -> list[Match]:
    """The files of a staged bundle against the items of this moment."""
    return match_files(storage.read(row.file), row.name, items_of(row.unit, row.year), row.chosen)


def finish_bundle(row: Bundle, *, by: Actor, now: dt.datetime) -> Bundle:
    """配上：对上的正文和文件归到各件，诉求照新正文拆分；已有正文的只附文件，不改正文。要么全部，要么一件不改。"""
    _only(by, row.unit)
    _still_open(row)
    matches = matches_of(row)
    wanted = {match.member: match for match in matches if match.status == MATCHED}
    if not wanted:
        raise NotReady("没有一个文件对得上，请先选定各文件是哪一件的。")
    stored = _stored(row, wanted, by=by, now=now)
    with transaction.atomic():
        if not Bundle.objects.filter(pk=row.pk, state=BundleState.READ).update(state=BundleState.DONE, done_at=now):
            raise NotReady("这一包已经配过了。")
        kept = {m.member: _attach(m, stored[m.member], by=by, now=now) for m in wanted.values()}
        row.state, row.done_at, row.report = BundleState.DONE, now, report_of(matches, kept)
        row.save(update_fields=["state", "done_at", "report"])
        _record(
            "texts_attached", row, by=by, now=now, name=row.name, files=len(wanted), left=len(matches) - len(wanted)
        )
    return row


def drop_bundle(row: Bundle, *, by: Actor, now: dt.datetime) -> Bundle:
    """不用这一包：什么也没有改。"""
    _only(by, row.unit)
    _still_open(row)
    row.state = BundleState.DROPPED
    row.save(update_fields=["state"])
    _record("texts_dropped", row, by=by, now=now, name=row.name)
    return row


def _stored(row: Bundle, wanted: Mapping[str, Match], *, by: Actor, now: dt.datetime) -> dict[str, Any]:
    """Files are written before anything is committed; what nobody names later is swept."""
    facts: dict[str, Any] = {"by": by.actor_key, "at": now, "kind": "item_text", "allowed": TEXTS}
    return {
        member: storage.save(data, name=wanted[member].file.name, **facts)
        for member, data in files_of(storage.read(row.file), row.name)
        if member in wanted
    }


def _attach(match: Match, file: Any, *, by: Actor, now: dt.datetime) -> str:
    """What was done, in words. Asks a person has put in order stay as they are."""
    item, text = match.items[0], match.file.text
    if match.file.note or not text:
        change_item(item, file=file, by=by, now=now)
        return "只附了文件，没有文字"
    if item.text and item.text != text:
        change_item(item, file=file, by=by, now=now)
        return "已有正文，没有改；附了文件"
    untouched = [ask.text for ask in item.asks.all()] == [item.title]
    change_item(item, text=text, file=file, by=by, now=now)
    asks = [ask.text for ask in split_asks(text)]
    if untouched and asks:
        edit_asks(item, asks, by=by, now=now)
    return f"正文 {len(text)} 字，诉求 {len(asks)} 条" if untouched else f"正文 {len(text)} 字，诉求照旧"


def report_of(matches: Sequence[Match], done: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Every file with what became of it, as plain JSON (R93)."""
    files = [
        {
            "member": match.member,
            "status": match.status,
            "why": match.why,
            "items": [item.pk for item in match.items],
            "named": [f"{item.number_label} {item.title}" for item in match.items],
            "characters": len(match.file.text),
            "asks": len(split_asks(match.file.text)) if match.file.text else 0,
            "note": match.file.note,
            "done": (done or {}).get(match.member, ""),
        }
        for match in matches
    ]
    return {"files": files}


def _record(verb: str, row: Bundle, *, by: Actor, now: dt.datetime, **facts: Any) -> None:
    topic = f"bundle:{row.pk}"
    record(f"exchange.{verb}", topic, by=by, at=now, subject=topic, facts=facts)


def _only(by: Actor, unit: Unit) -> None:
    if not can_receive(by, unit):
        raise NotAllowed("您没有权限为这个单位配正文。")


def _still_open(row: Bundle) -> None:
    if row.state != BundleState.READ:
        raise NotReady("这一包已经配过或没有采用。")
