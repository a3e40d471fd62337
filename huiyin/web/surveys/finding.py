"""Whose survey pages these are: the coordinator's, for letters of their own department."""

from django.shortcuts import get_object_or_404

from huiyin.accounts.models import Role
from huiyin.replies.models import Reply
from huiyin.surveys import policy
from huiyin.surveys.models import Invitation, Rating
from huiyin.web.handling.acting import insist
from huiyin.web.replies.finding import find_reply, replies_seen_by
from huiyin.web.seat import StaffRequest


def insist_coordinator(request: StaffRequest) -> None:
    insist(request.person.has_role(Role.COORDINATOR), "看评价")


def find_own(request: StaffRequest, pk: int) -> Reply:
    """Survey pages are the coordinator's: officers of the drafting office get 403 (R57)."""
    reply = find_reply(request, pk)
    insist(policy.can_waive(request.person, reply), "看这一件的评价链接")
    return reply


def find_invitation(request: StaffRequest, pk: int) -> Invitation:
    seen = Invitation.objects.filter(round__reply__in=replies_seen_by(request.person))
    related = ("submitter", "round__reply__assignment__item__session", "round__reply__assignment__unit", "rating")
    invitation = get_object_or_404(seen.select_related(*related), pk=pk)
    insist(policy.can_waive(request.person, invitation.round.reply), "看这一件的评价链接")
    return invitation


def rating_of(invitation: Invitation) -> Rating:
    """What came back; there is nothing to contest or settle before."""
    return get_object_or_404(Rating, invitation=invitation)
