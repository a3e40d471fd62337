"""The letter edited as text: what each part says, what would be composed in its place, and how it is written back."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from huiyin.events.actors import Actor, local_day
from huiyin.flow.errors import Blocker, NotReady
from huiyin.prose.numbers import to_chinese
from huiyin.replies import waiting
from huiyin.replies.letter import body, content
from huiyin.replies.letter.said import promises_sentence
from huiyin.replies.models import AskAnswer, Reply
from huiyin.replies.writing import citing, defaults
from huiyin.replies.writing.editing import lock_draft, note_change
from huiyin.replies.writing.matching import Known, bare

FORMULAS = ("opening", "closing")
SENTENCES = {"opinions": "opinions_text", "promises": "promises_text"}
LABELS = {"opening": "开头", "opinions": "会办意见采用情况", "promises": "承诺", "closing": "结尾"}
HEADING_LIMIT = 80


@dataclass(frozen=True)
class Part:
    """One part as it stands. `composed`: what would stand here by itself; `is_behind`: rewritten, and its rows changed since."""

    key: str
    label: str
    text: str = ""
    heading: str = ""
    lead_in: str = ""
    composed: str = ""
    is_rewritten: bool = False
    is_behind: bool = False
    number: int = 0
    ask: int = 0
    joined_to: int = 0

    @property
    def slug(self) -> str:
        """The key as it stands in addresses and names of fields."""
        return self.key.replace(":", "-")

    @property
    def joining(self) -> str:
        """What is chosen where another part is to be answered together with this one."""
        return f"join:{self.ask}"

    @property
    def numeral(self) -> str:
        return to_chinese(self.number)

    @property
    def known(self) -> Known:
        texts = [*body.runs_of(self.lead_in), *body.runs_of(self.text)]
        return Known(self.key, self.heading if self.number else "", tuple("\n".join(run) for run in texts))


def parts_of(reply: Reply) -> list[Part]:
    """Every part of the letter in its order, the empty ones too: they can be written."""
    said = content.content_of(reply)
    composed = composed_of(said)
    usual = defaults.formulas_of(reply)
    return [
        Part("opening", LABELS["opening"], reply.opening, composed=usual["opening"]),
        *_asks(said),
        *(_sentence(reply, key, composed[key]) for key in SENTENCES if reply.is_answer),
        Part("closing", LABELS["closing"], reply.closing, composed=usual["closing"]),
    ]


def composed_of(said: content.Content) -> dict[str, str]:
    """The sentences the rows make by themselves."""
    bare_said = {name: value for name, value in said.items() if name not in content.REWRITTEN}
    places = {ask: part.number for part in body.sections_of(said) for ask in part.asks}
    answers = [answer for answer in said["answers"] if answer["ask"] in places]
    return {"opinions": body.opinions_text(bare_said, places), "promises": promises_sentence(answers)}


def _sentence(reply: Reply, key: str, composed: str) -> Part:
    own = getattr(reply, SENTENCES[key])
    behind = bool(own) and getattr(reply, f"{key}_composed") != composed
    return Part(key, LABELS[key], own or composed, composed=composed, is_rewritten=bool(own), is_behind=behind)


def _asks(said: content.Content) -> list[Part]:
    """In the order of the letter; a part answered together with another has no heading of its own."""
    groups = body.joined(said["answers"])
    numbers = {part.key: part.number if part.heading else 0 for part in body.sections_of(said)}
    return [
        Part(
            body.ask_key(answer["ask"]),
            f"第 {answer['ask']} 项",
            answer["text"],
            heading=body.heading_of_all(group) if answer is group[0] else "",
            lead_in=answer.get("lead_in", ""),
            composed=body.heading_of_all([{**group[0], "heading": ""}, *group[1:]]),
            is_rewritten=bool(answer["heading"]),
            number=numbers.get(body.ask_key(answer["ask"]), 0),
            ask=answer["ask"],
            joined_to=0 if answer is group[0] else group[0]["ask"],
        )
        for group in groups
        for answer in group
    ]


@dataclass(frozen=True)
class Said:
    """What somebody wants a part to say."""

    text: str
    heading: str = ""
    lead_in: str = ""

    @property
    def trimmed(self) -> "Said":
        return replace(
            self, text=_lines(self.text), heading=" ".join(self.heading.split()), lead_in=_lines(self.lead_in)
        )


@transaction.atomic
def save_text(reply: Reply, parts: Mapping[str, Said], *, by: Actor, now: dt.datetime) -> list[str]:
    """按文本改信函：写回各项的小标题、过渡句、正文和首尾各段；与自动生成的一样就仍算自动生成。返回改了哪几段。"""
    fresh = lock_draft(reply, by)
    current = {part.key: part for part in parts_of(fresh)}
    if unknown := parts.keys() - current.keys():
        raise NotReady([Blocker(f"信里没有这一段：{'、'.join(sorted(unknown))}", "letter")])
    wanted = {key: said.trimmed for key, said in parts.items() if _differs(current[key], said.trimmed)}
    _check(wanted)
    answers = {body.ask_key(answer.ask.number): answer for answer in content.answers_of(fresh)}
    head: dict[str, str] = {}
    for key, said in wanted.items():
        if key in answers:
            _write_answer(answers[key], current[key], said, by)
        else:
            head |= _head_columns(current[key], said.text)
    if head:
        Reply.objects.filter(pk=reply.pk).update(**head)
        for name, value in head.items():
            setattr(reply, name, value)
    if wanted:
        note_change("replies.text_saved", reply, by=by, at=now, facts={"parts": sorted(wanted)})
        waiting.follow(reply.assignment, on=local_day(now))
    return sorted(wanted)


def restore(reply: Reply, key: str, *, by: Actor, now: dt.datetime) -> list[str]:
    """恢复自动生成：这一段（或这一项的小标题）改回由各项拼成的样子。"""
    part = next((part for part in parts_of(reply) if part.key == key), None)
    if part is None:
        raise NotReady([Blocker("信里没有这一段", "letter")])
    if part.ask:
        return save_text(reply, {key: Said(part.text, "", part.lead_in)}, by=by, now=now)
    return save_text(reply, {key: Said(part.composed)}, by=by, now=now)


def naming_blockers(reply: Reply) -> list[Blocker]:
    """R34: a sentence rewritten by hand still names every co-unit whose opinion was asked."""
    if not reply.opinions_text.strip():
        return []
    said = content.content_of(reply)
    words = "".join(block.text for section in body.sections_of(said) for block in section.paragraphs)
    missing = [opinion["unit"] for opinion in said["opinions"] if opinion["unit"] not in words]
    return [
        Blocker(f"信里没有写明{unit}的会办意见用了没有", "letter", "答复应写明各会办单位的意见") for unit in missing
    ]


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r", "").strip().split("\n")).strip()


def _differs(part: Part, said: Said) -> bool:
    return (said.text, said.heading, said.lead_in) != (_lines(part.text), part.heading, _lines(part.lead_in))


def _check(wanted: Mapping[str, Said]) -> None:
    long = [key for key, said in wanted.items() if len(said.heading) > HEADING_LIMIT]
    if long:
        raise NotReady([Blocker(f"小标题不超过 {HEADING_LIMIT} 字", "letter")])


def _write_answer(answer: AskAnswer, part: Part, said: Said, by: Actor) -> None:
    answer.text, answer.lead_in, answer.written_by = said.text, said.lead_in, by.actor_key
    if not part.joined_to:
        answer.heading = "" if said.heading == part.composed else said.heading
    answer.save(update_fields=["text", "lead_in", "heading", "written_by"])
    citing.follow_text(answer)


def _head_columns(part: Part, text: str) -> dict[str, str]:
    """An empty formula is the usual one; a sentence like the composed one is composed anew each time."""
    if part.key in FORMULAS:
        return {part.key: text or part.composed}
    own = "" if not text or bare(text) == bare(part.composed) else text
    return {SENTENCES[part.key]: own, f"{part.key}_composed": part.composed if own else ""}
