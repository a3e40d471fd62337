"""One of everything, and the addresses that lead to it: what the permission matrix walks over."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from huiyin.accounts.actions import stand_in
from huiyin.accounts.desk import sit_down
from huiyin.accounts.leaving import take_leave
from huiyin.archives.actions import make_set
from huiyin.archives.years import ask_year
from huiyin.directory.actions import find_or_add_session
from huiyin.events.actors import SYSTEM
from huiyin.exchange.actions import stage
from huiyin.exchange.bundling import stage_bundle
from huiyin.facts.actions import state_fact
from huiyin.followup.actions import open_commitments
from huiyin.handling import declining, intervals
from huiyin.handling.adding import ask_for_unit
from huiyin.handling.coordinating import open_coordination
from huiyin.handling.materials import ask_material
from huiyin.handling.models import Assignment
from huiyin.handling.overriding import set_override
from huiyin.handling.side_opinions import raise_side_opinion
from huiyin.items.actions import ItemDraft, mark, open_batch, register, tag
from huiyin.items.groups import make_group
from huiyin.items.models import Item
from huiyin.planning.actions import Part, propose, submit_plan
from huiyin.planning.editions import make_edition
from huiyin.replies.models import LetterCopy, Remark
from huiyin.replies.number import series as own
from huiyin.replies.opinion import opinions
from huiyin.replies.peers import add_peer_share
from huiyin.reports.actions import add_passage
from huiyin.surveys.actions import open_round
from huiyin.surveys.links import token_of
from huiyin.surveys.print_runs import ask_print_run
from tests.answering import Case, hand_over
from tests.conftest import NOW
from tests.exchange.test_bundle import packed

_BY = {"by": SYSTEM, "now": NOW}
BUNDLE = packed(("0031.txt", "建议：一是甲。二是乙。".encode()))
LIST = "市十五届人大一次会议代表建议交办清单\n建议编号,建议标题,领衔代表,主办\n0099,关于办好社区食堂的建议,示例代表009,市卫健委\n"
WHO = ("lin", "wang", "qian", "zhao", "sun", "wu", "zhou", "feng", "wei", "zheng", "stranger", "anonymous")


@dataclass(frozen=True)
class Address:
    """A route, the name of its view and the path with real keys filled in."""

    route: str
    name: str
    path: str


def build(cast) -> dict[str, object]:
    """A case that is issued, promised and being rated, another that is being drafted; keys by first path word."""
    case = hand_over(cast, NOW)
    reply = case.issued("B")
    commitment = open_commitments(reply, by=SYSTEM, now=case.now)[0]
    invitation = open_round(reply, by=SYSTEM, now=case.now).invitations.first()
    open_case = hand_over(cast, NOW, no="0032", title="关于加强基层卫生人才队伍建设的建议")
    draft = open_case.drafted("B")
    return {
        **_around(open_case),
        **_between_units(open_case),
        **_in_the_register(open_case, case.item),
        **_planned(open_case),
        "pauses": intervals.pause(
            case.assignment, starts_on=NOW.date(), reason="waiting", approver="office", **case.by("lin")
        ),
        "replies": draft,
        "remarks": _remarked(draft, case.now),
        "number_series": own.declare(cast.unit, "示卫提函", 2022, **case.by("lin")),
        "clearing": case.later().assignment and _in_clearing(cast),
        "commitments": commitment,
        "milestone": commitment.milestones.first(),
        "classes": add_peer_share(
            cast.unit, peer="吉林省", year=2021, answered=9, solved=4, source="年度概述", **case.by("lin")
        ),
        "invitations": invitation,
        "token": token_of(invitation),
        "promise": draft.answers.last().promises.first(),
        "files": reply.letter,
        "letter_copies": LetterCopy.objects.create(
            reply=reply, submitter=invitation.submitter, letter=reply.letter, letter_pdf=reply.letter_pdf
        ),
        "print_runs": ask_print_run([reply], **case.by("lin")),
        **_archived(cast),
        "facts": fact_of(cast),
        "passages": add_passage(cast.unit, year=2022, section=1, text="本年", **case.by("lin")),
    }


def _remarked(draft, now):
    """What somebody said at a paragraph of it."""
    return Remark.objects.create(
        reply=draft, version=1, text="核数字", made_by="user:1", made_by_name="钱处", made_at=now
    )


def fact_of(cast):
    """A fact of 人口处."""
    said = {"sentence": "全市新建托育机构22家。", "as_of": NOW.date(), "source": "年报"}
    return state_fact(
        cast.unit,
        owner=cast.renkou,
        subject="新建托育机构",
        **said,
        by=sit_down(cast.people["lin"], on=NOW.date()),
        now=NOW,
    )


def _planned(case: Case) -> dict[str, object]:
    """A plan before a leader, an edition of the responsibility list, and a bulk act nobody made."""
    who, unit = case.by("lin"), case.cast.unit
    plan = propose(unit, name="方案", year=2022, parts=[Part(case.assignment, case.cast.renkou)], **who)
    return {
        "plans": submit_plan(plan, approver=case.cast.people["wu"], **who),
        "editions": make_edition(unit, 2022, why="第一批", **who),
        "row": case.assignment,
        "undo": "0" * 16,
    }


def _archived(cast) -> dict[str, object]:
    """An item that ended, its set, and a year that was asked for."""
    case = hand_over(cast, NOW, no="0034", title="关于加强院前急救的建议")
    case.issued_again(no=34)
    Assignment.objects.filter(pk=case.assignment.pk).update(state="closed", closed_on=NOW.date())
    who = case.by("lin")
    return {"archives": make_set(case.item, cast.unit, **who), "archive_years": ask_year(cast.unit, 2022, **who)}


def _in_clearing(cast):
    return hand_over(cast, NOW, no="0033", title="关于加强精神卫生服务的建议").submitted("A")


def _in_the_register(case: Case, other: Item) -> dict[str, object]:
    """What hangs on the entry of an item: a group, a screening, another item it may be linked with."""
    who = case.by("lin")
    session = find_or_add_session(body="cppcc", level="municipal", place="示例市", term=15, sitting=1, year=2022)
    facts = {"unit": case.cast.unit, "session": session, "name": "待审查", "year": 2022, "dispatched_on": None}
    batch = open_batch(**facts, in_session=True, **who)
    draft = ItemDraft(kind="proposal", official_no="20220001", title="关于养老的提案", to_screen=True)
    return {
        "groups": make_group(case.cast.unit, name="一组", items=[case.item], **who),
        "screenings": register(draft, batch=batch, **who).screening,
        "other": other,
        "item": case.item,
    }


def _around(case: Case) -> dict[str, object]:
    """Everything that hangs on an item under way."""
    item, cast = case.item, case.cast
    case.contacted()
    ask = {"reason": "涉及面广", "until": dt.date(2022, 8, 30)}
    deputy = {"unit": cast.unit, "role": "leader_in_charge", "starts_on": NOW.date(), "ends_on": dt.date(2022, 4, 30)}
    tag([item], "托育", **case.by("lin"))
    return {
        "items": item,
        "assignments": case.assignment,
        "extensions": intervals.request_extension(case.assignment, **ask, **case.by("lin")),
        "marks": mark(item, kind="key", by_whom="市政府", **case.by("lin")),
        "opinions": opinions.ask_opinion(case.assignment, cast.other, **case.by("lin")),
        "stand-ins": stand_in(cast.people["wu"], cast.people["zhou"], **deputy, by=SYSTEM, now=NOW),
        "bundle": stage_bundle(BUNDLE, "正文.zip", cast.unit, year=2022, **case.by("lin")),
        "imports": stage(LIST.encode(), "交办清单.csv", cast.unit, **case.by("lin")),
        "contacts": case.assignment.contacts.first(),
        "duties": case.assignment.duties.first(),
        "signatures": item.signatures.last(),
        "batches": item.batch,
        "overrides": set_override(
            item.batch, "opinion", fixed_on=dt.date(2022, 5, 31), clause="notice", **case.by("lin")
        ),
        "topic": item.topics.first(),
        "people": cast.people["wang"],
        "posts": cast.people["wang"].posts.first(),
        "offices": cast.renkou,
        "units": cast.renkou,
        "submitters": item.signatures.first().submitter,
        "leaves": take_leave(cast.people["wang"], starts_on=NOW.date(), ends_on=NOW.date(), reason="leave", **_BY),
    }


def _between_units(case: Case) -> dict[str, object]:
    """What passes between units: material, a disagreement, a further unit, a declined part of an office, a side opinion."""
    top, cast = case.assignment, case.cast
    materials = ask_material(top, cast.other, text="床位数", **case.by("lin"))
    share = top.children.get(role="assist")
    declining.decline(share, reason="不属本处", proposed_unit="别的处室", **case.by("lin"))
    contact = top.contacts.first()
    return {
        "material-requests": materials,
        "coordinations": open_coordination(top, other=cast.other, issue="经费", **case.by("lin")),
        "unit-requests": ask_for_unit(top, proposed_unit="示例市教育局", reason="涉及学校", **case.by("lin")),
        "declines": share.declines.first(),
        "side-opinions": raise_side_opinion(contact, text="门口路灯不亮", **case.by("lin")),
    }


def addresses(world: dict[str, object]) -> list[Address]:
    """Every address of the house with the keys of this world."""
    return sorted((Address(*found) for found in _walk(get_resolver(), world)), key=lambda address: address.route)


def _walk(resolver: URLResolver, world: dict, before: str = "") -> Iterator[tuple[str, str, str]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            for filled in _fill(route, pattern, world):
                yield filled, str(pattern.name), "/" + filled
        else:
            yield from _walk(pattern, world, route)


def _fill(route: str, pattern: URLPattern, world: dict) -> list[str]:
    """The route with keys; a route with a verb converter gives one address for each of its verbs."""
    paths = [route]
    for name, converter in pattern.pattern.converters.items():
        hole = next(part for part in _holes(route) if part.strip("<>").split(":")[-1] == name)
        values = _verbs(converter.regex) or [_key(route, name, world)]
        paths = [path.replace(hole, value) for path in paths for value in values]
    return paths


def _verbs(pattern: str) -> list[str]:
    """The verbs a converter lets through, when it names them one by one."""
    return sorted(pattern.strip("()").split("|")) if "|" in pattern else []


def _holes(route: str) -> list[str]:
    return [part[: part.index(">") + 1] for part in ("<" + piece for piece in route.split("<")[1:])]


def _key(route: str, name: str, world: dict) -> str:
    first = route.split("/")[route.startswith("dispatch/")]
    known = {"year": "2022", "number": "1", "name": "total", "form": "json", "section": "1", "part": "opening"}
    known |= {"kind": "reply", "importance": "ordinary"}
    other = {"intake": "imports", "r": "contacts", "annual": "passages"}
    found = known.get(name) or world.get(name) or world[other.get(first, first)]
    return str(getattr(found, "pk", found))
