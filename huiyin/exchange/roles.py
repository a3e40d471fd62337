"""Which part our unit has in a row, and which parts the other units have, from unit columns, labels and role words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from huiyin.directory.models import Unit
from huiyin.directory.names import UnitIndex
from huiyin.exchange.facts import Facts
from huiyin.exchange.lines import Table
from huiyin.prose.names import UnitMention, split_units
from huiyin.rules.pack import Pack

LEADING = ("lead", "joint_lead", "separate")
COLUMNS = ("lead_unit", "separate_unit", "handling_unit", "assist_unit", "refer_unit")
_WORDS = {
    **dict.fromkeys(("主办", "承办", "独办", "牵头"), "lead"),
    **dict.fromkeys(("共同主办", "会同办理"), "joint_lead"),
    **dict.fromkeys(("分办", "分别办理"), "separate"),
    **dict.fromkeys(("会办", "协办", "配合", "参与"), "assist"),
    **dict.fromkeys(("参阅", "阅知", "阅"), "refer"),
}
_HEADING_WORD = re.compile("独办|牵头|主办|协办|会办|配合|参与|分别办理|分办|参阅|阅知")
_USUAL = {
    "lead_unit": "主办",
    "handling_unit": "主办",
    "separate_unit": "分办",
    "assist_unit": "会办",
    "refer_unit": "参阅",
}
_BY_COLUMN = {
    "lead_unit": "lead",
    "handling_unit": "lead",
    "separate_unit": "separate",
    "assist_unit": "assist",
    "refer_unit": "refer",
}
_NO_UNIT = re.compile(r"^(?:各|有关|相关|其他|其它|等)?(?:有关|相关|责任|承办|成员)?(?:单位|部门|各区|各县)$|^各")


@dataclass(frozen=True)
class Part:
    """One unit's part in a row."""

    name: str
    role: str
    label: str
    column: str = ""
    stated: bool = False


@dataclass(frozen=True)
class Share:
    """Our part and those of the others; or the problem that keeps the row from being told."""

    role: str = ""
    label: str = ""
    others: tuple[Part, ...] = ()
    flags: tuple[str, ...] = ()
    problem: str = ""


