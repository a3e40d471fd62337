"""What a rule pack says: clocks, reply classes, labels, clearance chains, letters, switches — each value with its clause."""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

T = TypeVar("T")

Base = Literal["dispatched", "delivered", "signed_for", "asked", "issued", "closed_session"]
Unit = Literal["months", "workdays", "days", "date"]

DUTIES = {
    "accept": "签收",
    "decline": "退办",
    "redispatch": "再交办",
    "contact": "联系沟通",
    "opinion": "会办意见",
    "reply": "答复",
    "extended_reply": "延期答复",
    "rating": "评价",
    "rework": "再办",
    "publish": "公开",
}
EXTRA_DUTIES = {"dispatch": "闭会件交办", "opinion_retry": "会办意见重提", "side_opinion": "视察调研意见答复"}
BASES = {
    "dispatched": "交办之日",
    "delivered": "收到之日",
    "signed_for": "签收之日",
    "asked": "提出要求之日",
    "issued": "印发之日",
    "closed_session": "会议闭幕之日",
}
UNITS = {"months": "个月", "workdays": "个工作日", "days": "日", "date": "固定日期"}
CANONICAL = (
    "solved",
    "partly_solved",
    "in_progress",
    "planned",
    "deferred",
    "reference_only",
    "not_feasible",
    "superior_authority",
)
KINDS = ("suggestion", "proposal", "motion", "recommendation")
LEVELS = ("national", "provincial", "municipal", "county", "township")
ROLES = ("lead", "joint_lead", "separate", "assist", "refer")
BODIES = ("congress", "cppcc")


@dataclass(frozen=True, slots=True)
class Cited(Generic[T]):
    """A value with the clause it rests on; true or false as its value is."""

    value: T
    clause: str
    verified: bool = True

    def __bool__(self) -> bool:
        return bool(self.value)


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

    def fits(self, *, kind: str, level: str, role: str, in_session: bool) -> bool:
        """Whether this clock is meant for such an item; an unknown fact fits no condition."""
        return (
            (not self.kinds or kind in self.kinds)
            and (not self.levels or level in self.levels)
            and (not self.roles or role in self.roles)
            and (self.in_session is None or self.in_session == in_session)
        )

    @property
    def narrowness(self) -> int:
        """How many conditions it has: the narrower clock wins."""
        return sum(map(bool, (self.kinds, self.levels, self.roles))) + (self.in_session is not None)

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
class Labels:
    """Local words: how an assisting unit is called, which list labels count as 主办, the collective noun."""

    assist: Cited[str]
    lead_labels: Cited[tuple[str, ...]]
    assist_labels: Cited[tuple[str, ...]]
    refer_labels: Cited[tuple[str, ...]]
    collective: Cited[str]


@dataclass(frozen=True, slots=True)
class Chain:
    """Who clears a document, in order."""

    document: str
    steps: tuple[str, ...]
    clause: str
    verified: bool = True


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

    def copies_for(self, body: str, place: str = "") -> tuple[str, ...]:
        """抄送 for this body, with the word of the level (省、市、区) put before it."""
        return tuple(name.format(place=place) for name in self.copies[body].value)


@dataclass(frozen=True, slots=True)
class Switches:
    """Yes-or-no customs of a place and a few words that steer the flows."""

    contact_required: Cited[bool]
    consult_required: Cited[bool]
    upload_required: Cited[bool]
    upload_system: Cited[str]
    rating_required: Cited[bool]
    rate_by: Cited[str]
    reply_to: Cited[str]
    dissatisfied_needs_comment: Cited[bool]
    decline_refused_after_window: Cited[bool]
    extension_needs_approval: Cited[bool]
    exclude_unreturned: Cited[bool]
    satisfaction: Cited[str]
    disclosure: Cited[tuple[str, ...]]
    disclosure_needs_reason: Cited[tuple[str, ...]]
    notice_binds: Cited[bool]
    reply_cap_months: Cited[int]
    explanation_min_length: Cited[int]
    withdraw_rule: Cited[str]
    delegation_needs_head: Cited[bool]


@dataclass(frozen=True, slots=True)
class RefusalReason:
    """A ground on which a proposal is not admitted."""

    code: str
    label: str
    clause: str


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
    refusal_reasons: tuple[RefusalReason, ...]
    notes: tuple[str, ...] = ()

    def clock(
        self, duty: str, *, kind: str = "", level: str = "", role: str = "", in_session: bool = True
    ) -> Clock | None:
        """The clock of a duty for such an item, the narrowest first; None when no text sets one."""
        facts = {"kind": kind, "level": level, "role": role}
        fitting = [c for c in self.clocks_of(duty) if c.fits(**facts, in_session=in_session)]
        return max(fitting, key=lambda c: c.narrowness, default=None)

    def clocks_of(self, duty: str) -> tuple[Clock, ...]:
        """Every clock of a duty, whatever its conditions."""
        return tuple(c for c in self.clocks if c.duty == duty)

    def reply_class(self, letter: str) -> ReplyClass | None:
        """The class behind a letter in this place's scheme."""
        return self.scheme.get(letter)

    def chain(self, document: Literal["reply", "opinion"], *, key: bool = False) -> Chain:
        """Who clears it: `key` for items somebody marked 重点督办 or 领办."""
        wanted = "key_reply" if document == "reply" and key else document
        return next(chain for chain in self.chains if chain.document == wanted)

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
