"""The letter as data: what a version keeps, what a leader signs, and the digest that proves it unchanged."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects

from huiyin.directory.models import Submitter
from huiyin.handling.models import Assignment, Role
from huiyin.items.models import Item
from huiyin.replies.chain import route
from huiyin.replies.letter.addressing import salutation
from huiyin.replies.models import AskAnswer, Opinion, OpinionState, Promise, Reply, ReplyKind, Stance, Use

Content = dict[str, Any]
HEAD = ("title", "opening", "closing", "class_scheme", "class_letter", "disclosure", "disclosure_reason")
HEAD_MORE = ("no_opinion", "contact_name", "contact_phone", "kind")
REWRITTEN = ("opinions_text", "promises_text")


def digest_of(content: Content) -> str:
    """The same on both databases: keys sorted, nothing but plain JSON."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def content_of(reply: Reply) -> Content:
    """Everything the letter says, read from the rows; number and date come after signing and stand beside it."""
    answers = answers_of(reply)
    return {
        **{name: getattr(reply, name) for name in (*HEAD, *HEAD_MORE)},
        "organ": organ_of(reply),
        "copies": list(reply.copies),
        "addressee": addressee_of(reply),
        "answers": [_answer(answer) for answer in answers],
        "opinions": [_opinion(opinion, answers) for opinion in opinions_of(reply)],
        **_said({"cosigned": cosigners_of(reply)} | {name: getattr(reply, name).strip() for name in REWRITTEN}),
        **_said({"dropped": dropped_by(reply)}),
    }


def dropped_by(reply: Reply) -> list[Content]:
    """What the letter before promised and this one does not, each with its reason (R56)."""
    rows = reply.dropped_promises.select_related("promise") if reply.supersedes_id else ()
    return [{"text": row.promise.text, "reason": row.reason} for row in rows]


def cosigners_of(reply: Reply) -> list[str]:
    """共同主办 answer in one letter: the other organs that sign it, in their order (R31)."""
    assignment = reply.assignment
    if assignment.role != Role.JOINT_LEAD or not reply.is_answer:
        return []
    others = Assignment.objects.standing().filter(item=assignment.item_id, role=Role.JOINT_LEAD, parent=None)
    return [other.unit.name for other in others.exclude(pk=assignment.pk).select_related("unit").order_by("id")]


def organ_of(reply: Reply) -> str:
    """In whose name it is written: ours; of a draft for the office above, that office's."""
    unit, batch = reply.assignment.unit, reply.assignment.item.batch
    if reply.kind != ReplyKind.DRAFT_FOR:
        return unit.name
    return batch.unit.name if batch.unit_id != unit.pk else batch.sender or "交办单位"


def answers_of(reply: Reply) -> list[AskAnswer]:
    """In the order of the letter; as the page read them, for an act as they stand now."""
    if reply.is_whole:
        return in_order(reply.answers.all())
    rows = reply.answers.select_related("ask", "opinion__unit", "together_with__ask", "evidence_file")
    return in_order(rows.prefetch_related("promises__owner"))


def in_order(answers: Iterable[AskAnswer]) -> list[AskAnswer]:
    """By the place given to them in the letter; without one, by their number."""
    return sorted(answers, key=lambda answer: (answer.position or answer.ask.number, answer.ask.number))


def opinions_of(reply: Reply) -> list[Opinion]:
    """The co-units asked for this assignment; an opinion of ours asks nobody."""
    if reply.kind == ReplyKind.OPINION:
        return []
    return asked_of(reply.assignment)


def asked_of(assignment: Assignment) -> list[Opinion]:
    """Every opinion this assignment waits for or has, in the order they were asked."""
    opinions = sorted(assignment.opinions.all(), key=lambda opinion: (opinion.asked_on, opinion.pk))
    prefetch_related_objects(opinions, "unit", "points__ask")
    return opinions


