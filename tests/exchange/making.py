"""Lists as offices send them, made on the spot, and the real ones where they lie beside the repository."""

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest

from huiyin.directory.actions import add_unit
from huiyin.events.actors import SHANGHAI, SYSTEM
from huiyin.exchange.actions import import_items, look
from huiyin.exchange.matching import Settings
from huiyin.exchange.report import report_of

REAL = Path(__file__).parents[2].parent / "shared" / "data"
NOW = dt.datetime(2022, 4, 20, 10, 0, tzinfo=SHANGHAI)
HEAD = ["序号", "建议编号", "建议标题", "领衔代表", "附议代表", "主办单位", "会办单位", "答复时限", "备注"]
TITLE = ["示例市十五届人大一次会议代表建议交办清单"]


def real(name):
    path = REAL / name
    if not path.exists():
        pytest.skip(f"{name} is not beside this repository")
    return path.read_bytes()


def workbook(*sheets, merges=(), hidden=()):
    """workbook(("名", [[…], …]), …) → bytes of an .xlsx; merges apply to every sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
        for merge in merges:
            page.merge_cells(merge)
        page.sheet_state = "hidden" if name in hidden else "visible"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def line(
    number=1,
    no="20220001",
    title="关于甲的建议",
    lead="张三",
    more=None,
    host="市卫健委",
    help=None,
    due="2022-06-30",
    note=None,
):
    return [number, no, title, lead, more, host, help, due, note]


def sheet(*lines, title=TITLE, head=HEAD):
    return workbook(("清单", [title, head, *lines]))


def seen(content, unit, name="清单.xlsx", **settings):
    """What a dry run reports."""
    return report_of(look(content, name, unit, settings=Settings(**settings), today=NOW.date()))


def taken(content, unit, name="清单.xlsx", by=SYSTEM, **settings):
    """What an import reports."""
    return import_items(content, name, unit, by=by, now=NOW, settings=Settings(**settings)).report


def only(report):
    """The one item of a report."""
    assert [error["reason"] for error in report["errors"]] == []
    [item] = report["items"]
    return item


def balanced(report):
    return report["rows"] == report["created"] + report["unchanged"] + report["changed"] + len(report["errors"])


def municipal(
    code="wuhan-x", name="武汉市卫生健康委员会", place="武汉市", pack="wuhan", level="municipal", short=("市卫健委",)
):
    return add_unit(
        code=code,
        name=name,
        short_names=short,
        kind="department",
        level=level,
        place=place,
        pack=pack,
        managed_here=True,
        by=SYSTEM,
        now=NOW,
    )
