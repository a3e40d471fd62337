"""What is known of each assignment on a day: its answer, class, rating, contacts — defined once for every table."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from huiyin.handling.models import FACE_TO_FACE, LEADING, Assignment, Contact, Duty, DutyKind, Role, State
from huiyin.replies.models import Reply, ReplyKind
from huiyin.replies.models import State as ReplyState
from huiyin.surveys.models import Rating, RatingState, Round

ANSWERS = (ReplyKind.REPLY, ReplyKind.FOLLOW_UP, ReplyKind.ORAL)
LEADS = Q(role__in=LEADING)
OWED = ~Q(role=Role.REFER)


def known(assignments: QuerySet[Assignment], *, on: dt.date) -> QuerySet[Assignment]:
    """Add what is known on that day; an office's part shares the answer of the unit's own assignment (`top`)."""
    return assignments.annotate(
        top=Coalesce("parent_id", "id"),
        reply_due=Subquery(_first_duty().values("due_on")[:1]),
        letter=Subquery(_answers(on).values("class_letter")[:1]),
        grade=Subquery(_ratings(on).values("result")[:1]),
        contacted=Exists(_contacts(on)),
        met=Exists(_contacts(on).filter(way__in=FACE_TO_FACE).exclude(place="")),
    )


def answered(on: dt.date) -> Q:
    """办复: the first answer (or opinion) went out by that day; what came for reference is owed none (R32)."""
    return OWED & Q(answered_on__lte=on)


def in_time(on: dt.date) -> Q:
    """按时办复: the first answer by the effective day (R65); where no text sets a term, none can be missed."""
    from_law = Q(reply_due=None) | Q(answered_on__lte=Coalesce("reply_due", "answered_on"))
    return answered(on) & from_law


def closed(on: dt.date) -> Q:
    """办结, or noted where only noting is asked."""
    return Q(closed_on__lte=on) | Q(state=State.NOTED)


def standing(on: dt.date) -> Q:
    """Neither withdrawn nor moved away by that day: from that day on it is out of the counts."""
    return (
        Q(dispatched_on__lte=on)
        & (Q(withdrawn_on=None) | Q(withdrawn_on__gt=on))
        & (Q(item__left_on=None) | Q(item__left_on__gt=on))
        & (~Q(state=State.WITHDRAWN) | Q(withdrawn_on__gt=on))
    )


def _first_duty() -> QuerySet[Duty]:
    kinds = (DutyKind.REPLY, DutyKind.OPINION)
    return Duty.objects.filter(assignment=OuterRef("top"), kind__in=kinds, round=1).order_by("id")


def _answers(on: dt.date) -> QuerySet[Reply]:
    """Answers that went out by that day, the latest first."""
    sent = Reply.objects.filter(assignment=OuterRef("top"), kind__in=ANSWERS, issued_on__lte=on)
    return sent.exclude(state=ReplyState.RETURNED).order_by("-id")


def _ratings(on: dt.date) -> QuerySet[Any]:
    """Ratings of the last round asked by that day, the worst first (the three words stand so in the alphabet)."""
    last = Round.objects.filter(reply__assignment=OuterRef(OuterRef("top")), opened_on__lte=on)
    rated = Rating.objects.filter(
        invitation__round=Subquery(last.order_by("-reply__round", "-id").values("pk")[:1]),
        rated_on__lte=on,
        state=RatingState.VALID,
    )
    return rated.order_by("result")


def _contacts(on: dt.date) -> QuerySet[Contact]:
    """Undisputed contacts; they are kept on the unit's own assignment, whoever recorded them."""
    return Contact.objects.standing().filter(assignment=OuterRef("top"), contacted_on__lte=on)