def entitled(reply: Reply) -> list[Submitter]:
    """应得答复的提出人: the first signer, or with the pack's “each” every confirmed cosigner too (R6, R40)."""
    return submitters_of(reply.assignment.item, each=route.pack_of(reply.assignment).switches.reply_to.value == "each")


def undelivered(reply: Reply) -> list[Submitter]:
    """Who is entitled to the letter and has not got it."""
    got = set(reply.deliveries.values_list("submitter_id", flat=True))
    return [submitter for submitter in entitled(reply) if submitter.pk not in got]


def submitters_of(item: Item, *, each: bool) -> list[Submitter]:
    signatures = [
        signature
        for signature in sorted(item.signatures.all(), key=lambda signature: signature.order)
        if signature.wants_reply and (signature.is_first or signature.confirmed_on)
    ]
    to = signatures if each else signatures[:1]
    prefetch_related_objects(to, "submitter")
    return [signature.submitter for signature in to]


def addressee_of(reply: Reply) -> str:
    """示例代表001代表, 示例代表001等代表, every name where each gets a reply; an opinion goes to the unit that leads."""
    if reply.kind == ReplyKind.OPINION:
        return lead_unit_name(reply)
    item, to = reply.assignment.item, entitled(reply)
    if not to:
        return item.submitters_text
    alone = len(to) == 1 and to[0].is_person
    return salutation(
        to,
        route.pack_of(reply.assignment).letter.salutations[item.body].value,
        and_others=alone and (len(item.signatures.all()) > 1 or "等" in item.submitters_text),
    )


def lead_unit_name(reply: Reply) -> str:
    lead = lead_assignment(reply)
    return lead.unit.name if lead else "主办单位"


def lead_assignment(reply: Reply) -> Assignment | None:
    """The assignment of the unit that leads this item, where we know it."""
    leading = Assignment.objects.standing().leading().filter(item=reply.assignment.item_id, parent=None)
    return leading.select_related("unit").first()


def _answer(answer: AskAnswer) -> Content:
    return {
        "ask": answer.ask.number,
        "asked": answer.ask.text,
        "decision": answer.decision,
        "heading": answer.heading,
        "text": answer.text.strip(),
        "basis": answer.basis,
        "evidence": answer.evidence,
        "opinion": answer.opinion.unit.name if answer.opinion else "",
        "promises": [_promise(promise) for promise in answer.promises.all()],
        **_said(
            {
                "lead_in": answer.lead_in.strip(),
                "together_with": answer.together_with.ask.number if answer.together_with else 0,
                "evidence_file": answer.evidence_file.digest if answer.evidence_file else "",
            }
        ),
    }


def _promise(promise: Promise) -> Content:
    return {
        "id": promise.pk,
        "text": promise.text,
        "owner": promise.owner.name,
        "due_on": promise.due_on.isoformat(),
        "standard": promise.standard,
        **_said({"milestone": promise.milestone}),
    }


def _said(facts: Content) -> Content:
    """Only what says something: the digest of a letter signed before a column was there stays the same."""
    return {name: value for name, value in facts.items() if value}


def _opinion(opinion: Opinion, answers: list[AskAnswer]) -> Content:
    """What was made of each point; where nobody said so, the answer that chose this opinion used it."""
    points = [point for point in opinion.points.all() if point.is_said or point.use]
    marked = {point.ask.number: point for point in points if point.use}
    chosen = {answer.ask.number for answer in answers if answer.opinion_id == opinion.pk} - set(marked)
    of_use = {use: [number for number, point in marked.items() if point.use == use] for use in Use}
    not_used = [{"ask": number, "why": marked[number].use_reason} for number in of_use[Use.NOT_USED]]
    return {
        "unit": opinion.unit.name,
        "given": opinion.state in (OpinionState.RECEIVED, OpinionState.TAKEN),
        "used_in": sorted([*of_use[Use.USED], *chosen]),
        **_said(
            {
                "partly_in": of_use[Use.PARTLY],
                "not_used": not_used,
                "no_opinion": bool(points) and all(point.stance == Stance.NONE for point in points),
            }
        ),
    }
