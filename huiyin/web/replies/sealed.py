"""登记盖章件: the sealed letter comes back, is held beside what was signed, and what differs is seen before it is kept."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from huiyin.files.models import StoredFile
from huiyin.replies.flow import FLOW
from huiyin.replies.models import Reply
from huiyin.replies.sending.sealed_letters import KINDS, differences_from, sealed_differences, take_sealed_letter, taken
from huiyin.web.handling.acting import done, insist_open
from huiyin.web.handling.forms import ActForm, posted, text
from huiyin.web.replies.finding import find_reply
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep


class SealedForm(ActForm):
    """`stored`: the file as it was sent a moment ago, so that it need not be chosen twice."""

    file = GateField(
        label="盖章件",
        allowed=KINDS,
        required=False,
        help_text="PDF、OFD、Word 文件会与签发稿逐字比对；扫描件请自己核对。不得上传涉密材料。",
    )
    stored = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = text("与签发稿不一致的原因", required=False, limit=300, help_text="比对没有不同的不用写。")
    compared = forms.BooleanField(label="扫描件读不出文字，我已与签发稿逐字核对", required=False)
    kept: StoredFile | None = None

    def take(self, request: StaffRequest) -> None:
        """Kept before the act is tried: what is refused is shown with its differences, not thrown away."""
        said = self.cleaned_data
        mine = StoredFile.objects.filter(kind="sealed", created_by=request.person.actor_key)
        self.kept = keep(request, said["file"], kind="sealed") or mine.filter(pk=said["stored"] or 0).first()
        if self.kept is None:
            self.add_error("file", "请选一个文件。")

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        return {"file": self.kept, "reason": self.cleaned_data["reason"], "compared": self.cleaned_data["compared"]}


@require_http_methods(["GET", "POST"])
def sealed_letter(request: StaffRequest, pk: int) -> HttpResponse:
    reply = find_reply(request, pk)
    insist_open(FLOW, reply, "take_sealed_letter", request)
    form = posted(SealedForm, request)
    if request.method == "POST" and form.is_valid():
        form.take(request)
        if done(request, form, take_sealed_letter, reply):
            messages.success(request, "已登记盖章件，印发时以它为准。")
            return redirect("reply", pk=pk)
    facts = {"reply": reply, "item": reply.assignment.item, "form": form, "place": "replies"}
    facts |= {"blockers": form.missing or FLOW.blockers(reply, "take_sealed_letter"), "kept": form.kept}
    facts |= _beside(reply, form.kept)
    return render(request, "replies/sealed.html", facts, status=409 if form.missing else 200)


def sealed_of(reply: Reply) -> dict[str, Any]:
    """For the panel on the letter's page: the file, who took it, why it differs."""
    return {"sealed": reply.sealed_letter, "sealed_taken": taken(reply)}


def _beside(reply: Reply, sent: StoredFile | None) -> dict[str, Any]:
    """What differs, of the file just sent, else of the one at hand; None where it cannot be read."""
    found = differences_from(reply, sent) if sent else sealed_differences(reply)
    return {"changes": found, "unread": found is None, "shown": sent or reply.sealed_letter}
