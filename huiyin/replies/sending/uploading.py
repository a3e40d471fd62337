"""网上报送: what was entered into the system above, by whom, with which receipt, and what still waits for it."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import Blocker, NotReady
from huiyin.handling import actions as handling
from huiyin.handling.models import Duty, DutyKind
from huiyin.replies.chain import route
from huiyin.replies.flow import FLOW
from huiyin.replies.models import Reply, ReplyQuerySet, State, Upload


@transaction.atomic
def record_upload(
    reply: Reply,
    *,
    system: str,
    by: Actor,
    now: dt.datetime,
    receipt: str = "",
    file: StoredFile | None = None,
    on: dt.date | None = None,
    recorded_for: RecordedFor | None = None,
) -> Upload:
    """登记网上报送：哪个系统、哪天、谁报的、回执号或回执截图。"""
    day = on or local_day(now, recorded_for)
    checks = {
        "要写明报送到哪个系统": not system.strip(),
        "要有回执号或回执截图": not receipt.strip() and file is None,
        "报送日期不能早于印发日期": bool(reply.issued_on and day < reply.issued_on),
    }
    if missing := [Blocker(sentence, "upload") for sentence, wrong in checks.items() if wrong]:
        raise NotReady(missing)
    facts = {"system": system, "receipt": receipt, "on": day.isoformat()}
    FLOW.move(reply, "record_upload", by=by, at=now, facts=facts, recorded_for=recorded_for)
    upload = Upload.objects.create(
        reply=reply,
        system=system.strip(),
        uploaded_on=day,
        uploaded_by=by.actor_key,
        uploaded_by_name=(recorded_for.who if recorded_for else by.actor_name)[:60],
        receipt=receipt.strip(),
        file=file,
    )
    handling.mark_submitted_up(reply.assignment, on=day, by=by, now=now, recorded_for=recorded_for)
    return upload


def usual_system(reply: Reply) -> str:
    """Where the place has its letters uploaded."""
    return str(route.pack_of(reply.assignment).switches.upload_system.value)


def not_uploaded(replies: ReplyQuerySet) -> ReplyQuerySet:
    """Letters and opinions that are out and whose upload is still owed, the oldest first."""
    owed = Duty.objects.owed().filter(assignment=OuterRef("assignment"), kind=DutyKind.SUBMIT_UP)
    out = replies.filter(Exists(owed), state=State.ISSUED)
    return out.exclude(Q(pk__in=Upload.objects.filter(returned_on=None).values("reply"))).order_by("issued_on", "id")
