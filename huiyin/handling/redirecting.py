"""转交处室: what an office gave back goes to another office of the same unit."""

import datetime as dt

from django.db import transaction

from huiyin.accounts.models import Portfolio
from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling import parts, policy, waits
from huiyin.handling.declining import grant_decline
from huiyin.handling.models import Assignment, State
from huiyin.items import actions as item_actions


@transaction.atomic
def redirect(
    share: Assignment,
    office: Unit,
    *,
    by: Actor,
    now: dt.datetime,
    remark: str = "",
    recorded_for: RecordedFor | None = None,
) -> Assignment:
    """转交处室：同意处室退办，同时转给本单位另一处室，角色、任务、内部时限照旧；处室之间不自行转交（R23）。"""
    if not policy.can_redirect(by, share):
        raise NotAllowed("处室的退办，由综合协调人或责任领导决定转给哪个处室。")
    top = share.parent
    if top is None or office.parent_id != top.unit_id or office.pk == share.unit_id:
        raise NotReady(f"{office}不是本单位的另一个处室。")
    if top.children.exclude(state=State.WITHDRAWN).filter(unit=office).exists():
        raise NotReady(f"{office}已经有这一件的一部分，请用“重新分办”。")
    grant_decline(share, remark=remark, by=by, now=now, recorded_for=recorded_for)
    row = _given_to(office, share, top)
    parts.owe(row)
    item_actions.grant_access([(row.item, office)], "allot")
    facts = {"from_office": share.unit.name, "office": office.name, "role_label": row.role_label, "remark": remark}
    subject = f"assignment:{row.pk}"
    record("handling.redirected", row.item.topic, by=by, at=now, subject=subject, facts=facts)
    waits.follow(top, on=local_day(now, recorded_for))
    return row


def _given_to(office: Unit, share: Assignment, top: Assignment) -> Assignment:
    """The same part, at another office: its own leader, nobody named yet to work on it."""
    portfolio = Portfolio.objects.filter(office=office).select_related("leader").first()
    same = ("item", "year", "role", "role_label", "task", "requirement", "notice_due_on", "dispatched_on")
    return Assignment.objects.create(
        unit=office,
        parent=top,
        came_from=share,
        leader=portfolio.leader if portfolio else None,
        pack=share.pack,
        pack_version=share.pack_version,
        **{name: getattr(share, name) for name in same},
    )
