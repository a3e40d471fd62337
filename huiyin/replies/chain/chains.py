"""审签流程: which steps a letter takes through a unit and where it is cleared — the unit's own rows, else the pack's."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from django.db import transaction

from huiyin.accounts.models import Role
from huiyin.accounts.policy import is_coordinator
from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor
from huiyin.flow.errors import NotReady, Stale, permit
from huiyin.replies.chain.chain_rules import StepDraft, blockers, in_order, whose
from huiyin.replies.models import ChainStep, ClearedAt, ClearingPlace, Importance, ReplyKind, StepAction
from huiyin.rules import packs
from huiyin.rules.customs import Chain
from huiyin.rules.pack import Pack

LIKE_A_REPLY = (ReplyKind.FOLLOW_UP, ReplyKind.ORAL, ReplyKind.DRAFT_FOR)
LONGER: dict[str, tuple[str, ...]] = {
    Importance.ORDINARY: (Importance.ORDINARY,),
    Importance.KEY: (Importance.KEY,),
    Importance.LEADER_LED: (Importance.LEADER_LED, Importance.KEY),
}
"""What may be used for an item: never the ordinary chain for one that somebody marked."""


@dataclass(frozen=True, slots=True)
class UnitChain:
    """The chain in force: whose it is, and the clause when it is the pack's."""

    steps: tuple[StepDraft, ...]
    is_own: bool
    clause: str = ""
    verified: bool = True
    kind: str = ReplyKind.REPLY
    importance: str = Importance.ORDINARY


def document_of(kind: str) -> Literal["reply", "opinion"]:
    return "opinion" if kind == ReplyKind.OPINION else "reply"


def chain_of(
    unit: Unit, pack: Pack, kind: str, importance: str, *, item_kind: str = "", item_role: str = ""
) -> UnitChain:
    """The unit's own for this kind, else for replies; of this importance, else the next longer; else the pack's."""
    return own_chain(unit, kind, importance) or pack_chain(
        pack, kind, importance, item_kind=item_kind, item_role=item_role
    )


def own_chain(unit: Unit, kind: str, importance: str) -> UnitChain | None:
    """One query, whatever it falls back to."""
    wanted = [(each, long) for each in kinds_like(kind) for long in LONGER[importance]]
    rows: dict[tuple[str, str], list[ChainStep]] = {}
    for row in ChainStep.objects.filter(
        unit=unit, kind__in=kinds_like(kind), importance__in=LONGER[importance]
    ).select_related("office", "person"):
        rows.setdefault((row.kind, row.importance), []).append(row)
    found = next((key for key in wanted if key in rows), None)
    if found is None:
        return None
    return UnitChain(tuple(drafts_of(rows[found])), is_own=True, kind=found[0], importance=found[1])


def pack_chain(pack: Pack, kind: str, importance: str, *, item_kind: str = "", item_role: str = "") -> UnitChain:
    """本地规则: what the place does where a unit has set nothing."""
    rule = pack.chain(document_of(kind), key=importance != Importance.ORDINARY, kind=item_kind, role=item_role)
    return UnitChain(
        tuple(_steps_of(rule)),
        is_own=False,
        clause=rule.clause,
        verified=rule.verified,
        kind=document_of(kind),
        importance=importance,
    )


def kinds_like(kind: str) -> tuple[str, ...]:
    """再次答复、当面答复、代拟稿 are cleared as a reply is, unless the unit says otherwise."""
    return (kind, ReplyKind.REPLY) if kind in LIKE_A_REPLY else (kind,)


def drafts_of(rows: Sequence[ChainStep]) -> list[StepDraft]:
    """A chain of before stages were known has no step that signs: there the last one did, and each stood alone."""
    steps = [StepDraft(row.stage, row.action, row.role, row.office, row.person) for row in rows]
    if any(step.action == StepAction.SIGN for step in steps):
        return steps
    alone = [replace(step, stage=number) for number, step in enumerate(steps, start=1)]
    return [*alone[:-1], replace(alone[-1], action=StepAction.SIGN)]


