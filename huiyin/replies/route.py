"""The routing slip: which steps a letter takes through the unit, whose each is, and where it lies now."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from huiyin.accounts.models import Portfolio, Post, Role, User
from huiyin.directory.models import Unit
from huiyin.handling.models import Assignment
from huiyin.handling.models import Role as HandlingRole
from huiyin.handling.models import State as HandlingState
from huiyin.items.models import MarkKind
from huiyin.replies.models import ChainStep, ClearanceStep, Importance, Reply, ReplyKind, State
from huiyin.rules import packs
from huiyin.rules.pack import Pack


@dataclass(frozen=True)
class Stop:
    """One step to be: the role, the unit it is held in, the person where only one answers for the office."""

    role: str
    unit: Unit
    person: User | None = None


def pack_of(assignment: Assignment) -> Pack:
    """The edition of the rules the assignment began with: its classes keep their meaning (R13, R50)."""
    return packs.nearest(assignment.pack, assignment.pack_version)


def shares_of(assignment: Assignment) -> list[Assignment]:
    """What the offices inside hold of it, the leading office first."""
    shares = [share for share in assignment.children.all() if share.state != HandlingState.WITHDRAWN]
    return sorted(shares, key=lambda share: (share.role != HandlingRole.LEAD, share.pk))


def lead_office(assignment: Assignment) -> Assignment | None:
    return next((share for share in shares_of(assignment) if share.role == HandlingRole.LEAD), None)


def document_of(kind: str) -> Literal["reply", "opinion"]:
    return "opinion" if kind == ReplyKind.OPINION else "reply"


def is_key(assignment: Assignment) -> bool:
    """重点督办、领办件 take the longer chain (R85)."""
    return any(mark.kind in (MarkKind.KEY, MarkKind.LEADER_LED) for mark in assignment.item.marks.all())


def chain_roles(reply: Reply) -> list[str]:
    """The unit's own chain, else the pack's; never the shorter one for a key item."""
    kind, key = document_of(reply.kind), is_key(reply.assignment)
    importance = Importance.KEY if key else Importance.ORDINARY
    own = ChainStep.objects.filter(unit=reply.assignment.unit, kind=kind, importance=importance).order_by("order")
    return [step.role for step in own] or list(pack_of(reply.assignment).chain(kind, key=key).steps)


def stops_of(reply: Reply, *, on: dt.date) -> list[Stop]:
    """处室负责人 is of the leading office; every other step is of the department."""
    unit, share = reply.assignment.unit, lead_office(reply.assignment)
    leader = _leader_of(share, unit, on) if share else None
    return [
        Stop(
            role,
            share.unit if share and role == Role.OFFICE_HEAD else unit,
            leader if role == Role.LEADER_IN_CHARGE else None,
        )
        for role in chain_roles(reply)
    ]


def _leader_of(share: Assignment, unit: Unit, on: dt.date) -> User | None:
    """分管领导 named at allotment, else by the office's portfolio — as long as they hold the post."""
    portfolio = Portfolio.objects.filter(office=share.unit_id).select_related("leader").first()
    leader = share.leader or (portfolio.leader if portfolio else None)
    holds = Post.objects.on(on).filter(user=leader, unit=unit, role=Role.LEADER_IN_CHARGE)
    return leader if leader and holds.exists() else None


def current_step(reply: Reply) -> ClearanceStep | None:
    """Where the slip lies: the first step of this round that nobody has taken."""
    if reply.state != State.CLEARING:
        return None
    return next((step for step in round_of(reply) if not step.result), None)


def round_of(reply: Reply) -> list[ClearanceStep]:
    """The steps of the round under way, or of the last one."""
    return [step for step in reply.steps.all() if step.round == reply.clearing_round]
