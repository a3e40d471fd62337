"""What can stand in the way of a move; one middleware turns these into pages."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Blocker:
    """One thing still missing. text: what, in Chinese · where: the panel or page that mends it (`contacts`, `asks` …)."""

    text: str
    where: str = ""
    rule: str = ""

    def __str__(self) -> str:
        return self.text


class HouseError(Exception):
    """Something the house refuses, with a sentence for the person."""


class NotAllowed(HouseError):
    """The person may not do this."""


class NotReady(HouseError):
    """It may be done, but something is missing; `blockers` says what."""

    def __init__(self, blockers: Sequence[Blocker] | str) -> None:
        self.blockers = [Blocker(blockers)] if isinstance(blockers, str) else list(blockers)
        super().__init__("；".join(str(blocker) for blocker in self.blockers))


class Stale(HouseError):
    """Somebody else was faster: the case is no longer as this person saw it."""


def permit(allowed: bool, what: str) -> None:
    """Go on when the policy allows it; else NotAllowed says what one may not do."""
    if not allowed:
        raise NotAllowed(f"您没有权限{what}。")
