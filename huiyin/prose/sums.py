"""Figures of one sentence that do not add up: parts against their whole, a share against what it divides."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from huiyin.prose.quantities import Quantity, find_quantities, same_counter

_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_BRACKETS = re.compile(r"[（(](?P<inside>[^（）()]*)[）)]")
_AND_OTHERS = re.compile(r"等|其他|其余|另|以上|以下|左右|不含|剔除|重复|交叉")
_TOTAL = re.compile(r"(?:合计|总计|共计|一共|总共|共)$")
_SHARE = re.compile(r"占[^，。；%\d]{0,8}$")
LEAST, SLIP = 20, Decimal("0.05")
"""A whole of at least so many, missed by at most this share, is rather a slip than a list of some parts."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """One place where figures do not agree, and why."""

    start: int
    end: int
    why: str


def find_misfits(text: str) -> list[Misfit]:
    """In order; what is only rounded, partly listed or otherwise qualified raises no alarm."""
    found: list[Misfit] = []
    for sentence in _SENTENCE.finditer(text):
        said, at = sentence.group(), sentence.start()
        for misfit in (*_in_brackets(said), *_of_which(said), *_altogether(said), *_shares(said)):
            found.append(Misfit(at + misfit.start, at + misfit.end, misfit.why))
    return sorted(found, key=lambda misfit: misfit.start)


def _in_brackets(said: str) -> Iterator[Misfit]:
    """35件（主办15件、协办20件）."""
    counted = find_quantities(said)
    for bracket in _BRACKETS.finditer(said):
        whole = next((one for one in counted if one.end == bracket.start()), None)
        parts = [one for one in counted if bracket.start() < one.start < bracket.end()]
        if whole and not _AND_OTHERS.search(bracket["inside"]) and "其中" not in bracket["inside"]:
            yield from _compared(whole, parts, said)


def _of_which(said: str) -> Iterator[Misfit]:
    """157件，其中建议50件、提案107件: parts may be some of them, but never more than the whole."""
    flat = _BRACKETS.sub(lambda bracket: "　" * len(bracket.group()), said)
    place = flat.find("其中")
    if place < 0 or _AND_OTHERS.search(flat, place):
        return
    counted = find_quantities(flat)
    before = [one for one in counted if one.end <= place]
    parts = [one for one in counted if one.start > place]
    if before and parts and all(same_counter(before[-1].counter, one.counter) for one in parts):
        whole, total = before[-1], sum(one.value for one in parts)
        slip = whole.value >= LEAST and 0 < whole.value - total <= whole.value * SLIP
        if total > whole.value or slip:
            yield from _compared(whole, parts, said)


def _altogether(said: str) -> Iterator[Misfit]:
    """省建议3件、市建议47件，共50件."""
    flat = _BRACKETS.sub(lambda bracket: "　" * len(bracket.group()), said)
    counted = find_quantities(flat)
    for place, whole in enumerate(counted):
        if place > 1 and _TOTAL.search(flat, 0, whole.start) and not _AND_OTHERS.search(flat, 0, whole.start):
            yield from _compared(whole, counted[:place], said)


def _shares(said: str) -> Iterator[Misfit]:
    """93件中满意86件，占92.5%: only where it is plain what divides what."""
    counted = find_quantities(said)
    for place, share in enumerate(counted):
        if share.counter != "%" or share.qualifier or not _SHARE.search(said, 0, share.start) or place != 2:
            continue
        whole, part = counted[0], counted[1]
        if (
            whole.counter != part.counter
            or whole.counter == "%"
            or part.value > whole.value
            or not whole.value
            or _loose([whole, part])
        ):
            continue
        places = -int(share.value.as_tuple().exponent)
        right = part.value * 100 / whole.value
        if abs(right - share.value) > Decimal(1).scaleb(-places):
            shown = f"{right:.{max(places, 1)}f}"
            yield Misfit(part.start, share.end, f"{part.text}占{whole.text}应是{shown}%，写的是{share.text}")


def _compared(whole: Quantity, parts: Sequence[Quantity], said: str) -> Iterator[Misfit]:
    if len(parts) < 2 or _loose([whole, *parts]) or not all(same_counter(whole.counter, one.counter) for one in parts):
        return
    total = sum((one.value for one in parts), Decimal(0))
    if whole.counter != "%" and total != whole.value:
        start, end = min(whole.start, parts[0].start), max(whole.end, parts[-1].end)
        sums = "＋".join(_bare(one.value) for one in parts)
        yield Misfit(start, end, f"{sums}＝{_bare(total)}，与{whole.text.strip()}不合")


def _loose(counted: Sequence[Quantity]) -> bool:
    return any(one.qualifier for one in counted)


def _bare(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
