"""What is still missing before an item is entered, handed on, withdrawn or closed, each as a sentence with its panel."""

from collections.abc import Collection, Iterable, Sequence

from huiyin.directory.models import Body, Level, SubmitterKind
from huiyin.events.actors import Actor, RecordedFor
from huiyin.flow.errors import Blocker, NotReady
from huiyin.items import customs, policy
from huiyin.items.drafts import ItemDraft
from huiyin.items.models import (
    UNDECIDED,
    Item,
    Kind,
    MarkKind,
    MarkRecord,
    RecordKind,
    Screening,
    Signature,
    State,
)
from huiyin.rules import packs

SECRECY = "《保守国家秘密法》第三十一条"
OFFLINE = "线下办理的件不得录入标题、正文、意见和文件，只记案号、层级、类别、承办单位。"
VISITS = (RecordKind.FIELD_VISIT, RecordKind.DISCUSSION)
KINDS_OF = {Body.CONGRESS: (Kind.SUGGESTION, Kind.MOTION), Body.CPPCC: (Kind.PROPOSAL, Kind.RECOMMENDATION)}
WRITTEN = frozenset({"letter", "paper", "upstream", "oa"})
"""Ways of telling that leave something written."""


def insist(blockers: Sequence[Blocker]) -> None:
    """Go on only when nothing is missing."""
    if blockers:
        raise NotReady(blockers)


def no_content(item: Item, *contents: object) -> list[Blocker]:
    """R48：线下办理（涉密、内部）的件不录任何内容和文件，处处都不能录。"""
    if not item.offline or not any(contents):
        return []
    return [Blocker(OFFLINE, where="number", rule=SECRECY)]


def motion_blockers(draft: ItemDraft, *, level: str) -> list[Blocker]:
    """R5：代表议案要有法定人数联名或由代表团提出，案由、案据、方案齐备；否则只能作为建议登记。"""
    if draft.kind != Kind.MOTION:
        return []
    blockers = []
    needed = customs.signers_needed(level)
    by_delegation = any(name.kind == SubmitterKind.DELEGATION for name in draft.signers)
    if not by_delegation and draft.counted_signers < needed.least:
        said = f"{Level(level).label}级议案要代表团或 {needed.least} 名以上代表提出，现有 {draft.counted_signers} 名"
        blockers.append(Blocker(f"{said}；可作为建议登记。", where="asks", rule=needed.clause))
    parts = (("案由", draft.title), ("案据", draft.grounds), ("方案", draft.measures))
    if absent := [word for word, said in parts if not said.strip()]:
        said = f"议案要有案由、案据、方案，还缺{'、'.join(absent)}；可作为建议登记。"
        blockers.append(Blocker(said, where="asks", rule="《代表法》第十五条"))
    return blockers


def delegation_blockers(draft: ItemDraft, *, in_session: bool, pack: str) -> list[Blocker]:
    """R7：代表团的件在会议期间提出，由团长签字（重庆第八条）。"""
    custom = packs.get(pack).switches.delegation_needs_head
    if not custom or not any(name.kind == SubmitterKind.DELEGATION for name in draft.signers):
        return []
    blockers = []
    if not in_session:
        blockers.append(Blocker("代表团的件只能在会议期间提出。", where="asks", rule=custom.clause))
    if not draft.head.strip():
        blockers.append(Blocker("代表团的件要有团长签字，请填写团长姓名。", where="asks", rule=custom.clause))
    return blockers


def kind_blockers(draft: ItemDraft, *, body: str) -> list[Blocker]:
    """件类由机构和清单定，不看标题里的字：人大收建议、议案，政协收提案、建议案。"""
    kinds = KINDS_OF[Body(body)]
    if draft.kind in kinds:
        return []
    words = "、".join(kind.label for kind in kinds)
    return [Blocker(f"{Body(body).label}的件类是{words}，不是{Kind(draft.kind).label}。", where="asks")]


def screened(item: Item) -> list[Blocker]:
    """A proposal that is still being screened is handed to nobody."""
    if not Screening.objects.filter(item=item, state__in=UNDECIDED).exists():
        return []
    return [Blocker(f"{item.number_label}还没有立案，不能交办。", where="screening")]


def in_screening(items: Iterable[Item]) -> list[Blocker]:
    """The same of many at once."""
    waiting = Screening.objects.filter(item__in=[item.pk for item in items], state__in=UNDECIDED)
    numbers = [row.item.number_label for row in waiting.select_related("item__session").order_by("item_id")]
    return [Blocker(f"{number}还没有立案，不能交办。", where="screening") for number in numbers]


def word_of_the_screener(item: Item, by: Actor, recorded_for: RecordedFor | None) -> list[Blocker]:
    """Who keeps a unit's list may enter what the screening committee decided, never decide it."""
    if recorded_for or policy.is_screener(by, item):
        return []
    return [Blocker("这是提案审查机构的决定，代为登记要写明谁、哪一天、通过什么方式告知。", where="screening")]


def withdrawal_blockers(
    item: Item, *, in_writing: bool, agreed: Collection[Signature], signers: Iterable[Signature]
) -> list[Blocker]:
    """R8：撤回要有书面；上海联名件须全体联名人同意；北京交办以后不能撤回。"""
    rule = packs.get(item.batch.unit.pack).switches.withdraw_rule
    if rule.value == "before_dispatch" and item.state != State.REGISTERED:
        return [Blocker("已经交办，按本地规定不能撤回。", where="people", rule=rule.clause)]
    blockers = [] if in_writing else [Blocker("撤回要有提出人的书面材料，电话、口头的不算。", rule=rule.clause)]
    if rule.value == "all_signers":
        chosen = {signature.pk for signature in agreed}
        left = [row.submitter.name for row in signers if row.counts and not (row.withdrew_on or row.pk in chosen)]
        if left:
            said = f"联名件撤回要全体联名人同意，还差{'、'.join(left)}。"
            blockers.append(Blocker(said, where="people", rule=rule.clause))
    return blockers


def mark_blockers(item: Item) -> list[Blocker]:
    """R37、R73：领办件要有领导、审定的方案和调研或座谈；重点督办件要有方案、会议记录和书面报告，才能办结。"""
    marks = list(item.marks.filter(kind__in=(MarkKind.LEADER_LED, MarkKind.KEY)).order_by("id"))
    done: dict[int, set[str]] = {mark.pk: set() for mark in marks}
    for mark_id, kind in MarkRecord.objects.filter(mark__in=marks).values_list("mark_id", "kind") if marks else ():
        done[mark_id].add(kind)
    blockers = []
    for mark in marks:
        had = done[mark.pk] | ({str(RecordKind.REPORT)} if mark.reported_on else set())
        absent = _absent_led(mark.leader, had) if mark.kind == MarkKind.LEADER_LED else _absent_key(had)
        blockers += [Blocker(f"{mark}还没有{what}。", where="marks") for what in absent]
    return blockers


def _absent_led(leader: str, had: set[str]) -> list[str]:
    absent = [] if leader.strip() else ["写明领办的领导"]
    absent += [] if RecordKind.PLAN in had else ["经领导审定的工作方案"]
    return absent + ([] if had & set(VISITS) else ["调研或座谈记录"])


def _absent_key(had: set[str]) -> list[str]:
    wanted = ((RecordKind.PLAN, "工作方案"), (RecordKind.MEETING, "会议记录"), (RecordKind.REPORT, "书面报告"))
    return [what for kind, what in wanted if kind not in had]
