"""抄送: who gets a copy of an answer by the pack, by name — the electing congress and the co-units where it asks for them."""

import re
from collections.abc import Sequence

from huiyin.directory.models import Level, Submitter, SubmitterKind
from huiyin.flow.errors import Blocker
from huiyin.handling.models import Assignment
from huiyin.items.models import Item
from huiyin.replies.chain import route
from huiyin.replies.letter.content import asked_of, submitters_of
from huiyin.replies.models import Reply
from huiyin.rules.pack import Pack

PLACES = {
    Level.NATIONAL: "全国",
    Level.PROVINCIAL: "省",
    Level.MUNICIPAL: "市",
    Level.COUNTY: "区",
    Level.TOWNSHIP: "镇",
}
KINDS_OF_PLACE = "市州盟区县旗镇乡"
TO_BE_NAMED = "（请写明"
DELEGATION = re.compile(r"(?:第[一二三四五六七八九十]+)?代表(?:团|小组)$")


def copied_to(assignment: Assignment) -> list[str]:
    """R41：抄送人大代表机构或政协提案委、政府办公厅；按规则包加选举单位人大（浙江）、会办单位（广东某市）。"""
    item, pack = assignment.item, route.pack_of(assignment)
    wants = pack.letter.copies_want
    return list(
        pack.letter.copies_for(
            item.body,
            _place_word(item),
            electing=electing_bodies(_entitled(item, pack)) if wants(item.body, "electing") else (),
            co_units=co_units(assignment) if wants(item.body, "co_units") else (),
        )
    )


def copies_blockers(reply: Reply, copies: Sequence[str]) -> list[Blocker]:
    """抄送没有写、选举单位没有写明、会办单位有遗漏的，不能送审。"""
    assignment = reply.assignment
    item, letter = assignment.item, route.pack_of(assignment).letter
    asked = letter.copies.get(item.body)
    if not reply.is_answer or not asked:
        return []
    texts = [] if copies else ["抄送没有写"]
    texts += [f"抄送{name.strip('（）')}" for name in copies if name.startswith(TO_BE_NAMED)]
    if copies and letter.copies_want(item.body, "co_units"):
        texts += [f"抄送里没有会办单位{name}" for name in co_units(assignment) if name not in copies]
    return [Blocker(text, "letter", asked.clause) for text in texts]


def electing_bodies(submitters: Sequence[Submitter]) -> list[str]:
    """选举单位人大: told by the delegation where that names a place, else to be written by hand."""
    found = (
        _electing_body(submitter) or f"{TO_BE_NAMED}选举{submitter.name}的人大常委会）" for submitter in submitters
    )
    return list(dict.fromkeys(found))


def co_units(assignment: Assignment) -> list[str]:
    """会办单位: everybody asked for an opinion, and every unit the list names as assisting."""
    asked = [opinion.unit.name for opinion in asked_of(assignment)]
    others = Assignment.objects.standing().assisting().filter(item=assignment.item_id, parent=None)
    named = others.exclude(unit=assignment.unit_id).select_related("unit").order_by("pk")
    return list(dict.fromkeys([*asked, *(other.unit.name for other in named)]))


def _entitled(item: Item, pack: Pack) -> list[Submitter]:
    return submitters_of(item, each=pack.switches.reply_to.value == "each")


def _electing_body(submitter: Submitter) -> str:
    delegation = submitter.name if submitter.kind == SubmitterKind.DELEGATION else submitter.group
    place = DELEGATION.sub("", delegation)
    return f"{place}人大常委会" if place and place[-1] in KINDS_OF_PLACE else ""


def _place_word(item: Item) -> str:
    """省、市、区; a county that is called 县 by its own word."""
    place = item.session.place
    own = item.level in (Level.MUNICIPAL, Level.COUNTY, Level.TOWNSHIP) and place[-1:] in KINDS_OF_PLACE
    return place[-1] if own and place else PLACES.get(Level(item.level), "")
