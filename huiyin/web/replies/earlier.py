"""以前怎么答的, as the desk shows it: the earlier answers with how they were rated and whether their promises were kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from huiyin.facts.models import Fact
from huiyin.followup.models import Commitment
from huiyin.followup.models import State as Kept
from huiyin.items.models import Item
from huiyin.replies import earlier
from huiyin.replies.models import AskAnswer, Reply
from huiyin.surveys.models import Grade, Rating
from huiyin.web.replies.rows import AskRow
from huiyin.web.seat import StaffRequest

ORDER = (Grade.DISSATISFIED, Grade.MOSTLY_SATISFIED, Grade.SATISFIED)


@dataclass(frozen=True)
class Earlier:
    """One earlier answer with what became of it; rating and promise empty where there is none."""

    found: earlier.Earlier
    rating: str = ""
    promise: str = ""

    @property
    def answer(self) -> AskAnswer:
        return self.found.answer

    @property
    def alike(self) -> float:
        return self.found.alike

    @property
    def words(self) -> str:
        """满意 · 承诺已兑现 · 采纳 · A类 · 相像 0.82."""
        said = [self.rating, self.promise, str(self.answer.get_decision_display())]
        said += [f"{self.found.class_letter}类" if self.found.class_letter else "", f"相像 {self.alike}"]
        return " · ".join(filter(None, said))


def earlier_answers(request: StaffRequest, reply: Reply, current: AskRow, facts: Sequence[Fact]) -> list[Earlier]:
    """The most alike of this department's letters, of items this person may see."""
    found = earlier.earlier_answers(
        current.ask.text,
        reply.assignment.unit,
        besides=reply.assignment_id,
        seen=Item.objects.visible_to(request.person),
        facts=facts,
        on=request.today,
    )
    if not found:
        return []
    letters = {one.answer.reply_id for one in found}
    ratings, promises = _ratings(letters), _promises(letters)
    return [Earlier(one, ratings.get(one.answer.reply_id, ""), promises.get(one.answer.reply_id, "")) for one in found]


def _ratings(letters: Iterable[int]) -> dict[int, str]:
    """The worst that anybody said of each letter."""
    said: dict[int, list[str]] = {}
    rows = Rating.objects.filter(invitation__round__reply__in=letters)
    for letter, result in rows.values_list("invitation__round__reply", "result"):
        said.setdefault(letter, []).append(result)
    return {letter: str(min(map(Grade, results), key=ORDER.index).label) for letter, results in said.items()}


def _promises(letters: Iterable[int]) -> dict[int, str]:
    states: dict[int, set[str]] = {}
    for letter, state in Commitment.objects.filter(reply__in=letters).values_list("reply", "state"):
        states.setdefault(letter, set()).add(state)
    return {letter: _kept(found) for letter, found in states.items()}


def _kept(states: set[str]) -> str:
    if states <= {Kept.VERIFIED}:
        return "承诺已兑现"
    return "承诺未兑现、已说明" if Kept.EXPLAINED in states else "承诺还在办"
