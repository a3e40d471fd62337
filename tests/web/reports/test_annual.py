"""年报: a draft whose figures open, whose words are the unit's own, and which leaves as a file."""

import datetime as dt
import io
import json
from decimal import Decimal

import docx
import pytest

from huiyin.events.models import Event
from huiyin.facts.actions import state_fact
from huiyin.reports.models import CountingScope, Passage
from tests.conftest import NOW

PAGE = "/annual/?year=2022"


def figures(page) -> dict[str, object]:
    parts = [part for section in page.context["sections"] for row in section.paragraphs for part in row.parts]
    return {part.figure.name: part.figure for part in parts if part.figure}


def test_every_figure_opens_into_its_members(year, browse):
    lin = browse("lin")
    found = figures(lin.get(PAGE))
    assert {"total", "lead", "growth"} <= set(found)
    for name, figure in found.items():
        page = lin.get(f"/annual/figures/{name}/?year=2022")
        assert page.context["page"].paginator.count == len(figure.members), name
        if page.context["ledger"]:
            assert lin.get(page.context["ledger"]).context["found"].count == len(figure.members), name


def test_the_margin_checks_the_sums(year, browse):
    page = browse("lin").get(PAGE)
    said = [check.text for section in page.context["sections"] for row in section.paragraphs for check in row.checks]
    assert "4＋2＝6" in said and "(6−2)÷2＝200%" in said
    assert {word: number for _, word, number in page.context["tally"]}["不符"] == 0


def test_the_usual_words_are_taken_over_and_changed(year, browse):
    lin = browse("lin")
    before = lin.get(PAGE).context["report"].paragraphs
    lin.post("/annual/sections/1/take_over/?year=2022")
    after = lin.get(PAGE).context["report"].paragraphs
    assert [row.text for row in after] == [row.text for row in before]
    first = Passage.objects.filter(section=1).first()
    lin.post(f"/annual/passages/{first.pk}/?year=2022", {"heading": "一、总体", "text": "收到{{ total }}。"})
    page = lin.get(PAGE).content.decode()
    assert "一、总体" in page and 'href="/annual/figures/total/' in page
    assert Event.objects.filter(verb="reports.passage_saved").count() == 1


def test_an_unknown_figure_is_refused_and_nothing_is_lost(year, browse):
    page = browse("lin").post("/annual/sections/1/add/?year=2022", {"text": "收到{{ totl }}。"})
    assert page.status_code == 409
    assert "totl" in page.content.decode() and not Passage.objects.exists()


def test_a_preview_saves_nothing(year, browse):
    page = browse("lin").post("/annual/sections/1/add/?year=2022", {"text": "收到{{ total }}、22家。", "preview": "1"})
    assert "".join(part.text for part in page.context["parts"]) == "收到6件、22家。"
    assert "手写的数" in page.content.decode() and not Passage.objects.exists()


def test_a_typed_number_is_warned_of_in_the_margin(year, browse):
    lin = browse("lin")
    lin.post("/annual/sections/4/add/?year=2022", {"text": "建成22家。"})
    assert "“22家”是手写的数" in lin.get(PAGE).content.decode()


def test_a_section_without_passages_is_the_usual_one_again(year, browse):
    lin = browse("lin")
    lin.post("/annual/sections/4/add/?year=2022", {"text": "再接再厉。"})
    assert "再接再厉" in lin.get(PAGE).content.decode()
    lin.post(f"/annual/passages/{Passage.objects.get().pk}/remove/")
    assert "再接再厉" not in lin.get(PAGE).content.decode()
    assert Event.objects.get(verb="reports.passage_removed").facts["before"] == "再接再厉。"


def test_a_scope_is_kept_and_becomes_the_default(year, browse):
    lin = browse("lin")
    said = {"name": "市级", "kinds": ["suggestion", "proposal"], "levels": ["municipal"], "growth_places": "0"}
    lin.post("/statistics/scope/?year=2022", {**said, "is_default": "on", "lead_labels": "主办，承办"})
    kept = CountingScope.objects.get()
    assert kept.options == {"levels": ["municipal"], "lead_labels": ["主办", "承办"], "growth_places": 0}
    assert lin.get(PAGE).context["scope"].name == "市级"
    assert figures(lin.get(PAGE))["total"].value == 5


def test_it_leaves_as_word_text_and_json(year, browse):
    lin = browse("lin")
    word = docx.Document(io.BytesIO(lin.get("/annual/report.docx?year=2022").content))
    assert any("6件" in paragraph.text for paragraph in word.paragraphs)
    assert lin.get("/annual/report.md?year=2022").content.decode().startswith("# ")
    facts = json.loads(lin.get("/annual/report.json?year=2022&as_of=2022-11-30").content)
    assert (facts["year"], facts["as_of"]) == (2022, "2022-11-30")
    assert lin.get("/annual/report.exe").status_code == 404


@pytest.mark.parametrize("login", ["wang", "zhou"])
def test_others_of_the_unit_read_but_do_not_write(year, browse, login):
    client = browse(login)
    assert "改写这一部分" not in client.get(PAGE).content.decode()
    assert client.post("/annual/sections/1/take_over/").status_code == 403
    assert client.get("/annual/sections/1/add/").status_code == 403
    assert client.get("/statistics/scope/").status_code == 403


def test_members_that_are_not_his_are_not_listed_to_an_officer(year, browse):
    page = browse("wang").get("/annual/figures/total/?year=2022")
    assert page.context["rest"] == 6 and page.context["page"].paginator.count == 0


def test_another_units_passage_is_not_found(year, browse, cast):
    theirs = Passage.objects.create(
        unit=cast.people["stranger"].posts.first().unit, year=2022, section=1, position=0, text="x"
    )
    assert browse("lin").get(f"/annual/passages/{theirs.pk}/").status_code == 404


def test_a_passage_that_contradicts_a_fact_is_told_so(cast, person, browse):
    said = {
        "sentence": "全市新建托育机构22家。",
        "figure": Decimal(22),
        "counter": "家",
        "as_of": dt.date(2022, 4, 1),
        "source": "台账",
    }
    facts = {"owner": cast.renkou, "subject": "新建托育机构", "by": person("lin"), "now": NOW}
    state_fact(cast.unit, **said, **facts)
    page = browse("lin").post("/annual/sections/1/add/?year=2022", {"text": "全市新建托育机构25家。", "preview": "1"})
    assert [one.what for one in page.context["findings"]] == ["conflict"]
    assert page.context["facts"][0].fact.subject == "新建托育机构"
