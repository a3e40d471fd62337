"""An approved plan is given out: each item in a step of its own, and what could not be given is said."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction

from huiyin.events.actors import Actor, local_day
from huiyin.flow.errors import HouseError, NotAllowed, NotReady, Stale
from huiyin.handling import allotting
from huiyin.handling.models import Assignment
from huiyin.planning import checks, editions, policy
from huiyin.planning.flow import FLOW
from huiyin.planning.models import AllotmentPlan, PlanRow, ResponsibilityEdition


@dataclass(frozen=True)
class Outcome:
    """What became of one item: the offices that got it, or why not."""

    assignment: Assignment
    offices: tuple[str, ...]
    why_not: str = ""

    @property
    def is_given(self) -> bool:
        return not self.why_not


@dataclass(frozen=True)
class Report:
    outcomes: tuple[Outcome, ...]
    edition: ResponsibilityEdition | None

    @property
    def given(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.is_given]

    @property
    def left(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if not outcome.is_given]


@transaction.atomic
def give_out(plan: AllotmentPlan, *, by: Actor, now: dt.datetime) -> Report:
    """分到处室：照批准的方案逐件分出，同时出责任清单新版；已退办、撤销的分不出，写明原因，留在方案里。"""
    if not policy.can_plan(by, plan):
        raise NotAllowed("分到处室由综合协调人办理。")
    AllotmentPlan.objects.select_for_update().get(pk=plan.pk)
    plan.refresh_from_db()
    if not FLOW.may(plan, "give_out", by):
        raise Stale(f"现在是“{plan.get_state_display()}”，不能分到处室。")
    waiting = [row for row in checks.rows_of(plan) if row.given_on is None]
    groups = [list(group) for _, group in groupby(waiting, key=lambda row: row.assignment_id)]
    outcomes = tuple(_give(rows, by=by, now=now) for rows in groups)
    given = sum(outcome.is_given for outcome in outcomes)
    if not given:
        raise NotReady(
            [blocker for outcome in outcomes for blocker in checks.said(outcome.assignment, outcome.why_not)]
        )
    facts = {"given": given, "left": len(outcomes) - given}
    verb = "give_out" if given == len(outcomes) else "give_part"
    FLOW.move(plan, verb, by=by, at=now, facts=facts, given_out_on=local_day(now))
    _keep(waiting, outcomes, on=local_day(now))
    return Report(outcomes, _edition(plan, by=by, now=now))


def _give(rows: Sequence[PlanRow], *, by: Actor, now: dt.datetime) -> Outcome:
    """One item in a savepoint: it is given whole, or nothing of it is."""
    assignment = rows[0].assignment
    try:
        with transaction.atomic():
            allotting.allot(assignment, [_share(row) for row in rows], by=by, now=now)
    except HouseError as error:
        return Outcome(assignment, (), str(error))
    return Outcome(assignment, tuple(row.office.name for row in rows))


def _share(row: PlanRow) -> allotting.Share:
    facts = {name: getattr(row, name) for name in ("officer", "leader", "due_on", "task", "requirement")}
    return allotting.Share(row.office, row.role, **facts)


def _keep(rows: Sequence[PlanRow], outcomes: Sequence[Outcome], *, on: dt.date) -> None:
    found = {outcome.assignment.pk: outcome for outcome in outcomes}
    for row in rows:
        outcome = found[row.assignment_id]
        row.given_on, row.why_not = (on if outcome.is_given else None), outcome.why_not[:300]
    PlanRow.objects.bulk_update(rows, ["given_on", "why_not"])


def _edition(plan: AllotmentPlan, *, by: Actor, now: dt.datetime) -> ResponsibilityEdition | None:
    """The list as it now stands; none when it says the same as before."""
    if not editions.changed_since(plan.unit, plan.year):
        return editions.latest(plan.unit, plan.year)
    return editions.make_edition(plan.unit, plan.year, why=f"照“{plan.name}”分到处室", by=by, now=now)
