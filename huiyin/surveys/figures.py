"""Satisfaction as figures: one grade an item, each rate with its base and its sources."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from huiyin.handling.models import AssignmentQuerySet
from huiyin.prose.figures import share
from huiyin.surveys.models import Grade, Rating, RatingState, Round, Source

Which = Literal["final", "first"]
Dimension = Literal["result", "manner"]
WORST_FIRST = (Grade.DISSATISFIED, Grade.MOSTLY_SATISFIED, Grade.SATISFIED)
NOT_RETURNED = ""


class Asked(NamedTuple):
    """What came back for one assignment: the worst grade given counts, "" where nobody answered."""

    assignment_id: int
    grade: str
    sources: tuple[str, ...]


class Satisfaction(NamedTuple):
    """The counts behind every rate, and both customary formulas (R60)."""

    asked: int
    satisfied: int
    mostly: int
    dissatisfied: int
    not_returned: int
    by_source: Mapping[str, int]

    @property
    def returned(self) -> int:
        return self.satisfied + self.mostly + self.dissatisfied

    def strict_rate(self, *, exclude_unreturned: bool = True) -> Decimal | None:
        """满意率（只计满意）."""
        return share(self.satisfied, self._base(exclude_unreturned), 2)

    def customary_rate(self, *, exclude_unreturned: bool = True) -> Decimal | None:
        """满意率（满意和基本满意）."""
        return share(self.satisfied + self.mostly, self._base(exclude_unreturned), 2)

    def _base(self, exclude_unreturned: bool) -> int:
        return self.returned if exclude_unreturned else self.asked


def asked_of(
    assignments: AssignmentQuerySet, *, which: Which = "final", dimension: Dimension = "result"
) -> list[Asked]:
    """One row an assignment that was asked about: its last round (or its first), two queries whatever their number."""
    order = "reply__round" if which == "final" else "-reply__round"
    rounds = Round.objects.filter(reply__assignment__in=assignments).order_by(order, "id")
    of_assignment = dict(rounds.values_list("reply__assignment_id", "pk"))
    ratings = Rating.objects.filter(invitation__round__in=of_assignment.values(), state=RatingState.VALID)
    given: dict[int, list[tuple[str, str]]] = {}
    for round_id, grade, source in ratings.values_list("invitation__round_id", dimension, "source"):
        given.setdefault(round_id, []).append((grade, source))
    return [
        Asked(assignment_id, _worst(grade for grade, _ in rows), tuple(source for _, source in rows))
        for assignment_id, round_id in sorted(of_assignment.items())
        for rows in [given.get(round_id, [])]
    ]


def satisfaction(
    assignments: AssignmentQuerySet, *, which: Which = "final", dimension: Dimension = "result"
) -> Satisfaction:
    """The counts over these assignments."""
    return count(asked_of(assignments, which=which, dimension=dimension))


def count(asked: Iterable[Asked]) -> Satisfaction:
    """The counts over rows already read, so that each figure can be opened into its members."""
    rows = list(asked)
    grades = Counter(row.grade for row in rows)
    sources = Counter(source for row in rows for source in row.sources)
    return Satisfaction(
        asked=len(rows),
        satisfied=grades[Grade.SATISFIED],
        mostly=grades[Grade.MOSTLY_SATISFIED],
        dissatisfied=grades[Grade.DISSATISFIED],
        not_returned=grades[NOT_RETURNED],
        by_source={source: sources[source] for source in Source.values if sources[source]},
    )


def _worst(grades: Iterable[str]) -> str:
    given = set(grades)
    return next((str(grade) for grade in WORST_FIRST if grade in given), NOT_RETURNED)
