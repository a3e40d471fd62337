"""机构调整, whole: what is touched and where each goes, then everything in one act or nothing."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from huiyin.accounts import succession as accounts
from huiyin.directory import reorganising
from huiyin.directory.models import Unit
from huiyin.directory.reorganising import Reorganisation, Touched
from huiyin.events.actions import record
from huiyin.events.actors import Actor, local_day
from huiyin.flow.errors import Blocker, NotReady
from huiyin.followup.models import Commitment
from huiyin.handling import succession as handling
from huiyin.planning import succession as planning
from huiyin.replies import succession as replies


def preview(plan: Reorganisation) -> list[Touched]:
    """Everything open that the change touches, each with the unit it goes to."""
    return [
        *reorganising.touched(plan),
        *handling.touched(plan),
        *planning.touched(plan),
        *replies.touched(plan),
        *_commitments_touched(plan),
        *accounts.touched(plan),
    ]


def blockers(plan: Reorganisation, *, today: dt.date) -> list[Blocker]:
    """Why it cannot be done as it stands: the change itself, then each thing that has nowhere to go."""
    if missing := reorganising.blockers(plan, today=today):
        return missing
    return [Blocker(f"{row.label}：{row.blocker}", where=row.key) for row in preview(plan) if row.blocker]


@transaction.atomic
def reorganise(plan: Reorganisation, *, by: Actor, now: dt.datetime) -> list[Touched]:
    """机构调整：拆分、合并、撤销承接一次办完；在办的件、审签、承诺、岗位、分管移交承接单位，历史留在原单位名下。"""
    reorganising.insist_allowed(plan, by)
    if missing := blockers(plan, today=local_day(now)):
        raise NotReady(missing)
    rows = preview(plan)
    _move_commitments(plan, by=by, now=now)
    planning.move(plan, by=by, now=now)
    replies.move(plan, by=by, now=now)
    accounts.move(plan, by=by, now=now)
    reorganising.succeed(plan, by=by, now=now)
    return rows


def _commitments(plan: Reorganisation) -> list[Commitment]:
    rows = Commitment.objects.open().filter(Q(owner__in=plan.olds) | Q(unit__in=plan.olds))
    return list(rows.select_related("item__session", "unit", "owner").order_by("pk"))


def _commitments_touched(plan: Reorganisation) -> list[Touched]:
    """A promise goes where the item goes; when that is closed, where the office goes that keeps it."""
    homes = handling.homes(plan)
    return [
        Touched(
            f"commitment:{row.pk}",
            "承诺",
            f"{row.item.session} {row.item.number_label} · {row.due_on} 到期",
            _old(row, plan),
            plan.heir(
                f"commitment:{row.pk}",
                homes.get((row.item_id, _old(row, plan).pk)) or plan.chosen.get(f"unit:{row.owner_id}"),
            ),
            item_id=row.item_id,
        )
        for row in _commitments(plan)
    ]


def _old(row: Commitment, plan: Reorganisation) -> Unit:
    return row.owner if row.owner in plan.olds else row.unit


def _move_commitments(plan: Reorganisation, *, by: Actor, now: dt.datetime) -> None:
    new_of = {row.key: row.new for row in _commitments_touched(plan)}
    for row in _commitments(plan):
        new, old = new_of[f"commitment:{row.pk}"], _old(row, plan)
        row.unit = new if row.unit in plan.olds else row.unit
        row.owner = new if row.owner in plan.olds else row.owner
        row.save(update_fields=["unit", "owner"])
        facts = {"from": old.name, "to": new.name, "why": plan.why}
        subject = f"commitment:{row.pk}"
        record("followup.owner_moved", row.item.topic, by=by, at=now, subject=subject, facts=facts)
