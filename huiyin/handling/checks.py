"""What is still missing before an assignment may be declined or closed, each as a sentence with its panel."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from huiyin.accounts.models import Post
from huiyin.accounts.models import Role as PostRole
from huiyin.events.actors import Actor, RecordedFor
from huiyin.flow.errors import Blocker, NotReady
from huiyin.handling import policy, roles
from huiyin.handling.hanging import hanging_on
from huiyin.handling.models import (
    DISSATISFIED_AGAIN,
    LEADING,
    OPEN_STATES,
    Assignment,
    Contact,
    Coordination,
    Duty,
    DutyKind,
    DutyQuerySet,
    Role,
    State,
)
from huiyin.items.checks import mark_blockers
from huiyin.items.models import Item, MarkKind
from huiyin.items.models import State as ItemState
from huiyin.rules import packs

WHERE = {
    DutyKind.ACCEPT: "people",
    DutyKind.ALLOT: "people",
    DutyKind.CONTACT: "contacts",
    DutyKind.OPINION: "asks",
    DutyKind.REPLY: "issue",
    DutyKind.SUBMIT_UP: "upload",
    DutyKind.DELIVERY: "delivery",
    DutyKind.RATING: "survey",
    DutyKind.REWORK: "asks",
    DutyKind.COMMITMENT: "commitments",
    DutyKind.EXPLANATION: "contacts",
    DutyKind.MARK: "marks",
    DutyKind.SIDE_OPINION: "contacts",
}
MISSING = {
    DutyKind.ACCEPT: "还没有签收",
    DutyKind.ALLOT: "还没有分到处室",
    DutyKind.CONTACT: "还没有与提出人沟通",
    DutyKind.OPINION: "还没有提出会办意见",
    DutyKind.REPLY: "还没有印发答复",
    DutyKind.SUBMIT_UP: "答复还没有在网上报送",
    DutyKind.DELIVERY: "答复还没有送达提出人",
    DutyKind.RATING: "提出人还没有评价，也没有到期",
    DutyKind.REWORK: "提出人不满意，再办还没有答复",
    DutyKind.COMMITMENT: "承诺事项还没有兑现",
    DutyKind.EXPLANATION: "还没有向提出人当面或电话说明原因",
    DutyKind.MARK: "标记件还没有报告",
    DutyKind.SIDE_OPINION: "视察、调研中提出的意见还没有答复",
}
TALK_IT_OVER = "两次不满意，须当面协商并登记协调结果"
NOT_YET = {
    State.WAITING: "还没有签收",
    State.HANDLING: "还没有答复",
    State.DECLINING: "退办申请还没有答复",
}


def closing_blockers(assignment: Assignment) -> list[Blocker]:
    """办结前还缺什么：状态、未尽的义务、未办完的处室、未定的退办和延期告知、未报告的标记。"""
    there = hanging_on(assignment)
    blockers = _state(assignment)
    blockers += map(owed_blocker, _owed(assignment)) if there["owed"] else ()
    blockers += _open_shares(assignment) if there["shares"] else ()
    blockers += _undecided(there)
    blockers += (*_marks(assignment), *chief_blockers(assignment)) if there["marks"] else ()
    blockers += roles.missing_share(assignment)
    return [*blockers, *(coordination_blockers(assignment) if there["coordinations"] else ())]


def coordination_blockers(assignment: Assignment) -> list[Blocker]:
    """R38：主办与会办意见不一致的，协调有结果以前不得签发、不得办结。"""
    opened = Coordination.objects.filter(assignment=assignment.pk, settled_on=None).select_related("other")
    return [
        Blocker(f"与{row.other}意见不一致，已提请{row.coordinator}协调，还没有结果。", where="opinions")
        for row in opened.order_by("id")
    ]


def joint_lead_blockers(assignment: Assignment) -> list[Blocker]:
    """R31：共同主办的，答复以前其他主办单位都要同意（上海第十七条）；再办以后要重新同意。"""
    if assignment.role != Role.JOINT_LEAD:
        return []
    asked = Duty.objects.filter(assignment=assignment.pk, kind=DutyKind.REWORK).order_by("-base_on").first()
    since = asked.base_on if asked else dt.date.min
    others = Assignment.objects.standing().filter(item=assignment.item_id, parent=None, role=Role.JOINT_LEAD)
    silent = others.exclude(pk=assignment.pk).exclude(agreements__agreed_on__gte=since).select_related("unit")
    return [
        Blocker(f"共同主办单位{row.unit}还没有同意答复稿。", where="opinions", rule="两个以上主办的，协商一致后答复")
        for row in silent.order_by("id")
    ]


def chief_blockers(assignment: Assignment) -> list[Blocker]:
    """R36：重点督办件由主要负责人负责、当面答复（有规定的地方）。"""
    rule = packs.get(assignment.pack).switches.key_needs_chief
    if not rule or not assignment.is_top or not assignment.owes_reply or not _is_key(assignment.item):
        return []
    missing = []
    if not chief_is_named(assignment, _leaders_of(assignment)):
        missing.append(Blocker("重点督办件的责任领导不是主要负责人。", where="people", rule=rule.clause))
    met = Contact.objects.face_to_face().filter(assignment=assignment.pk, leader_took_part=True)
    if not met.exists():
        missing.append(Blocker("重点督办件还没有主要负责人参加的面商。", where="contacts", rule=rule.clause))
    return missing


def chief_warnings(assignment: Assignment, leaders: Collection[int] | None = None) -> list[Blocker]:
    """R36, said when it is given out: nothing is refused yet, but nobody learns of it only at closing."""
    leaders = _leaders_of(assignment) if leaders is None else leaders
    rule = packs.get(assignment.pack).switches.key_needs_chief
    wanted = rule and assignment.is_top and assignment.owes_reply and _is_key(assignment.item)
    if not wanted or chief_is_named(assignment, leaders):
        return []
    return [Blocker("这是重点督办件，责任领导应是主要负责人；办结以前要补上。", where="people", rule=rule.clause)]


def chief_is_named(assignment: Assignment, leaders: Collection[int]) -> bool:
    """Is one of these people 主要负责人 of the unit?"""
    chiefs = Post.objects.filter(unit=assignment.unit_id, role=PostRole.CHIEF, user__in=leaders)
    return bool(leaders) and chiefs.exists()


def undecided_decline(assignment: Assignment) -> list[Blocker]:
    """A letter goes out only from who keeps the item: the request is answered or taken back first."""
    if assignment.state != State.DECLINING:
        return []
    return [Blocker("退办申请还没有答复；要答复提出人，先撤回退办申请。", where="people")]


def owed_blocker(duty: Duty) -> Blocker:
    """One owed duty as a sentence: what, of how many, and until when."""
    kind = DutyKind(duty.kind)
    if duty.base_event == DISSATISFIED_AGAIN:
        return Blocker(f"{TALK_IT_OVER}。", where="survey", rule=duty.clause)
    left = f"，还差 {duty.outstanding} 位" if duty.outstanding else ""
    until = f"（{duty.due_on}前）" if duty.due_on else ""
    return Blocker(f"{MISSING[kind]}{left}{until}。", where=WHERE[kind], rule=duty.clause)


def decline_window(assignment: Assignment) -> list[Blocker]:
    """Is the window for declining still open, as far as the books know? (The day itself is asked by `window_closed`.)"""
    duty = _window(assignment)
    if duty is None or duty.waived_on is None or not _binds(assignment):
        return []
    return [Blocker(f"退办期限已于{duty.due_on}届满，视为接受办理。", where="duties", rule=duty.clause)]


def window_closed(assignment: Assignment, *, on: dt.date) -> list[Blocker]:
    """R21：过了规定的期限不再退办（多地通知：逾期不再调整）。"""
    duty = _window(assignment)
    if duty is None or duty.due_on is None or duty.due_on >= on or not _binds(assignment):
        return []
    text = f"退办应在{duty.due_on}前提出，{on}已经超过期限，不再调整。"
    return [Blocker(text, where="duties", rule=duty.clause)]


def unit_at_work(assignment: Assignment) -> list[Blocker]:
    """Nobody takes up again what was withdrawn, moved away or archived; an office only while its unit is at work."""
    if assignment.item.state not in (ItemState.DISPATCHED, ItemState.CLOSED):
        return [Blocker(f"这一件{assignment.item.get_state_display()}，不能再办。", where="people")]
    if assignment.parent is None or assignment.parent.state in OPEN_STATES:
        return []
    return [Blocker("本单位已经办结或撤销，要先重新办理。", where="people")]


def too_early(assignment: Assignment, on: dt.date, what: str) -> list[Blocker]:
    """Nothing is done on an assignment before it was handed over."""
    if on >= assignment.dispatched_on:
        return []
    return [Blocker(f"{what}（{on}）早于交办日期（{assignment.dispatched_on}）。", where="people")]


def word_of_the_dispatcher(assignment: Assignment, by: Actor, recorded_for: RecordedFor | None) -> list[Blocker]:
    """A unit's own coordinator may enter what the dispatching office decided, never decide it (R23)."""
    if recorded_for or assignment.parent_id or policy.dispatches(by, assignment):
        return []
    return [Blocker("这是交办单位的决定，代为登记要写明谁、哪一天、通过什么方式告知。", where="people")]


