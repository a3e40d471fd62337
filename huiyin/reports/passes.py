"""Many figures of one scope measured in one pass: what a report states, with one query for all that counts items."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Case, Value, When

from huiyin.measures.measure import Change, Figure, Measurable, Ratio
from huiyin.reports import figures
from huiyin.reports.figures import LastYear, OfItems
from huiyin.reports.scopes import Scope


@dataclass
class Pass:
    """The figures of one scope, each measured once. The definitions are those of figures.py, whoever asks them."""

    scope: Scope
    _found: dict[str, Figure] = field(default_factory=dict)

    def look(self, name: str) -> Figure:
        """The figure of that name; KeyError or ValueError when nobody has defined it."""
        if name not in self._found:
            measure = figures.find(name)
            if isinstance(measure, OfItems):
                self._found |= measured(self.scope, _beside(measure))
            else:
                self._found[name] = self._single(measure)
        return self._found[name]

    @cached_property
    def before(self) -> "Pass":
        """The same way of counting a year before, looked up once."""
        return Pass(self.scope.a_year_before)

    def _single(self, measure: Measurable[Scope]) -> Figure:
        if isinstance(measure, LastYear):
            told = self.before.look(measure.of_that_year)
            return Figure(**{**told.__dict__, "name": measure.name, "label": measure.label})
        if isinstance(measure, Ratio):
            return measure.of(self.look(measure.numerator.name), self.look(measure.denominator.name))
        if isinstance(measure, Change):
            now, before = self.look(measure.now.name), self.look(measure.before.name)
            return measure.of(now, before, measure.places(self.scope))
        return measure.measure(self.scope)


def measured(scope: Scope, measures: Sequence[OfItems]) -> dict[str, Figure]:
    """Measures of items of the same kinds: one query, a flag for each measure."""
    chosen = scope.of_kinds(*measures[0].kinds) if measures[0].kinds else scope
    flags = {f"flag_{place}": _flag(measure, chosen) for place, measure in enumerate(measures)}
    rows = chosen.assignments().annotate(**flags).order_by(*figures.ORDER)
    found = list(rows.values_list("item_id", "item__official_no", *flags))
    return {
        measure.name: measure.figure([row[:2] for row in found if row[place]])
        for place, measure in enumerate(measures, start=2)
    }


def _beside(measure: OfItems) -> list[OfItems]:
    """What is asked with it in one query: all fixed measures of the same kinds; one of a month or a topic stands alone."""
    if measure.name not in figures.BY_NAME:
        return [measure]
    return [one for one in figures.FIXED if isinstance(one, OfItems) and one.kinds == measure.kinds]


def _flag(measure: OfItems, scope: Scope) -> Case | Value:
    where = measure.where(scope)
    return Case(When(where, then=Value(1)), default=Value(0)) if where else Value(1)
