"""自编号: the series a unit numbers here, in which every number is used, voided or explained (R44)."""

import datetime as dt
from typing import NamedTuple

from django.db import IntegrityError, transaction

from huiyin.accounts.policy import is_coordinator
from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor, local_day
from huiyin.flow.errors import Blocker, NotReady, Stale, permit
from huiyin.replies.models import DocNumber, NumberSeries, Reply
from huiyin.replies.number import numbering
from huiyin.rules.numbers import DocNo, check_code, read_doc_no

GAP_LIMIT = 500


class Gap(NamedTuple):
    """Numbers of a series that nobody took and nobody explained, from the first to the last of them."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.first}号" if self.first == self.last else f"{self.first}—{self.last}号"


@transaction.atomic
def declare(unit: Unit, code: str, year: int, first: int = 1, *, by: Actor, now: dt.datetime) -> NumberSeries:
    """设为自编号：一个代字一年一串，从起始序号连续编；已经用过的同代字文号一并归入（R44）。"""
    permit(is_coordinator(by, unit), "设自编号")
    numbering.hold_register(unit.pk)
    code = code.strip()
    _refuse_odd(code, year, first, now)
    had = _numbers_had(unit, code, year)
    if early := [str(parts) for _, parts in had if parts.sequence < first]:
        raise NotReady([Blocker(f"已经用过的 {'、'.join(early[:5])} 在起始序号 {first} 之前，请改起始序号", "series")])
    try:
        with transaction.atomic():
            series = NumberSeries.objects.create(unit=unit, code=code, year=year, first=first, declared_by=by.actor_key)
    except IntegrityError as error:
        raise Stale(f"{code}〔{year}〕已经设为自编号。") from error
    for row, parts in had:
        row.series, row.sequence = series, parts.sequence
    DocNumber.objects.bulk_update([row for row, _ in had], ["series", "sequence"])
    facts = {"series": str(series), "first": first, "had": len(had), "gaps": [str(gap) for gap in gaps(series)]}
    record("replies.series_declared", unit.topic, by=by, at=now, subject=f"series:{series.pk}", facts=facts)
    return series


@transaction.atomic
def take_next(
    reply: Reply, series: NumberSeries, *, by: Actor, now: dt.datetime, numbered_on: dt.date | None = None
) -> str:
    """取下一个号：先锁住登记簿再取；两个人绝不会取到同一个号，没有取成的号不算用过（R44）。"""
    numbering.hold_register(reply.assignment.unit_id)
    if series.unit_id != reply.assignment.unit_id:
        raise NotReady([Blocker("这一串文号不是本单位的", "number")])
    text = str(DocNo(series.code, series.year, numbering.next_in(series)))
    return numbering.number(reply, text, by=by, now=now, numbered_on=numbered_on).doc_no


@transaction.atomic
def explain_gap(
    series: NumberSeries, first: int, last: int, *, reason: str, by: Actor, now: dt.datetime
) -> list[DocNumber]:
    """说明空号：没有用的号写明原因后作废，留在登记簿上，不再使用（R44）。"""
    permit(is_coordinator(by, series.unit), "说明空号")
    if not reason.strip():
        raise NotReady([Blocker("空号要写明原因", "series")])
    numbering.hold_register(series.unit_id)
    if not any(gap.first <= first <= last <= gap.last for gap in gaps(series)):
        raise Stale("这几个号已经用过或说明过，请刷新后再看。")
    if last - first >= GAP_LIMIT:
        raise NotReady([Blocker(f"一次最多说明 {GAP_LIMIT} 个空号", "series")])
    rows = DocNumber.objects.bulk_create(
        DocNumber(
            unit=series.unit,
            text=str(DocNo(series.code, series.year, sequence)),
            series=series,
            sequence=sequence,
            taken_on=local_day(now),
            voided_reason=reason.strip(),
        )
        for sequence in range(first, last + 1)
    )
    facts = {"series": str(series), "gap": str(Gap(first, last)), "reason": reason.strip()}
    record("replies.gap_explained", series.unit.topic, by=by, at=now, subject=f"series:{series.pk}", facts=facts)
    return rows


def gaps(series: NumberSeries) -> list[Gap]:
    """What is neither used nor voided, from the first number of the series to the highest taken."""
    found, expected = list[Gap](), series.first
    taken = series.numbers.filter(sequence__gte=series.first).order_by("sequence")
    for sequence in taken.values_list("sequence", flat=True):
        if sequence is None or sequence < expected:
            continue
        if sequence > expected:
            found.append(Gap(expected, sequence - 1))
        expected = sequence + 1
    return found


def open_for(reply: Reply) -> list[NumberSeries]:
    """The own series this letter may be numbered in; the one its kind was last numbered in comes first."""
    if reply.signed_on is None:
        return []
    own = NumberSeries.objects.filter(unit=reply.assignment.unit_id, year=reply.signed_on.year)
    usual = usual_code(reply)
    return sorted(own, key=lambda series: (series.code != usual, series.code))


def usual_code(reply: Reply) -> str:
    """What a letter of this kind was last numbered with (an opinion may have its own code), else the unit's."""
    same = DocNumber.objects.filter(unit=reply.assignment.unit_id, reply__kind=reply.kind, voided_reason="")
    last = same.order_by("-pk").values_list("text", flat=True).first()
    parts = read_doc_no(last) if last else None
    return parts.code if parts else reply.assignment.unit.doc_prefix


def _refuse_odd(code: str, year: int, first: int, now: dt.datetime) -> None:
    this_year = local_day(now).year
    if complaint := check_code(code):
        raise NotReady([Blocker(complaint, "series", "GB/T 9704—2012")])
    if not 1 <= first <= 99_999:
        raise NotReady([Blocker("起始序号应从 1 起", "series")])
    if not this_year - 10 <= year <= this_year + 1:
        raise NotReady([Blocker("年份不对", "series")])


def _numbers_had(unit: Unit, code: str, year: int) -> list[tuple[DocNumber, DocNo]]:
    """What this unit has taken under this code and year before, as the registry gave it."""
    rows = DocNumber.objects.filter(unit=unit, text__startswith=f"{code}〔{year}〕", series=None)
    read = [(row, read_doc_no(row.text)) for row in rows]
    return sorted(((row, parts) for row, parts in read if parts), key=lambda pair: pair[1].sequence)
