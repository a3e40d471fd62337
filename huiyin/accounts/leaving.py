"""Who is away, who acts meanwhile, and where nobody does (无人代理)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from huiyin.accounts import policy
from huiyin.accounts.models import ADMIN_ROLES, Leave, LeaveReason, Post, StandIn, User
from huiyin.accounts.policy import units_of_department
from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor
from huiyin.flow.errors import NotReady, Stale, permit

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Away:
    """Somebody who is not here, and who acts for them on that day."""

    leave: Leave
    deputies: tuple[User, ...]

    def __str__(self) -> str:
        return f"{self.leave.get_reason_display()}至{self.leave.ends_on:%-m月%-d日}，{self.who_acts}"

    @property
    def who_acts(self) -> str:
        """由孙处代理; 无人代理."""
        return f"由{'、'.join(user.name for user in self.deputies)}代理" if self.deputies else "无人代理"


@dataclass(frozen=True)
class Gap:
    """无人代理: days of a leave on which nobody stands in for a post."""

    post: Post
    starts_on: dt.date
    ends_on: dt.date


@transaction.atomic
def take_leave(user: User, *, starts_on: dt.date, ends_on: dt.date, reason: str, by: Actor, now: dt.datetime) -> Leave:
    """登记外出：本人、综合协调人或管理人员的登记；日志不记事由。代理另行安排，没有安排的显示“无人代理”。"""
    permit(policy.can_register_leave(by, user), "登记外出")
    if ends_on < starts_on:
        raise NotReady("结束日期不能早于开始日期。")
    if Leave.objects.filter(user=user, ended_at=None, starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise NotReady(f"{user.name}这几天已经登记外出，请先结束原来的登记。")
    leave = Leave.objects.create(user=user, starts_on=starts_on, ends_on=ends_on, reason=LeaveReason(reason))
    _record("accounts.left", leave, by=by, at=now)
    return leave


@transaction.atomic
def end_leave(leave: Leave, *, last_on: dt.date, by: Actor, now: dt.datetime) -> Leave:
    """提前返岗：写明外出的最后一天；还没有走的，整条撤销。"""
    permit(policy.can_register_leave(by, leave.user), "结束外出登记")
    standing = Leave.objects.filter(pk=leave.pk, ended_at=None, ends_on__gte=last_on)
    columns = {"ended_at": now} if last_on < leave.starts_on else {"ends_on": last_on}
    if not standing.update(**columns):
        raise Stale("这条外出登记已经结束，最后一天只能提前，不能推后。")
    leave.refresh_from_db()
    _record("accounts.leave_ended", leave, by=by, at=now)
    return leave


def away(users: Iterable[int], *, on: dt.date) -> dict[int, Away]:
    """Who of these is not here that day, by key of the user. Two queries."""
    leaves = {row.user_id: row for row in Leave.objects.on(on).filter(user__in=list(users)).select_related("user")}
    acting: dict[int, list[User]] = defaultdict(list)
    rows = StandIn.objects.filter(principal__in=leaves, starts_on__lte=on, ends_on__gte=on)
    for row in rows.select_related("deputy").order_by("pk"):
        if row.deputy not in acting[row.principal_id]:
            acting[row.principal_id].append(row.deputy)
    return {key: Away(leave, tuple(acting[key])) for key, leave in leaves.items()}


def with_absence(users: QuerySet[User], *, on: dt.date) -> QuerySet[User]:
    """Annotated with `back_on`, the last day somebody is away, and `acted_by`, who acts for them that day."""
    leaves = Leave.objects.on(on).filter(user=OuterRef("pk")).order_by("-ends_on")
    acting = StandIn.objects.filter(principal=OuterRef("pk"), starts_on__lte=on, ends_on__gte=on).order_by("pk")
    return users.annotate(
        back_on=Subquery(leaves.values("ends_on")[:1]), acted_by=Subquery(acting.values("deputy__name")[:1])
    )


def gaps(department: Unit, *, on: dt.date) -> list[Gap]:
    """Where nobody acts, from that day on: each post of somebody away, with the days that no stand-in covers."""
    units = units_of_department(department)
    leaves = list(Leave.objects.coming(on).filter(user__posts__unit__in=units).distinct().order_by("starts_on", "pk"))
    users = {leave.user_id for leave in leaves}
    posts = Post.objects.filter(Q(held_to=None) | Q(held_to__gt=on), user__in=users, unit__in=units)
    held = list(posts.exclude(role__in=ADMIN_ROLES).select_related("user", "unit").order_by("pk"))
    covered = _covered(users, on)
    return [
        Gap(post, first, last)
        for leave in leaves
        for post in held
        if post.user_id == leave.user_id
        for first, last in _open_days(
            max(leave.starts_on, on), leave.ends_on, covered[(post.user_id, post.unit_id, post.role)]
        )
    ]


def _covered(users: Collection[int], on: dt.date) -> dict[tuple[int, int, str], list[tuple[dt.date, dt.date]]]:
    days: dict[tuple[int, int, str], list[tuple[dt.date, dt.date]]] = defaultdict(list)
    for row in StandIn.objects.filter(principal__in=users, ends_on__gte=on):
        days[(row.principal_id, row.unit_id, row.role)].append((row.starts_on, row.ends_on))
    return days


def _open_days(
    first: dt.date, last: dt.date, covered: Iterable[tuple[dt.date, dt.date]]
) -> list[tuple[dt.date, dt.date]]:
    """What is left of first–last once the covered stretches are taken out."""
    left = []
    for starts, ends in sorted(covered):
        if starts > first:
            left.append((first, min(last, starts - DAY)))
        first = max(first, ends + DAY)
        if first > last:
            break
    left.append((first, last))
    return [(one, other) for one, other in left if one <= other]


def _record(verb: str, leave: Leave, *, by: Actor, at: dt.datetime) -> None:
    facts = {"starts_on": leave.starts_on.isoformat(), "ends_on": leave.ends_on.isoformat()}
    record(verb, f"user:{leave.user_id}", by=by, at=at, subject=f"leave:{leave.pk}", facts=facts)
