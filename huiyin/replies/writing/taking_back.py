"""Taking over what came back from outside: chosen part by part, nothing dropped in silence, all in one go."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from huiyin.events.actors import Actor
from huiyin.flow.errors import Blocker, NotReady, Stale
from huiyin.replies.letter import content
from huiyin.replies.models import AskAnswer, Reply
from huiyin.replies.writing import ordering
from huiyin.replies.writing.drafting import save_head
from huiyin.replies.writing.editing import lock_draft, note_change
from huiyin.replies.writing.matching import Placed, put_back
from huiyin.replies.writing.reading_back import Proposal
from huiyin.replies.writing.rewriting import Said, save_text

DROP, KEEP, EMPTY, JOIN = "drop", "keep", "empty", "join:"


@dataclass(frozen=True)
class Choices:
    """What is taken over: parts by key, where loose paragraphs go (a key, or drop), what of lost parts (keep, empty, join:N)."""

    take: frozenset[str] = frozenset()
    loose: Mapping[int, str] = field(default_factory=dict)
    lost: Mapping[str, str] = field(default_factory=dict)
    head: frozenset[str] = frozenset()
    order: bool = False


def open_questions(proposal: Proposal, choices: Choices) -> list[Blocker]:
    """Nothing is dropped in silence: every loose paragraph has a place, every lost part a word, before anything is saved."""
    loose = [
        Blocker(f"还没有说放到哪里：“{one.text[:24]}”", f"loose-{one.at}")
        for one in proposal.loose
        if not choices.loose.get(one.at)
    ]
    lost = [
        Blocker(f"{part.label}在新的文本里没有了，请说明怎么办", f"lost-{part.key}")
        for part in proposal.lost
        if not choices.lost.get(part.key)
    ]
    return [*loose, *lost]


def result_of(proposal: Proposal, choices: Choices) -> dict[str, Said]:
    """What every part will say once this is taken over."""
    parts: dict[str, Said] = {}
    for section in proposal.sections:
        more = [one for one in proposal.loose if choices.loose.get(one.at) == section.key]
        if section.key in choices.take:
            parts[section.key] = _with(section.new, section.placed, more)
        elif more:
            parts[section.key] = Said(
                _joined(section.old.text, put_back(more)), section.old.heading, section.old.lead_in
            )
    for part in proposal.lost:
        more = [one for one in proposal.loose if choices.loose.get(one.at) == part.key]
        kept = part.text if choices.lost.get(part.key) == KEEP else ""
        parts[part.key] = Said(_joined(kept, put_back(more)), part.heading, part.lead_in if kept else "")
    return parts


def _with(new: Said, placed: Sequence[Placed], more: Sequence[Placed]) -> Said:
    """The loose paragraphs where they stood among those of the part."""
    if not more:
        return new
    own = list(placed)[1:] if new.lead_in else list(placed)
    return Said(put_back([*own, *more]), new.heading, new.lead_in)


def _joined(text: str, more: str) -> str:
    return "\n".join(filter(None, [text, more]))


@transaction.atomic
def accept(
    reply: Reply, proposal: Proposal, choices: Choices, *, by: Actor, now: dt.datetime, came_as: str, file: str = ""
) -> list[str]:
    """收回外面改的稿：按所选的各段写回；散段都有去处，不见了的都有交代，才收。稿子又变了的，重新比过。"""
    fresh = lock_draft(reply, by)
    if content.digest_of(content.content_of(fresh)) != proposal.digest:
        raise Stale("比对以后稿子又有改动，请重新比对再收。")
    if questions := open_questions(proposal, choices):
        raise NotReady(questions)
    changed = save_text(reply, result_of(proposal, choices), by=by, now=now)
    head = {change.name: change.new for change in proposal.head if change.name in choices.head}
    if head:
        save_head(reply, by=by, now=now, **head)
    for key, word in choices.lost.items():
        if word.startswith(JOIN):
            _join(reply, key, int(word.removeprefix(JOIN)), by=by, now=now)
    if choices.order and proposal.is_reordered:
        ordering.arrange(reply, proposal.order, by=by, now=now)
    facts = {"way": came_as, "file": file, "parts": changed, "head": sorted(head)}
    note_change("replies.read_back", reply, by=by, at=now, facts=facts)
    return changed


def _join(reply: Reply, key: str, number: int, *, by: Actor, now: dt.datetime) -> None:
    rows = {row.ask.number: row for row in AskAnswer.objects.filter(reply=reply).select_related("ask", "together_with")}
    ordering.join(rows[int(key.removeprefix("ask:"))], rows[number], by=by, now=now)
