"""Two rows of one submitter become one: their signatures, contacts, deliveries and invitations move together."""

import datetime as dt

from django.db import transaction
from django.db.models import Model, QuerySet

from huiyin.directory.correcting import merge_submitters, unlike
from huiyin.directory.models import Submitter
from huiyin.events.actors import SYSTEM, Actor
from huiyin.flow.errors import NotReady
from huiyin.handling.models import Contact
from huiyin.items.models import Signature
from huiyin.replies.models import Delivery
from huiyin.surveys.models import Invitation, Rating
from huiyin.surveys.rounds import waive_invitation

SAME_PERSON = "与另一行是同一位提出人"
WORDS: dict[str, type[Model]] = {"件上的签名": Signature, "沟通记录": Contact, "送达记录": Delivery, "请评": Invitation}
"""Every table that names a submitter, as people call its rows."""


def preview(other: Submitter) -> dict[str, int]:
    """How many rows of each kind would move away from `other`."""
    return {word: model._default_manager.filter(submitter=other).count() for word, model in WORDS.items()}


def blockers(kept: Submitter, other: Submitter) -> list[str]:
    """Why they cannot be joined; empty when they can."""
    rated = {
        row.pk: set(Invitation.objects.filter(submitter=row, rating__isnull=False).values_list("round", flat=True))
        for row in (kept, other)
    }
    twice = rated[kept.pk] & rated.get(other.pk, set()) if kept.pk != other.pk else set()
    return unlike(kept, other) + (["两行对同一答复都作了评价，不能合并；请先处理其中一份评价。"] if twice else [])


@transaction.atomic
def join_submitters(kept: Submitter, other: Submitter, *, by: Actor, now: dt.datetime) -> Submitter:
    """合并提出人：签名、沟通、送达、请评都归到留下的一行，一次办完，记一笔；同一件签了两次的算一次。"""
    if sentences := blockers(kept, other):
        raise NotReady(sentences[0])
    moved = {word: count for word, count in preview(other).items() if count}
    _move_signatures(kept, other)
    Contact.objects.filter(submitter=other).update(submitter=kept)
    got = Delivery.objects.filter(submitter=kept).values("reply")
    Delivery.objects.filter(submitter=other, reply__in=got).delete()
    Delivery.objects.filter(submitter=other).update(submitter=kept)
    _move_invitations(kept, other, now=now)
    merge_submitters(kept, other, by=by, now=now, moved=moved)
    return kept


def _move_signatures(kept: Submitter, other: Submitter) -> None:
    """Signed twice is signed once, at the better place; confirmed once is confirmed."""
    mine = {row.item_id: row for row in Signature.objects.filter(submitter=kept)}
    for row in Signature.objects.filter(submitter=other).order_by("pk"):
        if (twin := mine.get(row.item_id)) is None:
            Signature.objects.filter(pk=row.pk).update(submitter=kept)
            continue
        row.delete()
        twin.order = min(twin.order, row.order)
        twin.confirmed_on = twin.confirmed_on or row.confirmed_on
        twin.wants_reply = twin.wants_reply or row.wants_reply
        twin.save(update_fields=["order", "confirmed_on", "wants_reply"])


def _move_invitations(kept: Submitter, other: Submitter, *, now: dt.datetime) -> None:
    """Asked twice about one letter is asked once; what was answered stands."""
    mine = {row.round_id: row for row in _invitations(kept)}
    for row in _invitations(other):
        twin = mine.get(row.round_id)
        if twin is None:
            Invitation.objects.filter(pk=row.pk).update(submitter=kept)
            continue
        Rating.objects.filter(invitation=row).update(invitation=twin)
        if row.waived_on is None:
            waive_invitation(row, reason=SAME_PERSON, by=SYSTEM, now=now)


def _invitations(submitter: Submitter) -> QuerySet[Invitation]:
    related = ("round__reply__assignment__item", "round__reply__assignment__unit__parent")
    return Invitation.objects.filter(submitter=submitter).select_related(*related).order_by("pk")
