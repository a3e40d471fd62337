"""One step on the routing slip: taken once, and forgotten by what was read before."""

from typing import Any

from huiyin.flow.errors import Stale
from huiyin.replies.models import ClearanceStep, Reply


def take(step: ClearanceStep, **columns: Any) -> None:
    """A step is taken once: of two people at the same moment, one wins and the other is told."""
    if not ClearanceStep.objects.filter(pk=step.pk, done_at=None, result="").update(**columns):
        raise Stale("别人刚刚处理了这一步，请刷新后再看。")
    for name, value in columns.items():
        setattr(step, name, value)


def forget(reply: Reply) -> None:
    """What was prefetched before the round began or ended is no longer so."""
    getattr(reply, "_prefetched_objects_cache", {}).pop("steps", None)
