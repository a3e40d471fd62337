"""审签设置: the chains of a unit by kind and importance, and where each kind is cleared."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.accounts.policy import is_coordinator
from huiyin.flow.errors import Blocker, NotReady, permit
from huiyin.replies.chain import chain_rules, chains
from huiyin.replies.models import ClearedAt, Importance, ReplyKind, StepAction
from huiyin.rules import packs
from huiyin.rules.pack import Pack
from huiyin.web.replies import chain_rows
from huiyin.web.replies.slips import SlipStep
from huiyin.web.seat import StaffRequest, own_unit

KINDS = (ReplyKind.REPLY, ReplyKind.OPINION, ReplyKind.FOLLOW_UP, ReplyKind.ORAL, ReplyKind.DRAFT_FOR)


@dataclass(frozen=True)
class Shown:
    """One chain in force: for which items, whose it is, the way it takes."""

    importance: str
    label: str
    chain: chains.UnitChain
    slip: list[SlipStep]
    is_borrowed: bool


@dataclass(frozen=True)
class KindShown:
    """A kind of document: where it is cleared, the chains of its own, and for which items it goes as a reply does."""

    kind: ReplyKind
    where: ClearedAt
    shown: list[Shown]
    like_a_reply: list[Shown]


@require_safe
def clearing_chains(request: StaffRequest) -> HttpResponse:
    """Every kind with its place and its chains; anybody of the unit reads, the coordinator sets."""
    unit = own_unit(request)
    crew, pack = chain_rows.crew_of(unit, request.today), packs.get(unit.pack)
    kinds = [_kind(crew, pack, kind) for kind in KINDS]
    facts = {"unit": unit, "kinds": kinds, "places": ClearedAt.choices, "place": "people", "pack": pack}
    facts["may"] = is_coordinator(request.person, unit)
    return render(request, "replies/chains.html", facts)


@require_http_methods(["GET", "POST"])
def clearing_chain(request: StaffRequest, kind: str, importance: str) -> HttpResponse:
    """One chain as rows; every button but the last only shows the rows anew."""
    unit, kind, importance = own_unit(request), _known(ReplyKind, kind), _known(Importance, importance)
    permit(is_coordinator(request.person, unit), "设置审签流程")
    crew, pack = chain_rows.crew_of(unit, request.today), packs.get(unit.pack)
    rows = chain_rows.rows_of(chains.chain_of(unit, pack, kind, importance).steps)
    missing: list[Blocker] = []
    if request.method == "POST":
        do = request.POST.get("do", "")
        rows = chain_rows.changed(chain_rows.posted_rows(request.POST.dict()), do)
        if do == "save":
            missing = _save(request, crew, kind, importance, rows)
            if not missing:
                messages.success(request, "已存下；已经送审的照原来的走完。")
                return redirect("clearing_chains")
    drafts = chain_rows.drafts_of(rows, crew)
    facts = {"unit": unit, "kind": ReplyKind(kind), "importance": Importance(importance), "rows": rows}
    facts |= {"actions": StepAction.choices, "choices": crew.choices(), "slip": chain_rows.slip_of(drafts, crew)}
    facts |= {"missing": missing, "warnings": chain_rules.warnings(unit, drafts, on=request.today)}
    facts |= {"own": chains.own_chain(unit, kind, importance), "pack": pack, "place": "people"}
    facts |= {"rule": chains.pack_chain(pack, kind, importance), "most": chain_rows.MOST}
    return render(request, "replies/chain.html", facts, status=409 if missing else 200)


@require_POST
def drop_chain(request: StaffRequest, kind: str, importance: str) -> HttpResponse:
    kind, importance = _known(ReplyKind, kind), _known(Importance, importance)
    chains.drop_chain(own_unit(request), kind, importance, by=request.person, now=request.now)
    messages.success(request, "已改回本地规则。")
    return redirect("clearing_chains")


@require_POST
def set_clearing_place(request: StaffRequest, kind: str) -> HttpResponse:
    where = _known(ClearedAt, request.POST.get("where", ""))
    chains.set_place(own_unit(request), _known(ReplyKind, kind), where, by=request.person, now=request.now)
    messages.success(request, f"{ReplyKind(kind).label}：{ClearedAt(where).label}。已经送审的不变。")
    return redirect("clearing_chains")


def _save(
    request: StaffRequest, crew: chain_rows.Crew, kind: str, importance: str, rows: list[chain_rows.Row]
) -> list[Blocker]:
    drafts = chain_rows.drafts_of(rows, crew)
    try:
        chains.save_chain(crew.unit, kind, importance, drafts, by=request.person, now=request.now)
    except NotReady as error:
        return error.blockers
    return []


def _kind(crew: chain_rows.Crew, pack: Pack, kind: ReplyKind) -> KindShown:
    """What is cleared as a reply is, is said in one line."""
    shown = [_shown(crew, pack, kind, long) for long in Importance]
    alike = [one for one in shown if kind in chains.LIKE_A_REPLY and one.chain.kind != kind]
    return KindShown(kind, chains.place_of(crew.unit, kind), [one for one in shown if one not in alike], alike)


def _shown(crew: chain_rows.Crew, pack: Pack, kind: str, importance: Importance) -> Shown:
    found = chains.chain_of(crew.unit, pack, kind, importance)
    borrowed = found.is_own and (found.kind, found.importance) != (kind, importance)
    return Shown(importance, str(importance.label), found, chain_rows.slip_of(found.steps, crew), borrowed)


def _known(of: type[ReplyKind] | type[Importance] | type[ClearedAt], word: str) -> str:
    if word not in of.values:
        raise Http404
    return word
