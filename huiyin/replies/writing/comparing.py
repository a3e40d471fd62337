"""Two versions of a letter beside each other, paragraph by paragraph: 增, 删, 改, 移."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from huiyin.replies.letter.body import sections_of
from huiyin.replies.letter.content import Content
from huiyin.replies.letter.versions import Difference, Piece, differences, pieces
from huiyin.replies.writing.matching import bare, likeness, pairs
from huiyin.replies.writing.rewriting import LABELS

Kind = Literal["same", "changed", "added", "removed", "moved", "gone", "split"]
WORDS = {"added": "增", "removed": "删", "changed": "改", "moved": "移"}
ALIKE, MOVED_ALIKE = 0.35, 0.6
WHOLE = 6  # signs: less than that found inside another paragraph is chance
IN_THE_BODY = frozenset({"开头", "结尾", "会办意见", "承诺一段", "次序", "小标题", "过渡句", "正文", "并入", "承诺"})


@dataclass(frozen=True)
class Unit:
    """A paragraph where it stands: of which part, which of its paragraphs (0 its heading)."""

    key: str
    number: int
    text: str


@dataclass(frozen=True)
class Row:
    """One line of the comparison. `gone`: it stands elsewhere now; `note` says where it went or came from."""

    kind: Kind
    old: str
    new: str
    pieces: tuple[Piece, ...] = ()
    note: str = ""
    is_heading: bool = False

    @property
    def word(self) -> str:
        return WORDS.get(self.kind, "")


@dataclass
class Part:
    """One part of the letter with its rows; `note`: it stands elsewhere among the parts now."""

    key: str
    label: str
    rows: list[Row] = field(default_factory=list)
    note: str = ""

    @property
    def is_changed(self) -> bool:
        return bool(self.note) or any(row.kind != "same" for row in self.rows)

    @property
    def counts(self) -> list[tuple[str, int]]:
        return counted([self])


@dataclass(frozen=True)
class Comparison:
    """The parts of the text in their new order, and what changed beside the text (class, title, contact, decisions …)."""

    parts: tuple[Part, ...]
    facts: tuple[Difference, ...]

    @property
    def counts(self) -> list[tuple[str, int]]:
        return counted(self.parts, len(self.facts))

    @property
    def total(self) -> int:
        return sum(number for _, number in self.counts)


def counted(parts: Iterable[Part], more: int = 0) -> list[tuple[str, int]]:
    """How many of each, in the words a leader uses; nothing of what there is none of."""
    parts = list(parts)
    rows = [str(row.kind) for part in parts for row in part.rows] + ["moved" for part in parts if part.note]
    found = {word: rows.count(kind) for kind, word in WORDS.items()}
    found["改"] += more
    return [(word, number) for word, number in found.items() if number]


def compare(old: Content, new: Content) -> Comparison:
    before, after = _units(old), _units(new)
    pairing = _pair(before, after)
    moved = _moved_parts(before, after)
    keys = list(dict.fromkeys([unit.key for unit in after] + [unit.key for unit in before]))
    parts = [Part(key, _label(key), _rows(key, before, after, pairing), moved.get(key, "")) for key in keys]
    facts = [one for one in differences(old, new) if one.where not in IN_THE_BODY]
    return Comparison(tuple(parts), tuple(facts))


def _units(content: Content) -> list[Unit]:
    """Paragraphs of the letter; those of asks answered together each under their own ask."""
    units: list[Unit] = []
    for section in sections_of(content):
        if section.heading:
            units.append(Unit(section.key, 0, section.heading))
        counts: dict[str, int] = {}
        for block in section.blocks:
            key = f"ask:{block.ask}" if block.ask else section.key
            counts[key] = counts.get(key, 0) + 1
            units.append(Unit(key, counts[key], block.text))
    return units


Pairing = dict[int, tuple[int, Kind]]
"""New paragraph → (old paragraph, same · changed · moved · split off from it)."""


def _pair(before: Sequence[Unit], after: Sequence[Unit]) -> Pairing:
    """Equal in place; equal elsewhere is moved; alike in its part is changed; very alike elsewhere is moved and changed."""
    found: Pairing = {}
    a, b = [(unit.key, bare(unit.text)) for unit in before], [(unit.key, bare(unit.text)) for unit in after]
    for key in dict.fromkeys(key for key, _ in b):
        i = [at for at, (of, _) in enumerate(a) if of == key]
        k = [at for at, (of, _) in enumerate(b) if of == key]
        matcher = SequenceMatcher(None, [a[at][1] for at in i], [b[at][1] for at in k], autojunk=False)
        for x, y, size in matcher.get_matching_blocks():
            found |= {k[y + step]: (i[x + step], "same") for step in range(size)}
    _take(found, a, b, before, after)
    for new, (_, said) in enumerate(b):
        old = next((at for at, (_, whole) in enumerate(a) if len(said) >= WHOLE and said in whole), None)
        if new not in found and old is not None:
            found[new] = (old, "split")
    return found


def _take(
    found: Pairing, a: list[tuple[str, str]], b: list[tuple[str, str]], before: Sequence[Unit], after: Sequence[Unit]
) -> None:
    left = set(range(len(a))) - {old for old, _ in found.values()}
    for new in [at for at in range(len(b)) if at not in found]:
        same = next((old for old in sorted(left) if a[old][1] == b[new][1]), None)
        if same is not None:
            found[new] = (same, "moved")
            left.discard(same)
    scores = sorted(
        (
            (likeness(pairs(before[old].text), pairs(after[new].text)), a[old][0] == b[new][0], -new, -old)
            for new in range(len(b))
            if new not in found
            for old in left
            if (before[old].number == 0) == (after[new].number == 0)
        ),
        reverse=True,
    )
    for alike, at_home, minus_new, minus_old in scores:
        new, old = -minus_new, -minus_old
        if new not in found and old in left and alike >= (ALIKE if at_home else MOVED_ALIKE):
            found[new] = (old, "changed" if at_home else "moved")
            left.discard(old)


def _rows(key: str, before: Sequence[Unit], after: Sequence[Unit], pairing: Pairing) -> list[Row]:
    """In the new order; what went stands where it stood, what moved is told at both places."""
    back = {old: new for new, (old, kind) in pairing.items() if kind != "split"}
    olds = [at for at, unit in enumerate(before) if unit.key == key]
    rows: list[Row] = []
    for new in (at for at, unit in enumerate(after) if unit.key == key):
        old, kind = pairing.get(new, (-1, "added"))
        if old in olds and kind not in ("moved", "split"):
            rows += _left_behind(olds, old, before, after, back, pairing)
        rows.append(_row(kind, before[old] if old >= 0 else None, after[new]))
    return rows + _left_behind(olds, None, before, after, back, pairing)


def _left_behind(
    olds: list[int],
    until: int | None,
    before: Sequence[Unit],
    after: Sequence[Unit],
    back: dict[int, int],
    pairing: Pairing,
) -> list[Row]:
    """The old paragraphs up to this one that are no longer here; each told once."""
    rows = []
    while olds and (until is None or olds[0] < until):
        old = olds.pop(0)
        new = back.get(old)
        if new is None and (note := _dissolved(old, before, after, pairing)):
            rows.append(Row("gone", before[old].text, "", note=note))
        elif new is None:
            rows.append(
                Row(
                    "removed",
                    before[old].text,
                    "",
                    (Piece("removed", before[old].text),),
                    is_heading=before[old].number == 0,
                )
            )
        elif pairing[new][1] == "moved":
            rows.append(Row("gone", before[old].text, "", note=_went(before[old], after[new])))
    if until is not None and olds and olds[0] == until:
        olds.pop(0)
    return rows


def _row(kind: Kind, old: Unit | None, new: Unit) -> Row:
    heading = new.number == 0
    if kind == "split" and old:
        return Row("moved", "", new.text, (Piece("same", new.text),), f"由{_where(old, new)}第 {old.number} 段拆出")
    if old is None:
        return Row("added", "", new.text, (Piece("added", new.text),), is_heading=heading)
    told = pieces(old.text, new.text)
    note = _came(old, new) if kind == "moved" else ""
    return Row(kind, old.text, new.text, told, note, is_heading=heading)


def _dissolved(old: int, before: Sequence[Unit], after: Sequence[Unit], pairing: Pairing) -> str:
    """Not gone: taken apart into others, or run into another."""
    unit, said = before[old], bare(before[old].text)
    if any(pair == (old, "split") for pair in pairing.values()):
        return f"第 {unit.number} 段拆开了"
    into = next((new for new in after if len(said) >= WHOLE and said in bare(new.text)), None)
    return f"第 {unit.number} 段并入{_where(into, unit)}第 {into.number} 段" if into else ""


def _where(unit: Unit, other: Unit) -> str:
    """Its part, when that is not the other's."""
    return "" if unit.key == other.key else _label(unit.key)


