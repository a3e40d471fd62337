"""The messages a proposer gets after the screening: 立案、转意见、退回、不予立案 are different messages (R9, R91)."""

import datetime as dt
from collections.abc import Sequence

from huiyin.items.models import Item, Outcome, Screening

TITLES = {
    Outcome.ADMITTED: "提案立案通知",
    Outcome.RETURNED: "提案退回修改通知",
    Outcome.REFUSED: "提案不予立案通知",
    Outcome.MERGED: "提案并案通知",
    Outcome.FORWARDED: "提案转意见通知",
    Outcome.PUBLIC_OPINION_REPORT: "提案转社情民意通知",
}


def title_of(screening: Screening) -> str:
    """提案立案通知, or nothing while it is not decided."""
    return TITLES.get(Outcome(screening.state), "")


def notice_of(screening: Screening) -> str:
    """The message that fits the outcome, as the office may send it; empty while nothing is decided."""
    state = Outcome(screening.state)
    if state not in TITLES:
        return ""
    said = [_received(screening.item), *_decided(state, screening)]
    if screening.remark:
        said.append(f"审查意见：{screening.remark.rstrip('。')}。")
    return "\n".join([f"{screening.item.submitters_text}：", *said, _day(screening.decided_on)]).strip()


def _received(item: Item) -> str:
    return f"您提交的{item.session.name}《{item.title}》收悉，感谢您对人民政协工作的关心。"


def _decided(state: Outcome, screening: Screening) -> list[str]:
    item = screening.item
    if state == Outcome.ADMITTED:
        return [f"经审查，予以立案，编为{item.number_label}，交有关单位办理。承办单位将与您联系，并书面答复。"]
    if state == Outcome.RETURNED:
        return ["经审查，需要修改，现退回。请按审查意见修改后重新提交。"]
    if state == Outcome.REFUSED:
        return ["经审查，不予立案，理由如下：", *_numbered([row["label"] for row in screening.reasons])]
    if state == Outcome.MERGED:
        into = screening.merged_into.number_label if screening.merged_into else ""
        return [f"经审查，与{into}内容相同，并入该件办理，原编号不再使用。您列为该件的联名提案人，一并收到答复。"]
    if state == Outcome.FORWARDED:
        said = f"经审查，不作为提案立案，作为意见转送{screening.forwarded_to}研究参考。"
        return [f"{said}转送的意见不作为提案办理，不另行书面答复。"]
    return ["经审查，不作为提案立案，作为社情民意信息编报。信息不作为提案办理，不另行书面答复。"]


def _numbered(labels: Sequence[str]) -> list[str]:
    return [f"{number}. {label}。" for number, label in enumerate(labels, start=1)]


def _day(on: dt.date | None) -> str:
    return f"{on.year}年{on.month}月{on.day}日" if on else ""
