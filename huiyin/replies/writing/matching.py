"""Whose paragraph is whose: a letter that was rewritten outside the matrix, matched back to the sections it came from."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

NUMERAL = re.compile(r"^[（(]?[一二三四五六七八九十百]{1,4}[）)]?、\s*")
HEADING = 60  # longer lines are text
ALIKE, SURE, SAME_HEADING = 0.4, 0.5, 0.6
FEW = 8  # pairs of signs: with fewer, a part found in a whole proves nothing
PART = 5  # signs that, found as they are in a paragraph, were cut out of it
NEAR = 0.25  # what standing below its own heading adds


@dataclass(frozen=True)
class Known:
    """A section as it stands: its heading (without numeral) and its paragraphs; a table is one paragraph of several lines."""

    key: str
    heading: str = ""
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Placed:
    """A paragraph of the new text: where it stood, what it says, where it may belong when nobody knows."""

    at: int
    text: str
    guess: str = ""


@dataclass
class Matched:
    """The new text by sections; `loose` belongs to none for sure, `lost` sections have nothing left, `order` is theirs now."""

    headings: dict[str, str] = field(default_factory=dict)
    texts: dict[str, list[Placed]] = field(default_factory=dict)
    loose: list[Placed] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)


def match(known: Sequence[Known], new: Sequence[str]) -> Matched:
    """Headings first, then what stands below them; likeness decides where there is no heading."""
    headings = _headings(known, new)
    keys = _by_likeness(known, new, headings)
    _by_place(keys, headings, new)
    matched = Matched()
    for at, text in enumerate(new):
        if at in headings:
            matched.headings[headings[at]] = NUMERAL.sub("", text.strip())
        elif key := keys[at]:
            matched.texts.setdefault(key, []).append(Placed(at, text))
        else:
            matched.loose.append(Placed(at, text, guess=_before(keys, headings, at)))
    seen = [headings.get(at) or keys[at] for at in range(len(new))]
    matched.order = list(dict.fromkeys(key for key in seen if key))
    matched.lost = [one.key for one in known if one.paragraphs and one.key not in matched.texts]
    return matched


def bare(text: str) -> str:
    """The text without spaces and the signs that part columns: what two writers must agree on."""
    return re.sub(r"[\s|\u3000]+", "", text)


def pairs(text: str) -> frozenset[str]:
    signs = "".join(sign for sign in text if sign.isalnum())
    return frozenset(signs[at : at + 2] for at in range(len(signs) - 1)) or frozenset(signs)


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared pairs of signs, 0 to 1; a part of a long paragraph is like the whole."""
    shared, least = len(a & b), min(len(a), len(b))
    if not shared:
        return 0.0
    return max(shared / len(a | b), 0.8 * shared / least if least >= FEW else 0.0)


def _headings(known: Sequence[Known], new: Sequence[str]) -> dict[int, str]:
    """Which lines are headings of which section: the most alike first, each section one."""
    found = [
        (likeness(pairs(one.heading), pairs(NUMERAL.sub("", text))), bool(NUMERAL.match(text)), -at, one.key)
        for at, text in enumerate(new)
        if len(text) <= HEADING and "\n" not in text
        for one in known
        if one.heading
    ]
    taken: dict[int, str] = {}
    for alike, numbered, at, key in sorted(found, reverse=True):
        enough = SAME_HEADING if numbered else 0.9
        if alike >= enough and -at not in taken and key not in taken.values():
            taken[-at] = key
    return {**taken, **_reworded(known, new, taken)}


def _reworded(known: Sequence[Known], new: Sequence[str], taken: Mapping[int, str]) -> dict[int, str]:
    """A numbered line like no heading is the heading of what stands below it, if that one has lost its own."""
    left = {one.key: one for one in known if one.heading and one.key not in taken.values()}
    lines = [at for at, text in enumerate(new) if NUMERAL.match(text) and len(text) <= HEADING and at not in taken]
    found: dict[int, str] = {}
    for at in lines:
        below = pairs(new[at + 1]) if at + 1 < len(new) else frozenset()
        scores = [
            (max((likeness(pairs(text), below) for text in one.paragraphs), default=0.0), key)
            for key, one in left.items()
            if key not in found.values()
        ]
        best, key = max(scores, default=(0.0, ""))
        if best >= SURE:
            found[at] = key
    return found


def _by_likeness(known: Sequence[Known], new: Sequence[str], headings: Mapping[int, str]) -> list[str]:
    """The key of every paragraph that is like one we know; "" for headings and for what is like none."""
    units = [(one.key, bare(text), pairs(text)) for one in known for text in one.paragraphs]
    free, below, keys = set(range(len(units))), "", []
    for at, text in enumerate(new):
        if at in headings:
            below = headings[at]
            keys.append("")
            continue
        scores = [(_score(unit, text, number in free, below), -number) for number, unit in enumerate(units)]
        best, number = max(scores, default=(0.0, 0))
        key = units[-number][0] if best >= ALIKE else ""
        free -= {-number} if key else set()
        keys.append(_moved(key, below, headings))
        below = below if not key or key.startswith("ask:") else ""
    return keys


def _score(unit: tuple[str, str, frozenset[str]], text: str, is_free: bool, below: str) -> float:
    key, said, shape = unit
    words = bare(text)
    score = 1.5 if said == words else likeness(shape, pairs(text))
    if len(words) >= PART and words.rstrip("，。；") in said:
        score = max(score, 0.7)
    if score < ALIKE:
        return 0.0
    return score + (NEAR if key == below else 0) + (0.1 if is_free else 0)


def _moved(key: str, below: str, headings: Mapping[int, str]) -> str:
    """A paragraph put below the heading of another ask is that one's now, as long as its own heading still stands."""
    if key.startswith("ask:") and below and key != below and key in headings.values():
        return below
    return key


def _by_place(keys: list[str], headings: Mapping[int, str], new: Sequence[str]) -> None:
    """What is like nothing belongs where it stands: right below a heading, between two of a section, above the next."""
    for at in range(len(new)):
        if keys[at] or at in headings:
            continue
        before, after = _before(keys, headings, at), _after(keys, headings, at)
        own_heading = before in headings.values() or before == "opening"
        first = at - 1 in headings
        if before and (before == after or first or (own_heading and after.startswith("heading:"))):
            keys[at] = before


def _before(keys: Sequence[str], headings: Mapping[int, str], at: int) -> str:
    return next(
        (headings.get(back) or keys[back] for back in range(at - 1, -1, -1) if headings.get(back) or keys[back]), ""
    )


def _after(keys: Sequence[str], headings: Mapping[int, str], at: int) -> str:
    """The next that is known; a heading is told apart from a paragraph."""
    for ahead in range(at + 1, len(keys)):
        if ahead in headings:
            return f"heading:{headings[ahead]}"
        if keys[ahead]:
            return keys[ahead]
    return ""


def put_back(placed: Iterable[Placed]) -> str:
    """The text of a section: its paragraphs in the order in which they stood."""
    return "\n".join(one.text for one in sorted(placed, key=lambda one: one.at))
