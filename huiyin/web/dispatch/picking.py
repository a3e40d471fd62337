"""The rows of the dispatch desk with their forms: as sent, or as the list proposes."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from huiyin.accounts.leaving import with_absence
from huiyin.accounts.models import Role as Post
from huiyin.accounts.models import User
from huiyin.web.dispatch.forms import RowForm
from huiyin.web.dispatch.rows import Row, offices_of, waiting_rows
from huiyin.web.handling.sharing import leaders_of
from huiyin.web.seat import StaffRequest, own_unit

PAGE = 30


def rows_of(request: StaffRequest, refused: Mapping[int, str] = MappingProxyType({})) -> list[Row]:
    """The first rows that fit the filter; those that were refused keep what was typed, and say why."""
    choices, common = choices_of(request), _common(request)
    rows = [row for row in waiting_rows(request) if _fits(row, wanted_words(request))]
    for row in rows:
        pk = row.assignment.pk
        hinted = {"office": row.hint.pk, "pick": not row.plan} if row.hint else {}
        sent = _filled(request, pk, common) if request.method == "POST" else None
        row.form = RowForm(sent, prefix=f"a{pk}", today=request.today, initial=hinted, **choices)
        row.why_not = refused.get(pk, "")
    return rows[:PAGE]


def picked_rows(request: StaffRequest) -> list[Row]:
    """The rows ticked, or the one whose own button was pressed."""
    only = request.POST.get("only", "")
    return [row for row in rows_of(request) if (str(row.assignment.pk) == only if only else row.form.picked)]


def wanted_words(request: StaffRequest) -> list[str]:
    """What the filter of the desk says."""
    return (request.POST.get("q") or request.GET.get("q") or "").replace("\x00", "").split()[:5]


def choices_of(request: StaffRequest) -> dict[str, Any]:
    unit = own_unit(request)
    staff = User.objects.filter(
        posts__unit__parent=unit, posts__role__in=(Post.OFFICER, Post.OFFICE_HEAD), is_active=True
    )
    leaders = with_absence(leaders_of(unit, on=request.today), on=request.today)
    staff = with_absence(staff.distinct().order_by("pk"), on=request.today)
    return {"offices": offices_of(request), "staff": staff, "leaders": leaders}


def _fits(row: Row, words: list[str]) -> bool:
    text = f"{row.item.number_label} {row.item.title} {row.item.submitters_text} {row.said}"
    return all(word in text for word in words)


def _common(request: StaffRequest) -> dict[str, str]:
    return {name: request.POST.get(f"common-{name}", "") for name in ("due_on", "requirement")}


def _filled(request: StaffRequest, pk: int, common: dict[str, str]) -> Any:
    """What was sent for this row, with what is common where it says nothing itself."""
    sent = request.POST.copy()
    for name, value in common.items():
        if value and not sent.get(f"a{pk}-{name}"):
            sent[f"a{pk}-{name}"] = value
    return sent
