"""A print run: every letter with the form of whoever rates it, as one archive and one file for the printer."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator

from django.db import transaction

from huiyin.documents.print_run import archive, print_run
from huiyin.events import jobs
from huiyin.events.actions import record
from huiyin.events.actors import Actor
from huiyin.events.models import Job
from huiyin.files import storage
from huiyin.flow.errors import Blocker, NotAllowed, NotReady
from huiyin.replies import policy
from huiyin.replies.models import Reply
from huiyin.surveys.papers import Printed, printed
from huiyin.surveys.policy import can_transcribe

FUNCTION = "make_print_run"
MOST = 1000


@transaction.atomic
def ask_print_run(replies: Iterable[Reply], *, by: Actor, now: dt.datetime) -> Job:
    """打印一批答复函：综合协调人要的，已成文的才打印；同样的一批只排一次。"""
    found = sorted(replies, key=lambda reply: reply.pk)
    if not found or len(found) > MOST:
        raise NotReady([Blocker(f"一次打包 1—{MOST} 件已成文的答复函", "letters")])
    if not all(policy.can_register(by, reply) for reply in found):
        raise NotAllowed("打包答复函的是综合协调人。")
    facts = {
        "replies": [reply.pk for reply in found],
        "links": [reply.pk for reply in found if can_transcribe(by, reply)],
        "total": len(found),
    }
    stamp = "|".join(f"{reply.pk}:{reply.doc_no}:{reply.frozen_hash}:{reply.issued_on}" for reply in found)
    key = f"print_run:{by.actor_key}:{now:%Y%m%d%H}:{hashlib.sha256(stamp.encode()).hexdigest()[:24]}"
    before = Job.objects.filter(key=key).first()
    job = before or jobs.ask(key, FUNCTION, facts=facts, by=by.actor_key, run_at=now)
    if before is None:
        unit = found[0].assignment.unit
        told = {"letters": len(found), "replies": facts["replies"], "job": job.pk}
        record("surveys.letters_printed", unit.topic, by=by, at=now, facts=told, unit_code=unit.code)
    return job


def make_print_run(job: Job, *, tell: Callable[[int], None]) -> None:
    """Letter by letter, telling how far; run twice it stores the same files again."""
    keys = job.facts["replies"]
    rows = Reply.objects.for_letter().select_related("letter", "letter_pdf").in_bulk(keys)
    done = []
    for number, key in enumerate(keys, start=1):
        done.append(printed(rows[key], sees=key in job.facts["links"]))
        tell(min(95, number * 95 // len(keys)))
    name, made = f"答复函{len(done)}件", dict[str, int]()
    for ending, bundle in (("zip", archive(_members(done))), ("pdf", print_run(_sheets(done)))):
        file = storage.keep(bundle, name=f"{name}.{ending}", by=job.asked_by, at=job.run_at, kind="print_run")
        made[ending] = file.pk
    Job.objects.filter(pk=job.pk).update(facts={**job.facts, "files": made})


def _members(done: list[Printed]) -> Iterator[tuple[str, bytes]]:
    for one in done:
        yield f"Word/{one.name}.docx", one.docx
        yield f"PDF/{one.name}.pdf", one.pdf
        for submitter, docx, pdf in one.copies:
            yield f"Word/{one.name}（{submitter}）.docx", docx
            yield f"PDF/{one.name}（{submitter}）.pdf", pdf
        for submitter, form in one.forms:
            yield f"征询意见表/{one.name} {submitter}.pdf", form
        for submitter, slip in one.slips:
            yield f"答复函回执/{one.name} {submitter}.pdf", slip


def _sheets(done: list[Printed]) -> Iterator[bytes]:
    for one in done:
        yield from one.sheets
