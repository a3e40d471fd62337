"""The sentences that a letter makes of its rows: whose opinion was used where, what is promised by whom until when."""

import datetime as dt
from collections.abc import Mapping, Sequence

from huiyin.prose.dates import format_date
from huiyin.prose.numbers import to_chinese
from huiyin.replies.letter.content import Content


def opinions_sentence(opinions: Sequence[Content], places: Mapping[int, int] | None = None) -> str:
    """R34: each co-unit by name, where its opinion was used, or that none came; `places`: the number an ask has here."""
    if not opinions:
        return ""
    return f"会办意见采用情况：{'；'.join(_one_opinion(opinion, places or {}) for opinion in opinions)}。"


def _one_opinion(opinion: Content, places: Mapping[int, int]) -> str:
    unit = opinion["unit"]
    if not opinion["given"]:
        return f"{unit}未反馈会办意见"
    if opinion.get("no_opinion"):
        return f"{unit}无意见"
    parts = [
        *([f"用于{_places(used, places)}"] if (used := opinion["used_in"]) else []),
        *([f"部分用于{_places(partly, places)}"] if (partly := opinion.get("partly_in")) else []),
        *(f"对{_places([one['ask']], places)}的意见未采用（{one['why']}）" for one in opinion.get("not_used", ())),
    ]
    return f"{unit}的会办意见{'，'.join(parts) or '已研究'}"


def _places(asks: Sequence[int], places: Mapping[int, int]) -> str:
    numbers = sorted({places.get(number, number) for number in asks})
    return f"第{'、'.join(to_chinese(number) for number in numbers)}项"


def promises_sentence(answers: Sequence[Content]) -> str:
    """Every promise with who keeps it and until when."""
    promises = [promise for answer in answers for promise in answer["promises"]]
    if not promises:
        return ""
    parts = [
        f"{f'{to_chinese(number)}是' if len(promises) > 1 else ''}{_promised(promise)}"
        for number, promise in enumerate(promises, start=1)
    ]
    return f"我们承诺：{'；'.join(parts)}。以上事项已列入承诺台账，完成情况将向您报告。"


def dropped_sentence(dropped: Sequence[Content]) -> str:
    """What was promised before and is so no longer, each with its reason (R56)."""
    parts = [f"“{row['text'].rstrip('。')}”，{row['reason'].rstrip('。')}" for row in dropped]
    return f"原答复承诺的事项，有以下调整，特此说明：{'；'.join(parts)}。" if parts else ""


def _promised(promise: Content) -> str:
    day = format_date(dt.date.fromisoformat(promise["due_on"]))
    stages = f"，{promise['milestone'].rstrip('。')}" if promise.get("milestone") else ""
    return f"{promise['text'].rstrip('。')}（{promise['owner']}负责{stages}，{day}前完成）"
