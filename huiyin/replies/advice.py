"""五项要求 of a reply (依据充分、用语真诚、内容详准、表述清晰、程序规范): advice that names the sentence; binding where the pack says so."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from huiyin.facts.models import Fact
from huiyin.flow.errors import Blocker
from huiyin.prose.basis import read_basis
from huiyin.prose.manner import long_sentences, reporting_sentences, sentence_at, stock_phrases, unexplained
from huiyin.prose.pairs import pairs
from huiyin.prose.sentences import sentences
from huiyin.prose.sums import find_misfits
from huiyin.replies import procedure
from huiyin.replies.chain import route
from huiyin.replies.letter import content
from huiyin.replies.models import AskAnswer, AskDecision, Reply
from huiyin.replies.procedure import Remark
from huiyin.replies.writing import citing

STOCK_LIMIT, REPORT_LIMIT = 2, 2
REPORTED, ON_THE_MATTER = 0.4, 0.5
"""How much of an answer may be a work report; how much of the ask must be taken up for its tone to be left alone."""
ADOPTING = (AskDecision.ADOPTED, AskDecision.PARTLY)
NAMES = ("依据充分", "用语真诚", "内容详准", "表述清晰", "程序规范")
_CITED = re.compile(r"《[^》]{4,}》|〔20\d\d〕\d+号")


@dataclass(frozen=True)
class Advice:
    """One remark under a requirement; `ask` names the request, 0 the whole letter; `sentence`: the words at fault."""

    name: str
    ok: bool
    text: str = ""
    ask: int = 0
    sentence: str = ""


def advice(reply: Reply, *, on: dt.date = dt.date.min, facts: Sequence[Fact] | None = None) -> list[Advice]:
    """Under each requirement what could be better, else that nothing was found. Without a day no fact is past its term."""
    answers = content.answers_of(reply)
    found: dict[str, Iterable[Remark]] = {
        "依据充分": _basis(answers),
        "用语真诚": _sincerity(answers),
        "内容详准": [*_substance(answers), *_figures(answers), *_facts(reply, on, facts)],
        "表述清晰": [*_clarity(answers), *_abbreviations(answers)],
        "程序规范": procedure.remarks(reply, answers),
    }
    return [
        one
        for name in NAMES
        for one in ([Advice(name, False, text, ask, said) for ask, text, said in found[name]] or [Advice(name, True)])
    ]


def binding_blockers(reply: Reply) -> list[Blocker]:
    """Where the pack makes a requirement binding its remarks stand in the way of submitting; else none does."""
    binding = route.pack_of(reply.assignment).switches.binding_requirements
    if not binding.value:
        return []
    return [
        Blocker(f"{remark.name}：{remark.text}", "answers", binding.clause)
        for remark in advice(reply)
        if not remark.ok and remark.name in binding.value
    ]


def _basis(answers: list[AskAnswer]) -> Iterator[Remark]:
    for answer in answers:
        number = answer.ask.number
        if answer.decision in ADOPTING and not answer.basis.strip() and not _CITED.search(answer.text):
            yield number, f"第 {number} 项采纳了，没有写依据", _first(answer.text)
        for basis in read_basis(answer.basis):
            if basis.missing:
                yield number, f"第 {number} 项的依据没有写{'、'.join(basis.missing)}", basis.text


def _sincerity(answers: list[AskAnswer]) -> Iterator[Remark]:
    for answer in answers:
        number, used = answer.ask.number, stock_phrases(answer.text)
        if len(used) >= STOCK_LIMIT:
            said = next(one for one in sentences(answer.text) if used[0] in one)
            yield number, f"第 {number} 项套话多了些：{'、'.join(used)}", said
        reporting = reporting_sentences(answer.text)
        share = len(reporting) / (len(sentences(answer.text)) or 1)
        if len(reporting) >= REPORT_LIMIT and share >= REPORTED and _taken_up(answer) < ON_THE_MATTER:
            yield number, f"第 {number} 项像工作总结，没有对着诉求说怎么办", reporting[0]


def _substance(answers: list[AskAnswer]) -> Iterator[Remark]:
    for answer in answers:
        if (
            answer.decision == AskDecision.ADOPTED
            and answer.text
            and not re.search(r"[0-9一二三四五六七八九十百千万]", answer.text)
        ):
            number = answer.ask.number
            yield number, f"第 {number} 项没有一个数，说明不了做到什么程度", ""


def _figures(answers: list[AskAnswer]) -> Iterator[Remark]:
    for answer in answers:
        for misfit in find_misfits(answer.text):
            number = answer.ask.number
            yield number, f"第 {number} 项的数合不拢：{misfit.why}", sentence_at(answer.text, misfit.start)


def _facts(reply: Reply, on: dt.date, facts: Sequence[Fact] | None) -> Iterator[Remark]:
    texts = {answer.ask.number: answer.text for answer in content.answers_of(reply)}
    for number, finding in citing.findings_of(reply, on=on, facts=facts):
        said = sentence_at(texts[number], finding.start) if finding.end else ""
        yield number, f"第 {number} 项：{finding.text}", said


def _clarity(answers: list[AskAnswer]) -> Iterator[Remark]:
    for answer in answers:
        number = answer.ask.number
        if longest := max(long_sentences(answer.text), key=len, default=""):
            yield number, f"第 {number} 项有一句 {len(longest)} 字，宜断开", longest


def _abbreviations(answers: list[AskAnswer]) -> Iterator[Remark]:
    """Explained once in the letter is explained for what follows."""
    before = ""
    for answer in answers:
        whole = f"{before}\n{answer.text}"
        for short in unexplained(whole):
            if short.start > len(before):
                said = sentence_at(whole, short.start)
                yield answer.ask.number, f"第 {answer.ask.number} 项的“{short.word}”没有先说全称", said
        before = whole


def _taken_up(answer: AskAnswer) -> float:
    """How much of the ask's words the answer speaks of."""
    asked, said = pairs(answer.ask.text), pairs(answer.text)
    return len(asked & said) / (len(asked) or 1)


def _first(text: str) -> str:
    return next(iter(sentences(text)), "")
