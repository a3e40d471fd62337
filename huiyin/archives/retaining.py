"""How long a set is kept may change: with a reason, shorter only with approval."""

import datetime as dt

from django.db import transaction

from huiyin.archives import policy, retention
from huiyin.archives.keeping import tell
from huiyin.archives.models import ArchiveSet
from huiyin.events.actors import Actor
from huiyin.flow.errors import Blocker, NotReady, permit


@transaction.atomic
def change_retention(
    archive_set: ArchiveSet, period: str, *, reason: str, approved_by: str = "", by: Actor, now: dt.datetime
) -> ArchiveSet:
    """改保管期限：写明理由；改短的要有批准人（R79，《档案法》）。"""
    permit(policy.can_archive(by, archive_set.unit), "改保管期限")
    shorter = retention.is_shorter(period, archive_set.retention)
    missing = [] if reason.strip() else [Blocker("改保管期限要写明理由", "retention")]
    if shorter and not approved_by.strip():
        missing.append(Blocker("保管期限改短，要写明谁批准", "retention", "《档案法》"))
    if missing:
        raise NotReady(missing)
    facts = {"from": str(archive_set.retention), "to": str(period), "reason": reason, "approved_by": approved_by}
    archive_set.retention, archive_set.retention_reason = period, reason.strip()
    archive_set.retention_approved_by = approved_by.strip()
    archive_set.save(update_fields=["retention", "retention_reason", "retention_approved_by"])
    tell("archives.retention_changed", archive_set, facts, by, now)
    return archive_set
