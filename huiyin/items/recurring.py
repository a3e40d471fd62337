"""重复件: the same matter raised again — found by title and first signer, linked by hand, counted in years (R92)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, Subquery

from huiyin.events.actions import record
from huiyin.events.actors import Actor
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items import checks, policy
from huiyin.items.likeness import likeness
from huiyin.items.models import Item, ItemQuerySet, Signature

LIKE_ENOUGH = 0.35
SAME_SIGNER = 0.15
SHOWN = 8
POOL = 5000


@dataclass(frozen=True)
class Candidate:
    """An item that may be about the same matter. score: 0 to 1."""

    item: Item
    score: float
    same_signer: bool

    @property
    def percent(self) -> int:
        return round(self.score * 100)


def candidates(item: Item, pool: ItemQuerySet) -> list[Candidate]:
    """Items of this pool most like it by title, the same first signer counting extra; linked ones left out."""
    if not item.title:
        return []
    linked = [row.pk for row in chain_of(item)]
    rows = pool.exclude(title="").exclude(pk__in=linked).filter(year__lte=item.year).order_by("-year", "-pk")
    titles = dict(rows.values_list("pk", "title")[:POOL])
    same = _same_first_signer(item)
    scores = {pk: likeness(item.title, title) for pk, title in titles.items()}
    scores = {pk: min(1.0, score + SAME_SIGNER * (pk in same)) for pk, score in scores.items() if score}
    best = sorted((pk for pk, score in scores.items() if score >= LIKE_ENOUGH), key=lambda pk: (-scores[pk], -pk))
    items = Item.objects.select_related("session", "batch").in_bulk(best[:SHOWN])
    return [Candidate(items[pk], scores[pk], pk in same) for pk in best[:SHOWN]]


def chain_of(item: Item) -> list[Item]:
    """The item and all that are linked with it, the earliest first; alone when nothing is."""
    root = Subquery(Item.objects.filter(pk=item.pk).values("recurs_from"))
    linked = Q(pk=item.pk) | Q(recurs_from=item.pk) | Q(pk=root) | Q(recurs_from=root)
    return sorted(Item.objects.filter(linked).select_related("session", "batch__unit"), key=_age)


def span_of(chain: Iterable[Item]) -> str:
    """当年、两年、三年以上 — in how many different years the matter was raised; empty for a single item."""
    rows = list(chain)
    return span_of_years(str(row.year) for row in rows) if len(rows) > 1 else ""


def span_of_years(years: Iterable[str]) -> str:
    """The word for so many different years."""
    return {1: "当年重复", 2: "两年重复"}.get(len(set(years)), "三年以上重复")


def spans_of(items: Iterable[Item]) -> dict[int, str]:
    """The word of the chain each of these items stands in, all read at once."""
    rows = list(items)
    roots = {row.recurs_from_id or row.pk for row in rows}
    years: dict[int, list[str]] = {root: [] for root in roots}
    whole = Item.objects.filter(Q(pk__in=roots) | Q(recurs_from__in=roots)).values_list("pk", "recurs_from", "year")
    for pk, root, year in whole:
        years[root or pk].append(str(year))
    return {row.pk: span_of_years(years[row.recurs_from_id or row.pk]) for row in rows}


@transaction.atomic
def link_recurrence(item: Item, earlier: Item, *, by: Actor, now: dt.datetime) -> Item:
    """认定为重复件：与以前提过的同一事项连在一起；各件照常答复，另列统计（R92）。"""
    _only(item, by)
    if item.pk == earlier.pk:
        raise NotReady("不能与自己相连。")
    whole = {row.pk: row for row in (*chain_of(item), *chain_of(earlier))}
    if len(whole) == len(chain_of(item)):
        raise NotReady(f"已经与{earlier.number_label}相连。")
    checks.insist(checks.no_content(item, earlier.title))
    _tie(list(whole.values()))
    item.refresh_from_db(fields=["recurs_from"])
    facts = {"with": earlier.topic, "number": earlier.number_label, "year": earlier.year}
    record("items.recurrence_linked", item.topic, by=by, at=now, subject=f"item:{item.pk}", facts=facts)
    return item


@transaction.atomic
def unlink_recurrence(item: Item, *, reason: str, by: Actor, now: dt.datetime) -> Item:
    """取消重复件：认错了的，写明理由，这一件从中拿出来，其余仍相连。"""
    _only(item, by)
    if not reason.strip():
        raise NotReady("取消重复件要写明理由。")
    rest = [row for row in chain_of(item) if row.pk != item.pk]
    if not rest:
        raise NotReady("这一件没有与别的件相连。")
    _tie([item])
    _tie(rest)
    item.refresh_from_db(fields=["recurs_from"])
    facts = {"reason": reason.strip(), "left": len(rest)}
    record("items.recurrence_unlinked", item.topic, by=by, at=now, subject=f"item:{item.pk}", facts=facts)
    return item


def _tie(rows: list[Item]) -> None:
    """Every item of a chain points to the earliest, so that the whole chain is one query."""
    first, *later = sorted(rows, key=_age)
    Item.objects.filter(pk=first.pk).update(recurs_from=None)
    Item.objects.filter(pk__in=[row.pk for row in later]).update(recurs_from=first)


def _age(item: Item) -> tuple[int, dt.date, int]:
    return item.year, item.registered_on, item.pk


def _same_first_signer(item: Item) -> set[int]:
    """Items whose first signer has the name of this one's: another year's list may have entered them anew."""
    names = Signature.objects.filter(item=item, order=0).values("submitter__name")
    return set(Signature.objects.filter(order=0, submitter__name__in=names).values_list("item_id", flat=True))


def _only(item: Item, by: Actor) -> None:
    if not policy.keeps(by, item):
        raise NotAllowed("您没有权限认定重复件。")
