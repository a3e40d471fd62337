"""The row of a set before it is kept: its number, its period, what its list says, its package on the disk."""

import datetime as dt
from typing import Any

from django.db.models import Max

from huiyin.archives import checks, packing, retention
from huiyin.archives.models import ArchiveSet, Retention
from huiyin.archives.packing import Contents
from huiyin.events.actors import Actor, local_day
from huiyin.files import storage
from huiyin.handling.models import Assignment

NUMBERED = (
    *("year", "sequence", "archive_no", "retention", "retention_clause"),
    *("retention_approved_by", "retention_reason"),
)


def composed(
    assignment: Assignment, contents: Contents, before: ArchiveSet | None, *, by: Actor, now: dt.datetime
) -> ArchiveSet:
    """Packed and on the disk, before the transaction that keeps its row."""
    facts = _number(assignment, before)
    lacking = checks.lacking(assignment)
    manifest = packing.manifest_of(contents, _head(assignment, facts, by, now), lacking)
    package = packing.pack(contents, manifest, local_day(now))
    name = f"{facts['archive_no']} {assignment.item.number_label}.zip"
    file = storage.keep(package, name=name, by=by.actor_key, at=now, kind="archive")
    return ArchiveSet(
        item=assignment.item,
        unit=assignment.unit,
        role=assignment.role,
        title=assignment.item.title or assignment.item.number_label,
        pages=contents.pages,
        lacking=[blocker.text for blocker in lacking],
        manifest=manifest,
        content_digest=contents.digest,
        digest=file.digest,
        file=file,
        made_at=now,
        made_by=by.actor_key,
        made_by_name=by.actor_name[:60],
        **facts,
    )


def _number(assignment: Assignment, before: ArchiveSet | None) -> dict[str, Any]:
    """A later edition keeps number and period; a first one takes the next of the unit's year."""
    if before is not None:
        return {name: getattr(before, name) for name in NUMBERED} | {"edition": before.edition + 1}
    year, rule = assignment.year, retention.rules()[assignment.role]
    last = ArchiveSet.objects.filter(unit=assignment.unit, year=year).aggregate(last=Max("sequence"))["last"]
    sequence = (last or 0) + 1
    return {
        "year": year,
        "sequence": sequence,
        "edition": 1,
        "retention": rule.period,
        "retention_clause": rule.clause,
        "archive_no": retention.archive_no(year, rule.period, assignment.unit.code, sequence),
    }


def _head(assignment: Assignment, facts: dict[str, Any], by: Actor, now: dt.datetime) -> dict[str, Any]:
    """What the list says of the whole set."""
    item, letter = assignment.item, checks.standing_letter(assignment)
    return {
        "题名": item.title or item.number_label,
        "文号": letter.doc_no if letter else "",
        "责任者": assignment.unit.name if letter else item.submitters_text,
        "日期": letter.signed_on.isoformat() if letter and letter.signed_on else item.registered_on.isoformat(),
        "保管期限": str(Retention(facts["retention"]).label),
        "期限依据": facts["retention_clause"],
        "归档号": facts["archive_no"],
        "第几次": facts["edition"],
        "立档单位": assignment.unit.name,
        "年度": facts["year"],
        "件": {"编号": item.number_label, "届次": item.session.name, "uuid": str(item.uuid)},
        "办理角色": assignment.get_role_display(),
        "归档人": by.actor_name,
        "归档时间": now.isoformat(),
    }
