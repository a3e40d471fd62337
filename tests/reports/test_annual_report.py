"""The annual report: every number in it is a measure, and nothing is said that nobody counted."""

import datetime as dt
import io
import re

import pytest
from docx import Document

from huiyin.items.models import Mark
from huiyin.reports.annual import annual_report
from huiyin.reports.models import Passage
from huiyin.reports.telling import UnknownFigure, local_label


@pytest.fixture
def filled(year):
    """Four items, one in July, two answered, one rated."""
    year.rate(year.reply(year.item(kind="suggestion", office="疾控处")))
    year.reply(year.item(label="承办"), "B")
    year.item(role="assist")
    year.item(dispatched_on=dt.date(2022, 7, 8))
    return year


def told(year) -> str:
    return "".join(row.text for row in annual_report(year.unit, year=2022).paragraphs)


def test_a_unit_without_words_of_its_own_gets_the_usual_ones(filled):
    report = annual_report(filled.unit, year=2022)
    assert report.title == "市卫健委2022年度议提案办理工作总结"
    headings = list(dict.fromkeys(row.section_heading for row in report.paragraphs))
    assert headings == ["", "一、基本情况", "二、办理情况", "三、主要做法及成效", "四、下一步打算"]
    assert "共承办人大代表建议和政协委员提案（以下简称议提案）4件，含7月交办1件。" in told(filled)
    assert "其中，市建议1件，市提案3件。" in told(filled)
    assert "A类1件、B类1件" in told(filled)


def test_no_figure_is_typed(filled):
    for paragraph in annual_report(filled.unit, year=2022).paragraphs:
        for part in paragraph.parts:
            assert part.figure or part.source or not re.search(r"\d", part.text), part.text


def test_every_stated_figure_is_listed_and_no_other(filled):
    report = annual_report(filled.unit, year=2022)
    stated = {part.figure for row in report.paragraphs for part in row.parts if part.figure}
    assert stated == {figure.name for figure in report.figures}
    assert "total_last_year" not in stated


def test_one_more_item_and_the_figures_follow(filled):
    assert "4件，含7月交办1件" in told(filled)
    filled.item(role="assist")
    assert "5件，含7月交办1件" in told(filled)
    assert "会办2件" in told(filled)


def test_own_words_take_the_place_of_the_usual_ones(filled):
    Passage.objects.create(
        unit=filled.unit, year=2022, section=1, position=0, heading="一、总体情况", text="收到{{ total }}。"
    )
    Passage.objects.create(
        unit=filled.unit, year=2022, section=1, position=1, heading="（一）", text="主办{{ lead }}。"
    )
    rows = [row for row in annual_report(filled.unit, year=2022).paragraphs if row.section == 1]
    assert [(row.section_heading, row.heading, row.text) for row in rows] == [
        ("一、总体情况", "", "收到4件。"),
        ("一、总体情况", "（一）", "主办3件。"),
    ]


def test_an_unknown_figure_is_named(filled):
    Passage.objects.create(unit=filled.unit, year=2022, section=1, position=0, text="{{ totl }}")
    with pytest.raises(UnknownFigure, match="totl"):
        annual_report(filled.unit, year=2022)


def test_marked_items_are_named_with_who_marked_them(filled):
    top = filled.item(kind="suggestion")
    Mark.objects.create(item=top.item, kind="leader_led", by_whom="市人大常委会", leader="某副主任")
    assert f"{top.item.official_no}号《{top.item.title}》由市人大常委会某副主任领办" in told(filled)


def test_the_json_has_its_keys(filled):
    facts = annual_report(filled.unit, year=2022, as_of=dt.date(2022, 12, 30)).facts()
    assert set(facts) >= {"unit", "year", "scope", "as_of", "title", "figures", "paragraphs"}
    assert facts["as_of"] == "2022-12-30"
    keys = {"name", "label", "value", "numerator", "denominator", "of", "members", "items"}
    assert all(set(figure) >= keys for figure in facts["figures"])
    assert all(set(row) == {"heading", "text"} for row in facts["paragraphs"])
    total = next(figure for figure in facts["figures"] if figure["name"] == "total")
    assert (total["value"], len(total["members"]), total["items"][0]) == (4, 4, "0001")


def test_the_document_opens_and_reads_the_same(filled):
    report = annual_report(filled.unit, year=2022)
    document = Document(io.BytesIO(report.docx()))
    said = "".join(paragraph.text for paragraph in document.paragraphs)
    assert all(row.text in said for row in report.paragraphs)
    assert report.title in said


def test_a_figure_bears_the_local_word_for_assisting():
    assert local_label("会办议案", "jilin") == "协办议案"
    assert local_label("会办", "wuhan") == "会办"