def _went(old: Unit, new: Unit) -> str:
    """第 2 段移到第 4 段后."""
    place = f"第 {new.number - 1} 段后" if new.number > 1 else "最前"
    return f"第 {old.number} 段移到{_where(new, old)}{place}"


def _came(old: Unit, new: Unit) -> str:
    return f"由{_where(old, new)}第 {old.number} 段移来"


def _moved_parts(before: Sequence[Unit], after: Sequence[Unit]) -> dict[str, str]:
    """Which asks changed places: the fewest that, taken out, leave the others in order."""
    a, b = _asks(before), _asks(after)
    both = [key for key in b if key in a]
    kept = _longest([a.index(key) for key in both])
    found = {}
    for at, key in enumerate(both):
        if a.index(key) not in kept:
            later = both[at + 1] if at + 1 < len(both) else ""
            found[key] = f"移到{_label(later)}之前" if later else "移到各项最后"
    return found


def _asks(units: Sequence[Unit]) -> list[str]:
    return list(dict.fromkeys(unit.key for unit in units if unit.key.startswith("ask:")))


def _longest(numbers: Sequence[int]) -> set[int]:
    """The longest rising run among the numbers, not necessarily side by side."""
    best: list[list[int]] = []
    for number in numbers:
        shorter = [run for run in best if run[-1] < number]
        best.append([*max(shorter, key=lambda run: len(run)), number] if shorter else [number])
    longest: list[int] = max(best, key=len, default=[])
    return set(longest)


def _label(key: str) -> str:
    return LABELS.get(key) or (f"第 {key.removeprefix('ask:')} 项" if key.startswith("ask:") else "正文")
