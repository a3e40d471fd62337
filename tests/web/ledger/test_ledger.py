"""台账: filters, order, columns and pages live in the address; the spreadsheet is what the screen shows."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.answering import Case, hand_over


@pytest.fixture
def three(cast, now, at_ten) -> list[Case]:
    titles = {"0031": "关于托育的建议", "0032": "关于养老的建议", "0033": "关于急救的建议"}
    roles = {"0031": "lead", "0032": "assist", "0033": "lead"}
    return [
        hand_over(cast, now, no=no, title=title, role=roles[no], received=no == "0031") for no, title in titles.items()
    ]


def found(client, address: str = "") -> list[str]:
    answer = client.get(f"/ledger/{address}")
    assert answer.status_code == 200
    return [row.item.official_no for row in answer.context["found"].rows]


def test_it_lists_the_year(three, walk_in):
    assert sorted(found(walk_in("lin"))) == ["0031", "0032", "0033"]
    assert found(walk_in("lin"), "?year=2021") == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("?role=assist", ["0032"]),
        ("?role=assist&role=lead", ["0031", "0032", "0033"]),
        ("?stage=waiting", ["0032", "0033"]),
        ("?q=养老", ["0032"]),
        ("?q=0033", ["0033"]),
        ("?open=0", []),
        ("?contacted=0&role=lead", ["0031", "0033"]),
    ],
)
def test_it_is_narrowed_by_the_address(three, walk_in, address, expected):
    assert sorted(found(walk_in("lin"), address)) == expected


@pytest.mark.parametrize(
    "address",
    [
        "?batch=x",
        "?office=none",
        "?leader=none",
        "?page=99",
        "?page=x",
        "?sort=nothing",
        "?col=nothing",
        "?year=x",
        "?q=%00",
        "?light=zz",
    ],
)
def test_nonsense_in_the_address_breaks_nothing(three, walk_in, address):
    assert walk_in("lin").get(f"/ledger/{address}").status_code == 200


def test_each_filter_is_a_chip_that_undoes_it(three, walk_in):
    chips = walk_in("lin").get("/ledger/?role=assist&q=养老").context["chips"]
    assert [chip.label for chip in chips] == ["角色：会办", "“养老”"]
    assert chips[0].without == "?q=%E5%85%BB%E8%80%81"


def test_it_is_sorted_both_ways(three, walk_in):
    assert found(walk_in("lin"), "?sort=no") == ["0031", "0032", "0033"]
    assert found(walk_in("lin"), "?sort=-no") == ["0033", "0032", "0031"]


def test_columns_are_chosen(three, walk_in):
    columns = walk_in("lin").get("/ledger/?col=batch").context["asked"].columns
    assert [column.key for column in columns] == ["no", "title", "batch"]


def test_the_spreadsheet_is_what_the_screen_shows(three, walk_in):
    answer = walk_in("lin").get("/ledger/export/?role=lead&sort=-no&col=role")
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[1][:3] == ("案号", "标题", "角色")
    assert [row[1] for row in rows[2:4]] == ["关于急救的建议", "关于托育的建议"]


@pytest.mark.rule("R50")
def test_the_spreadsheet_says_what_the_letters_mean(three, walk_in):
    answer = walk_in("lin").get("/ledger/export/?col=class")
    cells = [str(row[0]) for row in load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)]
    assert any(cell.startswith("分类办法“湖北A、B、C三类”（hubei_ABC）：A类 有条件解决") for cell in cells)


def test_an_office_sees_its_own_part(three, walk_in):
    assert found(walk_in("wang")) == ["0031"]
    assert "人口处" in walk_in("wang").get("/ledger/").content.decode()


def test_a_stranger_sees_nothing_of_it(three, walk_in):
    page = walk_in("stranger").get("/ledger/")
    assert page.context["found"].count == 0
    assert "今年还没有件" in page.content.decode()


def test_htmx_gets_the_list_as_a_reload_would_show_it(three, walk_in):
    lin = walk_in("lin")
    part = lin.get("/ledger/?role=lead", headers={"HX-Request": "true"}).content.decode()
    whole = lin.get("/ledger/?role=lead").content.decode()
    assert "<html" not in part
    assert without_token(part).strip() in without_token(whole)


def without_token(page: str) -> str:
    """The token against forged forms is masked anew in every answer."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_the_ledger_asks_the_database_little(three, walk_in, at_most):
    lin = walk_in("lin")
    with at_most(12):
        lin.get("/ledger/?role=lead")
    with at_most(12):
        lin.get("/ledger/")


def test_over_all_years_a_dear_facet_waits_for_a_click(three, walk_in):
    page = walk_in("lin").get("/ledger/?years=all").content.decode()
    assert "?years=all&amp;count=grade" in page
    asked = walk_in("lin").get("/ledger/?years=all&count=grade").content.decode()
    assert 'name="grade" value="none"' in asked


def test_for_whom_each_item_waits_is_shown_filtered_and_sorted(three, walk_in):
    lin = walk_in("lin")
    assert "等 人口处 签收" in lin.get("/ledger/").content.decode()
    assert "示例市卫生健康委员会 <b>签收</b>" in lin.get("/ledger/?col=wait").content.decode()
    assert found(lin, "?wait=office&sort=since") == ["0032", "0033", "0031"]
    assert found(lin, "?wait=oa") == []
