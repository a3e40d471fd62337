"""How numbers are usually written at each body and level, and how many must sign a motion: customs.toml, read once."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("customs.toml")


@dataclass(frozen=True)
class NumberPattern:
    """How an official number looks; empty conditions mean everybody. A list that says otherwise is right."""

    pattern: str
    example: str
    clause: str
    verified: bool = True
    body: str = ""
    level: str = ""
    kind: str = ""
    pack: str = ""

    def suits(self, **facts: str) -> bool:
        return all(getattr(self, name) in ("", said) for name, said in facts.items())

    def fits(self, official_no: str) -> bool:
        return re.fullmatch(self.pattern, re.sub(r"\s+", "", official_no)) is not None

    @property
    def narrowness(self) -> tuple[bool, int]:
        """A motion is numbered as motions are, whoever writes; then the narrower wins."""
        return bool(self.kind), sum(map(bool, (self.body, self.level, self.pack)))


@dataclass(frozen=True)
class SignerMinimum:
    """How many representatives make a motion at a level."""

    level: str
    least: int
    clause: str


def number_pattern(*, body: str, level: str, kind: str, pack: str) -> NumberPattern | None:
    """The narrowest pattern for such an item; None when nobody wrote one down."""
    fitting = [row for row in _numbers() if row.suits(body=body, level=level, kind=kind, pack=pack)]
    return max(fitting, key=lambda row: row.narrowness, default=None)


def signers_needed(level: str) -> SignerMinimum:
    """议案的法定联名人数（R5）。"""
    return next(row for row in _signers() if row.level == level)


@cache
def _numbers() -> tuple[NumberPattern, ...]:
    return tuple(NumberPattern(**row) for row in _rows("numbers"))


@cache
def _signers() -> tuple[SignerMinimum, ...]:
    return tuple(SignerMinimum(**row) for row in _rows("signers"))


def _rows(table: str) -> Iterator[dict[str, Any]]:
    yield from tomllib.loads(TABLE.read_text(encoding="utf-8"))[table]