def needed(text: str, what: str) -> str:
    """The reason without which an act is refused."""
    if not text.strip():
        raise NotReady(f"{what}要写明理由。")
    return text.strip()


def insist(blockers: Sequence[Blocker]) -> None:
    """Go on only when nothing is missing."""
    if blockers:
        raise NotReady(blockers)


def _state(assignment: Assignment) -> list[Blocker]:
    sentence = NOT_YET.get(State(assignment.state))
    if sentence and assignment.role == Role.ASSIST and assignment.state == State.HANDLING:
        sentence = "还没有提出会办意见"
    return [Blocker(f"{sentence}。", where="people")] if sentence else []


def _owed(assignment: Assignment) -> DutyQuerySet:
    owed = Duty.objects.owed().filter(assignment=assignment, blocks_closing=True)
    return owed.order_by("due_on", "id")


def _open_shares(assignment: Assignment) -> list[Blocker]:
    waiting = assignment.children.filter(state__in=NOT_YET).select_related("unit").order_by("id")
    return [
        Blocker(f"{share.unit}的部分{NOT_YET[State(share.state)].removeprefix('还')}。", where="people")
        for share in waiting
    ]


def _undecided(there: Mapping[str, Any]) -> list[Blocker]:
    blockers = []
    if there["declines"]:
        blockers.append(Blocker("退办申请还没有答复。", where="people"))
    if there["extensions"]:
        blockers.append(Blocker("延期还没有告知提出人。", where="duties"))
    return blockers


def _marks(assignment: Assignment) -> list[Blocker]:
    """R37、R73：领办件、重点督办件做了该做的、报告以后才能销号。"""
    return mark_blockers(assignment.item) if assignment.is_top and assignment.owes_reply else []


def _is_key(item: Item) -> bool:
    return item.marks.filter(kind=MarkKind.KEY).exists()


def _leaders_of(assignment: Assignment) -> list[int]:
    """责任领导 of the unit's own part and of the offices that lead."""
    shares = assignment.children.filter(role__in=LEADING).exclude(state=State.WITHDRAWN)
    found = [assignment.leader_id, *shares.values_list("leader_id", flat=True)]
    return [pk for pk in found if pk]


def _window(assignment: Assignment) -> Duty | None:
    return Duty.objects.filter(assignment=assignment, kind=DutyKind.DECLINE).order_by("-round").first()


def _binds(assignment: Assignment) -> bool:
    return bool(packs.get(assignment.pack).switches.decline_refused_after_window)
