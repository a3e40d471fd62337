"""The small numbers in the sidebar: what waits for this person, in one query."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery

from huiyin.accounts.desk import Person
from huiyin.accounts.models import Role, User
from huiyin.followup.models import Commitment
from huiyin.handling.models import Assignment, State
from huiyin.planning.models import AllotmentPlan
from huiyin.planning.models import State as PlanState
from huiyin.replies.figures import steps_at
from huiyin.replies.models import UNSIGNED, ClearanceStep, Opinion, OpinionState, Reply


@dataclass(frozen=True)
class Counts:
    """Each is what stands open in the working year; clearing and opinions are open whatever the year."""

    to_allot: int = 0
    drafting: int = 0
    clearing: int = 0
    opinions: int = 0
    overdue: int = 0
    promises_late: int = 0
    plans: int = 0


def counts_for(person: Person, *, year: int, today: dt.date) -> Counts:
    """One query with a subquery for each number; none for somebody who handles no cases."""
    if not person.unit_ids:
        return Counts()
    mine = Assignment.objects.filter(unit__in=person.unit_ids, year=year)
    queries: dict[str, QuerySet[Any]] = {
        "to_allot": to_allot(person, year),
        "drafting": Reply.objects.filter(assignment__year=year, state__in=UNSIGNED[:2], **_replies_of(person)),
        "clearing": steps_awaiting(person),
        "opinions": Opinion.objects.filter(
            state=OpinionState.ASKED, assignment__unit=person.unit, assignment__year=year
        ),
        "overdue": mine.overdue(on=today),
        "promises_late": Commitment.objects.filter(_commitments_of(person)).overdue(on=today),
        "plans": plans_awaiting(person),
    }
    row = User.objects.filter(pk=person.user.pk).values_list(*[_counted(query) for query in queries.values()]).get()
    return Counts(**dict(zip(queries, row, strict=True)))


def to_allot(person: Person, year: int) -> QuerySet[Assignment]:
    """What the department holds and no office has yet; only a coordinator allots."""
    departments = [seat.unit.pk for seat in person.seats if seat.role == Role.COORDINATOR]
    children = Assignment.objects.filter(parent=OuterRef("pk")).exclude(state=State.WITHDRAWN)
    return Assignment.objects.filter(
        ~Exists(children), unit__in=departments, parent=None, year=year, state__in=(State.WAITING, State.HANDLING)
    ).exclude(role="refer")


def approves_plans(person: Person) -> bool:
    """A leader in charge or the chief, or who stands in for one."""
    return bool(person.roles & {Role.LEADER_IN_CHARGE, Role.CHIEF})


def plans_awaiting(person: Person) -> QuerySet[AllotmentPlan]:
    """分办方案 sent to this person, or to whom they stand in for."""
    leaders = {person.user.pk, *(seat.stood_in_for.pk for seat in person.seats if seat.stood_in_for)}
    return AllotmentPlan.objects.visible_to(person).filter(state=PlanState.SUBMITTED, approver__in=leaders)


def steps_awaiting(person: Person) -> QuerySet[ClearanceStep]:
    """Steps whose turn it is and which one of this person's seats may pass."""
    return steps_at(person)


def _replies_of(person: Person) -> dict[str, Any]:
    """A coordinator counts the department's drafts, everybody else their own."""
    if person.has_role(Role.COORDINATOR):
        return {"assignment__unit": person.unit}
    return {"drafter": person.user}


def _commitments_of(person: Person) -> Q:
    return Q(unit__in=person.unit_ids) | Q(owner__in=person.unit_ids)


def _counted(query: QuerySet[Any]) -> Subquery:
    """Counting as a plain function, so that no GROUP BY is made and an empty set counts zero."""
    return Subquery(query.order_by().values(_n=Func(F("pk"), function="COUNT", output_field=IntegerField())))
