"""How every act on a case is asked for, tried and told: one page, nothing typed is lost."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import models, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from huiyin.flow.engine import Flow
from huiyin.flow.errors import Blocker, NotAllowed, NotReady, Stale, permit
from huiyin.handling import checks
from huiyin.handling.flow import FLOW
from huiyin.handling.models import Assignment
from huiyin.items.models import Item
from huiyin.web.handling.forms import ActForm
from huiyin.web.seat import StaffRequest


@dataclass(frozen=True)
class Page:
    """The words of an act's page. act: the word on its button · why: one sentence above the form · panel: where it came from."""

    title: str
    act: str = ""
    why: str = ""
    panel: str = "people"
    template: str = "handling/act.html"


def find_item(request: StaffRequest, pk: int) -> Item:
    """An item this person may see."""
    seen = Item.objects.visible_to(request.person).select_related("session", "batch__unit")
    return get_object_or_404(seen, pk=pk)


def find_assignment(request: StaffRequest, pk: int) -> Assignment:
    """An assignment of an item this person may see."""
    seen = Assignment.objects.visible_to_units(request.person.unit_ids)
    related = ("unit__parent", "parent__unit", "item__session", "item__batch__unit", "officer", "leader")
    return get_object_or_404(seen.select_related(*related), pk=pk)


def open_to(request: StaffRequest, pk: int, verb: str) -> Assignment:
    """The assignment, when this move is open to this person now."""
    assignment = find_assignment(request, pk)
    insist_open(FLOW, assignment, verb, request)
    return assignment


def insist_open(flow: Flow[Any], case: models.Model, verb: str, request: StaffRequest) -> None:
    """Refuse before anybody fills in a form in vain."""
    move = flow.by_verb[verb]
    if not move.who(request.person, case):
        raise NotAllowed(f"您没有权限{move.label}。")
    if not flow.may(case, verb, request.person):
        raise Stale(f"现在是“{flow.states(case.state).label}”，不能{move.label}。")  # type: ignore[attr-defined]


def insist(allowed: bool, what: str) -> None:
    """The same for what is not a move."""
    permit(allowed, what)


def needs_word(request: StaffRequest, assignment: Assignment) -> bool:
    """Must it be said whose decision this is? The dispatcher decides; anybody else only records it."""
    return bool(checks.word_of_the_dispatcher(assignment, request.person, None))


def done(request: StaffRequest, form: ActForm, action: Callable[..., Any], *objects: Any, **facts: Any) -> bool:
    """Act with the facts of the form; what is missing stands above the form, and what was typed stays in it."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            action(*objects, by=request.person, now=request.now, **form.facts(request), **facts)
    except NotReady as error:
        form.missing = error.blockers
    return not form.missing


def ask(
    request: StaffRequest,
    item: Item,
    form: ActForm,
    page: Page,
    *,
    pairs: Sequence[tuple[str, Any]] = (),
    blockers: Sequence[Blocker] = (),
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page of an act: its form, what is known, and what still stands in the way."""
    facts = {"item": item, "form": form, "title": page.title, "act": page.act or page.title, "why": page.why}
    facts |= {"blockers": form.missing or blockers, "shut": bool(blockers) and not form.is_bound}
    facts |= {"item_url": item_page(item), "back": back(request, item_page(item, page.panel)), "place": "ledger"}
    facts |= {"pairs": pairs}
    return render(request, page.template, {**facts, **(more or {})}, status=409 if form.missing else 200)


def tell(request: StaffRequest, item: Item, sentence: str, panel: str = "people") -> HttpResponse:
    """Say what was done, and go back to where it was asked for."""
    messages.success(request, sentence)
    return redirect(back(request, item_page(item, panel)))


def item_page(item: Item, panel: str = "") -> str:
    return reverse("item", args=[item.pk]) + (f"#{panel}" if panel else "")


def back(request: StaffRequest, otherwise: str) -> str:
    """Where the act was asked for, when that is one of our pages."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours else otherwise
