"""以前怎么答的: what a unit has answered to asks that read alike, and whether its facts still hold."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from huiyin.directory.models import Unit
from huiyin.facts.matching import Finding, findings
from huiyin.facts.models import Fact
from huiyin.items.models import Item
from huiyin.prose.pairs import likeness, telling_pairs, weights
from huiyin.replies.models import AskAnswer, AskedPair, Reply, State

SENT = (State.ISSUED, State.SUPERSEDED)
NEAR, SHARED, SHOWN, ALIKE = 60, 2, 3, 0.35
"""So many answers that share so many pairs are looked at; so many are shown, if they are alike at least so much."""


@dataclass(frozen=True)
class Earlier:
    """One earlier answer, how alike the two asks are (0 to 1), and what of it the facts no longer bear out."""

    answer: AskAnswer
    alike: float
    stale: tuple[Finding, ...] = ()

    @property
    def item(self) -> Item:
        return self.answer.reply.assignment.item

    @property
    def year(self) -> int:
        return self.item.year

    @property
    def class_letter(self) -> str:
        return self.answer.reply.class_letter


def keep(reply: Reply) -> None:
    """When a letter goes out: its asks can be found by what they are about."""
    answers = list(reply.answers.select_related("ask", "reply__assignment"))
    AskedPair.objects.filter(answer__in=answers).delete()
    keep_all(answers)


def keep_all(answers: Iterable[AskAnswer]) -> None:
    """The answers of letters that went out, none of them kept before."""
    AskedPair.objects.bulk_create(
        (
            AskedPair(unit_id=answer.reply.assignment.unit_id, pair=pair, answer=answer)
            for answer in answers
            if answer.text.strip()
            for pair in sorted(telling_pairs(answer.ask.text))
        ),
        batch_size=500,
    )


def earlier_answers(
    asked: str,
    unit: Unit,
    *,
    besides: int = 0,
    seen: QuerySet[Item] | None = None,
    facts: Sequence[Fact] = (),
    on: dt.date = dt.date.min,
    limit: int = SHOWN,
) -> list[Earlier]:
    """The most alike of the letters that went out, those of one assignment left out; two queries at most."""
    wanted = telling_pairs(asked)
    near = AskedPair.objects.filter(unit=unit, pair__in=wanted).values("answer").annotate(shared=Count("pk"))
    keys = [row["answer"] for row in near.filter(shared__gte=SHARED).order_by("-shared", "-answer")[:NEAR]]
    if not keys:
        return []
    visible = Q() if seen is None else Q(reply__assignment__item__in=seen)
    sent = AskAnswer.objects.filter(visible, pk__in=keys, reply__state__in=SENT).exclude(reply__assignment=besides)
    answers = list(sent.select_related("ask", "reply__assignment__item__session"))
    held = [telling_pairs(answer.ask.text) for answer in answers]
    weight = weights([wanted, *held])
    rows = [(likeness(wanted, own, weight), answer) for own, answer in zip(held, answers, strict=True)]
    best = sorted((row for row in rows if row[0] >= ALIKE), key=lambda row: (-row[0], -row[1].pk))[:limit]
    return [Earlier(answer, alike, _stale(answer, facts, on)) for alike, answer in best]


def _stale(answer: AskAnswer, facts: Sequence[Fact], on: dt.date) -> tuple[Finding, ...]:
    return tuple(one for one in findings(answer.text, facts, on) if one.what == "stale") if facts else ()
