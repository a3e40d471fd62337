"""What the pack's clock says of a day that has no duty row: by when to hand out again, by when to answer a request."""

import datetime as dt

from huiyin.handling.models import Assignment
from huiyin.rules import packs
from huiyin.rules.clocks import Deadline, due


def term(assignment: Assignment, duty: str, on: dt.date) -> Deadline:
    """The time of this duty counted from that day, for such an item in such a role; no date where no text sets one."""
    item = assignment.item
    return due(
        packs.get(assignment.pack),
        duty,
        on,
        kind=item.kind,
        level=item.level,
        role=assignment.role,
        in_session=item.in_session,
    )
