"""批注 on the pages: each answer paragraph by paragraph, what was said at it, and what the drafter did about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from huiyin.replies.models import Remark, Reply
from huiyin.replies.remarks import RemarkDraft
from huiyin.web.replies.rows import AskRow, rows_of

FIELD = "remark-{ask}-{paragraph}"
QUOTED = 60


@dataclass(frozen=True)
class Spot:
    """One paragraph of an answer: its field in the form, what was typed, what others said at it."""

    ask: int
    number: int
    text: str
    typed: str = ""
    remarks: list[Remark] = field(default_factory=list)

    @property
    def name(self) -> str:
        return FIELD.format(ask=self.ask, paragraph=self.number)


@dataclass(frozen=True)
class Told:
    """An ask with its answer as the leader reads it."""

    row: AskRow
    spots: list[Spot]


def told_of(reply: Reply, typed: Mapping[str, str], noted: Iterable[Remark]) -> list[Told]:
    """问什么，答什么, each paragraph with its remarks on this version."""
    at: dict[tuple[int, int], list[Remark]] = {}
    for remark in noted:
        if remark.version == reply.version:
            at.setdefault((remark.ask, remark.paragraph), []).append(remark)
    return [Told(row, _spots(row, typed, at)) for row in rows_of(reply)]


def _spots(row: AskRow, typed: Mapping[str, str], at: Mapping[tuple[int, int], list[Remark]]) -> list[Spot]:
    ask = row.ask.number
    return [
        Spot(ask, number, text, typed.get(FIELD.format(ask=ask, paragraph=number), ""), at.get((ask, number), []))
        for number, text in enumerate(paragraphs(row.answer.text if row.answer else ""), start=1)
    ]


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def drafts_of(reply: Reply, typed: Mapping[str, str]) -> list[RemarkDraft]:
    """What was written at the paragraphs, with the words it is about; fields that fit no paragraph are left out."""
    return [
        RemarkDraft(spot.ask, spot.number, spot.text[:QUOTED], spot.typed.strip())
        for told in told_of(reply, typed, ())
        for spot in told.spots
        if spot.typed.strip()
    ]


def to_settle(reply: Reply, current: AskRow | None) -> list[Remark]:
    """For the drafter: what was said of the version before this one and what is still open, of the ask in hand first."""
    here = current.ask.number if current else 0
    noted = [one for one in reply.remarks.all() if one.settled_at is None or one.version >= reply.version - 1]
    return sorted(noted, key=lambda one: (one.settled_at is not None, one.ask != here, one.ask, one.paragraph))
