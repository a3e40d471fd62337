"""What follows when a submitter is gone: nothing more is asked of them, sent to them or owed to them."""

import datetime as dt

from django.db import transaction

from huiyin.directory.models import Submitter
from huiyin.events.actors import SYSTEM, local_day
from huiyin.handling.duties import waive_duty
from huiyin.handling.models import Assignment, Duty, DutyKind
from huiyin.items.models import Item, Signature
from huiyin.items.signing import excuse_signer
from huiyin.replies.sending.owing import settle_delivery
from huiyin.surveys.models import Invitation
from huiyin.surveys.rounds import waive_invitation

TO_SUBMITTERS = (DutyKind.CONTACT, DutyKind.DELIVERY, DutyKind.RATING, DutyKind.EXPLANATION)


@transaction.atomic
def forgo(submitter: Submitter, *, now: dt.datetime) -> None:
    """提出人去世、离职：未评的不再请评，未送的不再送；没有别的提出人的，沟通、送达、评价随之免除。再做一遍不会多。"""
    if not submitter.is_gone:
        return
    for invitation in _waiting(submitter):
        waive_invitation(invitation, reason=submitter.gone_reason, by=SYSTEM, now=now)
    for signature in _signed_open(submitter):
        excuse_signer(signature, submitter.gone_reason, by=SYSTEM, now=now)
        for assignment in Assignment.objects.standing().filter(item=signature.item_id, parent=None):
            _settle(assignment, submitter, now=now)


def _waiting(submitter: Submitter) -> list[Invitation]:
    rows = Invitation.objects.filter(submitter=submitter, waived_on=None, rating=None)
    related = ("round__reply__assignment__item", "round__reply__assignment__unit__parent")
    return list(rows.select_related(*related).order_by("pk"))


def _signed_open(submitter: Submitter) -> list[Signature]:
    rows = Signature.objects.filter(submitter=submitter, excused_on=None, item__left_on=None, item__closed_on=None)
    return list(rows.select_related("item__batch__unit__parent", "submitter").order_by("pk"))


def _settle(assignment: Assignment, submitter: Submitter, *, now: dt.datetime) -> None:
    """While others signed too, they are still to be spoken with and sent to."""
    owed = Duty.objects.owed().filter(assignment=assignment, kind__in=TO_SUBMITTERS)
    if Signature.objects.to_hear_from().filter(item=assignment.item_id).exists():
        if owed.filter(kind=DutyKind.DELIVERY).exists():
            settle_delivery(assignment, local_day(now), by=SYSTEM, now=now)
        return
    for duty in owed.select_related("assignment__unit__parent", "assignment__item__batch"):
        waive_duty(duty, reason=f"提出人{submitter.gone_reason}", by=SYSTEM, now=now)


def still_with(submitter: Submitter) -> list[Item]:
    """Open items of theirs: what marking them gone touches."""
    return [signature.item for signature in _signed_open(submitter)]
