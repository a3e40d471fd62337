"""The papers of an item: the list it came with, its text, and what the own department stored along the way."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from huiyin.accounts.policy import is_coordinator
from huiyin.files.models import StoredFile
from huiyin.followup.models import Evidence
from huiyin.replies.models import Reply, Upload
from huiyin.surveys.models import Rating
from huiyin.surveys.policy import can_transcribe
from huiyin.web.items.reading import Case


@dataclass(frozen=True)
class Paper:
    """A stored file as the list shows it."""

    file: StoredFile
    note: str
    url: str

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def size(self) -> int:
        return self.file.size


def files_of(case: Case) -> list[Paper]:
    """Every paper once, the newest first."""
    found = {file.pk: (file, note) for file, note in _all(case) if file}
    papers = [Paper(file, note, reverse("stored_file", args=[file.pk])) for file, note in found.values()]
    return sorted(papers, key=lambda paper: paper.file.created_at, reverse=True)


def _all(case: Case) -> Iterator[tuple[StoredFile | None, str]]:
    yield case.item.file, "原文"
    if is_coordinator(case.person, case.item.batch.unit):
        yield case.item.batch.file, f"交办清单 · {case.item.batch.name}"
    if case.own is None:
        return
    for contact in case.contacts:
        yield contact.file, f"{contact.get_way_display()}记录"
    for opinion in case.opinions:
        yield opinion.file, f"{opinion.unit.name}的意见"
    mine = {"assignment": case.own}
    for reply in Reply.objects.filter(**mine, letter__isnull=False).select_related("letter", "letter_pdf"):
        yield reply.letter, f"{reply.doc_no} {reply.get_kind_display()}"
        yield reply.letter_pdf, f"{reply.doc_no} {reply.get_kind_display()}（PDF）"
    for upload in Upload.objects.filter(reply__assignment=case.own, file__isnull=False).select_related("file"):
        yield upload.file, f"{upload.system}回执"
    yield from _rating_forms(case)
    for proof in Evidence.objects.filter(commitment__item=case.item, commitment__unit=case.own.unit).select_related(
        "file"
    ):
        yield proof.file, f"承诺的证明：{proof.note}"


def _rating_forms(case: Case) -> Iterator[tuple[StoredFile, str]]:
    """R57: what the submitter wrote is the coordinator's to keep, never shown to who drafted."""
    if not case.may_coordinate:
        return
    filled = Rating.objects.filter(invitation__round__reply__assignment=case.own, file__isnull=False)
    for rating in filled.select_related("file", "invitation__round__reply__assignment__unit"):
        if rating.file and can_transcribe(case.person, rating.invitation.round.reply):
            yield rating.file, "评价表"
