"""What a person may act as today: their own posts and those they stand in for, as an Actor."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Exists

from huiyin.accounts.models import ADMIN_ROLES, Post, StandIn, User
from huiyin.directory.models import Unit


@dataclass(frozen=True)
class Seat:
    """One role in one unit held today. stood_in_for: whose post it really is, or None."""

    role: str
    unit: Unit
    stood_in_for: User | None = None


@dataclass(frozen=True)
class Person:
    """A user on a day: the Actor every action takes."""

    user: User
    seats: tuple[Seat, ...] = ()
    on: dt.date = field(default=dt.date.min)

    @property
    def actor_key(self) -> str:
        return f"user:{self.user.pk}"

    @property
    def actor_name(self) -> str:
        return self.user.name

    @property
    def unit(self) -> Unit | None:
        """The department this person works for: of a seat in an office, the office's parent."""
        for seat in self.seats:
            return seat.unit.parent if seat.unit.is_office and seat.unit.parent else seat.unit
        return None

    @property
    def unit_code(self) -> str:
        return self.unit.code if self.unit else ""

    @property
    def unit_ids(self) -> frozenset[int]:
        """Units whose cases this person may see; the three administrators see none."""
        return frozenset(seat.unit.pk for seat in self.seats if seat.role not in ADMIN_ROLES)

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(seat.role for seat in self.seats)

    def has_role(self, role: str, unit_id: int | None = None) -> bool:
        """Does this person hold the role today (in that unit, when one is named)?"""
        return any(seat.role == role and unit_id in (None, seat.unit.pk) for seat in self.seats)

    def seat_for(self, role: str, unit_id: int) -> Seat | None:
        """The seat by which this person would act; their own before one they stand in for."""
        mine = [seat for seat in self.seats if seat.role == role and seat.unit.pk == unit_id]
        return min(mine, key=lambda seat: seat.stood_in_for is not None, default=None)


def sit_down(user: User, *, on: dt.date) -> Person:
    """The person as an Actor on that day: one query, a second only for who stands in for somebody; call once a request."""
    standing_in = StandIn.objects.filter(deputy=user, starts_on__lte=on, ends_on__gte=on)
    posts = list(
        Post.objects.on(on)
        .filter(user=user)
        .annotate(stands_in=Exists(standing_in))
        .select_related("unit__parent")
        .order_by("id")
    )
    own = [Seat(post.role, post.unit) for post in posts]
    if posts and not posts[0].stands_in:  # type: ignore[attr-defined]
        return Person(user=user, seats=tuple(own), on=on)
    rows = standing_in.select_related("unit__parent", "principal").order_by("id")
    stood_in = [Seat(row.role, row.unit, row.principal) for row in rows]
    return Person(user=user, seats=(*own, *stood_in), on=on)
