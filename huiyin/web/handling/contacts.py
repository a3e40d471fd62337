"""沟通: one tap for the way, today by default; and what the submitter says of it."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from huiyin.directory.models import Submitter
from huiyin.handling import contacts, policy, side_opinions
from huiyin.handling.models import Assignment, Contact, ContactWay, Phase, SideOpinion, State
from huiyin.web.dates import full_day
from huiyin.web.handling.acting import Page, ask, done, find_assignment, insist, tell
from huiyin.web.handling.forms import ActForm, DateField, RecordedForm, posted, text
from huiyin.web.handling.known import about
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep

PHASES = {State.WAITING: Phase.BEFORE, State.ANSWERED: Phase.AFTER, State.CLOSED: Phase.CALL_BACK}
WHY = "当面、走访、座谈要写明地点，才算面商；邀请的到场才算；电话、视频、邮件、信函、微信只算沟通。"
CAME = [("", "还不知道"), ("yes", "到了"), ("no", "没有到")]


class ContactForm(ActForm):
    way = forms.ChoiceField(label="方式", choices=ContactWay.choices, widget=forms.RadioSelect)
    contacted_on = DateField(label="哪一天")
    submitter = forms.ModelChoiceField(Submitter.objects.none(), label="与谁", required=False, empty_label="不指定")
    people = forms.CharField(label="我方人员", max_length=200)
    place = forms.CharField(label="地点", max_length=120, required=False, help_text="面商必填。")
    came = forms.TypedChoiceField(
        label="应邀到场",
        choices=CAME,
        required=False,
        help_text="只有邀请才填。",
        coerce=lambda said: said == "yes",
        empty_value=None,
    )
    leader_took_part = forms.BooleanField(label="主要负责人参加", required=False)
    content = text("说了什么", rows=5, limit=4000)
    phase = forms.ChoiceField(label="阶段", choices=Phase.choices)
    file = GateField(label="记录或照片", required=False)

    def __init__(self, *args: Any, assignment: Assignment, **options: Any) -> None:
        super().__init__(*args, **options)
        signers = Submitter.objects.filter(signatures__item=assignment.item).order_by("signatures__order")
        self.fields["submitter"].queryset = signers  # type: ignore[attr-defined]
        self.fields["content"].required = not assignment.item.offline

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        return {**self.cleaned_data, "file": keep(request, self.cleaned_data["file"], kind="contact")}


class ConfirmationForm(RecordedForm):
    confirmed = forms.TypedChoiceField(
        label="提出人怎么说",
        choices=[("yes", "确认有这次沟通"), ("no", "没有这次沟通，或内容不符")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    reason = text("提出人的说法", required=False, rows=2, help_text="否认的，照他的话写。")


class ComingForm(ActForm):
    came = forms.TypedChoiceField(
        label="到了没有", choices=CAME[1:], coerce=lambda said: said == "yes", widget=forms.RadioSelect
    )


class SideOpinionForm(ActForm):
    text = text("提出了什么意见", rows=4, limit=2000)
    raised_on = DateField(label="哪一天提的")


class SideAnswerForm(RecordedForm):
    answer = text("怎么答复的", rows=4, limit=4000)
    on = DateField(label="答复日期")
    file = GateField(label="答复的材料", required=False)

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        said = super().facts(request)
        return {**said, "file": keep(request, said["file"], kind="contact")}


def add_contact(request: StaffRequest, pk: int) -> HttpResponse:
    """登记沟通."""
    assignment = find_assignment(request, pk)
    insist(policy.can_contact(request.person, assignment), "登记沟通")
    form = posted(ContactForm, request, assignment=assignment, initial=_likely(request, assignment))
    if done(request, form, contacts.add_contact, assignment):
        return tell(request, assignment.item, f"已登记一次沟通（{form.cleaned_data['contacted_on']}）。", "contacts")
    page = Page(title="记一次沟通", act="记下", why=WHY, panel="contacts", template="handling/contact.html")
    return ask(request, assignment.item, form, page, pairs=about(assignment))


def confirm_contact(request: StaffRequest, pk: int) -> HttpResponse:
    """登记提出人的确认或否认."""
    contact = get_object_or_404(Contact.objects.select_related("submitter"), pk=pk)
    assignment = find_assignment(request, contact.assignment_id)
    insist(policy.coordinates(request.person, assignment), "登记提出人的确认")
    form = posted(ConfirmationForm, request, needed=True, initial={"rec_who": contact.submitter or ""})
    if done(request, form, contacts.confirm_contact, contact):
        return tell(request, assignment.item, "已登记提出人的确认。", "contacts")
    page = Page(
        title="登记提出人的确认", act="登记", why="否认的不算沟通；没有别的沟通，沟通的义务恢复。", panel="contacts"
    )
    return ask(request, assignment.item, form, page, pairs=_said(contact))


def record_coming(request: StaffRequest, pk: int) -> HttpResponse:
    """登记应邀的人到没到场."""
    contact = _contact(request, pk)
    form = posted(ComingForm, request)
    if done(request, form, contacts.record_coming, contact):
        return tell(request, contact.assignment.item, "已登记到场情况。", "contacts")
    page = Page(title="应邀到场", act="登记", why="到了才算沟通和面商。", panel="contacts")
    return ask(request, contact.assignment.item, form, page, pairs=_said(contact))


def raise_side_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    """登记视察、调研中提出的意见."""
    contact = _contact(request, pk)
    form = posted(SideOpinionForm, request, initial={"raised_on": contact.contacted_on})
    if done(request, form, side_opinions.raise_side_opinion, contact):
        return tell(request, contact.assignment.item, "意见已登记，到期前要答复。", "contacts")
    why = "视察、调研、走访中在这一件以外提出的意见，另行办理、按期答复。"
    page = Page(title="视察、调研中提出的意见", act="登记", why=why, panel="contacts")
    return ask(request, contact.assignment.item, form, page, pairs=_said(contact))


def answer_side_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    """答复视察、调研中提出的意见."""
    found = get_object_or_404(SideOpinion.objects.select_related("contact", "duty"), pk=pk)
    found.contact = _contact(request, found.contact_id)
    form = posted(SideAnswerForm, request, initial={"on": request.today})
    if done(request, form, side_opinions.answer_side_opinion, found):
        return tell(request, found.contact.assignment.item, "答复已登记。", "contacts")
    until = full_day(found.duty.due_on) if found.duty.due_on else ""
    pairs = [("意见", found.text), ("提出", full_day(found.raised_on)), ("请于", until), ("依据", found.duty.clause)]
    page = Page(title="答复这条意见", act="登记答复", panel="contacts")
    return ask(request, found.contact.assignment.item, form, page, pairs=pairs)


def _contact(request: StaffRequest, pk: int) -> Contact:
    found = get_object_or_404(Contact.objects.select_related("submitter"), pk=pk)
    found.assignment = find_assignment(request, found.assignment_id)
    insist(policy.can_contact(request.person, found.assignment), "登记沟通")
    return found


def _likely(request: StaffRequest, assignment: Assignment) -> dict[str, Any]:
    """What it most probably is: today, by whoever asks, with the first signer, in the phase the case is in."""
    first = assignment.item.signatures.filter(order=0).first()
    way = request.GET.get("way", "")
    return {
        "way": way if way in ContactWay.values else ContactWay.PHONE,
        "contacted_on": request.today,
        "people": request.person.actor_name,
        "submitter": first.submitter_id if first else None,
        "phase": PHASES.get(State(assignment.state), Phase.DURING),
    }


def _said(contact: Contact) -> list[tuple[str, Any]]:
    return [
        ("日期", full_day(contact.contacted_on)),
        ("方式", contact.get_way_display()),
        ("与谁", contact.submitter.name if contact.submitter else ""),
        ("我方人员", contact.people),
        ("地点", contact.place),
        ("内容", contact.content),
    ]
