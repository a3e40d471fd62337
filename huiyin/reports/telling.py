"""How a sentence gets its figures: placeholders become parts, each part remembers where it comes from."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from huiyin.handling.models import Role
from huiyin.measures.measure import Figure
from huiyin.reports import figures
from huiyin.reports.passes import Pass
from huiyin.reports.scopes import Scope
from huiyin.rules import packs

PLACEHOLDER = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")


class UnknownFigure(ValueError):
    """A passage asks for a figure that nobody has defined."""


@dataclass(frozen=True)
class Part:
    """A piece of a sentence. figure: the measure that made it · source: what else it was read from (outcome, item …)."""

    text: str
    figure: str = ""
    source: str = ""


Phrase = Callable[["Telling", str], list[Part]]


def local_label(label: str, pack: str) -> str:
    """The label with the word this place has for assisting: 会办 or 协办."""
    return label.replace(str(Role.ASSIST.label), packs.get(pack).labels.assist.value)


@dataclass
class Telling:
    """Writes passages in one scope and keeps every figure it has used, in the order of first use."""

    scope: Scope
    phrases: Mapping[str, Phrase]
    used: dict[str, Figure] = field(default_factory=dict)
    _measured: dict[str, Figure] = field(default_factory=dict)

    @cached_property
    def measuring(self) -> Pass:
        """The figures of the scope, measured together."""
        return Pass(self.scope)

    @cached_property
    def items(self) -> list[int]:
        """Keys of the items it tells of, read once."""
        return self.scope.items()

    def tell(self, text: str) -> list[Part]:
        """A passage with its placeholders filled."""
        parts: list[Part] = []
        place = 0
        for match in PLACEHOLDER.finditer(text):
            parts.append(Part(text[place : match.start()]))
            parts.extend(self.say(match[1]))
            place = match.end()
        parts.append(Part(text[place:]))
        return [part for part in parts if part.text]

    def say(self, asked: str) -> list[Part]:
        """One placeholder: a phrase (with its word, as in `outcomes 托育`) or a measure."""
        name, _, word = asked.partition(" ")
        if name in self.phrases:
            return self.phrases[name](self, word.strip())
        return [self.figure(name)]

    def figure(self, name: str) -> Part:
        """The measure as a sentence prints it, with its unit word; from now on it is stated."""
        found = self.look(name)
        self.used.setdefault(name, found)
        return Part(found.text, figure=name)

    def look(self, name: str) -> Figure:
        """The measure without stating it: to decide what is worth a sentence."""
        if name not in self._measured:
            try:
                figures.find(name)
            except (KeyError, ValueError):
                raise UnknownFigure(f"年报文字里用了不认识的数“{name}”。") from None
            found = self.measuring.look(name)
            self._measured[name] = replace(found, label=local_label(found.label, self.scope.unit.pack))
        return self._measured[name]

    def count(self, name: str) -> int:
        """The measure as a number, not stated."""
        return int(self.look(name).value or 0)


def listed(groups: list[list[Part]], between: str = "、", last: str = "") -> list[Part]:
    """甲、乙、丙 or 甲、乙和丙."""
    parts: list[Part] = []
    for place, group in enumerate(groups):
        if place:
            parts.append(Part(last if last and place == len(groups) - 1 else between))
        parts.extend(group)
    return parts
