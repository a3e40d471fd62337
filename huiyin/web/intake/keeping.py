"""What is kept of an import: the file as it came, and the log of its rows."""

from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from huiyin.documents.columns import Column
from huiyin.documents.sheet import Sheet, book_xlsx
from huiyin.files.gate import MEDIA_TYPES
from huiyin.files.storage import read
from huiyin.web.intake.finding import find_import
from huiyin.web.intake.rows import LineRow, rows_of
from huiyin.web.seat import StaffRequest

COLUMNS: list[Column[LineRow]] = [
    Column("sheet", "工作表", lambda row: row.sheet, width=16),
    Column("row", "行", lambda row: row.row, width=8, kind="number"),
    Column("status", "结果", lambda row: row.mark, width=8),
    Column("no", "案号", lambda row: row.official_no, width=16),
    Column("title", "案由", lambda row: row.title, width=50),
    Column("by", "提出人", lambda row: row.submitters, width=24),
    Column("role", "角色", lambda row: row.role, width=10),
    Column("due", "答复时限", lambda row: row.due_on, width=14),
    Column("said", "有什么不同", lambda row: row.said, width=50),
]
IGNORED: list[Column[Any]] = [
    Column("sheet", "工作表", lambda row: row["sheet"], width=16),
    Column("row", "行", lambda row: row["row"], width=8, kind="number"),
    Column("reason", "为什么不是一件", lambda row: row["reason"], width=22),
    Column("text", "那一行写着", lambda row: row["text"], width=80),
]


@require_safe
def row_log(request: StaffRequest, pk: int) -> HttpResponse:
    """逐行结果，存成表格."""
    row = find_import(request, pk)
    sheets = [Sheet("逐行结果", COLUMNS, rows_of(row.report)), Sheet("不是件的行", IGNORED, row.report["ignored"])]
    return attachment(book_xlsx(sheets), f"逐行结果 {row.name}.xlsx", MEDIA_TYPES["xlsx"])


@require_safe
def list_file(request: StaffRequest, pk: int) -> HttpResponse:
    """The list as it came."""
    row = find_import(request, pk)
    return attachment(read(row.file), row.name, "application/octet-stream")


def word_file(content: bytes, name: str) -> HttpResponse:
    """A Word file to be saved."""
    return attachment(content, f"{name}.docx", MEDIA_TYPES["docx"])


def attachment(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A file to be saved, never shown inside a page."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
