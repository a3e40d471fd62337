"""阶段安排: the plan of a commitment read into steps with their days, and when each was reached."""

import datetime as dt
import re
from typing import NamedTuple

from django.db import transaction

from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import Blocker, NotReady, Stale, permit
from huiyin.followup import policy
from huiyin.followup.models import Commitment, Milestone, State
from huiyin.followup.noting import note
from huiyin.prose.promises import due_day

_PART = re.compile(r"[^；;。，,\n]+")


class Step(NamedTuple):
    """What is to be reached until when."""

    text: str
    due_on: dt.date


def read_plan(plan: str, *, written_on: dt.date) -> list[Step]:
    """Each part that names a day is a step; what names none belongs to the step before it."""
    steps: list[Step] = []
    for part in (found.group().strip() for found in _PART.finditer(plan)):
        day = due_day(part, written_on=written_on)
        if day:
            steps.append(Step(part, day))
        elif part and steps:
            steps[-1] = Step(f"{steps[-1].text}，{part}", steps[-1].due_on)
    return [Step(step.text[:200], step.due_on) for step in steps]


def lay_out(commitment: Commitment, *, written_on: dt.date) -> list[Milestone]:
    """The steps of its plan as rows; a step that was reached stays, whatever a later letter says."""
    commitment.milestones.filter(done_on=None).delete()
    reached = set(commitment.milestones.values_list("text", flat=True))
    steps = [step for step in read_plan(commitment.plan, written_on=written_on) if step.text not in reached]
    return Milestone.objects.bulk_create(
        Milestone(commitment=commitment, text=step.text, due_on=step.due_on) for step in steps
    )


@transaction.atomic
def add_milestone(commitment: Commitment, *, text: str, due_on: dt.date, by: Actor, now: dt.datetime) -> Milestone:
    """加一步：印发以后又细分的安排；不晚于承诺的期限。"""
    permit(policy.can_report(by, commitment), "加一步安排")
    _under_way(commitment)
    if not text.strip():
        raise NotReady([Blocker("要写明做到什么", "commitments")])
    if due_on > commitment.due_on:
        raise NotReady([Blocker(f"不能晚于承诺的期限 {commitment.due_on}", "commitments")])
    milestone = Milestone.objects.create(commitment=commitment, text=text.strip(), due_on=due_on)
    facts = {"text": milestone.text, "due_on": due_on.isoformat()}
    note("followup.milestone_added", commitment, by=by, at=now, facts=facts)
    return milestone


@transaction.atomic
def reach_milestone(
    milestone: Milestone, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Milestone:
    """做到了一步：责任处室登记；全部做到还不等于兑现，兑现凭证明核实。"""
    commitment = milestone.commitment
    permit(policy.can_report(by, commitment), "登记阶段进展")
    _under_way(commitment)
    day = local_day(now, recorded_for)
    if not Milestone.objects.filter(pk=milestone.pk, done_on=None).update(done_on=day):
        raise Stale("这一步已经登记做到了。")
    milestone.done_on = day
    facts = {"text": milestone.text, "on": day.isoformat()}
    note("followup.milestone_reached", commitment, by=by, at=now, facts=facts, recorded_for=recorded_for)
    return milestone


def next_of(commitment: Commitment) -> Milestone | None:
    """The step that is due next."""
    return next((one for one in commitment.milestones.all() if one.done_on is None), None)


def _under_way(commitment: Commitment) -> None:
    if commitment.state not in (State.OPEN, State.CLAIMED):
        raise NotReady([Blocker(f"这条承诺{commitment.get_state_display()}，不能再改", "commitments")])
