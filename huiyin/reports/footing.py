"""核数: what a report states checked against itself — parts against wholes, rates against what they divide."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from huiyin.measures.measure import Figure
from huiyin.reports import figures
from huiyin.reports.annual import AnnualReport, Paragraph

TYPED = re.compile(r"[\d,.]*\d\s*(?:件|项|条|个|家|人次|人|次|类|台|%|％)")
SUMS: tuple[tuple[tuple[str, ...], str], ...] = (
    (tuple(measure.name for measure in figures.BY_ORIGIN), "total"),
    (("lead", "assist", "refer"), "total"),
    (("suggestions", "proposals"), "total"),
    (("suggestions_lead", "proposals_lead"), "lead"),
    (tuple(f"class_{letter}" for letter in figures.LETTERS), "lead_replied"),
    (("satisfied", "mostly_satisfied", "dissatisfied"), "returned"),
)
WITHIN: tuple[tuple[str, str], ...] = (
    ("in_time", "owed"),
    ("replied", "owed"),
    ("in_time", "total"),
    ("replied", "total"),
    ("returned", "lead"),
    ("contacted", "lead"),
    ("met", "contacted"),
    ("content", "returned"),
    ("leader_led", "total"),
    ("key", "total"),
)


@dataclass(frozen=True)
class Check:
    """One thing looked at beside a paragraph. light: done (相符), near (请看), err (不符) · note: what to do."""

    light: str
    text: str
    note: str = ""


def checks(report: AnnualReport) -> list[list[Check]]:
    """For every paragraph what can be checked in it; each check stands once, where its figures are first said."""
    known = {figure.name: figure for figure in report.figures}
    seen: set[str] = set()
    found: list[list[Check]] = []
    for paragraph in report.paragraphs:
        here = {part.figure for part in paragraph.parts if part.figure}
        fresh = [check for check in _checks(paragraph, here, known) if check.text not in seen]
        seen |= {check.text for check in fresh}
        found.append(fresh)
    return found


def _checks(paragraph: Paragraph, here: set[str], known: Mapping[str, Figure]) -> Iterator[Check]:
    yield from _sums(here, known)
    yield from _compared(here, known)
    for part, whole in WITHIN:
        if part in here and whole in known:
            text = f"{known[part].label} {_value(known, part)} ≤ {known[whole].label} {_value(known, whole)}"
            yield _said(text, _value(known, part) <= _value(known, whole))
    yield from _typed(paragraph)


def _sums(here: set[str], known: Mapping[str, Figure]) -> Iterator[Check]:
    """Parts said in this paragraph add up to the whole; a single part is no sum, nor is a class said by itself."""
    for names, whole in SUMS:
        parts = [name for name in names if name in here]
        if len(parts) < 2 or whole not in known or ("class_B" in parts and "class_A" not in parts):
            continue
        text = f"{'＋'.join(str(_value(known, name)) for name in parts)}＝{_value(known, whole)}"
        yield _said(text, sum(_value(known, name) for name in parts) == _value(known, whole))


def _compared(here: Iterable[str], known: Mapping[str, Figure]) -> Iterator[Check]:
    """(157−147)÷147＝6.8%, 74÷74＝100%."""
    for name in known:
        figure = known[name]
        if name not in here or figure.denominator is None or figure.numerator is None:
            continue
        base = figure.denominator
        if name in ("growth", "lead_growth"):
            now, before = ("total", "total_last_year") if name == "growth" else ("lead", "lead_last_year")
            stated = [_value(known, key) for key in (now, before) if key in known]
            agrees = set(stated) <= {base + figure.numerator, base}
            yield _said(f"({base + figure.numerator}−{base})÷{base}＝{figure.text}", agrees)
        else:
            yield _said(f"{figure.numerator}÷{base}＝{figure.text}", figure.numerator <= base)


def _typed(paragraph: Paragraph) -> Iterator[Check]:
    """A counted number written by hand follows nothing."""
    for typed in typed_counts([part.text for part in paragraph.parts if not (part.figure or part.source)]):
        yield Check("near", f"“{typed}”是手写的数", "不随台账变，请核对，或改用指标")


def typed_counts(texts: Sequence[str]) -> list[str]:
    """Counting numbers that somebody typed: 22家, 130个, 98.7%."""
    return list(dict.fromkeys(found[0].strip() for text in texts for found in TYPED.finditer(text)))


def _value(known: Mapping[str, Figure], name: str) -> int:
    return int(known[name].value or 0)


def _said(text: str, holds: bool) -> Check:
    return Check("done", text) if holds else Check("err", text, "台账或写法有出入，请打开核对")
