"""The report as paper: its paragraphs with the figures in them, the passage behind each, the checks beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from huiyin.measures.measure import Figure
from huiyin.reports.annual import AnnualReport, Paragraph
from huiyin.reports.footing import TYPED, Check, checks
from huiyin.reports.models import Passage
from huiyin.reports.telling import Part

OPENING = "标题与导语"


@dataclass(frozen=True)
class ShownPart:
    """A piece of a sentence; figure None for words · source: read from an item, an outcome …, not counted here."""

    text: str
    figure: Figure | None = None
    source: str = ""


@dataclass(frozen=True)
class ShownParagraph:
    heading: str
    parts: tuple[ShownPart, ...]
    passage: Passage | None
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class ShownSection:
    """One part of the report; `own` when the unit has written it itself."""

    number: int
    heading: str
    paragraphs: tuple[ShownParagraph, ...]

    @property
    def name(self) -> str:
        return self.heading or OPENING

    @property
    def own(self) -> bool:
        return any(paragraph.passage for paragraph in self.paragraphs)

    @property
    def figures(self) -> int:
        return sum(1 for paragraph in self.paragraphs for part in paragraph.parts if part.figure)

    @property
    def broken(self) -> int:
        return sum(1 for paragraph in self.paragraphs for check in paragraph.checks if check.light == "err")


def sections(report: AnnualReport, passages: Sequence[Passage], headings: Sequence[str]) -> list[ShownSection]:
    """Every section, also one that nobody has written yet."""
    known = {figure.name: figure for figure in report.figures}
    beside = dict(zip(map(id, report.paragraphs), checks(report), strict=True))
    written: dict[int, list[Passage]] = {}
    for passage in passages:
        written.setdefault(passage.section, []).append(passage)
    shown = []
    for number, usual in enumerate(headings):
        rows = [row for row in report.paragraphs if row.section == number]
        own = written.get(number, [])
        paragraphs = [
            _shown(row, own[place] if place < len(own) else None, beside[id(row)], known)
            for place, row in enumerate(rows)
        ]
        shown.append(ShownSection(number, rows[0].section_heading if rows else usual, tuple(paragraphs)))
    return shown


def _shown(
    row: Paragraph, passage: Passage | None, found: Sequence[Check], known: Mapping[str, Figure]
) -> ShownParagraph:
    parts = tuple(piece for part in row.parts for piece in _pieces(part, known.get(part.figure)))
    return ShownParagraph(row.heading, parts, passage, tuple(found))


def _pieces(part: Part, figure: Figure | None) -> Iterator[ShownPart]:
    """A result's own numbers stand out from its words: they come from the book of outcomes, not from a count."""
    if part.source != "outcome":
        yield ShownPart(part.text, figure, part.source)
        return
    place = 0
    for found in TYPED.finditer(part.text):
        yield ShownPart(part.text[place : found.start()])
        yield ShownPart(found[0], None, part.source)
        place = found.end()
    yield ShownPart(part.text[place:])


def tally(shown: Sequence[ShownSection]) -> list[tuple[str, str, int]]:
    """相符、请看、不符, with how many of each."""
    lights = [check.light for section in shown for paragraph in section.paragraphs for check in paragraph.checks]
    words = (("done", "相符"), ("near", "请看"), ("err", "不符"))
    return [(light, word, lights.count(light)) for light, word in words]
