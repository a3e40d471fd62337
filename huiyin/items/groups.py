"""成组办理: like items put together, their shared research and facts; each is still answered by itself (R10)."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from huiyin.directory.models import Unit
from huiyin.events.actions import build, record, record_many
from huiyin.events.actors import Actor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import NotReady, permit
from huiyin.items import checks, policy
from huiyin.items.models import Access, Group, GroupMember, GroupNote, Item


@transaction.atomic
def make_group(
    unit: Unit, *, name: str, items: Iterable[Item], by: Actor, now: dt.datetime, research: str = ""
) -> Group:
    """成组：内容相近的件一起调研、一起办，编号、提出人、答复各是各的（浙江第十八条、山东第二十条）。"""
    permit(policy.can_group(by, unit), "成组")
    if not name.strip():
        raise NotReady("给这一组起个名称。")
    if Group.objects.filter(unit=unit, name=name.strip()).exists():
        raise NotReady(f"已经有名为“{name.strip()}”的组。")
    facts = {"name": name.strip(), "research": research.strip(), "made_on": local_day(now), "made_by": by.actor_name}
    group = Group.objects.create(unit=unit, **facts)
    _record("items.group_made", group, by=by, now=now, name=group.name)
    add_to_group(group, items, by=by, now=now)
    return group


@transaction.atomic
def change_group(group: Group, *, name: str, research: str, by: Actor, now: dt.datetime) -> Group:
    """改组的名称、共同的调研。"""
    permit(policy.can_group(by, group.unit), "改动这一组")
    if not name.strip():
        raise NotReady("给这一组起个名称。")
    if Group.objects.filter(unit=group.unit, name=name.strip()).exclude(pk=group.pk).exists():
        raise NotReady(f"已经有名为“{name.strip()}”的组。")
    if (group.name, group.research) == (name.strip(), research.strip()):
        return group
    group.name, group.research = name.strip(), research.strip()
    group.save(update_fields=["name", "research"])
    _record("items.group_changed", group, by=by, now=now, name=group.name)
    return group


@transaction.atomic
def add_to_group(group: Group, items: Iterable[Item], *, by: Actor, now: dt.datetime) -> list[Item]:
    """加入本单位看得到的件；线下办理的件没有内容，不成组。返回新加入的件。"""
    permit(policy.can_group(by, group.unit), "改动这一组")
    chosen = list(items)
    for item in chosen:
        checks.insist(checks.no_content(item, "组内的共同事实"))
    mine = set(Access.objects.filter(unit=group.unit, item__in=chosen).values_list("item_id", flat=True))
    if any(item.pk not in mine for item in chosen):
        raise NotReady("只能把本单位承办的件编成一组。")
    had = set(group.members.values_list("item_id", flat=True))
    new = [item for item in dict.fromkeys(chosen) if item.pk not in had]
    GroupMember.objects.bulk_create([GroupMember(group=group, item=item, added_on=local_day(now)) for item in new])
    facts = {"group": group.name}
    record_many(build("items.grouped", item.topic, by=by, at=now, subject=group.topic, facts=facts) for item in new)
    return new


@transaction.atomic
def remove_from_group(group: Group, item: Item, *, by: Actor, now: dt.datetime) -> Group:
    """移出一件；件本身不受影响。"""
    permit(policy.can_group(by, group.unit), "改动这一组")
    gone, _ = group.members.filter(item=item).delete()
    if gone:
        facts = {"group": group.name}
        record("items.ungrouped", item.topic, by=by, at=now, subject=group.topic, facts=facts)
    return group


@transaction.atomic
def add_group_note(
    group: Group, *, text: str, by: Actor, now: dt.datetime, source: str = "", file: StoredFile | None = None
) -> GroupNote:
    """共同事实：写明出处，组内各件的答复都可以引用。"""
    permit(policy.can_group(by, group.unit), "登记共同事实")
    if not text.strip():
        raise NotReady("写下这条事实。")
    facts: dict[str, Any] = {"text": text.strip(), "source": source.strip(), "file": file}
    note = GroupNote.objects.create(group=group, added_on=local_day(now), added_by=by.actor_name, **facts)
    _record("items.group_noted", group, by=by, now=now, source=note.source)
    return note


def _record(verb: str, group: Group, *, by: Actor, now: dt.datetime, **facts: str) -> None:
    record(verb, group.topic, by=by, at=now, subject=group.topic, facts=facts)
