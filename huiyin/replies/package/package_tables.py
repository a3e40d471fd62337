"""The tables of a package: every ask with its answer, the opinions, what the submitter was shown and said."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from huiyin.documents.columns import Column
from huiyin.documents.sheet import Sheet, book_xlsx
from huiyin.handling.models import Contact
from huiyin.replies.classes import contacts_of
from huiyin.replies.letter import content
from huiyin.replies.letter.content import Content
from huiyin.replies.models import AskDecision, Consultation, Opinion, Reply

DECISIONS = dict(AskDecision.choices)
ANSWERS: Sequence[Column[Content]] = (
    Column("ask", "序号", lambda row: row["ask"], width=6),
    Column("asked", "诉求", lambda row: row["asked"], width=36),
    Column("decision", "怎么答", lambda row: DECISIONS.get(row["decision"], ""), width=10),
    Column("text", "答复", lambda row: row["text"], width=60),
    Column("basis", "依据", lambda row: row["basis"], width=24),
    Column("evidence", "办成的证据", lambda row: row["evidence"], width=20),
    Column("opinion", "用了谁的会办意见", lambda row: row["opinion"], width=18),
    Column("promises", "承诺", lambda row: "；".join(_promise(each) for each in row["promises"]), width=36),
)
OPINIONS: Sequence[Column[Opinion]] = (
    Column("unit", "会办单位", lambda row: row.unit.name, width=22),
    Column("state", "状态", lambda row: row.get_state_display(), width=10),
    Column("received_on", "收到日期", lambda row: row.received_on, kind="date"),
    Column("text", "意见", lambda row: row.text, width=60),
    Column("override", "不等的理由", lambda row: row.override_reason, width=24),
)
CONSULTED: Sequence[Column[Consultation]] = (
    Column("version", "第几稿", lambda row: row.version, width=8),
    Column("asked_on", "发出日期", lambda row: row.asked_on, kind="date"),
    Column("way", "方式", lambda row: row.way),
    Column("result", "结果", lambda row: row.get_result_display() or "等回复", width=14),
    Column("remark", "意见", lambda row: row.remark, width=50),
)
CONTACTS: Sequence[Column[Contact]] = (
    Column("on", "日期", lambda row: row.contacted_on, kind="date"),
    Column("way", "方式", lambda row: row.get_way_display()),
    Column("submitter", "提出人", lambda row: row.submitter.name if row.submitter else "", width=16),
    Column("people", "我方人员", lambda row: row.people, width=20),
    Column("place", "地点", lambda row: row.place, width=18),
    Column("content", "说了什么", lambda row: row.content, width=50),
)


def tables_xlsx(reply: Reply, said: Content) -> bytes:
    """One workbook: 逐条答复、会办意见、征询、沟通."""
    sheets: list[Sheet[Any]] = [
        Sheet("逐条答复", ANSWERS, said["answers"]),
        Sheet("会办意见", OPINIONS, content.opinions_of(reply)),
        Sheet("征询提出人", CONSULTED, list(reply.consultations.all())),
        Sheet("沟通记录", CONTACTS, sorted(contacts_of(reply), key=lambda row: row.contacted_on)),
    ]
    return book_xlsx(sheets)


def _promise(promise: Content) -> str:
    day = dt.date.fromisoformat(promise["due_on"])
    return f"{promise['text']}（{promise['owner']}，{day:%Y年%-m月%-d日}前）"
