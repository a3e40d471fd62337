"""How numbers are usually written at each body and level, and how many must sign a motion: as the rule packs say."""

from huiyin.rules import packs
from huiyin.rules.pack import NumberPattern, SignerMinimum


def number_pattern(*, body: str, level: str, kind: str, pack: str) -> NumberPattern | None:
    """The narrowest pattern for such an item; None when nobody wrote one down."""
    return packs.get(pack).number_pattern(body=body, level=level, kind=kind)


def signers_needed(level: str, pack: str = "national") -> SignerMinimum:
    """议案的法定联名人数（R5）。"""
    return packs.get(pack).signers_needed(level)
