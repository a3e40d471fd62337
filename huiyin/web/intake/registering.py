"""What becomes of an entry: the batch it came with, the item, our part and those of others, all or nothing."""

from typing import Any

from huiyin.directory.actions import SubmitterName, find_or_add_outside_units
from huiyin.directory.models import Session, Unit
from huiyin.exchange.origin import Origin
from huiyin.exchange.sittings import Sitting
from huiyin.handling.dispatching import DispatchPlan, dispatch_many
from huiyin.handling.models import Role
from huiyin.handling.policy import can_dispatch
from huiyin.items import actions
from huiyin.items.drafts import ItemDraft
from huiyin.items.models import Item
from huiyin.prose.asks import split_asks
from huiyin.prose.names import split_people, split_units, submitter_kind

COLUMNS = (
    *("kind", "official_no", "register_no", "class_no", "title", "text", "field", "consent", "remark", "offline"),
    *("in_session", "head", "grounds", "measures", "cosigners_confirmed", "no_written_reply", "to_screen"),
)


def enter(*, said: dict[str, Any], unit: Unit, year: int, kept: list[Item], left: list[Unit], **who: Any) -> Item:
    """The batch, the item, and its parts, all or nothing; a unit at home here is left to who dispatches (R23)."""
    batch = said["batch"] or actions.open_batch(
        unit=unit,
        session=_sitting(said["session"], year).stored(),
        name=said["batch_name"] or "大会交办",
        year=year,
        dispatched_on=said["dispatched_on"],
        in_session=said["in_session"],
        **who,
    )
    item = actions.register(_draft(said), batch=batch, **who)
    plans = _plans(item, unit, said) if said["role"] else []
    allowed = [plan for plan in plans if can_dispatch(who["by"], item, plan.unit)]
    dispatch_many(allowed, **who)
    kept.append(item)
    left.extend(plan.unit for plan in plans if plan not in allowed)
    return item


def _draft(said: dict[str, Any]) -> ItemDraft:
    """What was typed, as the facts of one item; a text that was pasted is split into asks."""
    return ItemDraft(
        **{name: said[name] for name in COLUMNS},
        lead_submitter=next(iter(_people(said["lead"])), None),
        cosigners=_people(said["cosigners"]),
        asks=tuple(ask.text for ask in split_asks(said["text"])) if said["text"] else (),
        registered_on=said["dispatched_on"],
    )


def _people(said: str) -> tuple[SubmitterName, ...]:
    return tuple(SubmitterName(name, kind=submitter_kind(name)) for name in split_people(said).names)


def _plans(item: Item, unit: Unit, said: dict[str, Any]) -> list[DispatchPlan]:
    days = {name: said[name] for name in ("dispatched_on", "notice_due_on")}
    names = [mention.name for mention in split_units(said["assist"])]
    others = find_or_add_outside_units(names, near=unit) if names else {}
    own = DispatchPlan(item, unit, said["role"], said["role_label"], **days)
    return [
        own,
        *(DispatchPlan(item, other, Role.ASSIST, "会办", **days) for other in others.values() if other != unit),
    ]


def _sitting(origin: Origin, year: int) -> Sitting:
    return Sitting(origin.body, origin.level, origin.place, origin.term, origin.sitting, origin.year or year)


def stored_session(origin: Origin | None) -> Session | None:
    if origin is None:
        return None
    key = {"body": origin.body, "level": origin.level, "place": origin.place}
    return Session.objects.filter(**key, term=origin.term, sitting=origin.sitting).first()
