"""The asks of a reply one by one: answered or not, which is being written."""

from dataclasses import dataclass

from huiyin.items.models import Ask
from huiyin.replies.models import AskAnswer, AskDecision, Reply
from huiyin.replies.opinion.assisting import asked_of_us

TONES = {AskDecision.ADOPTED: "good", AskDecision.PARTLY: "warn"}


@dataclass(frozen=True)
class AskRow:
    """One ask in the list at the left."""

    ask: Ask
    answer: AskAnswer | None
    is_current: bool
    is_answer: bool

    @property
    def is_written(self) -> bool:
        if self.answer is None:
            return False
        return self.answer.is_written if self.is_answer else self.answer.is_said

    @property
    def word(self) -> str:
        if not self.is_written or self.answer is None:
            return "还没答" if self.is_answer else "没写意见"
        word = str(self.answer.get_decision_display()) if self.is_answer else "已写"
        root = self.answer.together_with
        return f"{word} · 并入第 {root.ask.number} 项" if root else word

    @property
    def tone(self) -> str:
        return TONES.get(AskDecision(self.answer.decision), "") if self.answer and self.answer.decision else ""


def rows_of(reply: Reply, number: int = 0) -> list[AskRow]:
    """All asks of the item, those put to us first; the one asked for is current, else the first without an answer, else the first."""
    answers = {answer.ask_id: answer for answer in reply.answers.all()}
    asks = list(reply.assignment.item.asks.all())
    ours = set(asked_of_us(reply.assignment))
    asks.sort(key=lambda ask: (bool(ours) and ask.number not in ours, ask.number))
    rows = [AskRow(ask, answers.get(ask.pk), False, reply.is_answer) for ask in asks]
    numbers = [row.ask.number for row in rows]
    empty = next((row.ask.number for row in rows if not row.is_written), numbers[0] if numbers else 0)
    chosen = number if number in numbers else empty
    return [AskRow(row.ask, row.answer, row.ask.number == chosen, row.is_answer) for row in rows]


def neighbours_of(rows: list[AskRow]) -> dict[str, int | None]:
    """The asks before and after the one being written."""
    at = next((number for number, row in enumerate(rows) if row.is_current), -1)
    return {
        "ask_before": rows[at - 1].ask.number if at > 0 else None,
        "ask_after": rows[at + 1].ask.number if 0 <= at < len(rows) - 1 else None,
    }
