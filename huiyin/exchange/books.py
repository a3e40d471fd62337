"""What the books already say of the items of a list, and what earlier lists said of them."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from huiyin.directory.models import Unit
from huiyin.directory.names import read_unit_name
from huiyin.exchange.models import Import, ImportState
from huiyin.exchange.sittings import Sitting
from huiyin.handling.models import Assignment
from huiyin.handling.models import State as AssignmentState
from huiyin.items.models import Item, State
from huiyin.items.numbering import sort_number
from huiyin.prose.titles import same_title

ROLE_MAY_CHANGE = (AssignmentState.WAITING, AssignmentState.HANDLING, AssignmentState.DECLINING)
Key = tuple[int, str, bool, str]
COLUMNS = ("title", "field", "remark", "class_no", "register_no")


@dataclass(frozen=True)
class Known:
    """An item in the books. role "": it is there, but was not given to our unit yet."""

    item: Item
    assignment: Assignment | None = None
    values: dict[str, Any] = field(default_factory=dict)
    last_list: dict[str, Any] = field(default_factory=dict)

    @property
    def role(self) -> str:
        return str(self.assignment.role) if self.assignment else ""

    @property
    def left(self) -> bool:
        """Withdrawn or moved away: it stays in the ledger and no list brings it back."""
        return self.item.state in (State.WITHDRAWN, State.MOVED_AWAY)

    @property
    def may_change_role(self) -> bool:
        """Once answered, noted or closed, another role is a matter for people, not for a list."""
        return bool(self.assignment and self.assignment.state in ROLE_MAY_CHANGE)


@dataclass
class Books:
    """The items of some sessions, by their keys."""

    by_key: dict[Key, Known] = field(default_factory=dict)
    by_number: dict[tuple[int, str, bool, int | None, int | None], list[Known]] = field(default_factory=dict)

    @classmethod
    def load(cls, unit: Unit, sittings: Iterable[Sitting]) -> "Books":
        """A handful of queries, however long the list."""
        sessions = {sitting.pk for sitting in sittings if sitting.pk}
        books = cls()
        if not sessions:
            return books
        items = Item.objects.filter(session__in=sessions).select_related("session", "batch__unit")
        held = Assignment.objects.standing().filter(parent=None, item__session__in=sessions).select_related("unit")
        mine, others = dict[int, Assignment](), defaultdict[int, set[str]](set)
        for row in held:
            if row.unit_id == unit.pk:
                mine[row.item_id] = row
            else:
                others[row.item_id] |= {read_unit_name(name).core for name in row.unit.names}
        last = _last_lists(unit, sessions)
        for item in items.prefetch_related("signatures__submitter", "marks"):
            key = (item.session_id, str(item.kind), item.in_session, item.official_no)
            assignment = mine.get(item.pk)
            values = {**_values(item, assignment), "others": sorted(others[item.pk])}
            known = Known(item, assignment, values, last.get(_text_key(*key), {}))
            books.by_key[key] = known
            near = (item.session_id, str(item.kind), item.in_session, item.number_year, item.seq)
            books.by_number.setdefault(near, []).append(known)
        return books

    def find(self, sitting: Sitting, kind: str, in_session: bool, official_no: str, title: str) -> Known | None:
        """By number; or by what the number counts to when the title is the same (0003 that a program made 3)."""
        if sitting.pk is None:
            return None
        if exact := self.by_key.get((sitting.pk, kind, in_session, official_no)):
            return exact
        number = sort_number(official_no)
        near = self.by_number.get((sitting.pk, kind, in_session, number.year, number.seq), [])
        return next((known for known in near if number.seq and same_title(known.item.title, title)), None)


def _values(item: Item, assignment: Assignment | None) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(item, name) for name in COLUMNS}
    values["text"] = digest_of(item.text)
    values["consent"] = str(item.consent)
    signatures: Sequence[Any] = list(item.signatures.all())
    values["signers"] = [row.submitter.name for row in sorted(signatures, key=lambda row: row.order)]
    values["marks"] = [f"{mark.kind}/{mark.by_whom}" for mark in item.marks.all()]
    if assignment:
        values["role"] = f"{assignment.role}/{assignment.role_label}"
        values["due"] = assignment.notice_due_on.isoformat() if assignment.notice_due_on else ""
    return values


def digest_of(text: str) -> str:
    """A long text is told apart by its digest; no text has none."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def _last_lists(unit: Unit, sessions: set[int]) -> dict[str, dict[str, Any]]:
    """What the lists imported so far said, the latest last: only so can a change of theirs be told from one of ours."""
    said: dict[str, dict[str, Any]] = {}
    rows = Import.objects.filter(unit=unit, state=ImportState.DONE).order_by("done_at", "pk")
    wanted = [row.pk for row in rows.only("pk", "settings") if set(row.settings.get("sessions", ())) & sessions]
    for report in Import.objects.filter(pk__in=wanted).order_by("done_at", "pk").values_list("report", flat=True):
        said.update(report.get("said", {}))
    return said


def _text_key(session: int, kind: str, in_session: bool, official_no: str) -> str:
    return f"{session}/{kind}/{int(in_session)}/{official_no}"


def key_of(item: Item) -> str:
    """How a report names an item."""
    return _text_key(item.session_id, str(item.kind), item.in_session, item.official_no)
