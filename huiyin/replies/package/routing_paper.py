"""发文稿纸 of a letter: what it says, its steps with who took them or whose they are, and the code to find it again."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.conf import settings

from huiyin.accounts.models import Post, Role
from huiyin.documents.routing_sheet import Box, RoutingSheet
from huiyin.events.actors import local_day
from huiyin.replies.chain import route
from huiyin.replies.letter import letters
from huiyin.replies.letter.content import Content, content_of, digest_of
from huiyin.replies.models import ClearanceStep, Disclosure, Reply, StepResult

Place = ClearanceStep | route.Stop


def routing_sheet(reply: Reply, *, on: dt.date) -> RoutingSheet:
    """As the letter was submitted; of a draft, as it reads on that day and with nothing passed yet."""
    content = cleared_content(reply)
    letter = letters.compose(content, doc_no=reply.doc_no, annexes=letters.annexes_of(reply))
    office, code = route.lead_office(reply.assignment), code_of(reply)
    return RoutingSheet(
        organ=reply.assignment.unit.name,
        title=letter.title,
        addressee=letter.addressee,
        boxes=tuple(_boxes(reply, on)),
        doc_no=reply.doc_no,
        drafter=reply.drafter.name,
        office=office.unit.name if office else reply.assignment.unit.name,
        phone=content["contact_phone"],
        copies=letter.copies,
        annexes=letter.annexes,
        disclosure=str(dict(Disclosure.choices).get(content["disclosure"], "")),
        item_number=reply.assignment.item.number_label,
        version=reply.version,
        digest="" if reply.is_editable else short(digest_of(content)),
        code=code,
        link=f"{settings.BASE_URL}/replies/{reply.pk}/?code={code}" if settings.BASE_URL else "",
    )


def cleared_content(reply: Reply) -> Content:
    """What is being cleared, or was: the version submitted, never what the rows say since."""
    if reply.frozen:
        return dict(reply.frozen)
    kept = None if reply.is_editable else reply.versions.filter(number=reply.version).first()
    return dict(kept.content) if kept else content_of(reply)


def code_of(reply: Reply) -> str:
    """Names one version of one letter: HY-12-2."""
    return f"HY-{reply.pk}-{reply.version}"


def short(digest: str) -> str:
    """7F3A 91C2."""
    return f"{digest[:4]} {digest[4:8]}".upper()


def _boxes(reply: Reply, on: dt.date) -> Iterable[Box]:
    """The signature first, as on every such sheet; the others in their order."""
    steps: Sequence[Place] = route.stops_of(reply, on=on) if reply.is_editable else route.round_of(reply)
    holders = _holders(steps, on)
    for step in sorted(steps, key=lambda step: (not step.is_last, step.stage)):
        names = step.person.name if step.person else holders.get((step.unit.pk, step.role), "")
        whose = "　".join(part for part in (_post(step, reply), names) if part)
        done = step if isinstance(step, ClearanceStep) and step.result == StepResult.PASSED else None
        if done is None or done.done_at is None:
            yield Box(step.label, whose)
            continue
        stood = f"（代{done.stood_in_for}）" if done.stood_in_for else ""
        yield Box(step.label, whose, done.done_by_name + stood, local_day(done.done_at), done.remark or "同意。")


def _post(step: Place, reply: Reply) -> str:
    """处室 for an office's step; the post where the box is called by what is done."""
    if step.unit.pk != reply.assignment.unit_id:
        return step.unit.name
    return str(Role(step.role).label) if step.role and step.label != Role(step.role).label else ""


def _holders(steps: Sequence[Place], on: dt.date) -> dict[tuple[int, str], str]:
    """Who holds each of these posts that day; one query."""
    wanted = {"unit__in": {step.unit.pk for step in steps}, "role__in": {step.role for step in steps if step.role}}
    found: dict[tuple[int, str], str] = {}
    for post in Post.objects.on(on).filter(**wanted).select_related("user").order_by("id"):
        key = (post.unit_id, str(post.role))
        found[key] = f"{found[key]}、{post.user.name}" if key in found else post.user.name
    return found
