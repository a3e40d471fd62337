"""What a leader looks at before deciding: changes, asks against answers, checks, what the signature promises."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from huiyin.handling.models import Contact
from huiyin.replies import checks, classes, content
from huiyin.replies.advice import advice
from huiyin.replies.letters import letter_of
from huiyin.replies.models import ClearanceStep, Disclosure, OpinionState, Promise, Reply, ReplyVersion, StepResult
from huiyin.replies.versions import differences
from huiyin.web.replies.listing import due_of
from huiyin.web.replies.paper import paper_of
from huiyin.web.replies.rows import rows_of
from huiyin.web.replies.slips import slip_of
from huiyin.web.seat import StaffRequest


@dataclass(frozen=True)
class Check:
    """One line of 签之前查过的: a light, a name, a sentence."""

    light: str
    name: str
    said: str


def judging_of(request: StaffRequest, reply: Reply) -> dict[str, Any]:
    seen, now = version_seen(request, reply), version_of(reply, reply.version)
    paper = paper_of(letter_of(reply))
    facts: dict[str, Any] = {"reply": reply, "item": reply.assignment.item, "rows": rows_of(reply), "paper": paper}
    facts |= {"seen": seen, "changes": differences(seen.content, now.content) if seen and now else []}
    facts |= {"last_remark": last_remark(reply), "checks": list(checks_of(reply)), "digest": short(now)}
    facts |= {
        "promises": promises_of(reply),
        "slip": slip_of(reply, request.today),
        "owed_on": due_of(reply.assignment),
    }
    facts["signers"] = len(reply.assignment.item.signatures.all())
    return facts


def version_seen(request: StaffRequest, reply: Reply) -> ReplyVersion | None:
    """The version this person decided on before; who sees it for the first time compares with the last one returned."""
    key = request.person.actor_key
    mine = next((step for step in reversed(reply.steps.all()) if step.result and step.done_by == key), None)
    number = mine.version if mine and mine.version < reply.version else reply.version - 1
    return version_of(reply, number)


def version_of(reply: Reply, number: int) -> ReplyVersion | None:
    return next((version for version in reply.versions.all() if version.number == number), None)


def last_remark(reply: Reply) -> ClearanceStep | None:
    """Why the version before this one came back."""
    back = [s for s in reply.steps.all() if s.result == StepResult.SENT_BACK and s.version == reply.version - 1]
    return min(back, key=lambda step: (-step.round, step.order), default=None)


def promises_of(reply: Reply) -> list[Promise]:
    return [promise for answer in reply.answers.all() for promise in answer.promises.all()]


def short(version: ReplyVersion | None) -> str:
    """7F3A 91C2."""
    return f"{version.digest[:4]} {version.digest[4:8]}".upper() if version else ""


def checks_of(reply: Reply) -> Iterable[Check]:
    """Opinions, class and disclosure are asked of a reply only."""
    yield _five(reply)
    if not reply.is_answer:
        return
    yield from (_opinions(reply), _consulted(reply), _met(classes.contacts_of(reply)))
    yield _class(reply)
    yield _disclosure(reply)


def _five(reply: Reply) -> Check:
    remarks = [remark.text for remark in advice(reply) if not remark.ok]
    if not remarks:
        return Check("done", "五项要求", "全部符合")
    return Check(
        "near", "五项要求", "；".join(remarks[:2]) + (f"，另 {len(remarks) - 2} 处" if len(remarks) > 2 else "")
    )


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


def _met(contacts: list[Contact]) -> Check:
    """R64: how often, how often face to face, how often the submitter said so."""
    if not contacts:
        return Check("near", "沟通", "没有沟通记录")
    met, said = sum(c.is_face_to_face for c in contacts), sum(bool(c.confirmed) for c in contacts)
    return Check("done", "沟通", f"{len(contacts)} 次，面商 {met} 次，提出人确认 {said} 次")


def _class(reply: Reply) -> Check:
    found = classes.class_of(reply)
    if found is None:
        return Check("near", "分类", "还没有定类")
    missing = [b.text for b in checks.submit_blockers(reply) if b.where in ("class", "answers", "promises")]
    return Check("near" if missing else "done", f"{found.letter} 类", "；".join(missing) or found.label)


def _disclosure(reply: Reply) -> Check:
    if not reply.disclosure:
        return Check("near", "公开审查", "还没有定")
    reason = f"：{reply.disclosure_reason}" if reply.disclosure_reason else ""
    return Check("done", "公开审查", f"{Disclosure(reply.disclosure).label}{reason}")
