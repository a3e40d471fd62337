"""提案审查: what waits to be admitted, the decision on each, the message to its proposer."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from huiyin.documents.report_docx import Report, Section, report_docx
from huiyin.items import screening as actions
from huiyin.items.messages import title_of
from huiyin.items.models import UNDECIDED, Item, Outcome, Screening
from huiyin.items.policy import is_screener, keeps, may_decide_screening
from huiyin.web.handling.acting import Page, ask, done, insist, tell
from huiyin.web.handling.forms import posted
from huiyin.web.intake.finding import receiving_unit
from huiyin.web.intake.keeping import word_file
from huiyin.web.intake.screening_forms import AgainForm, DecideForm, ResubmitForm, ToldForm
from huiyin.web.paging import page_of
from huiyin.web.seat import StaffRequest

PANEL = "screening"
VIEWS = {
    "waiting": ("待审查", Q(state=Outcome.PENDING)),
    "returned": ("退回修改中", Q(state=Outcome.RETURNED)),
    "untold": ("还没通知提出人", ~Q(state__in=(*UNDECIDED, Outcome.WITHDRAWN)) & Q(told_on=None)),
    "opinions": ("转意见", Q(state=Outcome.FORWARDED)),
    "all": ("全部", Q()),
}


@require_safe
def screening(request: StaffRequest) -> HttpResponse:
    """提案审查: by what is to be done with them."""
    unit = receiving_unit(request)
    mine = Screening.objects.filter(item__batch__unit=unit, item__year=request.year)
    counts = mine.aggregate(**{key: Count("pk", filter=which) for key, (_, which) in VIEWS.items()})
    chosen = request.GET.get("view", "")
    chosen = chosen if chosen in VIEWS else "waiting"
    rows = mine.filter(VIEWS[chosen][1]).select_related("item__session", "merged_into").order_by("received_on", "pk")
    tabs = [
        {"label": label, "url": f"?view={key}", "count": counts[key], "on": key == chosen}
        for key, (label, _) in VIEWS.items()
    ]
    facts = {"page": page_of(request, rows), "tabs": tabs, "chosen": chosen, "place": "intake"}
    return render(request, "intake/screening.html", facts)


def screen(request: StaffRequest, pk: int) -> HttpResponse:
    """审查一件提案."""
    row = _find(request, pk)
    insist(may_decide_screening(request.person, row.item), "审查提案")
    form = posted(DecideForm, request, screening=row, needed=not is_screener(request.person, row.item))
    if done(request, form, _decide, row):
        return tell(request, row.item, f"{row.item.number_label}：{row.get_state_display()}。", PANEL)
    page = Page(title="提案审查", act="决定", panel=PANEL, template="intake/screen.html")
    return ask(request, row.item, form, page, pairs=_about(row), more=_known(request, row))


def tell_proposer(request: StaffRequest, pk: int) -> HttpResponse:
    """登记通知了提出人."""
    row = _find(request, pk)
    insist(may_decide_screening(request.person, row.item), "登记通知")
    form = posted(ToldForm, request, initial={"on": request.today})
    if done(request, form, actions.tell_proposer, row):
        return tell(request, row.item, "已登记：通知了提出人。", PANEL)
    page = Page(title="通知提出人", act="登记", panel=PANEL, why="立案、转意见、退回、不予立案，通知各不相同。")
    return ask(request, row.item, form, page, pairs=_about(row))


def screen_again(request: StaffRequest, pk: int) -> HttpResponse:
    """收回决定，重新审查."""
    row = _find(request, pk)
    insist(may_decide_screening(request.person, row.item), "重新审查")
    form = posted(AgainForm, request, needed=not is_screener(request.person, row.item))
    if done(request, form, actions.screen_again, row):
        return tell(request, row.item, "已收回原来的决定，重新审查。", PANEL)
    page = Page(title="重新审查", panel=PANEL, why="收回没有立案的决定；并案的，移走的提出人移回来。")
    return ask(request, row.item, form, page, pairs=_about(row))


def resubmit(request: StaffRequest, pk: int) -> HttpResponse:
    """改后重新提交."""
    row = _find(request, pk)
    insist(keeps(request.person, row.item), "重新提交")
    form = posted(ResubmitForm, request)
    if done(request, form, actions.resubmit, row):
        return tell(request, row.item, "已重新提交，等待审查。", PANEL)
    page = Page(title="改后重新提交", act="提交", panel=PANEL, why="先按审查意见更正案由、正文，再提交。")
    return ask(request, row.item, form, page, pairs=_about(row))


@require_safe
def screening_notice(request: StaffRequest, pk: int) -> HttpResponse:
    """给提出人的通知，Word 文件."""
    row = _find(request, pk)
    insist(may_decide_screening(request.person, row.item), "取审查通知")
    if not row.notice:
        raise Http404
    title, organ = title_of(row), row.item.batch.unit.name
    content = report_docx(Report(title, organ, row.decided_on, (Section("", tuple(row.notice.split("\n")[:-1])),)))
    return word_file(content, f"{title} {row.item.official_no}")


def _find(request: StaffRequest, pk: int) -> Screening:
    seen = Screening.objects.filter(item__in=Item.objects.visible_to(request.person))
    return get_object_or_404(seen.select_related("item__session", "item__batch__unit", "merged_into__session"), pk=pk)


def _decide(row: Screening, *, outcome: str, **facts: Any) -> Screening:
    decide: Callable[..., Screening] = getattr(actions, outcome)
    return decide(row, **facts)


def _known(request: StaffRequest, row: Screening) -> dict[str, Any]:
    facts = {"screening": row, "is_open": row.state == Outcome.PENDING, "place": "intake"}
    return {**facts, "may_keep": keeps(request.person, row.item)}


def _about(row: Screening) -> list[tuple[str, Any]]:
    item = row.item
    return [
        *(("案号", item.number_label), ("届次", item.session.name), ("提出人", item.submitters_text)),
        *(("收到", row.received_on), ("审查结果", row.get_state_display()), ("审查意见", row.remark)),
        ("理由", "；".join(reason["label"] for reason in row.reasons)),
        *(("并入", row.merged_into), ("转给", row.forwarded_to), ("决定", row.decided_on), ("通知提出人", row.told_on)),
    ]
