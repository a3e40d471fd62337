"""就地改、清点、核对 in the browser: nothing lost, nothing half done."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from huiyin.exchange.models import Import, Question
from huiyin.items.models import Item, State
from tests.web.intake.conftest import LINES, workbook

BAD = [*LINES, ["", "关于补交的建议", "示例代表009", "", "市卫健委", "主办", "", "", ""]]
SHEET = "市人大建议"


@pytest.fixture
def page(browse):
    return lambda address: browse("lin").get(address).content.decode()


def latest():
    return Import.objects.latest("pk")


def test_an_error_row_is_mended_on_the_screen(browse, upload, page):
    address = upload(workbook(BAD))["Location"]
    assert "就地改这一行" in page(address) and 'value="关于补交的建议"' in page(address)
    browse("lin").post(f"{address}mend/", {"key": f"{SHEET}!6", "cell-number": "0009"})
    assert "4＋0＋0＋0＝4，一行不少" in page(address)
    assert latest().mended == {f"{SHEET}!6": {"number": "0009"}}
    assert "改过" in page(address)
    browse("lin").post(f"{address}restore/", {"key": f"{SHEET}!6"})
    assert "1 行有误的不导" in page(address)


def test_a_row_is_no_item(browse, upload, page):
    address = upload(workbook(BAD))["Location"]
    browse("lin").post(f"{address}set-aside/", {"key": f"{SHEET}!6", "reason": "已撤"})
    assert "人工核定不是件：已撤" in page(address)


def test_what_stayed_in_error_is_taken_up_again(browse, upload, page):
    address = upload(workbook(BAD))["Location"]
    browse("lin").post(f"{address}finish/")
    assert "接着改有误的 1 行" in page(address)
    again = browse("lin").post(f"{address}again/")["Location"].split("?")[0]
    browse("lin").post(f"{again}mend/", {"key": f"{SHEET}!6", "cell-number": "0009"})
    browse("lin").post(f"{again}finish/")
    assert Item.objects.count() == 4


def test_a_later_edition_asks_and_is_answered(browse, staged, upload, page):
    browse("lin").post(f"/intake/{staged.pk}/finish/")
    address = upload(workbook(LINES[:2]), "第二版.xlsx")["Location"]
    assert "这是第 2 版" in page(address) and "0003" in page(address)
    browse("lin").post(f"{address}finish/")
    question = Question.objects.get()
    assert "清单漏列，照旧办理" in page(address)
    browse("lin").post(f"{address}answer/", {"question": [question.pk], "answer": "withdrawn", "note": "来函"})
    assert Item.objects.get(official_no="0003").state == State.WITHDRAWN
    assert "都回答过了。" in page(address)


def test_an_answer_is_needed(browse, staged, upload, page):
    browse("lin").post(f"/intake/{staged.pk}/finish/")
    address = upload(workbook(LINES[:2]), "第二版.xlsx")["Location"]
    browse("lin").post(f"{address}finish/")
    response = browse("lin").post(f"{address}answer/", {"question": [Question.objects.get().pk]}, follow=True)
    assert "请选一种情况。" in response.content.decode()
    assert Question.objects.open().count() == 1


def test_a_remembered_column_is_said(browse, staged, upload, page):
    key = next(column["key"] for column in staged.mapping["columns"] if column["heading"] == "备注")
    browse("lin").post(f"/intake/{staged.pk}/columns/", {f"column-{key}": "topic"})
    browse("lin").post(f"/intake/{staged.pk}/finish/")
    assert "1 列照上次改的读" in page(upload(workbook(LINES[:1]), "b.xlsx")["Location"])


def test_it_is_held_against_the_ledger(browse, staged, page):
    browse("lin").post(f"/intake/{staged.pk}/finish/")
    assert "两边一样" in page(f"/intake/{staged.pk}/reconcile/")
    content = browse("lin").get(f"/intake/{staged.pk}/reconcile.xlsx").content
    assert load_workbook(BytesIO(content)).sheetnames == ["只有清单有", "只有台账有", "说法不同", "清单里读不懂的行"]


def test_an_officer_mends_nothing(browse, staged):
    assert browse("wang").post(f"/intake/{staged.pk}/mend/", {"key": "x"}).status_code == 403
