"""Citing a fact by hand: where an answer uses it in words of its own."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from huiyin.facts.models import FactEdition
from huiyin.replies.models import AskAnswer
from huiyin.replies.writing import citing
from huiyin.web.replies.drafting import find_draft, to_desk
from huiyin.web.seat import StaffRequest


@require_POST
def cite(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """记下这一项引用的口径，或不再引用."""
    reply = find_draft(request, pk)
    answer = get_object_or_404(AskAnswer.objects.select_related("ask"), reply=reply, ask__number=number)
    kept = FactEdition.objects.filter(fact__unit=reply.assignment.unit).select_related("fact")
    edition = get_object_or_404(kept, pk=request.POST.get("edition") or 0)
    act = citing.uncite if request.POST.get("not") else citing.cite
    act(answer, edition, by=request.person, now=request.now)
    return to_desk(reply, number)
