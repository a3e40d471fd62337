"""What is done with items: entered, screened, handed out, withdrawn, moved away, grouped, marked."""

from huiyin.directory.submitters import SubmitterName
from huiyin.handling.adding import add_unit
from huiyin.handling.bulk import dispatch_each, undo
from huiyin.handling.dispatching import DispatchPlan, dispatch, dispatch_many
from huiyin.handling.models import Assignment, Role, State
from huiyin.handling.redispatching import redispatch
from huiyin.items import groups, marking, moves, screening
from huiyin.items.actions import ItemDraft, register
from huiyin.items.models import Group, Item, Mark, Screening
from huiyin.items.models import State as ItemState
from tests.walk.walker import Walker
from tests.walk.world import kind_of

ROLES = (Role.LEAD, Role.ASSIST, Role.LEAD, Role.REFER, Role.SEPARATE, Role.JOINT_LEAD)


def register_item(walk: Walker) -> None:
    batch = walk.pick(list(walk.world.batches.values()))
    number = f"{walk.registered + 1:04d}"
    draft = ItemDraft(
        kind=kind_of(batch),
        official_no=number,
        title=f"关于示例事项{number}的建议",
        lead_submitter=SubmitterName(name=f"示例代表{walk.b:03d}"),
        to_screen=walk.b % 2 == 0,
        offline=walk.b % 7 == 0,
    )
    register(
        draft if not draft.offline else _without_content(draft), batch=batch, **walk.by(_keeper(walk, batch.unit_id))
    )
    walk.registered += 1


def _without_content(draft: ItemDraft) -> ItemDraft:
    return ItemDraft(kind=draft.kind, official_no=draft.official_no, offline=True)


def _keeper(walk: Walker, unit_id: int) -> str:
    return "jiao" if unit_id == walk.world.hub.pk else "lin"


def dispatch_item(walk: Walker) -> None:
    item = walk.item(ItemState.REGISTERED, ItemState.DISPATCHED)
    role = walk.other(ROLES)
    unit = walk.world.units[walk.b // 7 % 3]
    facts = {"role": role, "role_label": role.label, "dispatched_on": walk.today, "share": "第一部分"}
    dispatch(item, unit, **facts, **walk.by(_keeper(walk, item.batch.unit_id)))


def dispatch_to_two(walk: Walker) -> None:
    item = walk.item(ItemState.REGISTERED)
    first, second = (Role.LEAD, Role.ASSIST) if walk.b % 2 else (Role.SEPARATE, Role.SEPARATE)
    plans = [
        DispatchPlan(item, unit, role, role.label, walk.today, share=f"{unit}的部分")
        for unit, role in zip(walk.world.departments, (first, second), strict=True)
    ]
    if walk.b % 5:
        dispatch_many(plans, **walk.by("jiao"))
        return
    report = dispatch_each(plans, **walk.by("jiao"))
    if walk.b % 2 and report.topic:
        undo(report.topic, **walk.by("jiao"))


def give_to_another_too(walk: Walker) -> None:
    top, role = (
        walk.top(State.WAITING, State.HANDLING, State.ANSWERED),
        walk.other((Role.ASSIST, Role.SEPARATE, Role.REFER)),
    )
    unit = walk.world.units[walk.b % 3]
    facts = {"role": role, "role_label": role.label, "dispatched_on": walk.today, "share": "另一部分", "reason": "增办"}
    add_unit(top.item, unit, **facts, **walk.by("jiao"))


def hand_over_again(walk: Walker) -> None:
    before = walk.top(State.WITHDRAWN)
    held = Assignment.objects.standing().filter(item=before.item_id, parent=None).values_list("unit", flat=True)
    unit = walk.other([unit for unit in walk.world.units if unit.pk not in held] or walk.world.units)
    facts = {"role": Role.LEAD, "role_label": "主办", "dispatched_on": walk.today, "reason": "改由该单位承办"}
    redispatch(before, unit, **facts, **walk.by("jiao"))


def withdraw_item(walk: Walker) -> None:
    item = walk.item(ItemState.REGISTERED, ItemState.DISPATCHED)
    agreed = list(item.signatures.all())
    moves.withdraw(item, "提出人撤回", agreed=agreed, recorded_for=walk.word(), **walk.by("jiao", "lin"))


def move_away(walk: Walker) -> None:
    moves.move_away(walk.item(ItemState.REGISTERED, ItemState.DISPATCHED), "改由外地办理", **walk.by("jiao", "lin"))


def archive(walk: Walker) -> None:
    moves.archive(walk.item(ItemState.CLOSED), **walk.by("lin", "jiao"))


def _screening(walk: Walker, **narrower: object) -> Screening:
    rows = Screening.objects.filter(**narrower).select_related("item__batch__unit", "item__session")
    return walk.pick(rows.order_by("pk"))


def admit(walk: Walker) -> None:
    screening.admit(_screening(walk), told_on=walk.today, **_decided(walk))


def return_for_change(walk: Walker) -> None:
    screening.return_for_change(_screening(walk), remark="一事一案", **_decided(walk))


def resubmit(walk: Walker) -> None:
    screening.resubmit(_screening(walk, state="returned"), **_decided(walk))


def merge(walk: Walker) -> None:
    row = _screening(walk)
    like = Item.objects.select_related("batch__unit", "session").filter(session=row.item.session, kind=row.item.kind)
    into = walk.pick(like.exclude(pk=row.item_id).order_by("pk"))
    screening.merge(row, into=into, remark="内容相同", told_on=walk.today, **_decided(walk))


def forward(walk: Walker) -> None:
    screening.forward(_screening(walk), to="示例市信访局", told_on=walk.today, **_decided(walk))


def screen_again(walk: Walker) -> None:
    screening.screen_again(_screening(walk, decided_on__isnull=False), reason="提出人补充了材料", **_decided(walk))


def _decided(walk: Walker) -> dict:
    return {**walk.by("jiao", "lin"), "recorded_for": walk.word()}


def group_items(walk: Walker) -> None:
    chosen = [walk.item(ItemState.DISPATCHED), walk.other(list(Item.objects.order_by("pk")))]
    groups.make_group(walk.world.cast.unit, name=f"第{walk.b}组", items=chosen, **walk.by("lin"))


def ungroup_item(walk: Walker) -> None:
    group = walk.pick(Group.objects.select_related("unit").order_by("pk"))
    item = group.items.first()
    if item:
        groups.remove_from_group(group, item, **walk.by("lin"))


def mark_item(walk: Walker) -> None:
    kind = walk.other(("key", "leader_led"))
    facts = {"kind": kind, "by_whom": "市政府", "leader": "示例领导"}
    marking.mark(walk.item(ItemState.DISPATCHED), **facts, **walk.by("lin", "jiao"))


def unmark_item(walk: Walker) -> None:
    row = walk.pick(Mark.objects.select_related("item__batch__unit").order_by("pk"))
    marking.unmark(row, reason="标错了", **walk.by("lin", "jiao"))
