"""What a routing slip must hold: before a letter is submitted along it, and before it is signed at its end."""

import datetime as dt
from collections.abc import Sequence

from huiyin.accounts.models import Post, Role, StandIn
from huiyin.flow.errors import Blocker
from huiyin.replies.chain import route
from huiyin.replies.chain.chain_rules import StepDraft, must_sign, signers_of, signs_as
from huiyin.replies.models import GATES, Reply, Secrecy, StepAction, StepResult


def submit_blockers(reply: Reply) -> list[Blocker]:
    """R84, R85: who signs is who must, nobody keeps the gate of their own draft, what was secret passes a gate."""
    steps = route.chain_for(reply).steps
    missing = _no_signer(reply, steps[-1])
    missing += [
        Blocker(
            f"{step.person}是拟稿人，不得担任{StepAction(step.action).label}，请换人拟稿或者改审签设置", "clearance"
        )
        for step in steps
        if step.person and step.person.pk == reply.drafter_id
    ]
    if not any(step.action == StepAction.SECRECY for step in steps) and was_secret(reply):
        missing.append(Blocker("前一稿审查为涉密：审签流程里要有保密审查，才能再送审", "clearance"))
    return missing


def sign_blockers(reply: Reply) -> list[Blocker]:
    """签发之前：这一轮的每一步都过了，保密审查、公开审查都有结论。"""
    missing = []
    for step in route.round_of(reply):
        passed = step.result == StepResult.PASSED and (step.action not in GATES or step.finding)
        if not step.is_last and not passed:
            missing.append(Blocker(f"{step.label}还没有通过", "clearance"))
    return missing


def was_secret(reply: Reply) -> bool:
    """Once found, for all its later drafts."""
    return any(step.action == StepAction.SECRECY and step.finding == Secrecy.SECRET for step in reply.steps.all())


def warnings(reply: Reply, *, on: dt.date) -> list[str]:
    """Steps that nobody but the drafter could take today: said before it is submitted, since a deputy mends it."""
    stops = [stop for stop in route.stops_of(reply, on=on) if stop.action != StepAction.PRECHECK]
    posts = Post.objects.on(on).filter(unit__in={stop.unit.pk for stop in stops}).values_list("unit", "role", "user")
    holders = [_holders(stop, list(posts)) for stop in stops]
    own = {stop.label for stop, held in zip(stops, holders, strict=True) if held == {reply.drafter_id}}
    nobody = [stop for stop, held in zip(stops, holders, strict=True) if not held]
    found = [f"{stop.label}这一步，{stop.unit}还没有人任{Role(stop.role).label}" for stop in nobody]
    if own and not StandIn.objects.filter(principal=reply.drafter_id, starts_on__lte=on, ends_on__gte=on).exists():
        found += [f"{label}这一步只有拟稿人{reply.drafter}能办，请安排代理" for label in sorted(own)]
    return found


def _holders(stop: route.Stop, posts: Sequence[tuple[int, str, int]]) -> set[int]:
    if stop.person:
        return {stop.person.pk}
    return {user for unit, role, user in posts if (unit, role) == (stop.unit.pk, stop.role)}


def _no_signer(reply: Reply, last: StepDraft) -> list[Blocker]:
    top = reply.assignment
    rule = signers_of(route.pack_of(top), reply.kind, route.importance_of(top))
    return [] if rule is None or signs_as(last, top.unit, rule.roles) else [must_sign(rule)]
