"""What opinions ask of a letter before it is submitted and signed: all in, all named, none come in behind its back."""

from huiyin.events.models import Event
from huiyin.flow.errors import Blocker
from huiyin.replies.letter import content
from huiyin.replies.models import Reply, ReplyVersion
from huiyin.replies.writing.rewriting import naming_blockers

CAME_IN = ("replies.opinion_received", "replies.opinion_corrected")


def opinion_blockers(reply: Reply) -> list[Blocker]:
    """R25, R34: every opinion asked for is in, or a leader decided not to wait; a rewritten passage names each unit."""
    if not reply.is_answer:
        return []
    missing = [opinion for opinion in content.asked_of(reply.assignment) if opinion.is_missing]
    return [
        *(
            Blocker(
                f"{opinion.unit}的会办意见还没有收到，也没有写明不等的理由（领导决定）",
                "opinions",
                "会办意见应齐备后签发",
            )
            for opinion in missing
        ),
        *naming_blockers(reply),
    ]


def came_late(reply: Reply, cleared: ReplyVersion) -> list[Blocker]:
    """An opinion that came in, or was put right, after this version was submitted: the letter does not know of it."""
    given = {f"opinion:{one.pk}": one for one in content.asked_of(reply.assignment) if one.is_given}
    if not given or not reply.is_answer:
        return []
    came = Event.objects.filter(verb__in=CAME_IN, subject__in=given, at__gt=cleared.saved_at)
    late = [given[subject] for subject in dict.fromkeys(came.order_by("id").values_list("subject", flat=True))]
    return [
        Blocker(f"{one.unit}的会办意见送审以后才收到（或更正过），这一稿没有看到它，请退回重新送审", "opinions")
        for one in late
    ]
