"""The submitter's pages behind the link: look, rate in one tap, say more, confirm a contact."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huiyin.handling.contacts import confirm_contact
from huiyin.handling.models import Contact
from huiyin.portal.forms import RatingForm
from huiyin.portal.guard import behind_link
from huiyin.portal.page import can_rate, page_of, rating_of
from huiyin.replies.models import State
from huiyin.replies.sending.receipts import confirm_receipt
from huiyin.surveys import actions
from huiyin.surveys.models import Grade, Invitation
from huiyin.surveys.policy import Rater

BIG = "big"


def show(request: HttpRequest, template: str, facts: dict[str, object]) -> HttpResponse:
    """字大些 is a link and a cookie: it needs no script."""
    wanted = request.GET.get(BIG, "")
    big = (wanted or request.COOKIES.get(BIG, "")) == "1"
    response = render(request, template, {**facts, "big": big})
    if wanted in ("0", "1"):
        response.set_cookie(BIG, wanted, max_age=365 * 24 * 3600, path="/r/", httponly=True, samesite="Lax")
    return response


@require_GET
@behind_link
def page(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    facts = page_of(invitation, timezone.localdate())
    return show(request, "portal/page.html", {**facts, "token": token})


@require_POST
@behind_link
def rate(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """One tap counts at once; who is not satisfied is asked why first."""
    grade = request.POST.get("grade", "")
    if grade not in Grade.values:
        raise Http404
    if not can_rate(invitation, timezone.localdate()):
        return redirect("submitter", token=token)
    if grade == Grade.DISSATISFIED:
        return redirect(f"/r/{token}/words/?grade={grade}")
    before = rating_of(invitation)
    kept = {"on_point": before.on_point, "comment": before.comment} if before else {}
    actions.rate(invitation, manner=grade, result=grade, now=timezone.now(), **kept)
    return redirect(f"/r/{token}/#rate")


@require_http_methods(["GET", "POST"])
@behind_link
def words(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """Manner and result apart, whether it answered the point, and what they want to say."""
    if not can_rate(invitation, timezone.localdate()):
        return redirect("submitter", token=token)
    form = RatingForm(request.POST or None, initial=known(request, invitation))
    if request.method == "POST" and form.is_valid():
        actions.rate(invitation, now=timezone.now(), **form.cleaned_data)
        return redirect(f"/r/{token}/#rate")
    facts = {"form": form, "token": token, "invitation": invitation, "item": invitation.round.reply.assignment.item}
    facts["unhappy"] = Grade.DISSATISFIED in (form["manner"].value(), form["result"].value())
    return show(request, "portal/words.html", facts)


def known(request: HttpRequest, invitation: Invitation) -> dict[str, str]:
    """What was tapped just now, else what was said before."""
    grade, before = request.GET.get("grade", ""), rating_of(invitation)
    said = {name: getattr(before, name) for name in ("manner", "result", "on_point", "comment")} if before else {}
    return {**said, "manner": grade, "result": grade} if grade in Grade.values else said


@require_POST
@behind_link
def confirm(request: HttpRequest, invitation: Invitation, token: str, pk: int) -> HttpResponse:
    """有过，还是没有: only about contacts with this very person."""
    assignment = invitation.round.reply.assignment
    mine = Contact.objects.filter(assignment=assignment, submitter=invitation.submitter)
    contact = get_object_or_404(mine.select_related("assignment"), pk=pk)
    had, words = request.POST.get("had") == "yes", request.POST.get("words", "")
    confirm_contact(contact, had, reason=words, by=Rater(invitation.submitter), now=timezone.now())
    return redirect(f"/r/{token}/#contacts")


@require_POST
@behind_link
def receive(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """我收到了: said by the submitter; that somebody looked is not written down."""
    reply = invitation.round.reply
    if reply.state == State.ISSUED:
        confirm_receipt(reply, invitation.submitter, by=Rater(invitation.submitter), now=timezone.now())
    return redirect(f"/r/{token}/#received")
