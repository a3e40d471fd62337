"""How alike two titles are: shared pairs of characters, the formula words left out. Pure."""

import re
from functools import lru_cache

_FORMULA = re.compile(
    r"关于|进一步|加快|推进|推动|加强|完善|提高|促进|加大|建立|健全|我省|我市|我区|的?(?:建议案|建议|提案|议案)$"
)
_NOT_SAID = re.compile(r"[\s，。、；：“”（）《》()\-—·]+")


def likeness(one: str, other: str) -> float:
    """0 nothing in common … 1 the same matter in the same words (Dice of character pairs)."""
    left, right = _pairs(one), _pairs(other)
    if not left or not right:
        return 0.0
    return 2 * len(left & right) / (len(left) + len(right))


@lru_cache(maxsize=8192)
def _pairs(title: str) -> frozenset[str]:
    said = _FORMULA.sub("", _NOT_SAID.sub("", title)) or _NOT_SAID.sub("", title)
    return frozenset(said[at : at + 2] for at in range(len(said) - 1))
