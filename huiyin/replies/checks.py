"""What is still missing before a reply can be submitted, signed, issued."""

import datetime as dt

from huiyin.flow.errors import Blocker
from huiyin.handling import checks as handling
from huiyin.handling.models import Contact
from huiyin.replies import content, printing, remarks, route, slip_checks
from huiyin.replies.models import (
    AskAnswer,
    AskDecision,
    ConsultResult,
    Disclosure,
    Reply,
    ReplyKind,
    State,
)
from huiyin.replies.opinion_checks import came_late, opinion_blockers
from huiyin.rules.numbers import check_doc_no
from huiyin.rules.pack import ReplyClass

CONTENT_WITH_IT = (ConsultResult.AGREED, ConsultResult.MOSTLY)
EXPLAINING = (AskDecision.EXPLAINED, AskDecision.NOT_ADOPTED)


def class_of(reply: Reply) -> ReplyClass | None:
    """The class chosen, by the scheme of the assignment's pack."""
    return route.pack_of(reply.assignment).reply_class(reply.class_letter) if reply.class_letter else None


def submit_blockers(reply: Reply) -> list[Blocker]:
    """送审之前：逐条都答、分类、公开属性、联系人、会办意见、承诺、说明。"""
    answers = content.answers_of(reply)
    missing = [*_unanswered(reply, answers), *_no_contact_person(reply), *printing.letter_blockers(reply)]
    missing += [*slip_checks.submit_blockers(reply), *remarks.blockers(reply)]
    if reply.is_answer:
        missing += [
            *_no_class(reply),
            *_no_disclosure(reply),
            *opinion_blockers(reply),
            *_class_demands(reply, answers),
            *_no_consultation(reply),
        ]
    return missing


def sign_blockers(reply: Reply) -> list[Blocker]:
    """签发之前：每一步都过；会办意见齐备；送审之后稿子没有变过。"""
    return [*slip_checks.sign_blockers(reply), *_before_signing(reply)]


def _before_signing(reply: Reply) -> list[Blocker]:
    return [*opinion_blockers(reply), *_between_units(reply), *_drift(reply)]


def _between_units(reply: Reply) -> list[Blocker]:
    """R31, R38: joint leads agree first; what is in dispute is settled first."""
    if not reply.is_answer:
        return []
    return [*handling.coordination_blockers(reply.assignment), *handling.joint_lead_blockers(reply.assignment)]


def record_blockers(reply: Reply) -> list[Blocker]:
    """A slip brought from elsewhere asks for the same as one made here."""
    if reply.state == State.CLEARING:
        return _before_signing(reply)
    return [*submit_blockers(reply), *_between_units(reply)]


def before_number(reply: Reply) -> list[Blocker]:
    return [Blocker(f"已编文号 {reply.doc_no}，要改先作废", "number")] if reply.doc_no else []


def before_void(reply: Reply) -> list[Blocker]:
    return [] if reply.doc_no else [Blocker("还没有编文号", "number")]


def before_seal(reply: Reply) -> list[Blocker]:
    if reply.sealed_on:
        return [Blocker("已经用印", "seal")]
    return [] if reply.doc_no else [Blocker("先编文号，再用印", "number")]


def before_sealed_letter(reply: Reply) -> list[Blocker]:
    return [] if reply.doc_no else [Blocker("先编文号，再登记盖章件", "number")]


def issue_blockers(reply: Reply) -> list[Blocker]:
    """印发之前：文号、用印、签发的原文未变、应有的承诺。"""
    missing = handling.undecided_decline(reply.assignment)
    if not reply.doc_no:
        missing.append(Blocker("还没有编文号", "number"))
    if not reply.sealed_on:
        missing.append(Blocker("还没有用印", "seal"))
    if reply.frozen is None or content.digest_of(reply.frozen) != reply.frozen_hash:
        missing.append(Blocker("稿件内容与签发时不一致，不能印发", "issue", "印发的必须是签发的原文"))
    found = class_of(reply)
    if (
        found
        and found.needs_commitment
        and not any(answer["promises"] for answer in (reply.frozen or {}).get("answers", ()))
    ):
        missing.append(_promise_blocker(found))
    return missing


def number_blockers(reply: Reply, doc_no: str, on: dt.date) -> list[Blocker]:
    """R44: 代字〔年份〕序号号，年份与成文日期一致，编号不早于成文。"""
    signed_on = reply.signed_on or on
    if on < signed_on:
        return [Blocker("编号日期不能早于成文日期", "number")]
    complaint = check_doc_no(doc_no, signed_on)
    return [Blocker(complaint, "number", "GB/T 9704—2012")] if complaint else []


