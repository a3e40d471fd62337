"""Made-up facts for the gallery of components."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator

from huiyin.documents.columns import Column
from huiyin.flow.errors import Blocker

DAY = dt.date(2022, 6, 14)
NOON = dt.datetime(2022, 6, 14, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))


class SampleForm(forms.Form):
    title = forms.CharField(label="案由", max_length=80)
    role = forms.ChoiceField(label="角色", choices=[("lead", "主办"), ("assist", "会办")])
    due_on = forms.DateField(label="期限", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    text = forms.CharField(
        label="说明", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="写给办的人看。"
    )
    key = forms.BooleanField(label="重点件", required=False)


def _row(**facts: Any) -> SimpleNamespace:
    return SimpleNamespace(**facts)


def _page() -> Any:
    page = Paginator(range(144), 14).page(3)
    page.nearby = [1, 2, 3, 4, 5, 0, 11]  # type: ignore[attr-defined]
    return page


BLOCKERS = [
    Blocker("第 4 项诉求没有答", "asks"),
    Blocker("市财政局会办意见未到", "opinions", "催第 3 次，或写明“未反馈”后继续"),
]
COLUMNS: list[Column[Any]] = [
    Column("no", "案号", lambda row: row.no, sort="no"),
    Column("title", "案由", lambda row: row.title, link=lambda row: "#table"),
    Column("asks", "诉求", lambda row: row.asks, kind="number"),
]

SAMPLES: dict[str, Any] = {
    "lights": ["ok", "near", "late", "done", "kept", "run", "wait", "pause", "err"],
    "due": {"late": DAY, "far": dt.date(2099, 6, 30)},
    "stages": ["待签收", "拟稿", "征询", "审签", "成文", "送达", "评价", "销号"],
    "tags": [("主办", "lead"), ("会办", ""), ("省政府重点督办", "key"), ("采纳", "good"), ("部分采纳", "warn"), ("误", "err"), ("用于第 1 项", "blue")],
    "letters": [("A", "解决或基本解决"), ("B", "列入计划"), ("", "")],
    "counts": [
        _row(label="应办", value=106, word="件", compare="上年 88", url="#counts", of=106, look="ink", light=""),
        _row(label="在办", value=44, word="件", compare="上年同期 39", url="#counts", of=106, look="ink", light=""),
        _row(label="办结", value=62, word="件", compare="办结率 58.5%", url="#counts", of=106, look="full", light=""),
        _row(label="逾期", value=3, word="件", compare="上年同期 1", url="#counts", of=106, look="late", light="late"),
    ],
    "columns": COLUMNS,
    "rows": [_row(no="0009", title="关于公共卫生体系提档升级的建议", asks=5), _row(no="0127", title="关于优化生育配套政策的提案", asks=3)],
    "page": _page(),
    "facets": [
        _row(key="light", label="灯", open=True, choices=[
            _row(value="late", label="逾期", count=3, on=True, light="late"),
            _row(value="near", label="临期", count=10, on=False, light="near"),
        ]),
        _row(key="role", label="角色", open=False, choices=[_row(value="lead", label="主办", count=35, on=False, light="")]),
    ],
    "trail": [
        _row(at=NOON, on=DAY, title="征询意见中", detail="第 3 稿发给示例代表001", tone="now"),
        _row(at=NOON, on=dt.date(2022, 6, 10), title="会办意见到期未交", detail="已催 1 次", tone="late"),
        _row(at=NOON, on=dt.date(2022, 4, 26), title="分到人口处", detail="", tone=""),
    ],
    "blockers": BLOCKERS,
    "main_act": _row(label="送审", url="#acts", blockers=BLOCKERS),
    "other_acts": [_row(label="记一次沟通", url="#acts", blockers=[])],
    "files": [_row(name="交办通知.pdf", url="#files", size=182_000, note="第 1 页"), _row(name="原文.docx", url="#files", size=48_000, note="")],
    "pairs": [("任务", "答复 3 项诉求"), ("责任领导", "吴主任"), ("空的不列", "")],
    "tabs": [_row(label="总览", url="#tabs", count=None, on=True), _row(label="沟通", url="#tabs", count=3, on=False)],
    "options": [_row(label="按紧急", url="#tabs", on=True), _row(label="按处室", url="#tabs", on=False)],
    "steps": [
        _row(label="拟稿", who="王工 7月12日", state="d"),
        _row(label="处室核稿", who="钱处", state="n"),
        _row(label="签发", who="", state=""),
    ],
    "sample_form": SampleForm({"title": ""}),
}  # fmt: skip
