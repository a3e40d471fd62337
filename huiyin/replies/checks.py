"""What is still missing before a reply can be submitted, signed, issued."""

import datetime as dt

from huiyin.flow.errors import Blocker
from huiyin.handling import checks as handling
from huiyin.replies import classes, remarks
from huiyin.replies.advice import binding_blockers
from huiyin.replies.chain import route, slip_checks
from huiyin.replies.letter import content, printing
from huiyin.replies.models import (
    AskAnswer,
    ConsultResult,
    Disclosure,
    OralRecord,
    Reply,
    ReplyKind,
    State,
)
from huiyin.replies.opinion_checks import came_late, opinion_blockers
from huiyin.rules.numbers import check_doc_no

CONTENT_WITH_IT = (ConsultResult.AGREED, ConsultResult.MOSTLY)


def submit_blockers(reply: Reply) -> list[Blocker]:
    """送审之前：逐条都答、分类、公开属性、联系人、会办意见、承诺、说明。"""
    answers = content.answers_of(reply)
    missing = [*_unanswered(reply, answers), *_no_contact_person(reply), *printing.letter_blockers(reply)]
    missing += [*slip_checks.submit_blockers(reply), *remarks.blockers(reply), *binding_blockers(reply)]
    if reply.is_answer:
        missing += [
            *_no_disclosure(reply),
            *opinion_blockers(reply),
            *classes.gate(reply, answers),
            *oral_blockers(reply),
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
    found = classes.class_of(reply)
    if (
        found
        and found.needs_commitment
        and not any(answer["promises"] for answer in (reply.frozen or {}).get("answers", ()))
    ):
        missing.append(classes.promise_blocker(found))
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


def _no_disclosure(reply: Reply) -> list[Blocker]:
    """复文与公开同步审查（国办发〔2014〕46号）。"""
    if not reply.disclosure:
        return [Blocker("还没有定公开属性", "disclosure", "国办发〔2014〕46号")]
    needs = route.pack_of(reply.assignment).switches.disclosure_needs_reason
    if Disclosure(reply.disclosure).label in needs.value and not reply.disclosure_reason.strip():
        return [Blocker(f"{Disclosure(reply.disclosure).label}要写明理由", "disclosure", needs.clause)]
    return []


def oral_blockers(reply: Reply) -> list[Blocker]:
    """R47: what was said in person is written down and signed by whoever it was said to."""
    if reply.kind != ReplyKind.ORAL or OralRecord.objects.filter(reply=reply.pk).exists():
        return []
    return [Blocker("当面答复还没有登记提出人签字的记录", "oral", "当面答复应有签字的记录")]


def before_answering_orally(reply: Reply) -> list[Blocker]:
    """当面答复即为答复: where no letter is asked for; every ask with its decision, and a class like any answer."""
    if reply.kind != ReplyKind.ORAL:
        return [Blocker("还没有登记当面答复", "oral")]
    rule = route.pack_of(reply.assignment).switches.oral_needs_written
    if rule:
        return [Blocker("当面答复之后还要书面答复", "oral", rule.clause)]
    answers = content.answers_of(reply)
    return [
        *oral_blockers(reply),
        *_unanswered(reply, answers),
        *_no_disclosure(reply),
        *classes.gate(reply, answers),
    ]


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
