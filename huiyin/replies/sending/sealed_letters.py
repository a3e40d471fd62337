"""盖章件: the letter as it came back with its seal — kept, held beside what was signed, and issued as it is (R49)."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from huiyin.documents.sealed_text import read_sealed_text
from huiyin.events.actors import Actor, RecordedFor
from huiyin.events.models import Event
from huiyin.files import storage
from huiyin.files.gate import extension_of
from huiyin.files.models import StoredFile
from huiyin.flow.errors import Blocker, NotAllowed, NotReady
from huiyin.replies.flow import FLOW
from huiyin.replies.letter import letters
from huiyin.replies.letter.holding_beside import letter_differences
from huiyin.replies.letter.versions import Difference
from huiyin.replies.models import Reply

CLAUSE = "印发的必须是签发的原文"
KINDS = frozenset({"pdf", "docx", "ofd", "png", "jpg", "jpeg"})
TAKES_PLACE_OF = {"pdf": "letter_pdf", "docx": "letter"}
TOLD, WORDS = 30, 120  # differences and characters of each that the log keeps


def take_sealed_letter(
    reply: Reply,
    file: StoredFile,
    *,
    by: Actor,
    now: dt.datetime,
    reason: str = "",
    compared: bool = False,
    recorded_for: RecordedFor | None = None,
) -> Reply:
    """登记盖章件：印发之前收回的盖章件即为印发件；与签发稿逐字比对，不一致的写明原因，读不出的逐字核对过（R49）。

    `reason`: why it does not say what was signed · `compared`: read beside it by a person, where it is a scan.
    """
    if not FLOW.may(reply, "take_sealed_letter", by):
        raise NotAllowed("您没有权限登记盖章件，或现在还不能登记。")
    if extension_of(file.name) not in KINDS:
        raise NotReady([Blocker("盖章件应是 PDF、OFD、Word 文件或扫描图片", "sealed_letter")])
    found = differences_from(reply, file)
    if missing := _unexplained(found, reason, compared=compared):
        raise NotReady(missing)
    facts: dict[str, Any] = {"file": file.digest, "name": file.name, "reason": reason.strip()}
    facts |= {"differences": None if found is None else told(found), "instead_of": _digest_before(reply)}
    with transaction.atomic():
        FLOW.move(
            reply, "take_sealed_letter", by=by, at=now, facts=facts, recorded_for=recorded_for, sealed_letter=file
        )
    return reply


def sealed_differences(reply: Reply) -> list[Difference] | None:
    """How the sealed letter differs from what was signed; [] where it does not or there is none, None of a scan."""
    return differences_from(reply, reply.sealed_letter) if reply.sealed_letter else []


def differences_from(reply: Reply, file: StoredFile) -> list[Difference] | None:
    text = read_sealed_text(storage.read(file), extension_of(file.name))
    return None if text is None else letter_differences(letters.letter_of(reply), text)


def as_issued(reply: Reply) -> dict[str, StoredFile]:
    """The sealed file in the place of the one we would render: nobody is given another text than the sealed one."""
    if reply.sealed_letter is None:
        return {}
    column = TAKES_PLACE_OF.get(extension_of(reply.sealed_letter.name))
    return {column: reply.sealed_letter} if column else {}


def taken(reply: Reply) -> Event | None:
    """When the sealed letter at hand was taken, by whom, and what was said of its differences."""
    if reply.sealed_letter is None:
        return None
    topic, subject = reply.assignment.item.topic, f"reply:{reply.pk}"
    return Event.objects.filter(topic=topic, subject=subject, verb="replies.sealed_letter_taken").last()


def told(found: Sequence[Difference]) -> list[dict[str, str | int]]:
    """As the log keeps it: where, what went, what came."""
    return [
        {
            "where": difference.where,
            "ask": difference.ask,
            "removed": "…".join(piece.text for piece in difference.pieces if piece.kind == "removed")[:WORDS],
            "added": "…".join(piece.text for piece in difference.pieces if piece.kind == "added")[:WORDS],
        }
        for difference in found[:TOLD]
    ]


def _unexplained(found: list[Difference] | None, reason: str, *, compared: bool) -> list[Blocker]:
    if found is None:
        said = "盖章件是扫描件，读不出文字：请与签发稿逐字核对后勾选“已逐字核对”"
        return [] if compared else [Blocker(said, "sealed_letter", CLAUSE)]
    if not found or reason.strip():
        return []
    return [Blocker(f"{_sentence(row)}，要写明原因", "sealed_letter", CLAUSE) for row in told(found)]


def _sentence(row: dict[str, str | int]) -> str:
    where = f"{row['where']}（第 {row['ask']} 项）" if row["ask"] else str(row["where"])
    if row["removed"] and row["added"]:
        return f"{where}：签发稿“{row['removed']}”，盖章件“{row['added']}”"
    return f"{where}：盖章件{'少了' if row['removed'] else '多了'}“{row['removed'] or row['added']}”"


def _digest_before(reply: Reply) -> str:
    return reply.sealed_letter.digest if reply.sealed_letter else ""
