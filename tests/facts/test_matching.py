"""Figures in a text held against the facts of the unit."""

import csv
from pathlib import Path

import pytest

from huiyin.facts.matching import findings, fits, fitting, stated_in
from huiyin.facts.models import Fact
from tests.facts.labelled import DAY, LABELLED

TEXTS = Path(__file__).parents[2].parent / "shared" / "data" / "jiangsu_cppcc_2019.csv"


def marked(text: str, facts: list[Fact]) -> list[tuple[str, str]]:
    return [(one.what, text[one.start : one.end]) for one in findings(text, facts, DAY)]


def score(facts: list[Fact]) -> tuple[int, int, int, list[str]]:
    """Right marks, false marks, missed marks, and the sentences read otherwise than labelled."""
    right = false = missed = 0
    otherwise = []
    for text, wanted in LABELLED:
        found = marked(text, facts)
        right += len(set(found) & set(wanted))
        false += len(set(found) - set(wanted))
        missed += len(set(wanted) - set(found))
        if set(found) != set(wanted):
            otherwise.append(f"{text} 标注{wanted} 读出{found}")
    return right, false, missed, otherwise


def test_labelled_sentences_are_read_as_labelled(labelled_facts):
    right, false, missed, otherwise = score(labelled_facts)
    assert (false, missed) == (0, 0), "\n".join(otherwise)
    assert right == sum(len(wanted) for _, wanted in LABELLED)


@pytest.mark.skipif(not TEXTS.exists(), reason="the texts lie beside the repository")
def test_texts_about_other_matters_raise_no_alarm(labelled_facts):
    """328 long texts of another province: whatever is marked in them is a false alarm."""
    rows = csv.DictReader(TEXTS.read_text(encoding="utf-8-sig").splitlines(keepends=True))
    alarms = [
        (one.text, row["content"][one.start - 20 : one.end])
        for row in rows
        for one in findings(row["content"], labelled_facts, DAY)
    ]
    assert len(alarms) <= 3, alarms


def test_a_finding_stands_where_the_figure_stands(labelled_facts):
    text = "一是扩容。全市托位总数2.8万个。"
    one = findings(text, labelled_facts, DAY)[0]
    assert (text[one.start : one.end], one.edition.fact.subject) == ("2.8万个", "托位总数")
    assert one.text == "口径“托位总数”是超过3万个，这里写的是2.8万个"


def test_a_sentence_taken_over_is_known_again(labelled_facts):
    cited = stated_in("一、关于建设。我市建成社区医院27家；今后再建。", labelled_facts)
    assert [edition.fact.subject for edition in cited] == ["社区医院"]


def test_the_fitting_fact_comes_first(labelled_facts):
    found = fitting(labelled_facts, "增加普惠托育机构，扩大托位供给")
    assert fits(found[0], "增加普惠托育机构，扩大托位供给")
    assert {fact.subject for fact in found[:2]} == {"新建普惠托育机构", "托位总数"}
