"""The routing slip: which steps a letter takes through the unit, whose each is, and where it lies now."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from huiyin.accounts.models import Portfolio, Post, Role, User
from huiyin.directory.models import Unit
from huiyin.events.actors import Actor
from huiyin.handling.models import Assignment
from huiyin.handling.models import Role as HandlingRole
from huiyin.handling.models import State as HandlingState
from huiyin.items.models import MarkKind
from huiyin.replies.chain.chain_rules import ANSWERS, StepDraft
from huiyin.replies.chain.chains import UnitChain, chain_of
from huiyin.replies.chain.chains import document_of as document_of
from huiyin.replies.chain.seats import seat_for
from huiyin.replies.models import ClearanceStep, Importance, Reply, ReplyKind, State, StepAction
from huiyin.rules import packs
from huiyin.rules.pack import Pack


@dataclass(frozen=True)
class Stop:
    """One step to be: the role, the unit it is held in, the person where only one answers; stops of a stage go together."""

    role: str
    unit: Unit
    person: User | None = None
    action: str = StepAction.REVIEW
    stage: int = 1

    @property
    def is_last(self) -> bool:
        return self.action == StepAction.SIGN

    @property
    def label(self) -> str:
        """As the slip will call it."""
        return ClearanceStep(role=self.role, unit=self.unit, action=self.action).label


def pack_of(assignment: Assignment) -> Pack:
    """The edition of the rules the assignment began with: its classes keep their meaning (R13, R50)."""
    return packs.nearest(assignment.pack, assignment.pack_version)


def shares_of(assignment: Assignment) -> list[Assignment]:
    """What the offices inside hold of it, the leading office first."""
    shares = [share for share in assignment.children.all() if share.state != HandlingState.WITHDRAWN]
    return sorted(shares, key=lambda share: (share.role != HandlingRole.LEAD, share.pk))


def lead_office(assignment: Assignment) -> Assignment | None:
    return next((share for share in shares_of(assignment) if share.role == HandlingRole.LEAD), None)


def importance_of(assignment: Assignment) -> str:
    """重点督办、领办件 take the longer chain (R85)."""
    marks = {mark.kind for mark in assignment.item.marks.all()}
    if MarkKind.LEADER_LED in marks:
        return Importance.LEADER_LED
    return Importance.KEY if MarkKind.KEY in marks else Importance.ORDINARY


def is_key(assignment: Assignment) -> bool:
    return importance_of(assignment) != Importance.ORDINARY


def chain_for(reply: Reply) -> UnitChain:
    """The chain in force for this letter; steps by outsiders that the place asks for stand in it."""
    return reply.once("chain", lambda: _chain_for(reply))


def _chain_for(reply: Reply) -> UnitChain:
    top, pack = reply.assignment, pack_of(reply.assignment)
    found = chain_of(top.unit, pack, reply.kind, importance_of(top), item_kind=top.item.kind, item_role=top.role)
    asked = pack.switches.precheck_by_office and reply.kind in ANSWERS and reply.kind != ReplyKind.ORAL
    if not asked or any(step.action == StepAction.PRECHECK for step in found.steps):
        return found
    before = [step for step in found.steps if step.action != StepAction.SIGN]
    stage = max((step.stage for step in found.steps), default=1)
    last = [replace(step, stage=stage + 1) for step in found.steps if step.action == StepAction.SIGN]
    return replace(found, steps=(*before, StepDraft(stage, StepAction.PRECHECK), *last))


def chain_roles(reply: Reply) -> list[str]:
    return [step.role for step in chain_for(reply).steps]


def stops_of(reply: Reply, *, on: dt.date) -> list[Stop]:
    """处室负责人 is of the leading office; 会签 are of the others that take part; every other step is of the department."""
    return reply.once(f"stops {on}", lambda: _stops_of(reply, on))


def _stops_of(reply: Reply, on: dt.date) -> list[Stop]:
    unit, share = reply.assignment.unit, lead_office(reply.assignment)
    leader = _leader_of(share, unit, on) if share else None
    found: list[Stop] = []
    for step in chain_for(reply).steps:
        if step.action == StepAction.COUNTERSIGN:
            found += _countersigns(step, reply.assignment, share, found)
            continue
        at = share.unit if share and step.role == Role.OFFICE_HEAD else unit
        named = step.person or (leader if step.role == Role.LEADER_IN_CHARGE else None)
        found.append(Stop(step.role, at, named, step.action, step.stage))
    return _in_stages(found)


def _countersigns(
    step: StepDraft, assignment: Assignment, lead: Assignment | None, before: Iterable[Stop]
) -> list[Stop]:
    """The office named, or every office that assists; the leading one has read it already, and nobody signs twice."""
    helpers = [share.unit for share in shares_of(assignment) if share.role == HandlingRole.ASSIST]
    offices = [step.office] if step.office else helpers
    done = {stop.unit.pk for stop in before if stop.action == StepAction.COUNTERSIGN}
    done |= {lead.unit_id} if lead else set()
    role = "" if step.person else Role.OFFICE_HEAD
    return [Stop(role, office, step.person, step.action, step.stage) for office in offices if office.pk not in done]


def _in_stages(stops: list[Stop]) -> list[Stop]:
    """Stages counted from one without a gap: a stage in which nobody is left falls out."""
    ranks = {stage: rank for rank, stage in enumerate(sorted({stop.stage for stop in stops}), start=1)}
    return sorted((replace(stop, stage=ranks[stop.stage]) for stop in stops), key=lambda stop: stop.stage)


def _leader_of(share: Assignment, unit: Unit, on: dt.date) -> User | None:
    """分管领导 named at allotment, else by the office's portfolio — as long as they hold the post."""
    portfolio = Portfolio.objects.filter(office=share.unit_id).select_related("leader").first()
    leader = share.leader or (portfolio.leader if portfolio else None)
    holds = Post.objects.on(on).filter(user=leader, unit=unit, role=Role.LEADER_IN_CHARGE)
    return leader if leader and holds.exists() else None


def current_steps(reply: Reply) -> list[ClearanceStep]:
    """Where the slip lies: every step of the lowest stage of this round in which somebody is still to come."""
    if reply.state != State.CLEARING:
        return []
    waiting = [step for step in round_of(reply) if not step.result]
    lowest = min((step.stage for step in waiting), default=0)
    return [step for step in waiting if step.stage == lowest]


def current_step(reply: Reply) -> ClearanceStep | None:
    """The first of them; where steps go side by side, one of several."""
    return next(iter(current_steps(reply)), None)


def step_for(actor: Actor, reply: Reply) -> ClearanceStep | None:
    """Which of the steps it lies at is this person's: their own before one they stand in for."""
    mine = {step: seat for step in current_steps(reply) if (seat := seat_for(actor, step))}
    return min(mine, key=lambda step: mine[step].stood_in_for is not None, default=None)


def round_of(reply: Reply) -> list[ClearanceStep]:
    """The steps of the round under way, or of the last one."""
    return [step for step in reply.steps.all() if step.round == reply.clearing_round]
