"""The list of facts: which, found how, and each with its light and the drafts that still cite an old edition."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from huiyin.directory.models import Unit
from huiyin.documents.columns import Column
from huiyin.facts.models import Fact, FactEdition, FactQuerySet
from huiyin.replies.writing.citing import outdated_drafts
from huiyin.web.handling.acting import insist
from huiyin.web.seat import StaffRequest, own_unit
from huiyin.web.shell import handles_cases

TABS = {"used": "在用", "stale": "已过期", "changed": "稿子待改", "withdrawn": "已停用"}


@dataclass(frozen=True)
class Row:
    """One fact as the table shows it; `drafts` still cite an older edition."""

    fact: Fact
    is_stale: bool
    drafts: int

    @property
    def light(self) -> tuple[str, str]:
        if self.fact.is_withdrawn:
            return "void", "已停用"
        if self.is_stale:
            return "near", "已过期，请核对"
        return "done", "有效"


def unit_of(request: StaffRequest) -> Unit:
    """The department whose facts this person reads."""
    unit = own_unit(request)
    insist(handles_cases(request.person), "看口径")
    return unit


def find(request: StaffRequest, pk: int) -> Fact:
    return get_object_or_404(Fact.objects.of(unit_of(request)).whole(), pk=pk)


def listing(request: StaffRequest, unit: Unit) -> tuple[dict[str, Any], FactQuerySet]:
    """The filters as they stand, and the facts they leave."""
    wanted = request.GET.get
    chosen, words, office, year = (wanted("tab") or "used"), wanted("q", "").strip(), wanted("office"), wanted("of")
    if chosen not in TABS:
        raise Http404
    drafts = outdated_drafts(unit)
    found = _of_tab(Fact.objects.of(unit), chosen, request, drafts)
    found = found.saying(words) if words else found
    found = found.filter(owner=int(office)) if office and office.isdigit() else found
    found = found.of_year(int(year)) if year and year.isdigit() else found
    facts: dict[str, Any] = {"chosen": chosen, "words": words, "office": office, "of": year, "drafts": drafts}
    owners = Unit.objects.filter(owned_facts__unit=unit).distinct().order_by("position", "sort_key")
    days = FactEdition.objects.newest().filter(fact__unit=unit).dates("as_of", "year", order="DESC")
    facts |= {"offices": list(owners), "years": [day.year for day in days]}
    facts["tabs"] = [{"label": word, "url": f"?tab={key}", "on": key == chosen} for key, word in TABS.items()]
    return facts, found.whole()


def rows_of(request: StaffRequest, facts: list[Fact], drafts: dict[int, int]) -> list[Row]:
    return [Row(fact, fact.is_stale(request.today), drafts.get(fact.pk, 0)) for fact in facts]


def _of_tab(facts: FactQuerySet, chosen: str, request: StaffRequest, drafts: dict[int, int]) -> FactQuerySet:
    if chosen == "withdrawn":
        return facts.exclude(withdrawn_on=None)
    if chosen == "stale":
        return facts.stale(request.today)
    standing = facts.standing()
    return standing.filter(pk__in=drafts) if chosen == "changed" else standing


COLUMNS: list[Column[Fact]] = [
    Column("subject", "说的是什么", lambda fact: fact.subject, width=24),
    Column("sentence", "口径", lambda fact: fact.latest.sentence, width=60),
    Column("said", "数", lambda fact: fact.latest.said, width=14),
    Column("standing", "完成还是目标", lambda fact: fact.latest.get_standing_display(), width=12),
    Column("as_of", "截至", lambda fact: fact.latest.as_of, kind="date"),
    Column("valid_until", "有效期至", lambda fact: fact.latest.valid_until, kind="date"),
    Column("source", "来源", lambda fact: fact.latest.source, width=36),
    Column("owner", "责任处室", lambda fact: fact.owner.name, width=18),
    Column("also_called", "还怎么说", lambda fact: fact.also_called, width=24),
    Column("edition", "第几版", lambda fact: fact.latest.number, kind="number", width=8),
    Column("withdrawn", "停用", lambda fact: fact.withdrawn_reason, width=24),
]
