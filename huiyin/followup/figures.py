"""Commitments counted: how many were made, kept, explained, carried over, are late."""

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Q

from huiyin.followup.models import CommitmentQuerySet, State
from huiyin.prose.figures import share


class Kept(NamedTuple):
    """The counts of a set of commitments; 落实率 = verified ÷ all."""

    all: int
    carried_in: int
    open: int
    claimed: int
    verified: int
    explained: int
    carried_over: int
    overdue: int
    without_evidence: int

    @property
    def rate(self) -> Decimal | None:
        return share(self.verified, self.all, 2)


def kept(commitments: CommitmentQuerySet, *, on: dt.date) -> Kept:
    """In one query; 结转 of last year is counted once, in the year it was carried into."""
    counts = commitments.aggregate(
        all=Count("pk", distinct=True),
        carried_in=Count("pk", filter=Q(carried_from__isnull=False), distinct=True),
        **{str(state): Count("pk", filter=Q(state=state), distinct=True) for state in State.values},
        overdue=Count("pk", filter=Q(state=State.OPEN, due_on__lt=on), distinct=True),
        without_evidence=Count("pk", filter=Q(state__in=(State.OPEN, State.CLAIMED), evidence=None), distinct=True),
    )
    return Kept(**counts)
