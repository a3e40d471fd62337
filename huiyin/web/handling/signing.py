"""提出人: signed for by a head, or let off because they are gone."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from huiyin.items import actions
from huiyin.items.models import Item, Signature
from huiyin.items.policy import keeps
from huiyin.web.handling.acting import Page, ask, done, find_item, insist, tell
from huiyin.web.handling.forms import RecordedForm, posted, text
from huiyin.web.seat import StaffRequest


class HeadForm(RecordedForm):
    head = forms.CharField(label="签字的是谁", max_length=60, help_text="例：团长 张某。")


class ExcuseForm(RecordedForm):
    reason = text("理由", rows=2, required=False, help_text="例：已去世；已离任，联系不上。名录里写明的可不填。")


def sign_as_head(request: StaffRequest, pk: int) -> HttpResponse:
    """登记团长、负责人签字."""
    row, item = _find(request, pk)
    form = posted(HeadForm, request, initial={"head": row.head})
    if done(request, form, actions.sign_as_head, row):
        return tell(request, item, f"{row.submitter}：负责人签字已登记。")
    page = Page(title="负责人签字", act="登记", why="代表团由团长签字，界别、团体、专委会由负责人签字。")
    return ask(request, item, form, page, pairs=[("案号", item.number_label), ("提出人", row.submitter)])


def excuse_signer(request: StaffRequest, pk: int) -> HttpResponse:
    """提出人不再答复、征询."""
    row, item = _find(request, pk)
    form = posted(ExcuseForm, request, initial={"reason": row.submitter.gone_reason})
    if done(request, form, actions.excuse_signer, row):
        return tell(request, item, f"{row.submitter}不再答复、征询，理由已记入经过。")
    page = Page(
        title="不再答复、征询", act="登记", why="提出人去世、离任或联系不上的，写明理由；件照办，其余的人照常答复。"
    )
    return ask(request, item, form, page, pairs=[("案号", item.number_label), ("提出人", row.submitter)])


def _find(request: StaffRequest, pk: int) -> tuple[Signature, Item]:
    row = get_object_or_404(Signature.objects.select_related("submitter"), pk=pk)
    item = find_item(request, row.item_id)
    insist(keeps(request.person, item), "改动提出人")
    row.item = item
    return row, item
