"""A letter written outside — in Word, or pasted as one text — read back: what it would change, and taking that over."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from huiyin.documents.letter_reading import ReadLetter, read_letter
from huiyin.replies.letter import body, content
from huiyin.replies.letter.letters import compose
from huiyin.replies.letter.versions import Piece, pieces
from huiyin.replies.models import Reply
from huiyin.replies.writing.matching import Matched, Placed, bare, likeness, match, pairs, put_back
from huiyin.replies.writing.rewriting import Part, Said, parts_of

HEAD = {"title": "标题", "contact_name": "联系人", "contact_phone": "联系电话"}
DIGEST, SHORT = 12, 4
MARK = "huiyin"
CHANGED = ("changed", "conflict")


@dataclass(frozen=True)
class Section:
    """One part of the letter as it stands and as it came back. `state`: same, changed, ours (changed here only), conflict (on both sides)."""

    key: str
    label: str
    old: Said
    new: Said
    pieces: tuple[Piece, ...]
    state: str
    ask: int = 0
    placed: tuple[Placed, ...] = ()


@dataclass(frozen=True)
class HeadChange:
    name: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Proposal:
    """What came back. `loose`: paragraphs of no known part · `lost`: parts with nothing left · `order`: asks in their new order."""

    digest: str
    sections: tuple[Section, ...]
    loose: tuple[Placed, ...]
    lost: tuple[Part, ...]
    head: tuple[HeadChange, ...] = ()
    order: tuple[int, ...] = ()
    old_order: tuple[int, ...] = ()
    is_marked: bool = True
    is_stale: bool = False
    is_foreign: bool = False

    @property
    def changed(self) -> list[Section]:
        return [section for section in self.sections if section.state in CHANGED]

    @property
    def is_reordered(self) -> bool:
        return bool(self.order) and self.order != self.old_order

    @property
    def is_same(self) -> bool:
        return not (self.changed or self.loose or self.lost or self.head or self.is_reordered)


@dataclass(frozen=True)
class Base:
    """What our mark in the file says of the draft it was made from: whose, the whole, and each part in short."""

    reply: int = 0
    digest: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)


def mark_of(reply: Reply) -> str:
    """For the properties of the file that goes out: which draft, and what each of its parts said."""
    parts = "".join(_short(part) for part in sorted(parts_of(reply), key=_key))
    return f"{MARK} {reply.pk} {content.digest_of(content.content_of(reply))[:DIGEST]} {parts}"


def propose(reply: Reply, docx: bytes) -> Proposal:
    """A Word file against the draft as it stands now. Raises UnreadableLetter."""
    said = content.content_of(reply)
    came = read_letter(docx, like=compose(said, doc_no=reply.doc_no))
    base = _base(came.mark, reply)
    return _proposal(reply, came.blocks, base=base, head=tuple(_head_changes(reply, came)))


def propose_text(reply: Reply, text: str, *, base: str = "") -> Proposal:
    """One text pasted whole; `base`: the mark of the draft that the page showed."""
    runs = tuple("\n".join(run) for run in body.runs_of(text.replace("\r", "")))
    return _proposal(reply, runs, base=_base(base, reply))


def whole_text(reply: Reply) -> str:
    """The body as one text: headings, paragraphs, tables as lines."""
    sections = body.sections_of(content.content_of(reply))
    return "\n".join(block.text for section in sections for block in section.paragraphs)


def _proposal(reply: Reply, blocks: Sequence[str], *, base: Base, head: tuple[HeadChange, ...] = ()) -> Proposal:
    parts, digest = parts_of(reply), content.digest_of(content.content_of(reply))
    matched = match([part.known for part in parts], blocks)
    lost = set(matched.lost)
    sections = [_section(part, matched, base) for part in parts if part.key not in lost]
    old_order = [part.ask for part in parts if part.ask]
    return Proposal(
        digest=digest,
        sections=tuple(sections),
        loose=tuple(matched.loose),
        lost=tuple(part for part in parts if part.key in lost),
        head=head,
        order=tuple(_order(parts, matched)),
        old_order=tuple(old_order),
        is_marked=bool(base.digest),
        is_stale=bool(base.digest) and base.digest != digest[:DIGEST],
        is_foreign=bool(base.reply) and base.reply != reply.pk,
    )


def _section(part: Part, matched: Matched, base: Base) -> Section:
    placed = tuple(matched.texts.get(part.key, ()))
    old = Said(part.text, part.heading, part.lead_in)
    new = _as_said(part, placed, matched.headings.get(part.key, ""))
    told = pieces(_told(old), _told(new)) if old != new else ()
    return Section(part.key, part.label, old, new, told, _state(part, old, new, base), part.ask, placed)


def _as_said(part: Part, placed: Sequence[Placed], heading: str) -> Said:
    """Its heading, its lead-in if the first paragraph still is it, and the rest; what is the same stays to the letter."""
    rest, lead_in = list(placed), ""
    if part.lead_in and rest and likeness(pairs(part.lead_in), pairs(rest[0].text)) >= 0.5:
        lead_in = rest.pop(0).text
    new = Said(put_back(rest), heading or part.heading, lead_in)
    same = bare(new.text) == bare(part.text) and bare(lead_in) == bare(part.lead_in)
    return Said(part.text, new.heading, part.lead_in) if same else new


def _told(said: Said) -> str:
    return "\n".join(text for text in (said.heading, said.lead_in, said.text) if text)


def _state(part: Part, old: Said, new: Said, base: Base) -> str:
    """Three ways: changed outside only, here only (ours stands), or on both sides."""
    if old == new:
        return "same"
    before = base.parts.get(part.key, "")
    if before == _short(part) or not base.digest:
        return "changed"
    return "ours" if before and before == _digest(_told(new)) else "conflict"


def _head_changes(reply: Reply, came: ReadLetter) -> list[HeadChange]:
    found = [HeadChange(name, label, getattr(reply, name), getattr(came, name)) for name, label in HEAD.items()]
    return [change for change in found if change.new and bare(change.new) != bare(change.old)]


def _order(parts: Sequence[Part], matched: Matched) -> list[int]:
    """As they come back; what has no place of its own there follows whom it followed before."""
    order = [key for key in matched.order if key.startswith("ask:")]
    asks = [part.key for part in parts if part.ask]
    for at, key in enumerate(asks):
        if key not in order:
            order.insert(order.index(asks[at - 1]) + 1 if at else 0, key)
    numbers = {part.key: part.ask for part in parts}
    return [numbers[key] for key in order]


def _base(mark: str, reply: Reply) -> Base:
    words = mark.split()
    if len(words) < 3 or words[0] != MARK or not words[1].isdigit():
        return Base()
    keys, shorts = [part.key for part in parts_of(reply)], words[3] if len(words) > 3 else ""
    whole = len(shorts) == SHORT * len(keys)
    parts = {key: shorts[at * SHORT : (at + 1) * SHORT] for at, key in enumerate(sorted(keys))} if whole else {}
    return Base(int(words[1]), words[2], parts)


def _key(part: Part) -> str:
    return part.key


def _short(part: Part) -> str:
    return _digest(_told(Said(part.text, part.heading, part.lead_in)))


def _digest(text: str) -> str:
    return hashlib.sha256(bare(text).encode()).hexdigest()[:SHORT]
