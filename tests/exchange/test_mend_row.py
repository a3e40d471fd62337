"""有误的行就地改: the cells of a row are put right on the spot, nothing else moves, the file stays as it came (R93)."""

import pytest

from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.exchange.actions import finish, mend_row, set_aside, stage, take_up_again, unmend_row
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items.models import Item
from tests.exchange.making import NOW, balanced, line, sheet

DO = {"by": SYSTEM, "now": NOW}
BAD = sheet(line(), line(2, None, "关于乙的建议"), line(3, "20220003", "关于丙的建议", host="市教育局"))


@pytest.fixture
def staged(unit):
    return stage(BAD, "清单.xlsx", unit, **DO)


def errors(row):
    return [(error["row"], error["reason"][:4]) for error in row.report["errors"]]


@pytest.mark.rule("R93")
def test_an_error_row_is_mended_in_place(staged):
    assert errors(staged) == [(4, "没有编号"), (5, "主办、会")]
    mend_row(staged, "清单!4", {"number": "20220002"}, **DO)
    assert errors(staged) == [(5, "主办、会")]
    mend_row(staged, "清单!5", {"assist_unit": "市卫健委"}, **DO)
    assert staged.report["errors"] == [] and balanced(staged.report)
    finish(staged, **DO)
    assert set(Item.objects.values_list("official_no", flat=True)) == {"20220001", "20220002", "20220003"}


@pytest.mark.rule("R93")
def test_it_is_logged_with_its_row(staged):
    mend_row(staged, "清单!4", {"number": "20220002"}, **DO)
    event = Event.objects.get(verb="exchange.row_mended")
    assert (event.facts["place"], event.facts["cells"]) == ("清单!4", {"number": "20220002"})
    assert [item["mended"] for item in staged.report["items"]] == [False, True]


def test_what_is_still_wrong_stays_an_error(staged):
    mend_row(staged, "清单!4", {"number": "无"}, **DO)
    assert (4, "没有编号") in errors(staged) or len(staged.report["errors"]) == 2


def test_a_row_is_said_to_be_no_item(staged):
    set_aside(staged, "清单!4", "表尾的说明", **DO)
    assert errors(staged) == [(5, "主办、会")]
    assert "人工核定不是件：表尾的说明" in [row["reason"] for row in staged.report["ignored"]]
    with pytest.raises(NotReady):
        set_aside(staged, "清单!5", " ", **DO)


def test_a_row_taken_for_none_is_made_an_item(unit):
    row = stage(sheet(line(), ["注：另有一件待补"]), "清单.xlsx", unit, **DO)
    cells = {"number": "20220009", "title": "关于补报的建议", "lead": "示例代表009", "lead_unit": "市卫健委"}
    mend_row(row, "清单!4", cells, **DO)
    assert [item["official_no"] for item in row.report["items"]] == ["20220001", "20220009"]
    assert 4 not in [one["row"] for one in row.report["ignored"]]


def test_it_can_be_undone(staged):
    mend_row(staged, "清单!4", {"number": "20220002"}, **DO)
    unmend_row(staged, "清单!4", **DO)
    assert errors(staged) == [(4, "没有编号"), (5, "主办、会")]


def test_what_was_left_in_error_is_taken_up_again(staged):
    finish(staged, **DO)
    row = take_up_again(staged, **DO)
    assert (row.report["created"], row.report["unchanged"], len(row.report["errors"])) == (0, 1, 2)
    mend_row(row, "清单!4", {"number": "20220002"}, **DO)
    finish(row, **DO)
    assert Item.objects.count() == 2


def test_an_imported_list_is_not_mended(staged):
    finish(staged, **DO)
    with pytest.raises(NotReady):
        mend_row(staged, "清单!4", {"number": "1"}, **DO)


def test_strangers_cannot(staged, person):
    with pytest.raises(NotAllowed):
        mend_row(staged, "清单!4", {"number": "1"}, by=person("stranger"), now=NOW)
