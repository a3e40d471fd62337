"""The letter edited as text: every part on one sheet, written back into the matrix; parts moved, joined, restored."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.replies import policy
from huiyin.replies.letter.content import content_of, digest_of
from huiyin.replies.letter.letters import letter_of
from huiyin.replies.models import AskAnswer, Reply
from huiyin.replies.writing import ordering, rewriting
from huiyin.replies.writing.rewriting import HEADING_LIMIT, Part, Said
from huiyin.web.handling.acting import back, done, insist
from huiyin.web.handling.forms import ActForm
from huiyin.web.replies.finding import find_reply
from huiyin.web.seat import StaffRequest

STALE = "您打开以后稿子有改动。您改的都在下面，看过左边现在的样子再存一次，就以您的为准。"

EMPTY = {"opinions": "没有会办意见，不用写。", "promises": "没有承诺，不用写。"}


class Row(NamedTuple):
    """A part and its fields; heading and lead-in only where the part has them."""

    part: Part
    text: forms.BoundField
    heading: forms.BoundField | None
    lead_in: forms.BoundField | None


class TextForm(ActForm):
    """All parts at once. Whoever saves over newer words is told first, and loses nothing."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, parts: Sequence[Part], digest: str, **options: Any) -> None:
        options["initial"] = {"seen": digest}
        super().__init__(*args, **options)
        self.parts, self.digest = parts, digest
        for part in parts:
            name = part.slug
            lines = max(2, sum(1 + len(line) // 30 for line in part.text.split("\n")))
            self.fields[f"text-{name}"] = _area(part.label, part.text, rows=min(lines, 24))
            self.fields[f"text-{name}"].widget.attrs["placeholder"] = "" if part.text else EMPTY.get(part.key, "")
            if part.ask:
                self.fields[f"lead-{name}"] = _area("过渡句", part.lead_in, rows=1, limit=500)
            if part.number:
                self.fields[f"heading-{name}"] = forms.CharField(
                    label="小标题",
                    initial=part.heading,
                    max_length=HEADING_LIMIT,
                    required=False,
                    widget=forms.Textarea(attrs={"class": "in", "rows": 1}),
                )

    @property
    def rows(self) -> list[Row]:
        return [
            Row(part, self[f"text-{part.slug}"], self._own("heading", part), self._own("lead", part))
            for part in self.parts
        ]

    def _own(self, what: str, part: Part) -> forms.BoundField | None:
        name = f"{what}-{part.slug}"
        return self[name] if name in self.fields else None

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("seen") != self.digest:
            self.data = {**self.data.dict(), "seen": self.digest}  # type: ignore[attr-defined]
            raise forms.ValidationError(STALE)
        return facts

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "parts": {
                part.key: Said(
                    said[f"text-{part.slug}"],
                    said.get(f"heading-{part.slug}", part.heading),
                    said.get(f"lead-{part.slug}", ""),
                )
                for part in self.parts
            }
        }


def _area(label: str, text: str, *, rows: int, limit: int = 8000) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "class": "in fang"})
    return forms.CharField(label=label, initial=text, max_length=limit, required=False, widget=area)


@require_http_methods(["GET", "POST"])
def letter_text(request: StaffRequest, pk: int) -> HttpResponse:
    """改全文: look and save on one page."""
    reply = find_reply(request, pk)
    insist(policy.can_draft(request.person, reply), "改这一稿")
    if request.method == "GET":
        return sheet(request, reply, text_form(reply)) if reply.is_editable else redirect("letter", pk=pk)
    form = text_form(reply, request.POST)
    if not done(request, form, rewriting.save_text, reply):
        return sheet(request, reply, form)
    messages.success(request, "已存，写回各项。")
    return redirect("letter_text", pk=pk)


@require_POST
def restore_text(request: StaffRequest, pk: int, part: str) -> HttpResponse:
    """恢复自动生成."""
    reply = find_reply(request, pk)
    if unsaved := saved_first(request, reply):
        return unsaved
    rewriting.restore(reply, part.replace("-", ":"), by=request.person, now=request.now)
    messages.success(request, "已恢复自动生成。")
    return redirect(back(request, reverse("letter_text", args=[pk])))


@require_POST
def move_answer(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """上移、下移."""
    reply = find_reply(request, pk)
    if unsaved := saved_first(request, reply):
        return unsaved
    earlier = request.POST.get("to") == "earlier"
    ordering.move_answer(answer_of(reply, number), earlier=earlier, by=request.person, now=request.now)
    return redirect(back(request, reverse("letter_text", args=[pk])))


@require_POST
def join_answer(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """并入第几项一并答复; none: 单独答复."""
    reply = find_reply(request, pk)
    if unsaved := saved_first(request, reply):
        return unsaved
    other, answer = request.POST.get(f"with-{number}", ""), answer_of(reply, number)
    if other.isdigit():
        ordering.join(answer, answer_of(reply, int(other)), by=request.person, now=request.now)
    else:
        ordering.part(answer, by=request.person, now=request.now)
    return redirect(back(request, reverse("letter_text", args=[pk])))


def text_form(reply: Reply, sent: Any = None) -> TextForm:
    return TextForm(sent, parts=rewriting.parts_of(reply), digest=digest_of(content_of(reply)))


def saved_first(request: StaffRequest, reply: Reply) -> HttpResponse | None:
    """An act on the sheet takes along what was typed there; what cannot be saved comes back instead of being lost."""
    if "seen" not in request.POST:
        return None
    form = text_form(reply, request.POST)
    return None if done(request, form, rewriting.save_text, reply) else sheet(request, reply, form)


def sheet(request: StaffRequest, reply: Reply, form: TextForm) -> HttpResponse:
    facts = {
        "reply": reply,
        "item": reply.assignment.item,
        "form": form,
        "letter": letter_of(reply),
        "place": "replies",
    }
    facts["alone"] = [row.part for row in form.rows if row.part.ask and not row.part.joined_to]
    return render(request, "replies/text.html", facts, status=409 if form.is_bound else 200)


def answer_of(reply: Reply, number: int) -> AskAnswer:
    rows = AskAnswer.objects.select_related("ask", "together_with__ask", "reply__assignment__item")
    return get_object_or_404(rows, reply=reply, ask__number=number)
