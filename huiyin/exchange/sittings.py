"""Which session a row belongs to: as the list says, as a person says, else the one of that body and year."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from huiyin.directory.actions import find_or_add_session, session_label
from huiyin.directory.models import Session, Unit
from huiyin.directory.places import place_at
from huiyin.exchange.facts import Facts
from huiyin.exchange.origin import Origin
from huiyin.files.gate import Refused
from huiyin.prose.sessions import read_session


@dataclass(frozen=True)
class Sitting:
    """A session as a list means it: one in the books (`pk`), or one still to be added."""

    body: str
    level: str
    place: str
    term: int
    sitting: int
    year: int
    pk: int | None = None
    name: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        return (self.pk,) if self.pk else (self.body, self.level, self.place, self.term, self.sitting or self.year)

    def stored(self) -> Session:
        """The session, added when it is not yet in the books."""
        if self.pk:
            return Session.objects.get(pk=self.pk)
        return find_or_add_session(
            body=self.body,
            level=self.level,
            place=self.place,
            term=self.term or None,
            sitting=self.sitting or None,
            year=self.year,
        )


def forced_origin(said: str, unit: Unit) -> Origin | None:
    """--session: a number of the books, or words as 市十三届人大二次会议. Raises Refused when it is neither."""
    said = said.strip()
    if not said:
        return None
    if said.isdecimal():
        row = Session.objects.filter(pk=int(said)).first()
        if row is None:
            raise Refused(f"没有编号为 {said} 的届次。")
        return Origin(row.body, row.level, row.place, row.term or 0, row.sitting or 0, None, "", row.year)
    name = read_session(said)
    if name is None or not name.term or not name.sitting:
        raise Refused(f"看不懂届次“{said[:40]}”，应写作“市十三届人大二次会议”或“省政协十二届五次会议”。")
    level = name.level or unit.level
    between = None if name.in_session else True
    return Origin(name.body, level, place_at(unit, level) or name.place, name.term, name.sitting, between)


@dataclass
class Sittings:
    """The sessions in the books, and those a list adds."""

    unit: Unit
    forced: Origin | None
    year: int
    list_year: int
    stored: list[Session] = field(default_factory=list)
    found: dict[Origin, tuple[Sitting, bool]] = field(default_factory=dict)

    @classmethod
    def load(cls, unit: Unit, *, forced: Origin | None, year: int, list_year: int) -> "Sittings":
        return cls(unit, forced, year, list_year, list(Session.objects.order_by("pk")))

    def insist_on_a_body(self, facts: Sequence[Facts]) -> None:
        """Nobody can register a list of which not even the body is known."""
        if not self.forced and not any(one.origin.body for one in facts):
            raise Refused(
                "看不出清单是人大建议还是政协提案，请写明届次，如“市十三届人大二次会议”（命令行用 --session）。"
            )

    def of(self, facts: Facts) -> tuple[Origin, Sitting | None, bool]:
        """The origin of the row as it counts, its session, and whether the session had to be guessed."""
        origin = facts.origin
        if self.forced:
            between = self.forced.between or origin.between
            kind = origin.kind if origin.kind in ("motion", "recommendation") else ""
            origin = replace(self.forced, between=between, kind=kind, year=self.forced.year or origin.year)
        if not origin.body:
            return origin, None, True
        key = replace(origin, between=None, kind="")
        if key not in self.found:
            self.found[key] = self._sitting(key)
        return origin, *self.found[key]

    def _sitting(self, origin: Origin) -> tuple[Sitting, bool]:
        level = origin.level or self.unit.level
        place = place_at(self.unit, level) or ("" if level == "national" else origin.place)
        year = self.year or origin.year or self.list_year
        same = [row for row in self.stored if (row.body, row.level) == (origin.body, level) and _near(row.place, place)]
        if origin.term and origin.sitting:
            row = next((row for row in same if (row.term, row.sitting) == (origin.term, origin.sitting)), None)
            return self._as_sitting(row, origin, level, place, year), not origin.level
        of_year = [row for row in same if row.year == year]
        unknown = next((row for row in of_year if row.term is None), None)
        row = unknown or (of_year[0] if len(of_year) == 1 else None)
        return self._as_sitting(row, replace(origin, term=0, sitting=0), level, place, year), True

    @staticmethod
    def _as_sitting(row: Session | None, origin: Origin, level: str, place: str, year: int) -> Sitting:
        if row:
            return Sitting(row.body, row.level, row.place, row.term or 0, row.sitting or 0, row.year, row.pk, row.name)
        name = session_label(origin.body, level, origin.term, origin.sitting, year)
        return Sitting(origin.body, level, place, origin.term, origin.sitting, year, None, name)


def _near(stored: str, wanted: str) -> bool:
    """吉林 and 吉林省 are one place; a session without a place is nobody else's."""
    return stored == wanted or (bool(stored and wanted) and (stored[:-1] == wanted or wanted[:-1] == stored))
