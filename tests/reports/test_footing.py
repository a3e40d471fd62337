"""核数: a report that does not add up is told so, beside the very paragraph."""

import dataclasses

from huiyin.reports.annual import annual_report
from huiyin.reports.footing import checks, typed_counts
from huiyin.reports.models import Passage


def said(report) -> list[tuple[str, str]]:
    return [(check.light, check.text) for row in checks(report) for check in row]


def test_parts_add_up_to_wholes(year):
    year.item(kind="suggestion")
    year.item(role="assist")
    assert {("done", "1＋1＝2")} <= set(said(annual_report(year.unit, year=2022)))


def test_a_sum_that_fails_is_found(year):
    year.item(kind="suggestion")
    year.item(role="assist")
    report = annual_report(year.unit, year=2022)
    wrong = [dataclasses.replace(one, value=3) if one.name == "total" else one for one in report.figures]
    assert ("err", "1＋1＝3") in said(dataclasses.replace(report, figures=tuple(wrong)))


def test_growth_that_is_of_other_numbers_is_found(year):
    year.item(year=2021)
    year.item()
    year.item()
    report = annual_report(year.unit, year=2022)
    assert ("done", "(2−1)÷1＝100%") in said(report)
    wrong = [dataclasses.replace(one, value=5) if one.name == "total_last_year" else one for one in report.figures]
    assert ("err", "(2−1)÷1＝100%") in said(dataclasses.replace(report, figures=tuple(wrong)))


def test_a_number_written_by_hand_is_shown(year):
    year.item()
    Passage.objects.create(unit=year.unit, year=2022, section=4, position=0, text="建成22家，第十三届、2022年。")
    assert [text for light, text in said(annual_report(year.unit, year=2022)) if light == "near"] == [
        "“22家”是手写的数"
    ]


def test_years_and_numbers_of_documents_are_no_counts():
    assert typed_counts(["2022年第15号，全覆盖，提高到98.7%、130 个项目"]) == ["98.7%", "130 个"]
