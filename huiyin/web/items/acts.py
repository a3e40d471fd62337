"""下一步: what this person may do with the item now, the one that matters first, the others after it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from huiyin.accounts.models import Role as Post
from huiyin.flow.errors import Blocker
from huiyin.handling import policy
from huiyin.handling.by_hand import is_answered_by_hand
from huiyin.handling.flow import FLOW, MADE_BY_LATER_ROOMS
from huiyin.handling.models import Assignment, Role, State
from huiyin.items.courses import COURSED
from huiyin.items.models import Kind
from huiyin.replies.models import State as ReplyState
from huiyin.web.addresses import address
from huiyin.web.items.reading import Case

DRAFTING = ("answer", "draft", "open_reply", "add_contact")
MAIN_FIRST = ("clear", "sending", "allot", "sign_for", "note", "refuse_decline", "close", *DRAFTING)
ASIDE = (
    "add_contact",
    "draft",
    "say_no_opinion",
    "open_reply",
    "request_extension",
    "decline",
    "ask_opinion",
    "grant_decline",
    "close",
    "sign_for",
)


@dataclass(frozen=True)
class Act:
    """A button: greyed with its blockers when something is missing. is_post: the act itself, no page of its own."""

    verb: str
    label: str
    url: str
    blockers: list[Blocker] = field(default_factory=list)
    is_post: bool = False


@dataclass(frozen=True)
class Acts:
    main: Act | None
    others: list[Act]
    rest: list[Act]


def acts_of(case: Case) -> Acts:
    """Everything open to this person: one first, a few beside it, the rest under 更多."""
    found = {act.verb: act for act in _all(case) if act.url}
    # Who coordinates what offices are working on does not draft it first of all.
    watches = case.may_coordinate and case.share is None and any(part.is_open for part in case.own_parts[1:])
    first = MAIN_FIRST[: -len(DRAFTING)] if watches else MAIN_FIRST
    main = next((found[verb] for verb in first if verb in found), None)
    left = [act for act in found.values() if act is not main]
    others = [act for act in left if act.verb in ASIDE]
    return Acts(main, others, [act for act in left if act.verb not in ASIDE])


def _all(case: Case) -> Iterator[Act]:
    if case.own:
        yield from _of_assignment(case, case.share or case.own)
        if case.share and policy.coordinates(case.person, case.own):
            yield from _of_assignment(case, case.own)
        yield from _of_reply(case, case.own)
        yield from _of_opinion(case, case.own)
        yield from _beside(case, case.own)
    yield from _of_item(case)


def _of_assignment(case: Case, assignment: Assignment) -> Iterator[Act]:
    """The moves of its life cycle, and allotting."""
    taken = assignment.is_top and assignment.state in (State.WAITING, State.HANDLING) and assignment.role != Role.REFER
    if taken and policy.can_allot(case.person, assignment):
        is_allotted = any(part.state != State.WITHDRAWN for part in assignment.children.all())
        verb, label = ("reallot", "重新分办") if is_allotted else ("allot", "分到处室")
        yield Act(verb, label, address("allot", assignment.pk))
    if assignment.is_open and policy.works_on(case.person, assignment):
        yield Act("name_officer", "指定经办人", address("name_officer", assignment.pk))
    for move in FLOW.open_to(assignment, case.person):
        if move.verb not in MADE_BY_LATER_ROOMS:
            yield Act(move.verb, move.label, address(move.verb, assignment.pk), move.blockers)


def _of_reply(case: Case, own: Assignment) -> Iterator[Act]:
    """Drafting, clearing and sending, each on its own page."""
    reply = case.reply
    if reply is None and own.is_top and is_answered_by_hand(own):
        if own.state == State.HANDLING and policy.can_answer(case.person, own):
            yield Act("answer", "登记已办", address("answer", own.pk))
        if case.item.offline:
            return
    if reply is None or case.has_gone_out:
        if (
            own.state in (State.HANDLING, State.DECLINING)
            and own.role != Role.REFER
            and policy.can_answer(case.person, own)
        ):
            first = "写会办意见" if own.role == Role.ASSIST else "开始拟稿"
            yield Act("draft", "重新答复" if reply else first, address("start_draft", own.pk), is_post=True)
        return
    page = address("reply", reply["pk"])
    if reply["state"] == ReplyState.CLEARING:
        if case.person.roles & {Post.OFFICE_HEAD, Post.COORDINATOR, Post.LEADER_IN_CHARGE, Post.CHIEF}:
            yield Act("clear", "审签", address("clear", reply["pk"]))
    elif reply["state"] == ReplyState.SIGNED and case.person.has_role(Post.COORDINATOR, own.unit_id):
        word = "编号" if not reply["doc_no"] else "用印" if not reply["sealed_on"] else "印发"
        yield Act("sending", f"去{word}", page)
    elif policy.works_on(case.person, own):
        yield Act("open_reply", "改稿" if reply["clearing_round"] else "接着写答复", page)


def _of_opinion(case: Case, own: Assignment) -> Iterator[Act]:
    """会办: nothing to say in one press; once it is out, what became of it."""
    if own.role != Role.ASSIST or not policy.can_answer(case.person, own) or case.item.offline:
        return
    if case.reply is None and own.state == State.HANDLING:
        yield Act("say_no_opinion", "无意见，送审", address("say_no_opinion", own.pk), is_post=True)
    elif case.reply and case.has_gone_out:
        yield Act("fates", "意见用了没有", address("fates", case.reply["pk"]))


def _beside(case: Case, own: Assignment) -> Iterator[Act]:
    """What may be done at any time while it is open."""
    spoken_for = own.owes_reply and own.state != State.WITHDRAWN and not own.is_on_behalf
    if spoken_for and policy.can_contact(case.person, own):
        word = "记一次沟通" if own.is_open else "记一次回访"
        yield Act("add_contact", word, address("add_contact", own.pk))
    if own.is_open and own.role != Role.REFER and policy.works_on(case.person, own):
        yield Act("assignment", "材料、协调、增办", address("assignment", own.pk))
    if own.state == State.WITHDRAWN and policy.decides(case.person, own):
        yield Act("redispatch", "再交办", address("redispatch", own.pk))
    if own.state == State.HANDLING and own.owes_reply and policy.can_ask_interval(case.person, own):
        yield Act("request_extension", "申请延期", address("request_extension", own.pk))
        paused = own.is_paused  # type: ignore[attr-defined]
        yield Act(
            "resume" if paused else "pause",
            "恢复计时" if paused else "暂停计时",
            address("resume" if paused else "pause", own.pk),
        )


def _of_item(case: Case) -> Iterator[Act]:
    """What the keeper of the list may do with the item as a whole, and whoever works on it with others like it."""
    if case.may_work and not case.item.offline:
        yield Act("join_group", "编入组，一起办", address("join_group", case.item.pk))
    if not case.may_keep:
        return
    for verb, label in (
        ("dispatch_item", "增加承办、会办单位"),
        ("change_item", "更正登记内容"),
        ("set_signers", "更正提出人"),
        ("set_consent", "提出人对公开的意见"),
        ("mark", "定为重点、领办"),
        ("tag", "加主题"),
        ("recurrences", "找重复件"),
        *((("take_step", "登记办理环节"),) if case.item.kind in COURSED else ()),
        *((("turn_into_suggestion", "议案转为建议"),) if case.item.kind == Kind.MOTION else ()),
        ("withdraw_item", "撤案"),
        ("move_away", "转出"),
        ("archive", "归档"),
    ):
        yield Act(verb, label, address(verb, case.item.pk))
