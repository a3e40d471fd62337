"""The facts a drafter is offered beside an ask: those that fit it first, stale ones marked."""

from dataclasses import dataclass
from typing import Any

from huiyin.facts.matching import fits, fitting
from huiyin.facts.models import Fact, FactEdition
from huiyin.replies.models import AskAnswer, Reply
from huiyin.replies.writing.citing import findings_of
from huiyin.web.replies.rows import AskRow
from huiyin.web.seat import StaffRequest

SHOWN = 6


@dataclass(frozen=True)
class Offered:
    """One fact with what is said of it today; `cited`: the edition that this answer cites."""

    fact: Fact
    is_stale: bool
    cited: FactEdition | None = None

    @property
    def latest(self) -> FactEdition:
        return self.fact.latest

    @property
    def is_cited(self) -> bool:
        return self.cited is not None


def offered(request: StaffRequest, facts: list[Fact], words: str, answer: AskAnswer | None = None) -> list[Offered]:
    """Those cited, then those that fit these words; a few of the others where hardly any fits."""
    cites = {edition.fact_id: edition for edition in answer.cites.all()} if answer else {}
    standing = fitting([fact for fact in facts if not fact.is_withdrawn], words)
    near = [fact for fact in standing if fits(fact, words) or fact.pk in cites]
    shown = (near + [fact for fact in standing if fact not in near])[: max(SHOWN, len(cites))]
    rows = [Offered(fact, fact.is_stale(request.today), cites.get(fact.pk)) for fact in shown]
    return sorted(rows, key=lambda row: not row.is_cited)


def panel_facts(request: StaffRequest, facts: list[Fact], words: str, answer: AskAnswer | None) -> dict[str, Any]:
    """What templates/facts/panel.html reads, and the sentence asked for in the address, to be put behind the text."""
    wanted = request.GET.get("fact", "")
    sentence = next((fact.latest.sentence for fact in facts if str(fact.latest.pk) == wanted), "")
    return {"facts": offered(request, facts, words, answer), "inserted": sentence}


def facts_beside(request: StaffRequest, reply: Reply, current: AskRow | None, known: list[Fact]) -> dict[str, Any]:
    """口径 beside the ask, and where the stored text says otherwise than they do."""
    answer = current.answer if current else None
    words = f"{current.ask.text} {answer.text if answer else ''}" if current else ""
    here = [
        one for ask, one in findings_of(reply, on=request.today, facts=known) if current and ask == current.ask.number
    ]
    return {**panel_facts(request, known, words, answer), "findings": here}
