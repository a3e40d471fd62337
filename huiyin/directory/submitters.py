"""Submitters as lists name them: found again by body, level, place and name, or added."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from huiyin.directory.models import Submitter, SubmitterKind
from huiyin.directory.sorting import sort_key_of

CHUNK = 500


@dataclass(frozen=True)
class SubmitterName:
    """Who a list says proposes. group: 代表团 or 界别, where the list says it of a person."""

    name: str
    kind: str = SubmitterKind.PERSON
    group: str = ""
    post: str = ""
    phone: str = ""

    @property
    def key(self) -> str:
        """Two people of one name differ by their group; a group is nobody's second name."""
        return f"{self.name}（{self.group}）" if self.group and self.kind == SubmitterKind.PERSON else self.name


@transaction.atomic
def find_or_add_submitters(
    names: Iterable[SubmitterName], *, body: str, level: str, place: str
) -> dict[str, Submitter]:
    """The submitters by `SubmitterName.key` and by bare name; whoever is not yet known is added, all at once.

    A person without a group and one of the same name with a group are taken for the same person; a spelling that was
    merged into another row leads to that one.
    """
    wanted = {name.key: name for name in names}
    known = _known({name.name for name in wanted.values()}, body=body, level=level, place=place)
    found: dict[str, Submitter] = {}
    new: list[Submitter] = []
    for key, name in sorted(wanted.items(), key=lambda pair: not pair[1].group):
        submitter = _same(name, known.get(name.name, []))
        if submitter is None:
            submitter = _fresh(name, body=body, level=level, place=place)
            known.setdefault(name.name, []).append(submitter)
            new.append(submitter)
        found[key] = submitter
        found.setdefault(name.name, submitter)
    Submitter.objects.bulk_create(new, batch_size=CHUNK)
    return found


def _known(names: set[str], *, body: str, level: str, place: str) -> dict[str, list[Submitter]]:
    ordered, known = sorted(names), dict[str, list[Submitter]]()
    for at in range(0, len(ordered), CHUNK):
        chunk = ordered[at : at + CHUNK]
        rows = Submitter.objects.filter(body=body, level=level, place=place, name__in=chunk)
        for row in rows.select_related("merged_into").order_by("pk"):
            known.setdefault(row.name, []).append(row)
    return known


def _same(name: SubmitterName, candidates: list[Submitter]) -> Submitter | None:
    group = name.group if name.kind == SubmitterKind.PERSON else ""
    exact = [row for row in candidates if row.group == group]
    near = [row for row in candidates if not row.group or not group]
    found = next(iter(exact or near), None)
    return found.merged_into or found if found else None


def _fresh(name: SubmitterName, *, body: str, level: str, place: str) -> Submitter:
    return Submitter(
        kind=name.kind,
        body=body,
        level=level,
        place=place,
        name=name.name,
        group=name.group if name.kind == SubmitterKind.PERSON else "",
        post=name.post,
        phone=name.phone,
        sort_key=sort_key_of(name.name),
    )
