"""签之前查过的: one light and one sentence for everything that is asked of a letter before it is signed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from huiyin.events.actors import local_day
from huiyin.facts.models import Fact
from huiyin.replies import classes
from huiyin.replies.advice import advice
from huiyin.replies.chain import route
from huiyin.replies.clearance import gates
from huiyin.replies.letter import content
from huiyin.replies.models import GATES, ClearanceStep, Disclosure, OpinionState, Reply, StepAction, StepResult
from huiyin.replies.writing import citing
from huiyin.web.dates import short_day


@dataclass(frozen=True)
class Check:
    """One line: a light, a name, a sentence."""

    light: str
    name: str
    said: str


def checks_of(reply: Reply, today: dt.date) -> Iterable[Check]:
    """Opinions, class and disclosure are asked of a reply only; gates and countersigning where the chain has them."""
    facts = citing.facts_of(reply)
    yield _five(reply, facts, today)
    if reply.is_answer:
        yield from (_opinions(reply), _consulted(reply), _met(reply), _class(reply), _disclosure(reply))
    steps = route.round_of(reply)
    yield from (_gate(step, today) for step in steps if step.action in GATES)
    yield from _countersigned([step for step in steps if step.action == StepAction.COUNTERSIGN])
    yield _facts(reply, facts, today)


def _shortly(said: list[str], most: int = 2) -> str:
    return "；".join(said[:most]) + (f"，另 {len(said) - most} 处" if len(said) > most else "")


def _five(reply: Reply, facts: list[Fact], today: dt.date) -> Check:
    remarks = [remark.text for remark in advice(reply, on=today, facts=facts) if not remark.ok]
    return Check("near", "五项要求", _shortly(remarks)) if remarks else Check("done", "五项要求", "全部符合")


def _opinions(reply: Reply) -> Check:
    asked = content.opinions_of(reply)
    if not asked:
        return Check("done", "会办意见", "没有会办单位")
    used = {answer.opinion_id for answer in reply.answers.all() if answer.opinion_id}
    silent = [opinion.unit.name for opinion in asked if opinion.state == OpinionState.NOT_GIVEN]
    missing = [opinion.unit.name for opinion in asked if opinion.state == OpinionState.ASKED]
    said = [f"{len(asked)} 家：采用 {len(used)}"]
    said += [f"{'、'.join(silent)}未反馈、已写明"] if silent else []
    said += [f"{'、'.join(missing)}还没有到"] if missing else []
    return Check("err" if missing else "done", "会办意见", "，".join(said))


def _consulted(reply: Reply) -> Check:
    last = max(reply.consultations.all(), key=lambda row: row.pk, default=None)
    if last is None:
        return Check("wait", "征询提出人", "这一稿没有征询")
    return Check(
        "done" if last.result in ("agreed", "mostly") else "near", "征询提出人", last.get_result_display() or "等回复"
    )


def _met(reply: Reply) -> Check:
    """R64: how often, how often face to face, how often the submitter said so."""
    contacts = classes.contacts_of(reply)
    if not contacts:
        return Check("near", "沟通", "没有沟通记录")
    met, said = sum(c.is_face_to_face for c in contacts), sum(bool(c.confirmed) for c in contacts)
    return Check("done", "沟通", f"{len(contacts)} 次，面商 {met} 次，提出人确认 {said} 次")


def _class(reply: Reply) -> Check:
    found = classes.class_of(reply)
    if found is None:
        return Check("near", "分类", "还没有定类")
    missing = [blocker.text for blocker in classes.blockers(reply, content.answers_of(reply))]
    name = f"{found.letter} 类" + ("证据" if found.needs_evidence else "")
    return Check("near" if missing else "done", name, _shortly(missing) or found.label)


def _disclosure(reply: Reply) -> Check:
    if not reply.disclosure:
        return Check("near", "公开属性", "还没有定")
    reason = f"：{reply.disclosure_reason}" if reply.disclosure_reason else ""
    return Check("done", "公开属性", f"{Disclosure(reply.disclosure).label}{reason}")


def _gate(step: ClearanceStep, today: dt.date) -> Check:
    """保密审查、公开审查: what was found, by whom."""
    name = str(StepAction(step.action).label)
    if step.result != StepResult.PASSED or step.done_at is None:
        return Check("wait", name, f"{step.person or '审查人'}还没有审")
    stood = f"代{step.stood_in_for}，" if step.stood_in_for else ""
    day = short_day(local_day(step.done_at), today)
    return Check("done", name, f"{gates.label_of(step)}（{step.done_by_name}，{stood}{day}）")


def _countersigned(steps: list[ClearanceStep]) -> Iterable[Check]:
    if not steps:
        return
    waiting = [step.unit.name for step in steps if step.result != StepResult.PASSED]
    said = f"{len(steps)} 家" + (f"，{'、'.join(waiting)}还没有会签" if waiting else "都已会签")
    yield Check("wait" if waiting else "done", "会签", said)


def _facts(reply: Reply, facts: list[Fact], today: dt.date) -> Check:
    """Figures that contradict a fact, or are of yesterday."""
    found = [
        f"第 {ask} 项：{finding.text}" if ask else finding.text
        for ask, finding in citing.findings_of(reply, on=today, facts=facts)
    ]
    return Check("near", "数字口径", _shortly(found)) if found else Check("done", "数字口径", "与口径库没有不一致")