def _unanswered(reply: Reply, answers: list[AskAnswer]) -> list[Blocker]:
    if not reply.is_answer:
        said = reply.no_opinion or any(answer.text.strip() for answer in answers)
        what = "还没有写意见；确无意见的，请选“无意见”" if reply.kind == ReplyKind.OPINION else "还没有写代拟的答复"
        return [] if said else [Blocker(what, "answers")]
    written = {answer.ask_id for answer in answers if answer.is_written}
    asks = list(reply.assignment.item.asks.all())
    if not asks:
        return [Blocker("还没有列出诉求", "asks", "应逐条答复")]
    return [Blocker(f"第 {ask.number} 项诉求没有答", "answers", "应逐条答复") for ask in asks if ask.pk not in written]


def _no_contact_person(reply: Reply) -> list[Blocker]:
    if reply.contact_name.strip() and reply.contact_phone.strip():
        return []
    return [Blocker("联系人和联系电话没有写全", "contacts", "复文应写明联系人和电话")]


def _no_class(reply: Reply) -> list[Blocker]:
    return [] if class_of(reply) else [Blocker("还没有定答复分类", "class")]


def _no_disclosure(reply: Reply) -> list[Blocker]:
    """复文与公开同步审查（国办发〔2014〕46号）。"""
    if not reply.disclosure:
        return [Blocker("还没有定公开属性", "disclosure", "国办发〔2014〕46号")]
    needs = route.pack_of(reply.assignment).switches.disclosure_needs_reason
    if Disclosure(reply.disclosure).label in needs.value and not reply.disclosure_reason.strip():
        return [Blocker(f"{Disclosure(reply.disclosure).label}要写明理由", "disclosure", needs.clause)]
    return []


def _class_demands(reply: Reply, answers: list[AskAnswer]) -> list[Blocker]:
    """R51, R52: 列入计划的要有承诺，办不了的要有说明和沟通，办成的要有证据。"""
    found = class_of(reply)
    if found is None:
        return []
    missing: list[Blocker] = []
    if found.needs_commitment and not any(list(answer.promises.all()) for answer in answers):
        missing.append(_promise_blocker(found))
    if found.needs_explanation:
        missing += _no_explanation(reply, answers)
    if found.needs_evidence:
        missing += [
            Blocker(f"第 {answer.ask.number} 项采纳了，还没有附办成的证据", "class", f"{found.letter}类：{found.label}")
            for answer in answers
            if answer.decision == AskDecision.ADOPTED and not answer.evidence.strip()
        ]
    return missing


def _promise_blocker(found: ReplyClass) -> Blocker:
    return Blocker(f"{found.letter}类答复至少要有一条写明责任处室和期限的承诺", "answers", found.label)


def _no_explanation(reply: Reply, answers: list[AskAnswer]) -> list[Blocker]:
    least = route.pack_of(reply.assignment).switches.explanation_min_length
    longest = max((len(answer.text.strip()) for answer in answers if answer.decision in EXPLAINING), default=0)
    missing = []
    if longest < least.value:
        missing.append(Blocker(f"{reply.class_letter}类答复要说明原因，至少 {least.value} 字", "answers", least.clause))
    if not contacts_of(reply):
        missing.append(Blocker(f"{reply.class_letter}类答复要先与提出人沟通并有记录", "contacts"))
    return missing


def contacts_of(reply: Reply) -> list[Contact]:
    """Undisputed contacts of the unit and of its offices."""
    top = reply.assignment
    if reply.is_whole:
        everyone = [contact for part in (top, *route.shares_of(top)) for contact in part.contacts.all()]
        return [contact for contact in everyone if contact.counts]
    return list(
        Contact.objects.standing().filter(assignment__in=[top.pk, *(share.pk for share in route.shares_of(top))])
    )


def _no_consultation(reply: Reply) -> list[Blocker]:
    rule = route.pack_of(reply.assignment).switches.consult_required
    if not rule or any(row.result in CONTENT_WITH_IT for row in reply.consultations.all()):
        return []
    return [Blocker("答复前还没有征询提出人的意见", "contacts", rule.clause)]


def _drift(reply: Reply) -> list[Blocker]:
    """What was cleared step by step is what is signed: an opinion or a signer that came later asks for a new round."""
    cleared = next((row for row in reply.versions.all() if row.number == reply.version), None)
    if cleared and (late := came_late(reply, cleared)):
        return late
    if cleared and cleared.digest == content.digest_of(content.content_of(reply)):
        return []
    return [Blocker("送审以后材料有变化（会办意见、提出人或承诺），请退回重新送审", "clearance")]
