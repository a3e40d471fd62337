"""程序规范 of a reply: contact, opinions, contact person, copies, annexes, and every point of the item answered."""

import re
from collections.abc import Iterator

from huiyin.prose.asks import split_asks
from huiyin.prose.manner import sentence_at
from huiyin.replies import classes
from huiyin.replies.letter import content, letters
from huiyin.replies.letter.copied_to import copied_to
from huiyin.replies.models import AskAnswer, OpinionState, Reply
from huiyin.replies.opinion.points import is_no_opinion, unhandled

Remark = tuple[int, str, str]
"""The ask (0: the whole letter), what could be better, the sentence at fault."""

FORMS = ("征询意见表", "回执")
_ANNEX = re.compile(r"(?:见|附上|随信附|随函附)附件|附件[1-9一二三：:《]|附后")


def remarks(reply: Reply, answers: list[AskAnswer]) -> Iterator[Remark]:
    if reply.is_answer:
        if not classes.contacts_of(reply):
            yield 0, "还没有与提出人沟通的记录", ""
        yield from _opinions(reply, answers)
        yield from _copies(reply)
        yield from _points(reply, answers)
    if not (reply.contact_name.strip() and reply.contact_phone.strip()):
        yield 0, "联系人和联系电话没有写全", ""
    yield from _annexes(reply, answers)


def _opinions(reply: Reply, answers: list[AskAnswer]) -> Iterator[Remark]:
    used = {answer.opinion_id for answer in answers}
    for opinion in content.asked_of(reply.assignment):
        if opinion.state == OpinionState.ASKED:
            yield 0, f"{opinion.unit}的会办意见还没有收到", ""
        elif opinion.state == OpinionState.RECEIVED and not is_no_opinion(opinion):
            marked = any(point.use for point in opinion.points.all())
            if marked:
                yield from ((0, f"{what}还没有写明用没用", "") for what in unhandled([opinion]))
            elif opinion.pk not in used:
                yield 0, f"{opinion.unit}的会办意见还没有写明用在哪一项", ""


def _copies(reply: Reply) -> Iterator[Remark]:
    """R41."""
    if not reply.copies and copied_to(reply.assignment):
        yield 0, "还没有写抄送哪些单位", ""


def _points(reply: Reply, answers: list[AskAnswer]) -> Iterator[Remark]:
    """R46: every point that the item makes has its answer; points that nobody listed as asks are noticed too."""
    listed = len(reply.assignment.item.asks.all())
    answered = sum(answer.is_written for answer in answers)
    if answered < listed:
        yield 0, f"诉求 {listed} 项，只答了 {answered} 项", ""
    stated = len(split_asks(reply.assignment.item.text)) if reply.assignment.item.text else 0
    if listed < stated:
        yield 0, f"原文像是提了 {stated} 条建议，只列出 {listed} 项诉求", ""


def _annexes(reply: Reply, answers: list[AskAnswer]) -> Iterator[Remark]:
    """附件 that the text speaks of and the letter has not; the rating form is spoken of nowhere."""
    listed = [name for name in letters.annexes_of(reply) if not name.endswith(FORMS)]
    spoken = [(answer, found) for answer in answers if (found := _ANNEX.search(answer.text))]
    for answer, found in () if listed else spoken:
        yield (
            answer.ask.number,
            f"第 {answer.ask.number} 项提到附件，信后没有列出",
            sentence_at(answer.text, found.start()),
        )
    whole = "".join([*(answer.text for answer in answers), reply.opening, reply.closing])
    if listed and "附件" not in whole:
        yield 0, f"附件“{listed[0]}”在正文里没有提到", ""
