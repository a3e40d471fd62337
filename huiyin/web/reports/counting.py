"""口径: the conditions by which a unit counts a year, changed by its coordinator."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiyin.reports import actions
from huiyin.reports.models import CountingScope
from huiyin.reports.scopes import Scope
from huiyin.web.handling.acting import done
from huiyin.web.handling.forms import posted
from huiyin.web.reports.editing import writer
from huiyin.web.reports.forms import ScopeForm
from huiyin.web.scoping import chosen_scope, scopes_for
from huiyin.web.seat import StaffRequest


@require_http_methods(["GET", "POST"])
def counting_scope(request: StaffRequest) -> HttpResponse:
    unit, scopes = writer(request), scopes_for(request)
    scope = chosen_scope(request.GET, scopes)
    default = CountingScope.objects.filter(unit=unit, year=request.year, name=scope.name, is_default=True).exists()
    form = posted(ScopeForm, request, initial=_initial(scope, default))
    if request.method == "POST" and done(request, form, actions.save_scope, unit, year=request.year):
        messages.success(request, f"口径“{form.cleaned_data['name']}”已存。")
        return redirect(reverse("statistics") + f"?year={request.year}")
    facts = {"place": "statistics", "form": form, "scopes": scopes, "scope": scope}
    return render(request, "reports/scope.html", facts, status=409 if form.missing else 200)


def _initial(scope: Scope, is_default: bool) -> dict[str, Any]:
    sitting = {None: "", True: "1", False: "0"}[scope.in_session]
    facts: dict[str, Any] = {"name": scope.name, "kinds": scope.kinds, "levels": scope.levels, "in_session": sitting}
    facts |= {"lead_labels": "、".join(scope.lead_labels), "as_of": scope.as_of}
    return {**facts, "growth_places": scope.growth_places, "is_default": is_default}
