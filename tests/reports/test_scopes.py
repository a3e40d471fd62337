"""口径: what it leaves out, what it counts as 主办, how it looks back a year, what it does after its day."""

import datetime as dt

import pytest

from huiyin.handling.models import Assignment
from huiyin.reports import statistics
from huiyin.reports.figures import find
from huiyin.reports.models import CountingScope
from huiyin.reports.scopes import Scope, UnknownScope, scope_for


def count(scope: Scope, name: str = "total") -> int:
    return find(name).measure(scope).value


@pytest.mark.rule("R88")
@pytest.mark.parametrize("options", [None, {"levels": ["municipal"]}])
def test_last_year_follows_the_switch_of_motions(year, options):
    if options:
        for number in (2021, 2022):
            CountingScope.objects.create(unit=year.unit, year=number, name="年报", options=options)
    year.item(year=2021)
    year.item(year=2021, kind="motion", role="assist")
    scope = scope_for(year.unit, 2022, "年报" if options else "")
    assert count(scope, "total_last_year") == 1
    assert count(scope.with_everything(), "total_last_year") == 2


@pytest.mark.rule("R33")
def test_the_words_name_only_what_this_place_counts_as_lead(year):
    scope = Scope(year.unit, 2022, lead_labels=("主办", "承办", "分办", "会办"))
    assert scope.lead_words == "主办（含承办、分办）"
    assert scope.words.endswith("；主办（含承办、分办）")
    assert "主办" not in Scope(year.unit, 2022).words


@pytest.mark.rule("R31")
def test_every_unit_of_a_divided_item_counts_it_as_its_own(year):
    year.item(role="separate", label="分办")
    year.item(role="joint_lead", label="共同主办")
    assert count(Scope(year.unit, 2022), "lead") == 2


@pytest.mark.rule("R32")
def test_what_came_for_reference_is_owed_no_answer(year):
    year.item(answered_on=dt.date(2022, 5, 1))
    noted = year.item(role="refer")
    Assignment.objects.filter(pk=noted.pk).update(state="noted")
    scope = Scope(year.unit, 2022)
    assert [count(scope, name) for name in ("total", "owed", "replied", "in_time")] == [2, 1, 1, 1]
    assert find("in_time_rate").measure(scope).text == "100%"


@pytest.mark.rule("R48", "R62")
def test_totals_agree_with_an_official_list_that_has_offline_rows(year):
    """The list of the city: seven rows, one of them secret, one moved away in July, one withdrawn in September."""
    rows = [year.item(kind="suggestion"), year.item(), year.item(role="assist"), year.item(level="provincial")]
    rows.append(year.item(level="provincial", role="assist", offline=True))
    away, withdrawn = year.item(), year.item(kind="suggestion")
    away.item.left_on = dt.date(2022, 7, 1)
    away.item.save()
    Assignment.objects.filter(pk=withdrawn.pk).update(state="withdrawn", withdrawn_on=dt.date(2022, 9, 1))
    table = statistics.table(Scope(year.unit, 2022), today=dt.date(2022, 12, 30))
    assert {row.label: row.value("total") for row in table.rows} == {"市人大建议": 1, "省政协提案": 2, "市政协提案": 2}
    assert (table.total.value("total"), table.total.value("lead"), table.total.value("assist")) == (len(rows), 3, 2)
    assert table.is_sound
    assert count(Scope(year.unit, 2022, as_of=dt.date(2022, 6, 1))) == len(rows) + 2


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
