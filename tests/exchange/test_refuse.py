"""What cannot be read as a hand-over list is refused in one sentence, and leaves nothing."""

import io
import zipfile

import pytest
import xlsxwriter

from huiyin.exchange.models import Import
from huiyin.files.gate import Refused
from huiyin.files.models import StoredFile
from huiyin.items.models import Item
from tests.exchange.making import HEAD, TITLE, line, sheet, taken, workbook


def with_part(content, name, data):
    """The workbook with one more part inside."""
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


def far_cell():
    """A small file whose one cell far away would make a reader reserve everything before it."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet()
    page.write_row(0, 0, HEAD)
    page.write(1_048_575, 16_383, "x")
    book.close()
    return buffer.getvalue()


BAD = {
    "empty.xlsx": lambda: b"",
    "damaged.xlsx": lambda: sheet(line())[:900],
    "noise.xlsx": lambda: b"PK\x03\x04" + bytes(range(256)) * 8,
    "locked.xlsx": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4096,
    "macro.xlsx": lambda: with_part(sheet(line()), "xl/vbaProject.bin", b"x"),
    "macro.xlsm": lambda: with_part(sheet(line()), "xl/vbaProject.bin", b"x"),
    "bomb.xlsx": lambda: with_part(sheet(line()), "xl/media/a.bin", b"\0" * 60_000_000),
    "far.xlsx": far_cell,
    "large.csv": lambda: b"a,b\n" * 13_000_000,
    "really.xlsx": lambda: b"%PDF-1.7 ...",
    "page.xls": lambda: b"<html><table><tr><td>1</td></tr></table></html>",
    "text.docx": lambda: b"PK\x03\x04",
    "binary.csv": lambda: bytes(range(256)) * 10,
    "blank.xlsx": lambda: workbook(("Sheet1", [])),
    "notes.xlsx": lambda: workbook(("填表说明", [["本表由督查室统一编制，请勿改动表头。"]])),
    "staff.xlsx": lambda: workbook(
        ("名册", [["序号", "姓名", "单位", "职务", "电话"], [1, "张三", "市卫健委", "科长", "1"]])
    ),
    "budget.xlsx": lambda: workbook(
        ("预算", [["序号", "项目名称", "金额", "责任单位", "备注"], [1, "甲", "9", "市卫健委", ""]])
    ),
    "news.xlsx": lambda: workbook(
        ("稿件", [["编号", "标题", "作者", "日期"], [1, "关于甲的报道", "张三", "2022-1-1"]])
    ),
    "header.xlsx": lambda: workbook(("清单", [TITLE, HEAD])),
    "nonumber.xlsx": lambda: workbook(
        ("清单", [TITLE, ["建议标题", "领衔代表", "主办单位"], ["甲", "张三", "市卫健委"]])
    ),
    "nobody.xlsx": lambda: workbook(("S", [["编号", "标题", "提出人", "主办"], ["1", "甲", "张三", "市卫健委"]])),
}


@pytest.mark.parametrize("name", BAD)
def test_it_is_refused_in_one_sentence(unit, name):
    with pytest.raises(Refused) as refused:
        taken(BAD[name](), unit, name)
    said = str(refused.value)
    assert said.endswith("。")
    assert "\n" not in said
    assert (Item.objects.count(), Import.objects.count(), StoredFile.objects.count()) == (0, 0, 0)


def test_a_session_nobody_understands_is_refused(unit):
    with pytest.raises(Refused, match="看不懂届次"):
        taken(sheet(line()), unit, session="去年那次")
