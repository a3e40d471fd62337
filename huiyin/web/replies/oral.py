"""当面答复: the form to take along and have signed, and its record with the scan."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.documents.oral_form import OralForm, oral_form_pdf
from huiyin.files.gate import MEDIA_TYPES, SCANS
from huiyin.handling.models import Assignment
from huiyin.replies import policy
from huiyin.replies.sending import oral
from huiyin.web.handling.acting import Page, ask, done, insist
from huiyin.web.handling.forms import ActForm, DateField, posted, text
from huiyin.web.replies.finding import find_assignment
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep

WHY = "见面把答复的内容讲了、提出人签了字的，登记在这里，同时记一次面商。规则包要求书面答复的，接着在这一稿上写。"


class OralRecordForm(ActForm):
    met_on = DateField(label="哪一天")
    place = forms.CharField(label="在哪里", max_length=120)
    people = forms.CharField(label="参加人", max_length=300, help_text="双方都写，用顿号隔开。")
    opinion = text("提出人的意见", limit=2000)
    signed_by = forms.CharField(label="签字的提出人", max_length=60)
    file = GateField(label="签字的记录（扫描件）", allowed=SCANS, help_text="不得上传涉密材料。")

    def facts(self, request: StaffRequest) -> dict[str, object]:
        return {**self.cleaned_data, "file": keep(request, self.cleaned_data["file"], kind="oral")}


@require_http_methods(["GET", "POST"])
def record_oral(request: StaffRequest, pk: int) -> HttpResponse:
    assignment = find_assignment(request, pk)
    insist(policy.can_draft_for(request.person, assignment) and assignment.owes_reply, "登记当面答复")
    first = assignment.item.signatures.select_related("submitter").order_by("order").first()
    known = {"met_on": request.today, "signed_by": first.submitter.name if first else ""}
    form = posted(OralRecordForm, request, initial=known)
    if request.method == "POST" and done(request, form, oral.record_oral, assignment):
        messages.success(request, "当面答复已登记，同时记了一次面商。")
        return redirect("reply", pk=assignment.replies.latest("id").pk)
    page = Page("当面答复", act="登记", why=WHY, template="replies/oral.html")
    return ask(request, assignment.item, form, page, more={"pk": pk})


@require_safe
def oral_form(request: StaffRequest, pk: int) -> HttpResponse:
    """《当面答复记录》, one page, to print and have signed."""
    assignment = find_assignment(request, pk)
    response = HttpResponse(oral_form_pdf(_form_of(assignment)), content_type=MEDIA_TYPES["pdf"])
    name = f"当面答复记录 {assignment.item.number_label}.pdf"
    response["Content-Disposition"] = content_disposition_header(False, name) or ""
    return response


def _form_of(assignment: Assignment) -> OralForm:
    item = assignment.item
    return OralForm(
        number=item.number_label,
        title=item.title or item.number_label,
        submitter=item.submitters_text,
        unit=assignment.unit.name,
        asks=tuple(ask.text for ask in item.asks.order_by("number")),
        link=f"{settings.BASE_URL}/items/{item.pk}/",
    )
