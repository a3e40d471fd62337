"""沟通: one tap for the way, today by default; and what the submitter says of it."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from huiyin.directory.models import Submitter
from huiyin.handling import contacts, policy
from huiyin.handling.models import Assignment, Contact, ContactWay, Phase, State
from huiyin.web.dates import full_day
from huiyin.web.handling.acting import Page, ask, done, find_assignment, insist, tell
from huiyin.web.handling.forms import ActForm, DateField, RecordedForm, posted, text
from huiyin.web.handling.known import about
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep

PHASES = {State.WAITING: Phase.BEFORE, State.ANSWERED: Phase.AFTER, State.CLOSED: Phase.AFTER}
WHY = "当面、走访、座谈要写明地点，才算面商；电话、视频、邮件、信函只算沟通。"


class ContactForm(ActForm):
    way = forms.ChoiceField(label="方式", choices=ContactWay.choices, widget=forms.RadioSelect)
    contacted_on = DateField(label="哪一天")
    submitter = forms.ModelChoiceField(Submitter.objects.none(), label="与谁", required=False, empty_label="不指定")
    people = forms.CharField(label="我方人员", max_length=200)
    place = forms.CharField(label="地点", max_length=120, required=False, help_text="面商必填。")
    content = text("说了什么", rows=5, limit=4000)
    phase = forms.ChoiceField(label="阶段", choices=Phase.choices)
    file = GateField(label="记录或照片", required=False)

    def __init__(self, *args: Any, assignment: Assignment, **options: Any) -> None:
        super().__init__(*args, **options)
        signers = Submitter.objects.filter(signatures__item=assignment.item).order_by("signatures__order")
        self.fields["submitter"].queryset = signers  # type: ignore[attr-defined]

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        return {**self.cleaned_data, "file": keep(request, self.cleaned_data["file"], kind="contact")}


class ConfirmationForm(RecordedForm):
    confirmed = forms.TypedChoiceField(
        label="提出人怎么说",
        choices=[("yes", "确认有这次沟通"), ("no", "没有这次沟通，或内容不符")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )


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