def place_of(unit: Unit, kind: str) -> ClearedAt:
    """Where the unit clears this kind; as a reply where it has not said; here where it has said nothing."""
    kinds = kinds_like(kind)
    said = dict(ClearingPlace.objects.filter(unit=unit, kind__in=kinds).values_list("kind", "where"))
    return ClearedAt(next((said[each] for each in kinds if each in said), ClearedAt.HERE))


def _steps_of(rule: Chain) -> list[StepDraft]:
    """The pack names posts, 会签 and 预审; the last post signs."""
    last = len(rule.steps)
    return [_pack_step(number, word, is_last=number == last) for number, word in enumerate(rule.steps, start=1)]


def _pack_step(stage: int, word: str, *, is_last: bool) -> StepDraft:
    if is_last:
        return StepDraft(stage, StepAction.SIGN, word)
    if word == StepAction.COUNTERSIGN:
        return StepDraft(stage, StepAction.COUNTERSIGN, Role.OFFICE_HEAD)
    if word == StepAction.PRECHECK:
        return StepDraft(stage, StepAction.PRECHECK)
    return StepDraft(stage, StepAction.CHECK if word == Role.COORDINATOR else StepAction.REVIEW, word)


@transaction.atomic
def save_chain(
    unit: Unit, kind: str, importance: str, steps: Sequence[StepDraft], *, by: Actor, now: dt.datetime
) -> list[ChainStep]:
    """本单位自定审签流程：最后一步是一个人签发；保密审查、公开审查有专人；同一人不列两次；重点件由主要负责人签发（R85）。"""
    permit(is_coordinator(by, unit), "设置审签流程")
    drafts = in_order(steps)
    if missing := blockers(unit, packs.get(unit.pack), ReplyKind(kind), Importance(importance), drafts):
        raise NotReady(missing)
    own = ChainStep.objects.filter(unit=unit, kind=kind, importance=importance)
    own.delete()
    rows = ChainStep.objects.bulk_create(
        ChainStep(
            unit=unit,
            kind=kind,
            importance=importance,
            order=order,
            stage=draft.stage,
            action=draft.action,
            role=draft.role,
            office=draft.office,
            person=draft.person,
        )
        for order, draft in enumerate(drafts, start=1)
    )
    said = [[draft.stage, str(StepAction(draft.action).label), whose(draft)] for draft in drafts]
    _say("replies.chain_saved", unit, by=by, now=now, kind=kind, importance=importance, steps=said)
    return rows


@transaction.atomic
def drop_chain(unit: Unit, kind: str, importance: str, *, by: Actor, now: dt.datetime) -> None:
    """恢复本地规则：本单位自定的流程不再用；在审的照原来的走完。"""
    permit(is_coordinator(by, unit), "设置审签流程")
    if not ChainStep.objects.filter(unit=unit, kind=kind, importance=importance).delete()[0]:
        raise Stale("这一种已经照本地规则审签。")
    _say("replies.chain_dropped", unit, by=by, now=now, kind=kind, importance=importance)


@transaction.atomic
def set_place(unit: Unit, kind: str, where: str, *, by: Actor, now: dt.datetime) -> ClearingPlace:
    """在哪里审签：在本系统、在本单位 OA、在纸面；已经送审的照送审时的走完。"""
    permit(is_coordinator(by, unit), "设置在哪里审签")
    place, _ = ClearingPlace.objects.update_or_create(
        unit=unit, kind=ReplyKind(kind), defaults={"where": ClearedAt(where)}
    )
    _say("replies.place_set", unit, by=by, now=now, kind=kind, where=str(place.where))
    return place


def _say(verb: str, unit: Unit, *, by: Actor, now: dt.datetime, **facts: Any) -> None:
    record(verb, unit.topic, by=by, at=now, subject=f"unit:{unit.pk}", facts=facts)
