"""The facts that a unit's own passages cite."""

from django.db.models import QuerySet

from huiyin.facts.matching import says_figure, stated_in
from huiyin.facts.models import Fact
from huiyin.reports.models import Passage


def follow_text(passage: Passage) -> None:
    """After the text changed, in the same act: what it states is cited, what it says no longer is not."""
    facts = list(Fact.objects.of(passage.unit).whole())
    said = {edition.fact_id: edition for edition in stated_in(passage.text, facts)}
    had = {edition.fact_id: edition for fact in facts for edition in fact.editions.all() if _cites(passage, edition.pk)}
    kept = {key: one for key, one in had.items() if says_figure(passage.text, one)}
    passage.cites.set([*(kept | said).values()])


def passages_citing(fact: Fact) -> QuerySet[Passage]:
    """The passages of annual reports that cite any edition of it."""
    return Passage.objects.filter(cites__fact=fact).distinct().order_by("-year", "section", "position")


def _cites(passage: Passage, edition: int) -> bool:
    return any(one.pk == edition for one in passage.cites.all())
