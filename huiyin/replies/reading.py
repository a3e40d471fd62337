"""Everything a page about one letter reads, in one go."""

from django.db.models import Prefetch

from huiyin.handling.models import Assignment, Coordination
from huiyin.items.models import Signature
from huiyin.replies.models import AskAnswer, ClearanceStep, Opinion, OpinionPoint, Promise, Remark, ReplyQuerySet


def at_once(replies: ReplyQuerySet) -> ReplyQuerySet:
    """With all that content, advice, checks and route ask for. To look at only: an act reads its rows anew."""
    promises = Promise.objects.select_related("owner")
    answers = AskAnswer.objects.select_related("ask", "opinion__unit", "together_with__ask", "evidence_file")
    points = Prefetch("points", OpinionPoint.objects.select_related("ask"))
    signatures = Signature.objects.select_related("submitter").order_by("order")
    return replies.select_related(
        "assignment__item__session", "assignment__item__batch", "assignment__unit", "drafter"
    ).prefetch_related(
        Prefetch("answers", answers.prefetch_related(Prefetch("promises", promises), "cites")),
        Prefetch("steps", ClearanceStep.objects.select_related("unit", "person")),
        "versions",
        Prefetch("remarks", Remark.objects.select_related("step")),
        "consultations",
        Prefetch("assignment__children", Assignment.objects.select_related("unit", "leader")),
        "assignment__contacts",
        "assignment__children__contacts",
        Prefetch("assignment__opinions", Opinion.objects.select_related("unit").prefetch_related(points)),
        Prefetch("assignment__coordinations", Coordination.objects.select_related("other").order_by("opened_on", "pk")),
        "assignment__item__asks",
        "assignment__item__marks",
        Prefetch("assignment__item__signatures", signatures),
    )