@dataclass
class RoleReader:
    """Reads rows of one table for one unit."""

    table: Table
    unit: Unit
    index: UnitIndex
    pack: Pack
    known: dict[str, bool] = field(default_factory=dict)

    def share_of(self, facts: Facts) -> Share:
        """Our part in this row, beside parts it can stand beside."""
        return _side_by_side(self._share(facts))

    def _share(self, facts: Facts) -> Share:
        parts = self._parts(facts)
        ours = [part for part in parts if self._is_ours(part.name)]
        others = tuple(part for part in parts if not self._is_ours(part.name) and not _NO_UNIT.match(part.name))
        said = _role_word(facts.role_said)
        if facts.role_said and not said:
            return Share(problem=f"承办方式“{facts.role_said[:20]}”不认得，应为主办、会办（协办）、分办或参阅")
        if said:
            return self._said(said, ours, others)
        if ours:
            return self._named(ours, others, parts)
        if not self.table.has(*COLUMNS, "role"):
            return Share("lead", "主办", flags=("role_assumed",))
        names = "、".join(part.name for part in parts)
        what = f"，写的是{names[:60]}" if names else "，单位一栏是空的"
        return Share(problem=f"主办、会办单位里都没有本单位（{self._called()}）{what}")

    def names_us(self, facts: Facts) -> bool:
        """Does the row name our unit at all?"""
        return any(self._is_ours(part.name) for part in self._parts(facts))

    def _said(self, word: str, ours: Sequence[Part], others: tuple[Part, ...]) -> Share:
        """The row says our role outright; the unit columns must not contradict it."""
        role = self._role_of(word)
        leaders = [part.name for part in others if part.role in LEADING]
        if role in LEADING and leaders and not any(part.role in LEADING for part in ours):
            return Share(problem=f"承办方式写“{word}”，主办单位却是{'、'.join(leaders)[:40]}")
        strict = [part for part in ours if part.column == "lead_unit" and not self._is_generic(part.column)]
        if role not in LEADING and strict and not leaders:
            return Share(problem=f"承办方式写“{word}”，主办单位却是本单位")
        if role not in LEADING and strict:
            others = tuple(part for part in others if part.role in LEADING or part.column != "lead_unit")
        return Share(role, word, others)

    def _named(self, ours: Sequence[Part], others: tuple[Part, ...], parts: Sequence[Part]) -> Share:
        """Our role is where our name stands; the leading place wins when it stands in two."""
        mine = min(ours, key=lambda part: (part.role not in LEADING, part.role == "refer"))
        flags = ["named_twice"] if len({part.role for part in ours}) > 1 else []
        plain = [part for part in parts if part.column == mine.column and part.role == "lead"]
        if mine.role == "lead" and len({part.name for part in plain}) > 1:
            flags.append("several_leads")
            others = tuple(_joint(part) if part in plain else part for part in others)
            return Share("joint_lead", mine.label, others, tuple(flags))
        if self._is_generic(mine.column) and not self.table.has("assist_unit", "role") and not mine.stated:
            flags.append("role_assumed")
        return Share(mine.role, mine.label, others, tuple(flags))

    def _parts(self, facts: Facts) -> list[Part]:
        """Every unit of the row with its role, a unit named twice only where it leads."""
        found: dict[str, Part] = {}
        for column in COLUMNS:
            cells = facts.line.cells.get(column, ())
            mentions = [mention for cell in cells for mention in split_units(str(cell))]
            for number, mention in enumerate(mentions):
                part = self._part(mention, column, number, mentions)
                key = part.name if not self._is_ours(part.name) else f"{part.name}/{part.role}"
                found.setdefault(key, part)
        return list(found.values())

    def _part(self, mention: UnitMention, column: str, number: int, mentions: Sequence[UnitMention]) -> Part:
        if mention.label and (role := self._role_of(mention.label)):
            return Part(mention.name[:120], role, mention.label, column, stated=True)
        role, label = _BY_COLUMN[column], self._heading_word(column)
        if self._is_generic(column) and number and len(mentions) > 1:
            role, label = "assist", "会办"  # 承办单位：甲、乙、丙 — the first named leads
        return Part(mention.name[:120], role, label, column)

    def _is_generic(self, column: str) -> bool:
        """A column headed 承办单位 says who handles, not who leads."""
        headings = [c.heading for c in self.table.columns if c.field == column]
        return column in ("lead_unit", "handling_unit") and not any(
            re.search("主办|牵头|独办|lead", h.lower()) for h in headings
        )

    def _heading_word(self, column: str) -> str:
        heading = next((c.heading for c in self.table.columns if c.field == column), "")
        found = _HEADING_WORD.search(heading.split("／")[-1]) or _HEADING_WORD.search(heading)
        word = found[0] if found else _USUAL[column]
        return word if _WORDS[word] == _BY_COLUMN[column] else _USUAL[column]

    def _role_of(self, word: str) -> str:
        return _WORDS.get(word) or self.pack.role_of(word)

    def _is_ours(self, name: str) -> bool:
        if name not in self.known:
            self.known[name] = self.index.is_same(name, self.unit)
        return self.known[name]

    def _called(self) -> str:
        return str(self.unit.short_names[0]) if self.unit.short_names else self.unit.name


def _side_by_side(share: Share) -> Share:
    """R31: one lead, or several joint leads, or several separate ones; 主办 beside 分办 each answer for their part."""
    leading = [role for role in (share.role, *(part.role for part in share.others)) if role in LEADING]
    if len(leading) < 2 or set(leading) in ({"separate"}, {"joint_lead"}):
        return share
    to, flag = ("separate", "led_apart") if "separate" in leading else ("joint_lead", "several_leads")
    others = tuple(replace(part, role=to) if part.role in LEADING else part for part in share.others)
    role = to if share.role in LEADING else share.role
    return replace(share, role=role, others=others, flags=tuple(dict.fromkeys((*share.flags, flag))))


def _joint(part: Part) -> Part:
    return Part(part.name, "joint_lead", part.label, part.column)


def _role_word(said: str) -> str:
    """主办件 → 主办, 协办单位 → 协办; "" when it is no role."""
    word = re.sub(r"[(（].*$|\s", "", said)
    word = re.sub(r"(?:单位|件|方|部门)$", "", word)
    return word if word in _WORDS else ""
