"""How the preview speaks of columns, rows and flags."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from huiyin.exchange.columns import GUESSED, SURE, UNUSED, fields

READING = {
    "number": "按文本保存，不去掉前面的 0",
    "register_no": "按文本保存，与案号并存",
    "class_no": "按文本保存",
    "ordinal": "与行号一样，不记",
    "title": "去掉书名号，保留原来的字",
    "lead": "第一个名字是领衔",
    "cosigners": "用顿号、逗号或换行分开，逐人记",
    "lead_unit": "有本单位的，是本单位主办；括号里写分办的，记分办",
    "handling_unit": "看角色一列，或第一个是主办",
    "assist_unit": "有本单位的，是本单位会办；别的单位记为会办单位",
    "separate_unit": "有本单位的，记分办",
    "refer_unit": "有本单位的，只须阅知",
    "role": "主办、承办、会办、协办、参阅，照原来的叫法留着",
    "due": "几种写法的日期都认，Excel 日期数也换算",
    "assist_due": "会办的期限，几种写法的日期都认",
    "dispatched": "几种写法的日期都认",
    "received": "几种写法的日期都认",
    "submitted": "几种写法的日期都认",
    "consent": "同意、不同意、仅标题",
    "remark": "领办、重点督办记为标记，其余照写",
    "topic": "用顿号分开，作主题",
    "text": "正文照录，按建议部分拆诉求",
    "office": "分办时照着选处室",
}
STATUS = {
    "errors": ("误", "err", "r-err"),
    "changed": ("改", "warn", "r-chg"),
    "created": ("新", "blue", "r-new"),
    "unchanged": ("同", "void", "r-same"),
}
FLAGS = {
    "between_sessions": "闭会期间",
    "session_guessed": "届次没写全",
    "no_reply_due": "没写答复时限，按规则算",
    "dispatch_day_guessed": "没写交办日期",
    "known_item": "别的单位已登记，只加本单位的部分",
    "left_our_books": "已退办或撤回，不再改",
    "differs_here": "本单位改过的不动",
    "named_twice": "本单位写了两次",
    "role_assumed": "角色没写，按主办",
    "several_leads": "几个单位主办",
    "not_admitted": "审查意见不是立案",
    "due_before_dispatch": "时限早于交办日期",
    "due_calendar_unpublished": "那一年的日历未发布，时限待定",
    "due_unreadable": "时限看不懂，按规则算",
    "assist_due_unreadable": "会办时限看不懂",
    "dispatched_unreadable": "交办日期看不懂",
    "received_unreadable": "签收日期看不懂",
    "submitted_unreadable": "提交日期看不懂",
    "due_needs_dispatch_day": "时限从交办日期数起，请先补交办日期",
    "led_apart": "主办、分办并列，都按分办",
    "offline": "线下办理，不录内容",
    "no_submitter": "没有提出人",
    "leader_led": "领办",
    "key": "重点督办",
    "open_handling": "公开办理",
}
LATER = {
    "errors": "就地改，或在原表里改好再传；已导入的不会重复",
    "changed": "照清单改",
    "created": "登记并交办",
    "unchanged": "跳过",
}
_NUMBERED = re.compile(r"(stated_signers|repeats_row)_(\d+)")


class ColumnRow(NamedTuple):
    """One column of the list in the mapping table."""

    key: str
    heading: str
    sheet: str
    field: str
    samples: str
    reading: str
    sure: str
    tone: str


def choices() -> list[tuple[str, str]]:
    """Where a column may go."""
    return [(UNUSED, "不用这一列"), *((key, field.label) for key, field in fields().items())]


def column_row(column: dict[str, Any], overrides: dict[str, str], remembered: Sequence[str] = ()) -> ColumnRow:
    """How one column was read, and how sure that is."""
    field = column["field"]
    sure, tone = _sureness(field, column["confidence"])
    if column["key"] in overrides:
        sure, tone = "您改的", "blue"
    elif column["heading"] in remembered:
        sure, tone = "照上次改的", "blue"
    samples = " · ".join(str(sample).replace("\n", "、")[:28] for sample in column["samples"][:3])
    reading = READING.get(field, "照原来的字记") if field else "不记"
    return ColumnRow(column["key"], column["heading"], column["sheet"], field, samples, reading, sure, tone)


def _sureness(field: str, confidence: float) -> tuple[str, str]:
    if field in (UNUSED, "ordinal"):
        return "不用", "void"
    if confidence >= SURE:
        return "认得", "good"
    return ("猜的，请核对", "warn") if confidence <= GUESSED else ("像，请核对", "warn")


def flags_of(flags: list[str]) -> list[str]:
    """Flags as short words; numbered ones with their number."""
    return [_flag(flag) for flag in flags]


def _flag(flag: str) -> str:
    if found := _NUMBERED.fullmatch(flag):
        return f"共 {found[2]} 人提出" if found[1] == "stated_signers" else f"与第 {found[2]} 行是同一件"
    return FLAGS.get(flag, flag)
