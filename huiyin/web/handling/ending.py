"""How a case ends and begins again: closed, reopened, withdrawn, moved away, archived."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse

from huiyin.archives.archiving import archive as archive_item
from huiyin.events.actors import SYSTEM
from huiyin.handling import actions, checks
from huiyin.items import actions as item_actions
from huiyin.items.flow import FLOW as ITEM_FLOW
from huiyin.items.models import Item, Signature
from huiyin.web.handling.acting import Page, ask, done, find_item, insist_open, needs_word, open_to, tell
from huiyin.web.handling.forms import ActForm, RecordedForm, posted, text
from huiyin.web.handling.known import about
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep


class ReasonForm(RecordedForm):
    reason = text("理由")


class WithdrawalForm(ReasonForm):
    """In writing; where the place asks it, with every joint signer's word (R8)."""

    letter = GateField(label="书面撤回的来件", required=False)
    agreed = forms.ModelMultipleChoiceField(
        Signature.objects.none(), label="同意撤回的联名人", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, item: Item, **options: Any) -> None:
        super().__init__(*args, **options)
        signers = item.signatures.select_related("submitter").order_by("order")
        if len(signers) > 1:
            self.fields["agreed"].queryset = signers  # type: ignore[attr-defined]
            self.fields["agreed"].label_from_instance = lambda row: row.submitter.name  # type: ignore[attr-defined]
        else:
            del self.fields["agreed"]

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        said = super().facts(request)
        agreed = {"agreed": list(said["agreed"])} if "agreed" in said else {}
        return {**said, **agreed, "letter": keep(request, said["letter"], kind="withdrawal")}


def close(request: StaffRequest, pk: int) -> HttpResponse:
    """办结."""
    assignment = open_to(request, pk, "close")
    form = posted(RecordedForm, request)
    if done(request, form, actions.close, assignment):
        return tell(request, assignment.item, f"{assignment.item.number_label}已办结。")
    why = "没有未尽的义务才能办结；本系统内各单位都办结了，这一件也就办结。"
    blockers = checks.closing_blockers(assignment)
    page = Page(title="办结", why=why)
    return ask(request, assignment.item, form, page, pairs=about(assignment), blockers=blockers)


def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """重新办理."""
    assignment = open_to(request, pk, "reopen")
    form = posted(ReasonForm, request)
    if done(request, form, actions.reopen, assignment):
        return tell(request, assignment.item, "已恢复办理。")
    why = "办结以后又要再办的，写明理由；件也恢复为已交办。"
    page = Page(title="重新办理", why=why)
    return ask(request, assignment.item, form, page, pairs=about(assignment))


def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """撤销交办."""
    assignment = open_to(request, pk, "withdraw")
    form = posted(ReasonForm, request, needed=needs_word(request, assignment))
    if done(request, form, actions.withdraw, assignment):
        return tell(request, assignment.item, f"已撤销对{assignment.unit}的交办。")
    why = "由交办单位决定。留在台账，不再计数、计时。"
    page = Page(title="撤销交办", why=why)
    return ask(request, assignment.item, form, page, pairs=about(assignment))


def withdraw_item(request: StaffRequest, pk: int) -> HttpResponse:
    """撤案."""
    item = find_item(request, pk)
    insist_open(ITEM_FLOW, item, "withdraw", request)
    form = posted(WithdrawalForm, request, needed=True, item=item)
    if done(request, form, _stop, item_actions.withdraw, item):
        return tell(request, item, f"{item.number_label}已撤案，办理终止。")
    why = "提出人书面撤回的，办理终止、停止计时；留在台账，自当日起不计入件数。"
    page = Page(title="撤案", why=why)
    return ask(request, item, form, page, pairs=_about_item(item))


def move_away(request: StaffRequest, pk: int) -> HttpResponse:
    """转出."""
    item = find_item(request, pk)
    insist_open(ITEM_FLOW, item, "move_away", request)
    form = posted(ReasonForm, request)
    if done(request, form, _stop, item_actions.move_away, item):
        return tell(request, item, f"{item.number_label}已转出。")
    why = "改由其他单位办理的，留在台账，自当日起不计入件数。"
    page = Page(title="转出", why=why)
    return ask(request, item, form, page, pairs=_about_item(item))


def archive(request: StaffRequest, pk: int) -> HttpResponse:
    """归档."""
    item = find_item(request, pk)
    insist_open(ITEM_FLOW, item, "archive", request)
    form = posted(ActForm, request)
    if done(request, form, archive_item, item):
        return tell(request, item, f"{item.number_label}已归档。")
    page = Page(title="归档", why="办结以后立卷归档：本单位办的，正文、答复、审签、沟通、评价成一件，附目录和校验码。")
    return ask(request, item, form, page, pairs=_about_item(item))


def _stop(move: Callable[..., Item], item: Item, *, reason: str, now: dt.datetime, **facts: Any) -> Item:
    """An item that leaves stops every clock: what units still hold of it is withdrawn with it (R8)."""
    left = move(item, reason, now=now, **facts)
    actions.withdraw_all(left, reason=f"{left.get_state_display()}：{reason}", by=SYSTEM, now=now)
    return left


def _about_item(item: Item) -> list[tuple[str, Any]]:
    return [
        ("案号", item.number_label),
        ("届次", item.session.name),
        ("批次", item.batch.name),
        ("状态", item.get_state_display()),
    ]
