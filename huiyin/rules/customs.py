"""The customs of a place beside its clocks: labels, chains, letters, switches, numbers — each value with its clause."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from huiyin.rules.terms import KINDS, Cited


@dataclass(frozen=True, slots=True)
class Labels:
    """Local words: how an assisting unit is called, which list labels count as 主办, the collective noun."""

    assist: Cited[str]
    lead_labels: Cited[tuple[str, ...]]
    assist_labels: Cited[tuple[str, ...]]
    refer_labels: Cited[tuple[str, ...]]
    collective: Cited[str]
    in_session: Cited[dict[str, str]]
    between_sessions: Cited[dict[str, str]]
    class_marks: Cited[dict[str, str]]

    def of_item(self, kind: str, *, in_session: bool) -> str:
        """闭会建议, 平时提案, 大会提案 …; "" where the place has no word for it."""
        return (self.in_session if in_session else self.between_sessions).value.get(kind, "")

    def class_mark(self, letter: str) -> str:
        """What is written for a reply class: A, or 甲 where the place counts so."""
        return self.class_marks.value.get(letter, letter)


@dataclass(frozen=True, slots=True)
class Chain:
    """Who clears a document, in order."""

    document: str
    steps: tuple[str, ...]
    clause: str
    verified: bool = True
    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    def fits(self, *, kind: str, role: str) -> bool:
        return (not self.kinds or kind in self.kinds) and (not self.roles or role in self.roles)

    @property
    def narrowness(self) -> int:
        return bool(self.kinds) + bool(self.roles)


@dataclass(frozen=True, slots=True)
class Letter:
    """Titles, formulas, copies and numbers of reply letters and opinions."""

    reply_titles: dict[str, Cited[str]]
    opinion_titles: dict[str, Cited[str]]
    salutations: dict[str, Cited[str]]
    opening: Cited[str]
    closing: Cited[str]
    opinion_opening: Cited[str]
    opinion_closing: Cited[str]
    copies: dict[str, Cited[tuple[str, ...]]]
    organ_code: Cited[str]

    def title(self, document: Literal["reply", "opinion"], kind: str, *, session: str, no: str) -> str:
        """关于省十三届人大五次会议第0031号建议的答复."""
        titles = self.reply_titles if document == "reply" else self.opinion_titles
        return titles[kind].value.format(session=session, no=no if no.endswith("号") else f"第{no}号")

    def copies_for(
        self, body: str, place: str = "", *, electing: Sequence[str] = (), co_units: Sequence[str] = ()
    ) -> tuple[str, ...]:
        """抄送 for this body; 选举单位 and 会办单位 each by name where the pack asks for them (R41)."""
        found = (_copied(name, place, electing, co_units) for name in self.copies[body].value)
        return tuple(dict.fromkeys(name for names in found for name in names))

    def copies_want(self, body: str, blank: str) -> bool:
        """Does the place want these too: electing 选举单位, co_units 会办单位?"""
        return any(f"{{{blank}}}" in name for name in self.copies[body].value)


def _copied(name: str, place: str, electing: Sequence[str], co_units: Sequence[str]) -> list[str]:
    """One line of the pack as the names it stands for."""
    if "{electing}" in name:
        return [name.format(electing=each) for each in electing]
    if "{co_units}" in name:
        return [name.format(co_units=each) for each in co_units]
    return [name.format(place=place)]


@dataclass(frozen=True, slots=True)
class Switches:
    """Customs of a place that steer the flows."""

    contact_required: Cited[bool]
    contact_ways: Cited[tuple[str, ...]]
    invitation_counts: Cited[bool]
    consult_required: Cited[bool]
    upload_required: Cited[bool]
    upload_system: Cited[str]
    delivery_ways: Cited[tuple[str, ...]]
    reply_to: Cited[str]
    key_needs_chief: Cited[bool]
    opinion_retry: Cited[bool]
    decline_refused_after_window: Cited[bool]
    decline_silence: Cited[str]
    decline_in_writing: Cited[bool]
    extension_needs_approval: Cited[bool]
    extension_approver: Cited[str]
    extension_tell_submitter: Cited[bool]
    reply_cap_months: Cited[int]
    notice_binds: Cited[bool]
    carry_over: Cited[str]
    withdraw_rule: Cited[str]
    delegation_needs_head: Cited[bool]
    rating_required: Cited[bool]
    rate_by: Cited[str]
    dissatisfied_needs_comment: Cited[bool]
    second_dissatisfaction: Cited[str]
    exclude_unreturned: Cited[bool]
    satisfaction: Cited[str]
    disclosure: Cited[tuple[str, ...]]
    disclosure_default: Cited[str]
    disclosure_needs_reason: Cited[tuple[str, ...]]
    publish_form: Cited[str]
    publish_excludes: Cited[tuple[str, ...]]
    explanation_min_length: Cited[int]
    binding_requirements: Cited[tuple[str, ...]]
    precheck_by_office: Cited[bool]
    letter_to: Cited[str]
    opinion_delivery: Cited[tuple[str, ...]]
    oral_needs_written: Cited[bool]
    reply_slip: Cited[bool]
    upload_fields: Cited[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class RefusalReason:
    """A ground on which an item of these kinds is not admitted."""

    code: str
    label: str
    clause: str
    verified: bool = True
    kinds: tuple[str, ...] = KINDS


@dataclass(frozen=True, slots=True)
class HandlingClass:
    """办理分类: how a place sorts what it takes on (武汉 立即、分步、受限; 吉林 落实、改进、推进)."""

    code: str
    label: str
    meaning: str
    clause: str
    verified: bool = True


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """How official numbers usually look; empty conditions mean everybody. A list that says otherwise is right."""

    pattern: str
    example: str
    clause: str
    verified: bool = True
    body: str = ""
    level: str = ""
    kind: str = ""

    def suits(self, **facts: str) -> bool:
        return all(getattr(self, name) in ("", said) for name, said in facts.items())

    def fits(self, official_no: str) -> bool:
        return re.fullmatch(self.pattern, re.sub(r"\s+", "", official_no)) is not None

    @property
    def narrowness(self) -> tuple[bool, int]:
        """A motion is numbered as motions are, whoever writes; then the narrower wins."""
        return bool(self.kind), sum(map(bool, (self.body, self.level)))


@dataclass(frozen=True, slots=True)
class SignerMinimum:
    """How many representatives make a motion at a level (R5)."""

    level: str
    least: int
    clause: str
    verified: bool = True
