"""统计: every number is a list, every sum holds, and the same table leaves as a spreadsheet."""

import io

import openpyxl
import pytest

from huiyin.reports.models import CountingScope
from huiyin.reports.statistics import DIMENSIONS

PAGE = "/statistics/?year=2022"


def links(client, address: str = "") -> dict[str, int]:
    """Every cell that opens, with the number it shows."""
    shown = client.get(PAGE + address).context
    rows = [*shown["rows"], shown["total"]]
    return {cell.url: int(cell.text) for row in rows for cell in row.cells if cell.url}


@pytest.mark.parametrize("address", ["", "&all=1", "&as_of=2022-06-03", *(f"&by={by}" for by in DIMENSIONS)])
def test_every_number_opens_just_as_many_rows_of_the_ledger(year, browse, address):
    lin = browse("lin")
    found = links(lin, address)
    assert found or "leader" in address or "office" in address
    for url, number in found.items():
        assert lin.get(url).context["found"].count == number, url


def test_a_scope_of_the_unit_is_counted_and_opened(year, browse):
    options = {"levels": ["municipal"], "lead_labels": ["主办"]}
    CountingScope.objects.create(unit=year.unit, year=2022, name="市级", options=options, is_default=True)
    lin = browse("lin")
    assert lin.get(PAGE).context["table"].total.value("lead") == 2
    for url, number in links(lin).items():
        assert lin.get(url).context["found"].count == number, url


def test_the_sums_are_said_to_hold(year, browse):
    page = browse("lin").get(PAGE)
    assert page.context["checked"][1] == []
    assert "核数通过" in page.content.decode()


def test_growth_is_told_against_last_year(year, browse):
    assert browse("lin").get(PAGE).context["growth"] == [
        "6 件，比上年 2 件多 4 件（+200%）",
        "主办 4 件，比上年 2 件多 2 件（+100%）",
    ]


def test_everything_is_compared_with_everything(year, browse):
    options = {"levels": ["municipal"]}
    for one in (2021, 2022):
        CountingScope.objects.create(unit=year.unit, year=one, name="市级", options=options, is_default=True)
    year.item(role="assist", kind="motion", year=2021)
    assert browse("lin").get(PAGE + "&all=1").context["growth"][0].startswith("6 件，比上年 3 件多 3 件")


def test_satisfaction_is_told_each_way(year, browse):
    said = "".join(browse("lin").get(PAGE).context["footnotes"])
    assert "未反馈 2 件不计入满意率：1＋1＝2，2／2＝100%" in said
    assert "只计满意，1／2＝50%" in said
    assert "未反馈也计入（主办件已答复 3 件），2／3＝66.7%" in said
    assert "另会办：市人大" in said


def test_the_switch_counts_motions_in(year, browse):
    lin = browse("lin")
    assert lin.get(PAGE).context["table"].total.value("total") == 6
    counted = lin.get(PAGE + "&all=1").context
    assert counted["table"].total.value("total") == 7
    assert "另会办" not in "".join(counted["footnotes"])


def test_shares_stand_in_place_of_numbers(year, browse):
    total = browse("lin").get(PAGE + "&show=share").context["total"]
    assert [cell.text for cell in total.cells[:3]] == ["100%", "66.7%", "33.3%"]


def test_the_charts_say_what_they_draw(year, browse):
    shown = browse("lin").get(PAGE).context
    assert [(bar.count.year, bar.count.total) for bar in shown["stack"].bars] == [(2021, 2), (2022, 6)]
    assert [(bar.count.name, bar.count.items) for bar in shown["topics"].bars] == [("托育", 2)]
    page = browse("lin").get(PAGE).content.decode()
    assert page.count("<svg") >= 3 and page.count("看表") == 3 and "style=" not in page


def test_it_leaves_as_a_spreadsheet(year, browse):
    answer = browse("lin").get("/statistics/export/?year=2022")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert ("合计", 6, 4) in [row[:3] for row in rows]
    assert any("口径：" in str(row[0]) for row in rows)


def test_an_officer_reads_numbers_that_do_not_open(year, browse):
    assert links(browse("wang")) == {}
    assert browse("wang").get(PAGE).context["table"].total.value("total") == 6
    assert browse("wang").get("/ledger/?scope=全部建议提案&year=2022").context["found"].count == 0


@pytest.mark.parametrize("address", ["&by=nothing", "&scope=没有"])
def test_what_is_not_known_is_not_found(year, browse, address):
    assert browse("lin").get(PAGE + address).status_code == 404


def test_an_empty_year_says_so(cast, browse):
    assert "这个口径里没有件" in browse("lin").get("/statistics/?year=2019&as_of=x").content.decode()


@pytest.mark.parametrize("by", DIMENSIONS)
def test_it_asks_the_database_little(year, browse, at_most, by):
    lin = browse("lin")
    lin.get(PAGE)
    with at_most(12):
        lin.get(f"{PAGE}&by={by}")
