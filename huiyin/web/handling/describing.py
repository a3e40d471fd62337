"""What the register says of an item: its entry, its signers, its topics, consent to disclosure."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from huiyin.directory.actions import SubmitterName
from huiyin.handling.clocks import recompute
from huiyin.handling.models import Assignment
from huiyin.items import actions
from huiyin.items.models import Consent, Item, Signature, Topic
from huiyin.items.policy import keeps
from huiyin.prose.names import split_people, submitter_kind
from huiyin.web.handling.acting import Page, ask, done, find_item, insist, tell
from huiyin.web.handling.forms import ActForm, RecordedForm, posted, text
from huiyin.web.seat import StaffRequest

ENTRY = ("official_no", "register_no", "class_no", "title", "text", "field", "is_hard", "no_written_reply", "remark")
CONSENT = ("consent", "consent_reason")


class EntryForm(ActForm):
    official_no = forms.CharField(label="案号", max_length=60)
    register_no = forms.CharField(label="流水号", max_length=60, required=False)
    class_no = forms.CharField(label="类号", max_length=60, required=False)
    title = forms.CharField(label="案由", max_length=300, required=False)
    text = text("正文", required=False, rows=8, limit=100_000)
    field = forms.CharField(label="类别（领域）", max_length=60, required=False)
    is_hard = forms.BooleanField(label="涉及面广、办理难度大", required=False)
    no_written_reply = forms.BooleanField(label="不需要书面答复", required=False)
    remark = forms.CharField(label="备注", max_length=300, required=False)


class ConsentForm(ActForm):
    consent = forms.ChoiceField(
        label="提出人对公开的意见", choices=Consent.choices, widget=forms.RadioSelect, required=False
    )
    consent_reason = forms.CharField(label="不同意公开的理由", max_length=200, required=False)


class SignersForm(ActForm):
    lead = forms.CharField(label="领衔", max_length=120, required=False)
    cosigners = text("附议", required=False, rows=4, limit=6000, help_text="用顿号、逗号或换行分开。")

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not (facts.get("lead") or facts.get("cosigners")):
            raise forms.ValidationError("至少要有一个提出人。")
        return facts

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        lead = _names(self.cleaned_data["lead"])
        return {"lead": next(iter(lead), None), "cosigners": _names(self.cleaned_data["cosigners"])}


class TopicForm(ActForm):
    topic_name = forms.CharField(label="主题", max_length=40, help_text="例：疫情防控。")


def change_item(request: StaffRequest, pk: int) -> HttpResponse:
    """更正登记内容."""
    item = find_item(request, pk)
    insist(keeps(request.person, item), "更正登记内容")
    form = posted(EntryForm, request, initial={name: getattr(item, name) for name in ENTRY})
    if done(request, form, _change, item):
        return tell(request, item, "登记内容已更正。", "asks")
    page = Page(
        title="更正登记内容", act="保存", why="改了什么记入经过；正文只记改过，不把全文写进记录。", panel="asks"
    )
    return ask(request, item, form, page, pairs=_about(item))


def set_consent(request: StaffRequest, pk: int) -> HttpResponse:
    """登记提出人对公开的意见."""
    item = find_item(request, pk)
    insist(keeps(request.person, item), "登记提出人对公开的意见")
    form = posted(ConsentForm, request, initial={name: getattr(item, name) for name in CONSENT})
    if done(request, form, actions.change_item, item):
        return tell(request, item, "提出人对公开的意见已登记。", "disclosure")
    page = Page(title="提出人对公开的意见", act="登记", panel="disclosure", why="决定答复是否公开时，会显示这一条。")
    return ask(request, item, form, page, pairs=_about(item))


def set_signers(request: StaffRequest, pk: int) -> HttpResponse:
    """更正提出人."""
    item = find_item(request, pk)
    insist(keeps(request.person, item), "更正提出人")
    signed = list(item.signatures.select_related("submitter"))
    names = [row.submitter.name for row in signed]
    form = posted(SignersForm, request, initial={"lead": "".join(names[:1]), "cosigners": "、".join(names[1:])})
    if done(request, form, actions.set_signers, item):
        return tell(request, item, "提出人已更正。", "people")
    page = Page(
        title="更正提出人", act="保存", why="领衔一人，其余为附议；答复逐人送达。", template="handling/signers.html"
    )
    pairs = [*_about(item), ("清单原文", item.submitters_text)]
    return ask(request, item, form, page, pairs=pairs, more={"signed": signed})


def confirm_signature(request: StaffRequest, pk: int) -> HttpResponse:
    """登记附议人的确认."""
    signature = get_object_or_404(Signature.objects.select_related("submitter"), pk=pk)
    item = find_item(request, signature.item_id)
    insist(keeps(request.person, item), "登记附议确认")
    form = posted(RecordedForm, request, needed=True, initial={"rec_who": signature.submitter.name})
    if done(request, form, actions.confirm_signature, signature):
        return tell(request, item, f"{signature.submitter}的附议已确认。")
    page = Page(title="登记附议确认", act="登记", why="附议人本人确认以后，才计入联名。")
    return ask(request, item, form, page, pairs=[*_about(item), ("附议人", signature.submitter.name)])


def tag(request: StaffRequest, pk: int) -> HttpResponse:
    """贴主题."""
    item = find_item(request, pk)
    insist(keeps(request.person, item), "贴主题")
    form = posted(TopicForm, request)
    if done(request, form, actions.tag, [item]):
        return tell(request, item, f"已贴主题“{form.cleaned_data['topic_name']}”。", "marks")
    more = {"topics": item.topics.order_by("name"), "known": Topic.objects.order_by("name")[:200]}
    page = Page(title="主题", act="贴上", panel="marks", template="handling/topics.html")
    return ask(request, item, form, page, pairs=_about(item), more=more)


@require_POST
def untag(request: StaffRequest, pk: int, topic: int) -> HttpResponse:
    """取下主题."""
    item = find_item(request, pk)
    taken = get_object_or_404(item.topics, pk=topic)
    actions.untag(item, taken, by=request.person, now=request.now)
    return tell(request, item, f"已取下主题“{taken}”。", "marks")


def _change(item: Item, **facts: Any) -> Item:
    """A hard item has another deadline: the clocks follow the entry."""
    changed = actions.change_item(item, **facts)
    recompute(Assignment.objects.open().filter(item=item))
    return changed


def _names(said: str) -> list[SubmitterName]:
    return [SubmitterName(name, kind=submitter_kind(name)) for name in split_people(said).names]


def _about(item: Item) -> list[tuple[str, Any]]:
    submitters = [("提出人", item.submitters_text)]
    return [("案号", item.number_label), ("届次", item.session.name), ("批次", item.batch.name), *submitters]
