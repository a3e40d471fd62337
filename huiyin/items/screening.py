"""提案审查: admitted, returned for change, refused, merged, forwarded, turned into a report — and taken back."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from huiyin.events.actions import record
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items import checks, moves, policy
from huiyin.items.merging import move_signers_back, move_signers_to
from huiyin.items.messages import notice_of
from huiyin.items.models import Item, Outcome, Screening, State
from huiyin.items.screening_flow import FLOW
from huiyin.rules import packs

TELLING = frozenset({"letter", "phone", "meeting", "wechat", "oa", "paper", "in_person", "upstream"})


@transaction.atomic
def admit(
    screening: Screening,
    *,
    by: Actor,
    now: dt.datetime,
    remark: str = "",
    told_on: dt.date | None = None,
    recorded_for: RecordedFor | None = None,
) -> Screening:
    """立案：自此可以交办。"""
    return _decide(screening, "admit", by=by, now=now, recorded_for=recorded_for, remark=remark, told_on=told_on)


@transaction.atomic
def return_for_change(
    screening: Screening,
    *,
    remark: str,
    by: Actor,
    now: dt.datetime,
    told_on: dt.date | None = None,
    recorded_for: RecordedFor | None = None,
) -> Screening:
    """退回修改：写明要改什么；改后重新提交，再审查。"""
    if not remark.strip():
        raise NotReady("退回修改要写明改什么。")
    facts: dict[str, Any] = {"remark": remark, "told_on": told_on}
    return _decide(screening, "return_for_change", by=by, now=now, recorded_for=recorded_for, **facts)


@transaction.atomic
def resubmit(
    screening: Screening, *, by: Actor, now: dt.datetime, remark: str = "", recorded_for: RecordedFor | None = None
) -> Screening:
    """改后重新提交：回到待审查。"""
    day = local_day(now, recorded_for)
    columns: dict[str, Any] = {"received_on": day, "decided_on": None, "remark": "", "notice": "", "told_on": None}
    FLOW.move(screening, "resubmit", by=by, at=now, facts={"remark": remark}, recorded_for=recorded_for, **columns)
    return screening


@transaction.atomic
def refuse(
    screening: Screening,
    *,
    codes: Sequence[str],
    told_on: dt.date | None,
    by: Actor,
    now: dt.datetime,
    remark: str = "",
    recorded_for: RecordedFor | None = None,
) -> Screening:
    """不予立案：至少一条规定的理由，并写明哪一天通知提出人（R9；全国政协《哪些提案不能被立案》）。"""
    known = {reason.code: reason for reason in packs.get(screening.item.batch.unit.pack).refusal_reasons}
    if unknown := [code for code in codes if code not in known]:
        raise NotReady(f"没有这样的理由：{'、'.join(unknown)}。")
    if not codes:
        raise NotReady("不予立案至少要有一条理由。")
    if told_on is None:
        raise NotReady("不予立案要通知提出人，请写明哪一天通知的。")
    reasons = [{"code": code, "label": known[code].label, "clause": known[code].clause} for code in codes]
    facts: dict[str, Any] = {"remark": remark, "told_on": told_on, "reasons": reasons}
    return _leave(screening, "refuse", by=by, now=now, recorded_for=recorded_for, **facts)


@transaction.atomic
def merge(
    screening: Screening,
    *,
    into: Item,
    by: Actor,
    now: dt.datetime,
    remark: str = "",
    told_on: dt.date | None = None,
    recorded_for: RecordedFor | None = None,
) -> Screening:
    """并案（归并）：这个编号不再使用，提出人移为留下那一件的联名人；与成组办理不是一回事（R10）。"""
    item = screening.item
    if into.pk == item.pk or into.session_id != item.session_id or into.kind != item.kind:
        raise NotReady("只能并入同一届次、同一件类的另一件。")
    if into.state not in (State.REGISTERED, State.DISPATCHED):
        raise NotReady(f"{into.number_label}{into.get_state_display()}，不能并入。")
    # A mistyped number must not make somebody else's item ours.
    if not policy.keeps(by, into):
        raise NotAllowed(f"您没有权限改动{into.number_label}。")
    facts: dict[str, Any] = {"remark": remark, "told_on": told_on, "merged_into": into}
    _leave(screening, "merge", by=by, now=now, recorded_for=recorded_for, **facts)
    moved = move_signers_to(into, item)
    said = {"from": item.number_label, "item": item.topic, "signers": [row.submitter.name for row in moved]}
    record("items.joined_by", into.topic, by=by, at=now, subject=f"item:{into.pk}", facts=said)
    return screening


@transaction.atomic
def forward(
    screening: Screening,
    *,
    to: str,
    by: Actor,
    now: dt.datetime,
    remark: str = "",
    told_on: dt.date | None = None,
    recorded_for: RecordedFor | None = None,
) -> Screening:
    """转意见：不立案，转给有关单位参考，没有答复义务；与提案分开计数（R91）。"""
    if not to.strip():
        raise NotReady("转意见要写明转给谁。")
    facts: dict[str, Any] = {"remark": remark, "told_on": told_on, "forwarded_to": to.strip()}
    return _leave(screening, "forward", by=by, now=now, recorded_for=recorded_for, **facts)


@transaction.atomic
def turn_into_report(
    screening: Screening,
    *,
    by: Actor,
    now: dt.datetime,
    remark: str = "",
    told_on: dt.date | None = None,
    recorded_for: RecordedFor | None = None,
) -> Screening:
    """转社情民意：不立案，作为信息编报，没有答复义务。"""
    facts: dict[str, Any] = {"remark": remark, "told_on": told_on}
    return _leave(screening, "turn_into_report", by=by, now=now, recorded_for=recorded_for, **facts)


@transaction.atomic
def screen_again(
    screening: Screening, *, reason: str, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Screening:
    """重新审查：收回没有立案的决定，写明理由；并案的，移走的提出人移回来。"""
    if not reason.strip():
        raise NotReady("重新审查要写明理由。")
    checks.insist(checks.word_of_the_screener(screening.item, by, recorded_for))
    into = screening.merged_into
    columns: dict[str, Any] = {"decided_on": None, "reasons": [], "merged_into": None, "forwarded_to": ""}
    columns |= {"told_on": None, "notice": "", "notice_file": None, "remark": ""}
    facts = {"reason": reason.strip(), "was": str(screening.get_state_display())}
    FLOW.move(screening, "screen_again", by=by, at=now, facts=facts, recorded_for=recorded_for, **columns)
    if into:
        back = move_signers_back(into, screening.item)
        said = {"from": screening.item.number_label, "item": screening.item.topic, "signers": back}
        record("items.left_by", into.topic, by=by, at=now, subject=f"item:{into.pk}", facts=said)
    moves.take_up(screening.item, by=by, now=now)
    return screening


@transaction.atomic
def tell_proposer(
    screening: Screening,
    *,
    on: dt.date,
    way: str,
    by: Actor,
    now: dt.datetime,
    file: StoredFile | None = None,
) -> Screening:
    """通知提出人：登记哪一天、怎么通知的；通知的话按审查结果生成（R91）。"""
    if not policy.may_decide_screening(by, screening.item):
        raise NotAllowed("您没有权限登记通知。")
    if screening.decided_on is None:
        raise NotReady("还没有审查结果，没有可通知的。")
    if on < screening.decided_on:
        raise NotReady(f"通知日期早于决定日期（{screening.decided_on}）。")
    checks.insist(checks.no_content(screening.item, file))
    screening.told_on, screening.told_way, screening.notice_file = on, way if way in TELLING else "", file
    screening.save(update_fields=["told_on", "told_way", "notice_file"])
    facts = {"on": on.isoformat(), "way": screening.told_way, "outcome": str(screening.get_state_display())}
    _record("items.proposer_told", screening.item, by=by, now=now, facts=facts)
    return screening


def _leave(
    screening: Screening, verb: str, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None, **columns: Any
) -> Screening:
    """Decided against: the item stays in the ledger and leaves the counts."""
    _decide(screening, verb, by=by, now=now, recorded_for=recorded_for, **columns)
    moves.set_aside(screening.item, on=local_day(now, recorded_for), by=by, now=now)
    return screening


def _decide(
    screening: Screening, verb: str, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None, **columns: Any
) -> Screening:
    """The move, with the message that fits it."""
    if FLOW.may(screening, verb, by):
        checks.insist(checks.word_of_the_screener(screening.item, by, recorded_for))
    day, told_on = local_day(now, recorded_for), columns.get("told_on")
    if told_on and told_on < day:
        raise NotReady(f"通知日期早于决定日期（{day}）。")
    FLOW.move(
        screening,
        verb,
        by=by,
        at=now,
        facts=_said(columns),
        recorded_for=recorded_for,
        decided_on=day,
        **columns,
    )
    screening.notice = notice_of(screening)
    screening.save(update_fields=["notice"])
    return screening


def _said(columns: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of the decision as plain JSON."""
    said: dict[str, Any] = {"remark": columns.get("remark", ""), "to": columns.get("forwarded_to", "")}
    said["told_on"] = columns["told_on"].isoformat() if columns.get("told_on") else ""
    said["reasons"] = [row["label"] for row in columns.get("reasons", ())]
    if into := columns.get("merged_into"):
        said |= {"into": into.topic, "number": into.number_label}
    return {name: value for name, value in said.items() if value}


def _record(verb: str, item: Item, *, by: Actor, now: dt.datetime, facts: Mapping[str, Any]) -> None:
    record(verb, item.topic, by=by, at=now, subject=f"item:{item.pk}", facts=facts)


__all__ = [
    "Outcome",
    "admit",
    "forward",
    "merge",
    "refuse",
    "resubmit",
    "return_for_change",
    "screen_again",
    "tell_proposer",
    "turn_into_report",
]
