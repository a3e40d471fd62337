"""What is done with facts: state one, several at once, state anew, withdraw."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiyin.facts import actions, policy
from huiyin.facts.models import Fact
from huiyin.flow.errors import NotReady
from huiyin.replies.writing import citing
from huiyin.web.facts.forms import EditionForm, FactForm, PasteForm, WithdrawForm
from huiyin.web.facts.listing import find, unit_of
from huiyin.web.facts.pasting import read_table
from huiyin.web.handling.acting import done, insist
from huiyin.web.handling.forms import ActForm, posted
from huiyin.web.seat import StaffRequest


@require_http_methods(["GET", "POST"])
def state_fact(request: StaffRequest) -> HttpResponse:
    """登记口径."""
    unit = unit_of(request)
    owners = policy.owners_for(request.person, unit)
    insist(owners.exists(), "登记口径")
    form = posted(FactForm, request, initial={"as_of": request.today})
    form.fields["owner"].queryset = owners
    if request.method == "POST" and done(request, form, actions.state_fact, unit):
        messages.success(request, f"口径“{form.cleaned_data['subject']}”已登记。")
        return redirect("facts")
    return _asked(request, form, "登记口径", reverse("facts"))


@require_http_methods(["GET", "POST"])
def restate(request: StaffRequest, pk: int) -> HttpResponse:
    """改口径: a new edition."""
    fact = _kept(request, pk)
    latest = fact.latest
    known = {name: getattr(latest, name) for name in ("sentence", "said", "standing", "as_of", "source")}
    form = posted(EditionForm, request, initial=known)
    if request.method == "POST" and done(request, form, actions.restate, fact):
        drafts = citing.open_citations(fact).count()
        told = f"，{drafts} 项在办的答复还引用旧版，列在下面" if drafts else ""
        messages.success(request, f"口径“{fact}”已改{told}。")
        return redirect("fact", pk=pk)
    return _asked(request, form, f"改口径：{fact}", reverse("fact", args=[pk]), fact)


@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """停用口径."""
    fact = _kept(request, pk)
    form = posted(WithdrawForm, request)
    if request.method == "POST" and done(request, form, actions.withdraw, fact):
        messages.success(request, f"口径“{fact}”已停用。")
        return redirect("fact", pk=pk)
    return _asked(request, form, f"停用口径：{fact}", reverse("fact", args=[pk]), fact)


@require_http_methods(["GET", "POST"])
def state_facts(request: StaffRequest) -> HttpResponse:
    """从表格里登记几条: all or none."""
    unit = unit_of(request)
    owners = policy.owners_for(request.person, unit)
    insist(owners.exists(), "登记口径")
    form = posted(PasteForm, request)
    if request.method == "POST" and form.is_valid():
        drafts, form.missing = read_table(form.cleaned_data["table"], list(owners), request.today)
        if not form.missing:
            try:
                stated = actions.state_facts(unit, drafts, by=request.person, now=request.now)
                messages.success(request, f"登记了 {len(stated)} 条口径。")
                return redirect("facts")
            except NotReady as error:
                form.missing = error.blockers
    return _asked(request, form, "从表格登记口径", reverse("facts"))


def _kept(request: StaffRequest, pk: int) -> Fact:
    fact = find(request, pk)
    insist(policy.can_state(request.person, fact.owner), "改这条口径；由责任处室和综合协调人改")
    insist(not fact.is_withdrawn, "改已停用的口径")
    return fact


def _asked(request: StaffRequest, form: ActForm, title: str, back: str, fact: Fact | None = None) -> HttpResponse:
    shown = {"form": form, "title": title, "back": back, "fact": fact, "place": "facts"}
    return render(request, "facts/act.html", shown, status=409 if form.missing else 200)
