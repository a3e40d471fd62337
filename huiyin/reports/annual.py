"""年报: the year-end report of a unit, its own words around figures that all come from measures."""

import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from huiyin.directory.models import Unit
from huiyin.documents.report_docx import Report, Section, report_docx
from huiyin.measures.measure import Figure
from huiyin.reports.models import Passage
from huiyin.reports.phrases import PHRASES
from huiyin.reports.scopes import Scope, scope_for
from huiyin.reports.telling import Part, Telling

PLAN = Path(__file__).parent / "annual.toml"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a section; `heading` stands before it on its own line, "" for none."""

    section: int
    section_heading: str
    heading: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True)
class AnnualReport:
    """The report with every figure that it states, and no other."""

    scope: Scope
    title: str
    organ: str
    figures: tuple[Figure, ...]
    paragraphs: tuple[Paragraph, ...]

    def facts(self) -> dict[str, Any]:
        """The report as JSON, in the shape that other tools rely on."""
        return {
            "unit": self.scope.unit.code,
            "year": self.scope.year,
            "scope": self.scope.name,
            "as_of": self.scope.as_of.isoformat() if self.scope.as_of else None,
            "title": self.title,
            "figures": [figure.facts() for figure in self.figures],
            "paragraphs": [
                {"heading": row.section_heading, "text": f"{row.heading}{row.text}"} for row in self.paragraphs
            ],
            "organ": self.organ,
            "scope_words": self.scope.words,
        }

    def markdown(self) -> str:
        """The report as plain text with headings."""
        lines = [f"# {self.title}"]
        for heading, rows in self.sections():
            lines += [f"## {heading}"] if heading else []
            lines += [f"{row.heading}{row.text}" for row in rows]
        return "\n\n".join([*lines, self.organ, _day(self.scope.as_of)]).rstrip() + "\n"

    def docx(self) -> bytes:
        """The report as an official document."""
        sections = tuple(
            Section(heading, tuple(f"{row.heading}{row.text}" for row in rows)) for heading, rows in self.sections()
        )
        return report_docx(Report(self.title, self.organ, self.scope.as_of, sections))

    def sections(self) -> Iterator[tuple[str, list[Paragraph]]]:
        """Headings with their paragraphs, in order."""
        for number in sorted({row.section for row in self.paragraphs}):
            rows = [row for row in self.paragraphs if row.section == number]
            yield rows[0].section_heading, rows


def annual_report(unit: Unit, *, year: int, scope: Scope | None = None, as_of: dt.date | None = None) -> AnnualReport:
    """The report of that year: where the unit has written a section itself its words are used, else the usual ones."""
    chosen = scope or scope_for(unit, year, as_of=as_of)
    telling = Telling(chosen, PHRASES)
    own = _own_passages(unit, year)
    title = "".join(part.text for part in telling.tell(_title(own)))
    paragraphs = [
        paragraph
        for number, section in enumerate(_plan()["sections"])
        for paragraph in (
            _own(telling, number, section, own[number]) if own.get(number) else _usual(telling, number, section)
        )
    ]
    return AnnualReport(chosen, title, unit.name, tuple(telling.used.values()), tuple(paragraphs))


def section_headings() -> list[str]:
    """The usual headings, in order; the first part has none."""
    return [str(section["heading"]) for section in _plan()["sections"]]


def usual_text(scope: Scope, number: int) -> list[tuple[str, str]]:
    """The usual writing of a section as passages with their placeholders; headed as the section is."""
    telling, section = Telling(scope, PHRASES), _plan()["sections"][number]
    written = [
        "".join(row["text"] for row in paragraph["sentences"] if not row.get("when") or telling.count(row["when"]))
        for paragraph in section["paragraphs"]
    ]
    heads = [str(section["heading"] or (_plan()["title"] if not number else "")), *[""] * len(written)]
    return [(heads[place], text) for place, text in enumerate(filter(None, written))]


def _own_passages(unit: Unit, year: int) -> dict[int, list[Passage]]:
    own: dict[int, list[Passage]] = {}
    for row in Passage.objects.filter(unit=unit, year=year):
        own.setdefault(row.section, []).append(row)
    return own


def _title(own: dict[int, list[Passage]]) -> str:
    """A unit's own title is the heading of its first passage of section 0."""
    written = own.get(0, [])
    return (written[0].heading if written else "") or str(_plan()["title"])


def _own(telling: Telling, number: int, section: dict[str, Any], rows: list[Passage]) -> Iterator[Paragraph]:
    """A unit's own section: the heading of its first passage names the section, the others stand before their text."""
    heading = (rows[0].heading if number else "") or section["heading"]
    for place, row in enumerate(rows):
        yield Paragraph(number, heading, row.heading if place else "", tuple(telling.tell(row.text)))


def _usual(telling: Telling, number: int, section: dict[str, Any]) -> Iterator[Paragraph]:
    for paragraph in section["paragraphs"]:
        parts = [
            part
            for sentence in paragraph["sentences"]
            if not sentence.get("when") or telling.count(sentence["when"])
            for part in telling.tell(sentence["text"])
        ]
        if parts:
            yield Paragraph(number, section["heading"], "", tuple(parts))


@cache
def _plan() -> dict[str, Any]:
    return tomllib.loads(PLAN.read_text(encoding="utf-8"))


def _day(day: dt.date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
