"""五项要求 of a reply (依据充分、用语真诚、内容详准、表述清晰、程序规范): advice, which never stands in the way."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from huiyin.prose.sentences import sentences
from huiyin.replies import classes, content
from huiyin.replies.models import AskAnswer, AskDecision, OpinionState, Reply

LONG = 120
STOCK = ("高度重视", "积极探索", "进一步加大力度", "大力推进", "不断加强", "认真研究", "统筹考虑", "切实做好")
STOCK_LIMIT = 2
ADOPTING = (AskDecision.ADOPTED, AskDecision.PARTLY)


@dataclass(frozen=True)
class Advice:
    """One remark under one of the five requirements; `ask` names the request, 0 the whole letter."""

    name: str
    ok: bool
    text: str = ""
    ask: int = 0


def advice(reply: Reply) -> list[Advice]:
    """Under each requirement what could be better, else that nothing was found."""
    answers = content.answers_of(reply)
    found = {
        "依据充分": [*_basis(answers)],
        "用语真诚": [*_sincerity(answers)],
        "内容详准": [*_substance(answers)],
        "表述清晰": [*_clarity(answers)],
        "程序规范": [*_procedure(reply, answers)],
    }
    return [
        remark
        for name, remarks in found.items()
        for remark in ([Advice(name, False, text, ask) for ask, text in remarks] or [Advice(name, True)])
    ]


Remark = tuple[int, str]


def _basis(answers: list[AskAnswer]) -> Iterable[Remark]:
    for answer in answers:
        if answer.decision in ADOPTING and not answer.basis.strip():
            yield answer.ask.number, f"第 {answer.ask.number} 项采纳了，没有写依据"


def _sincerity(answers: list[AskAnswer]) -> Iterable[Remark]:
    for answer in answers:
        used = [phrase for phrase in STOCK if phrase in answer.text]
        if len(used) >= STOCK_LIMIT:
            yield answer.ask.number, f"第 {answer.ask.number} 项套话多了些：{'、'.join(used)}"


def _substance(answers: list[AskAnswer]) -> Iterable[Remark]:
    for answer in answers:
        if (
            answer.decision == AskDecision.ADOPTED
            and answer.text
            and not re.search(r"[0-9一二三四五六七八九十百千万]", answer.text)
        ):
            yield answer.ask.number, f"第 {answer.ask.number} 项没有一个数，说明不了做到什么程度"


def _clarity(answers: list[AskAnswer]) -> Iterable[Remark]:
    for answer in answers:
        longest = max(map(len, sentences(answer.text)), default=0)
        if longest > LONG:
            yield answer.ask.number, f"第 {answer.ask.number} 项有一句 {longest} 字，宜断开"


def _procedure(reply: Reply, answers: list[AskAnswer]) -> Iterable[Remark]:
    if reply.is_answer and not classes.contacts_of(reply):
        yield 0, "还没有与提出人沟通的记录"
    used = {answer.opinion_id for answer in answers}
    for opinion in content.asked_of(reply.assignment) if reply.is_answer else ():
        if opinion.state == OpinionState.ASKED:
            yield 0, f"{opinion.unit}的会办意见还没有收到"
        elif opinion.state == OpinionState.RECEIVED and opinion.pk not in used:
            yield 0, f"{opinion.unit}的会办意见还没有写明用在哪一项"
