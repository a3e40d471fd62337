"""口径: what it leaves out, what it counts as 主办, how it looks back a year, what it does after its day."""

import datetime as dt

import pytest

from huiyin.handling.models import Assignment
from huiyin.reports.figures import find
from huiyin.reports.models import CountingScope
from huiyin.reports.scopes import Scope, UnknownScope, scope_for


def count(scope: Scope, name: str = "total") -> int:
    return find(name).measure(scope).value


def test_motions_and_recommendations_stand_beside_the_count(year):
    year.item()
    year.item(kind="motion", role="assist")
    year.item(kind="recommendation", role="assist")
    scope = scope_for(year.unit, 2022)
    assert (count(scope), count(scope.with_everything())) == (1, 3)
    assert (count(scope, "motions"), count(scope, "recommendations")) == (1, 1)


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ({}, 4),
        ({"levels": ["provincial"]}, 2),
        ({"in_session": True}, 3),
        ({"levels": ["provincial"], "in_session": True}, 1),
        ({"bodies": ["congress"]}, 1),
        ({"batches": ["07月"]}, 1),
    ],
)
def test_options_narrow_it(year, options, left):
    year.item(level="provincial")
    year.item(level="provincial", in_session=False)
    year.item(level="national", kind="suggestion")
    year.item(dispatched_on=dt.date(2022, 7, 8))
    CountingScope.objects.create(unit=year.unit, year=2022, name="x", is_default=True, options=options)
    assert count(scope_for(year.unit, 2022)) == left


def test_only_named_labels_count_as_lead(year):
    for label in ("主办", "承办", "独办"):
        year.item(label=label)
    scope = Scope(year.unit, 2022, lead_labels=("主办", "承办"))
    assert (count(scope, "lead"), count(Scope(year.unit, 2022), "lead")) == (2, 3)


def test_what_left_counts_until_that_day(year):
    gone, withdrawn = year.item(), year.item()
    gone.item.left_on = dt.date(2022, 8, 1)
    gone.item.save()
    Assignment.objects.filter(pk=withdrawn.pk).update(state="withdrawn", withdrawn_on=dt.date(2022, 9, 1))
    days = {7: 2, 8: 1, 9: 0}
    for month, left in days.items():
        assert count(Scope(year.unit, 2022, as_of=dt.date(2022, month, 15))) == left


def test_facts_after_its_day_do_not_count(year):
    year.rate(year.reply(year.item(), "B", on=dt.date(2022, 6, 1)))
    before, after = (Scope(year.unit, 2022, as_of=dt.date(2022, month, 1)) for month in (5, 7))
    assert [count(before, name) for name in ("replied", "class_B", "satisfied")] == [0, 0, 0]
    assert [count(after, name) for name in ("replied", "class_B", "satisfied")] == [1, 1, 1]


def test_last_year_is_counted_alike(year):
    year.item(level="provincial")
    year.item(level="provincial", year=2021)
    year.item(level="national", year=2021)
    scope = Scope(year.unit, 2022, as_of=dt.date(2022, 11, 30), levels=("provincial",))
    assert count(scope, "total_last_year") == 1
    assert scope.a_year_before.as_of == dt.date(2021, 11, 30)


def test_last_years_scope_of_the_same_name_is_used(year):
    year.item(year=2021)
    for number, levels in ((2021, []), (2022, ["provincial"])):
        CountingScope.objects.create(unit=year.unit, year=number, name="年报", options={"levels": levels})
    assert count(scope_for(year.unit, 2022, "年报"), "total_last_year") == 1


def test_an_unknown_name_is_refused_with_the_known_ones(year):
    CountingScope.objects.create(unit=year.unit, year=2022, name="年报口径")
    with pytest.raises(UnknownScope, match="年报口径"):
        scope_for(year.unit, 2022, "别的")


def test_an_unknown_option_is_refused(year):
    CountingScope.objects.create(unit=year.unit, year=2022, name="x", options={"level": []})
    with pytest.raises(UnknownScope, match="level"):
        scope_for(year.unit, 2022, "x")
