"""我们的意见用了没有: compared with the lead unit's letter, listed and counted for a year."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from huiyin.handling.models import Assignment, Role
from huiyin.prose.sentences import sentences
from huiyin.replies.models import AskAnswer, Fate, LeadLetter, ReplyKind, State

PIECE = 4
USED_FROM, PARTLY_FROM = 50, 20
_NOT_WORDS = re.compile(r"[\W_]+")


class Suggestion(NamedTuple):
    """What the comparison makes of a point: how much of its words stands in the letter (%), and where most of it does."""

    fate: Fate
    share: int
    passage: str


class FateCounts(NamedTuple):
    """意见 of the year that went out, point by point: what became of them."""

    opinions: int
    points: int
    used: int
    partly: int
    not_used: int
    unknown: int
    open: int

    @property
    def told(self) -> int:
        """Points of which the fate is known: what a share is counted of."""
        return self.used + self.partly + self.not_used


def suggest(ours: str, letter: str) -> Suggestion:
    """Words in common, four characters at a time; whoever reads both decides."""
    wanted, found = _pieces(ours), _pieces(letter)
    share = 100 * sum(count for piece, count in wanted.items() if piece in found) // (wanted.total() or 1)
    fate = Fate.USED if share >= USED_FROM else Fate.PARTLY if share >= PARTLY_FROM else Fate.UNKNOWN
    best = max(sentences(letter), key=lambda sentence: len(_pieces(sentence).keys() & wanted.keys()), default="")
    return Suggestion(fate, share, best if _pieces(best).keys() & wanted.keys() else "")


def _pieces(text: str) -> Counter[str]:
    words = _NOT_WORDS.sub("", text)
    return Counter(words[at : at + PIECE] for at in range(len(words) - PIECE + 1))


def suggestions(answers: Iterable[AskAnswer], letters: Iterable[LeadLetter]) -> dict[int, Suggestion]:
    """For every point against the last letter whose words we have; nothing where there is none."""
    text = next((letter.text for letter in reversed(list(letters)) if letter.text), "")
    return {answer.pk: suggest(answer.text, text) for answer in answers if text and answer.text.strip()}


def given_points(assignments: QuerySet[Assignment]) -> QuerySet[AskAnswer]:
    """Every point of every opinion that these assignments sent out."""
    out = AskAnswer.objects.filter(reply__kind=ReplyKind.OPINION, reply__state=State.ISSUED).exclude(text="")
    return out.filter(reply__assignment__in=assignments.filter(role=Role.ASSIST))


def fate_counts(assignments: QuerySet[Assignment]) -> FateCounts:
    """我们的意见用了没有，合计：几份意见、几条、采用几条、部分采用几条、未采用几条。"""
    counted = given_points(assignments).aggregate(
        opinions=Count("reply", distinct=True),
        points=Count("pk"),
        used=Count("pk", filter=Q(fate=Fate.USED)),
        partly=Count("pk", filter=Q(fate=Fate.PARTLY)),
        not_used=Count("pk", filter=Q(fate=Fate.NOT_USED)),
        unknown=Count("pk", filter=Q(fate=Fate.UNKNOWN)),
        open=Count("pk", filter=Q(fate="")),
    )
    return FateCounts(**counted)
