"""Which roles may stand beside one another on an item: one lead, or several separate, or several joint leads (R31)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from huiyin.flow.errors import Blocker
from huiyin.handling.models import LEADING, Assignment, Role
from huiyin.items.models import Item

TWO_LEADS = "这一件已有主办单位；两个以上单位承办的，请用共同主办或分办。"
MIXED = "同一件里，主办、共同主办、分办只能用一种。"
NO_SHARE = "{}分办的部分没有写明；分别办理的，要写明各办哪一部分。"


class Held(NamedTuple):
    """One unit's role on an item, and the text of its part."""

    unit: str
    role: str
    share: str


def blockers_of(held: Sequence[Held]) -> list[Blocker]:
    """R31：一个主办，或两个以上分办，或两个以上共同主办。一份清单只写本单位的角色，不算错。"""
    leading = Counter(one.role for one in held if one.role in LEADING)
    if leading[Role.LEAD] > 1:
        return [_blocker(TWO_LEADS)]
    return [_blocker(MIXED)] if len(leading) > 1 else []


def share_blockers(held: Sequence[Held]) -> list[Blocker]:
    """R31：两个以上分办的，各办哪一部分要写明（青岛第十六条）。清单上没有写的，可以后补，办结以前补齐。"""
    separate = [one for one in held if one.role == Role.SEPARATE]
    return [_blocker(NO_SHARE.format(one.unit)) for one in separate if len(separate) > 1 and not one.share.strip()]


def missing_share(assignment: Assignment) -> list[Blocker]:
    """The same of one unit's own part, before it is closed."""
    if assignment.role != Role.SEPARATE or assignment.share.strip() or not assignment.is_top:
        return []
    others = Assignment.objects.standing().filter(item=assignment.item_id, parent=None, role=Role.SEPARATE)
    return [_blocker(NO_SHARE.format(assignment.unit))] if others.exclude(pk=assignment.pk).exists() else []


def change_blockers(assignment: Assignment, role: str) -> list[Blocker]:
    """The same after one unit's role has changed; inside a unit one office leads, as the allotment says."""
    if not assignment.is_top:
        return []
    others = Assignment.objects.standing().filter(item=assignment.item_id, parent=None).exclude(pk=assignment.pk)
    held = [_held(row) for row in others.select_related("unit")]
    now = [*held, Held(assignment.unit.name, role, assignment.share)]
    return blockers_of(now) if role in LEADING else []


def held_on(items: Iterable[Item]) -> dict[int, list[Held]]:
    """Who holds what of these items now."""
    found: dict[int, list[Held]] = defaultdict(list)
    rows = Assignment.objects.standing().filter(item__in=[item.pk for item in items], parent=None)
    for row in rows.select_related("unit").order_by("id"):
        found[row.item_id].append(_held(row))
    return found


def _blocker(sentence: str) -> Blocker:
    return Blocker(sentence, where="people", rule="青岛第十六条、上海第十七条")


def _held(row: Assignment) -> Held:
    return Held(row.unit.name, row.role, row.share)
