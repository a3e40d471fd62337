"""与台账核对: a list beside the ledger, on the screen and as a spreadsheet; neither is changed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from huiyin.documents.columns import Column
from huiyin.documents.sheet import Sheet, book_xlsx
from huiyin.exchange.actions import plan_of
from huiyin.exchange.reconciling import reconcile
from huiyin.files.gate import MEDIA_TYPES
from huiyin.web.intake.finding import find_import
from huiyin.web.intake.rows import shown
from huiyin.web.seat import StaffRequest

NO: Column[Any] = Column("no", "案号", lambda row: row["official_no"], width=16)
TITLE: Column[Any] = Column("title", "案由", lambda row: row["title"], width=50)
ROLE: Column[Any] = Column("role", "角色", lambda row: row.get("role", ""), width=10)
ROW: Column[Any] = Column("row", "清单第几行", lambda row: row["row"], width=12, kind="number")
SHEETS: list[tuple[str, str, list[Column[Any]]]] = [
    ("only_theirs", "只有清单有", [ROW, NO, TITLE, ROLE]),
    ("only_ours", "只有台账有", [NO, TITLE, ROLE, Column("session", "届次", lambda row: row["session"], width=26)]),
    (
        "differences",
        "说法不同",
        [
            *(ROW, NO, TITLE),
            Column("field", "哪一项", lambda row: row["field"], width=12),
            Column("ours", "台账", lambda row: shown(row["before"]), width=24),
            Column("theirs", "清单", lambda row: shown(row["after"]), width=24),
        ],
    ),
    ("unread", "清单里读不懂的行", [ROW, NO, TITLE, Column("reason", "原因", lambda row: row["reason"], width=50)]),
]


@require_safe
def reconciliation(request: StaffRequest, pk: int) -> HttpResponse:
    """核对: only theirs, only ours, what differs."""
    row = find_import(request, pk)
    found = reconcile(plan_of(row, today=request.today))
    for one in found["differences"]:
        one["differences"] = [
            {**d, "before": shown(d["before"]), "after": shown(d["after"])} for d in one["differences"]
        ]
    is_same = not any(found[name] for name in ("only_theirs", "only_ours", "differences"))
    facts = {"row": row, "found": found, "is_same": is_same, "rows": row.report["rows"], "place": "intake"}
    return render(request, "intake/reconcile.html", facts)


@require_safe
def reconciliation_file(request: StaffRequest, pk: int) -> HttpResponse:
    """核对的结果，存成表格."""
    row = find_import(request, pk)
    found = reconcile(plan_of(row, today=request.today))
    found["differences"] = [{**one, **d} for one in found["differences"] for d in one["differences"]]
    sheets = [Sheet(title, columns, found[name]) for name, title, columns in SHEETS]
    response = HttpResponse(book_xlsx(sheets), content_type=MEDIA_TYPES["xlsx"])
    response["Content-Disposition"] = content_disposition_header(True, f"核对 {row.name}.xlsx")
    return response
