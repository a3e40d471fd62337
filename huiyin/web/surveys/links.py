"""Who was asked for a rating, by which link, and what came back."""

from dataclasses import dataclass

from huiyin.handling.models import DISSATISFIED_AGAIN, Duty, DutyKind
from huiyin.surveys.forms import link_of
from huiyin.surveys.models import Invitation, Rating, Round


@dataclass(frozen=True)
class Invited:
    """One submitter of a round; the link only for who may see it."""

    invitation: Invitation
    rating: Rating | None
    link: str
    unsettled: bool

    @property
    def is_waiting(self) -> bool:
        return self.rating is None and self.invitation.waived_on is None


def invited_of(asking: Round, *, sees: bool) -> list[Invited]:
    owed = Duty.objects.owed().filter(
        assignment=asking.reply.assignment_id, kind=DutyKind.REWORK, base_event=DISSATISFIED_AGAIN
    )
    again = owed.exists()
    rows = asking.invitations.select_related("submitter", "rating__file").order_by("id")
    return [_invited(row, sees=sees, again=again) for row in rows]


def _invited(row: Invitation, *, sees: bool, again: bool) -> Invited:
    rating = getattr(row, "rating", None)
    bad = bool(rating and rating.is_dissatisfied)
    return Invited(row, rating, link_of(row) if sees and not rating and not row.waived_on else "", again and bad)
