"""How an act on people, units or submitters is asked for, tried and told; and the tabs above these pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from huiyin.web.handling.acting import done
from huiyin.web.handling.forms import ActForm
from huiyin.web.seat import StaffRequest


@dataclass(frozen=True)
class Asked:
    """The words of an act's page. told: what is said once it is done · to: where it goes then · why: one sentence."""

    title: str
    told: str
    why: str = ""
    to: str = ""
    act: str = ""
    pairs: Sequence[tuple[str, Any]] = ()


def act(request: StaffRequest, form: ActForm, action: Callable[..., Any], asked: Asked, *objects: Any) -> HttpResponse:
    """Ask, act, tell, go back."""
    to = asked.to or reverse("people")
    if request.method == "POST" and done(request, form, action, *objects):
        messages.success(request, asked.told)
        return redirect(to)
    facts = {"place": "people", "form": form, "asked": asked, "title": asked.title, "why": asked.why, "back": to}
    facts |= {"blockers": form.missing, "pairs": asked.pairs, "act": asked.act or asked.title}
    return render(request, "people/act.html", facts, status=409 if form.missing else 200)


def tabs(request: StaffRequest, on: str) -> list[dict[str, Any]]:
    """人员、单位, and for who handles cases 提出人."""
    wanted = {"people": "人员与岗位", "units": "单位与处室"}
    if request.person.unit_ids:
        wanted["submitters"] = "提出人"
    return [{"label": label, "url": reverse(page), "on": page == on, "count": None} for page, label in wanted.items()]
