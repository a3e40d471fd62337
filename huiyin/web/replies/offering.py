"""The facts a drafter is offered beside an ask: those that fit it first, stale ones marked."""

from dataclasses import dataclass
from typing import Any

from huiyin.facts.matching import fits, fitting
from huiyin.facts.models import Fact, FactEdition
from huiyin.replies.models import AskAnswer
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
