"""What a rule pack says: its clocks, its reply classes, and with them every other custom of the place."""

from dataclasses import dataclass
from typing import Literal

from huiyin.rules.customs import (
    Chain,
    HandlingClass,
    Labels,
    Letter,
    NumberPattern,
    RefusalReason,
    SignerMinimum,
    Switches,
)
from huiyin.rules.terms import (
    BASES,
    BODIES,
    CANONICAL,
    DUTIES,
    EXTRA_DUTIES,
    KINDS,
    LEVELS,
    ROLES,
    UNITS,
    Base,
    Cited,
    Unit,
)

__all__ = [
    "BASES",
    "BODIES",
    "CANONICAL",
    "DUTIES",
    "EXTRA_DUTIES",
    "KINDS",
    "LEVELS",
    "ROLES",
    "UNITS",
    "Base",
    "Chain",
    "Cited",
    "Clock",
    "HandlingClass",
    "Labels",
    "Letter",
    "NumberPattern",
    "Pack",
    "RefusalReason",
    "ReplyClass",
    "Scheme",
    "SignerMinimum",
    "Switches",
    "Unit",
]


@dataclass(frozen=True, slots=True)
class Clock:
    """How long a duty may take, from which day, and for whom; empty conditions mean everybody."""

    duty: str
    base: Base
    amount: int
    unit: Unit
    roll: bool
    clause: str
    verified: bool
    fixed: tuple[int, int] | None = None
    kinds: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    in_session: bool | None = None
    years: tuple[int, ...] = ()

    def fits(self, *, kind: str, level: str, role: str, in_session: bool, year: int = 0) -> bool:
        """Whether this clock is meant for such an item; an unknown fact fits no condition."""
        return (
            (not self.kinds or kind in self.kinds)
            and self.fits_year(year)
            and (not self.levels or level in self.levels)
            and (not self.roles or role in self.roles)
            and (self.in_session is None or self.in_session == in_session)
        )

    def fits_year(self, year: int) -> bool:
        """A date that only one year's notice set holds for that year alone."""
        return not self.years or year in self.years

    @property
    def narrowness(self) -> int:
        """How many conditions it has: the narrower clock wins."""
        return sum(map(bool, (self.kinds, self.levels, self.roles, self.years))) + (self.in_session is not None)

    @property
    def label(self) -> str:
        """交办之日起3个月, 收到之日起7个工作日, 每年5月31日前."""
        if self.fixed is not None and self.unit == "date":
            return f"{self.fixed[0]}月{self.fixed[1]}日前"
        return f"{BASES[self.base]}起{self.amount}{UNITS[self.unit]}"


@dataclass(frozen=True, slots=True)
class ReplyClass:
    """One letter of a scheme: what it means everywhere, its local wording, and what it demands."""

    letter: str
    canonical: str
    label: str
    needs_commitment: bool = False
    needs_explanation: bool = False
    needs_evidence: bool = False


@dataclass(frozen=True, slots=True)
class Scheme:
    """A set of reply classes; a letter means nothing without it (R50)."""

    id: str
    title: str
    classes: tuple[ReplyClass, ...]
    clause: str
    verified: bool = True

    def get(self, letter: str) -> ReplyClass | None:
        """The class of this letter, or None when the scheme has no such letter."""
        return next((item for item in self.classes if item.letter == letter), None)

    @property
    def letters(self) -> tuple[str, ...]:
        return tuple(item.letter for item in self.classes)


@dataclass(frozen=True, slots=True)
class Pack:
    """All the rules of one place, in one version."""

    name: str
    title: str
    version: int
    extends: str
    clocks: tuple[Clock, ...]
    scheme: Scheme
    labels: Labels
    chains: tuple[Chain, ...]
    letter: Letter
    switches: Switches
    roll_forward: Cited[bool]
    refusal_reasons: tuple[RefusalReason, ...]
    handling_classes: tuple[HandlingClass, ...] = ()
    number_patterns: tuple[NumberPattern, ...] = ()
    motion_signers: tuple[SignerMinimum, ...] = ()
    notes: tuple[str, ...] = ()

    def clock(
        self, duty: str, *, kind: str = "", level: str = "", role: str = "", in_session: bool = True, year: int = 0
    ) -> Clock | None:
        """The clock of a duty for such an item, the narrowest first; None when no text sets one."""
        facts = {"kind": kind, "level": level, "role": role}
        fitting = [c for c in self.clocks_of(duty) if c.fits(**facts, in_session=in_session, year=year)]
        return max(fitting, key=lambda c: c.narrowness, default=None)

    def clocks_of(self, duty: str) -> tuple[Clock, ...]:
        """Every clock of a duty, whatever its conditions."""
        return tuple(c for c in self.clocks if c.duty == duty)

    def reply_class(self, letter: str) -> ReplyClass | None:
        """The class behind a letter in this place's scheme."""
        return self.scheme.get(letter)

    def chain(
        self, document: Literal["reply", "opinion"], *, key: bool = False, kind: str = "", role: str = ""
    ) -> Chain:
        """Who clears it, the narrowest chain first: `key` for items somebody marked 重点督办 or 领办."""
        wanted = "key_reply" if document == "reply" and key else document
        fitting = [chain for chain in self.chains if chain.document == wanted and chain.fits(kind=kind, role=role)]
        return max(fitting, key=lambda chain: chain.narrowness)

    def refusals(self, kind: str) -> tuple[RefusalReason, ...]:
        """不予立案、不予受理的情形 for items of this kind."""
        return tuple(reason for reason in self.refusal_reasons if kind in reason.kinds)

    def number_pattern(self, *, body: str, level: str, kind: str) -> NumberPattern | None:
        """How such numbers are usually written; None when nobody wrote one down."""
        fitting = [row for row in self.number_patterns if row.suits(body=body, level=level, kind=kind)]
        return max(fitting, key=lambda row: row.narrowness, default=None)

    def signers_needed(self, level: str) -> SignerMinimum:
        """议案的法定联名人数（R5）."""
        return next(row for row in self.motion_signers if row.level == level)

    def role_of(self, label: str) -> str:
        """The stored role behind a word of the list: 承办 → lead, 会办 → assist; "" when unknown here."""
        if label == "分办":
            return "separate"
        if label in ("共同主办", "会同办理"):
            return "joint_lead"
        for role, words in (
            ("lead", self.labels.lead_labels),
            ("assist", self.labels.assist_labels),
            ("refer", self.labels.refer_labels),
        ):
            if label in words.value:
                return role
        return ""

    def counts_as_lead(self, label: str) -> bool:
        """Whether a role label is counted inside 主办 here (R33)."""
        return label in self.labels.lead_labels.value
