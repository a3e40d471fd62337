"""A hand-over list made here, and somebody of the cast at their browser."""

# ruff: noqa: F811 — fixtures of neighbours are imported by name

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from huiyin.exchange.models import Import
from tests.web.handling.conftest import browse, clock  # noqa: F401

HEAD = ["建议编号", "建议标题", "领衔代表", "附议代表", "承办单位", "办理类型", "承办处室", "答复时限", "备注"]
LINES = [
    [
        "0001",
        "关于加强社区卫生服务的建议",
        "示例代表001",
        "示例代表002、示例代表003",
        "市卫健委",
        "主办",
        "人口处",
        "2022-06-30",
        "",
    ],
    ["0002", "关于优化生育配套政策的建议", "示例代表004", "", "市卫健委", "会办", "", "2022-06-30", "重点督办"],
    ["0003", "关于规范民营医疗机构管理的建议", "示例代表005", "", "市卫健委", "主办", "", "2022-06-30", ""],
]


def workbook(lines=LINES, head=HEAD) -> bytes:
    """The list as an office would send it: a title, a head, the lines, a footer."""
    book = Workbook()
    page = book.active
    page.title = "市人大建议"
    page.append(["市十五届人大一次会议代表建议交办清单"])
    page.append(head)
    for line in lines:
        page.append(line)
    page.append([f"合计 {len(lines)} 件"])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.fixture
def upload(browse):
    """upload(content) sends a list; the response leads to its preview or says what is wrong."""

    def send(content: bytes | None = None, name: str = "交办清单.xlsx", login: str = "lin", **said):
        file = SimpleUploadedFile(name, workbook() if content is None else content)
        return browse(login).post("/intake/upload/", {"file": file, **said})

    return send


@pytest.fixture
def staged(upload):
    """The list above, uploaded and not yet imported."""
    upload()
    return Import.objects.get()
