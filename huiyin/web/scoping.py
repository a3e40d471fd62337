"""Which counting scope an address line asks for: statistics, report and the ledger behind their numbers read it alike."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from django.http import Http404, QueryDict

from huiyin.reports import policy
from huiyin.reports.scopes import Scope, scopes_of, two_years_of
from huiyin.web.seat import StaffRequest, own_unit

EVERYTHING = "all"
AS_OF = "as_of"


def scopes_for(request: StaffRequest) -> list[Scope]:
    """Every way of counting this year, the default first: one query."""
    return scopes_of(own_unit(request), request.year)


def two_years_for(request: StaffRequest) -> tuple[list[Scope], list[Scope]]:
    """The same, with the ways of the year before."""
    return two_years_of(own_unit(request), request.year)


def chosen_scope(query: QueryDict, scopes: Sequence[Scope]) -> Scope:
    """The one named, else the default, with the day and the switch of the address line."""
    name = query.get("scope", "")
    found = next((scope for scope in scopes if scope.name == name or not name), None)
    if found is None:
        raise Http404
    if query.get(EVERYTHING) == "1":
        found = found.with_everything()
    day = read_day(query.get(AS_OF, ""))
    return dataclasses.replace(found, as_of=day) if day else found


def ledger_scope(request: StaffRequest) -> Scope | None:
    """The scope of a list opened from a number: only for who sees every item of the department."""
    unit = request.person.unit
    if "scope" not in request.GET or unit is None or not policy.can_open_all(request.person, unit):
        return None
    return chosen_scope(request.GET, scopes_for(request))


def asked(query: QueryDict, scope: Scope) -> dict[str, list[str]]:
    """The scope as an address line asks for it."""
    kept: dict[str, list[str]] = {"scope": [scope.name], "year": [str(scope.year)]}
    return kept | {key: [str(query[key])] for key in (EVERYTHING, AS_OF) if query.get(key)}


def read_day(text: str) -> dt.date | None:
    """A day of the address line; nonsense is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
