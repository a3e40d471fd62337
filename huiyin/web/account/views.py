"""二次验证: asked at the door, turned on and off at home, taken away by who answers for security."""

from base64 import b64encode
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from huiyin.accounts import one_time, policy
from huiyin.accounts import second_factor as factors
from huiyin.documents.qr import qr_svg
from huiyin.flow.errors import Stale, permit
from huiyin.web.account.forms import AskedForm, ResetForm, SureForm, TurnOnForm, offer
from huiyin.web.account.stages import stage_of
from huiyin.web.handling.forms import posted
from huiyin.web.people.acting import Asked, act
from huiyin.web.people.reading import people_of
from huiyin.web.seat import StaffRequest, own_unit


@login_not_required
@never_cache
def second_factor_asked(request: HttpRequest) -> HttpResponse:
    """The password was right: now the code."""
    stage = stage_of(request)
    if stage is None or request.user.is_authenticated:
        return redirect("account_login")
    form = AskedForm(request.POST or None, request=request, user=stage.login.user)
    if request.method == "POST" and form.is_valid():
        return stage.exit()
    return render(request, "account/second_factor_asked.html", {"form": form})


@require_safe
@never_cache
def second_factor(request: StaffRequest) -> HttpResponse:
    return page(request)


@require_POST
@never_cache
def turn_on(request: StaffRequest) -> HttpResponse:
    """启用: the recovery codes are shown in the answer and never again."""
    form = TurnOnForm(request.POST, request=request)
    if not form.is_valid():
        return page(request, form)
    said = form.cleaned_data
    codes = factors.turn_on(request.person.user, said["offered"], said["first"], by=request.person, now=request.now)
    return render(request, "account/recovery_codes.html", {"codes": codes, "begun": True})


@require_POST
@never_cache
def renew_codes(request: StaffRequest) -> HttpResponse:
    form = _changing(request)
    if not form.is_valid():
        return page(request, form)
    codes = factors.renew_codes(request.person.user, by=request.person, now=request.now)
    return render(request, "account/recovery_codes.html", {"codes": codes})


@require_POST
def turn_off(request: StaffRequest) -> HttpResponse:
    form = _changing(request)
    if not form.is_valid():
        return page(request, form)
    factors.turn_off(request.person.user, by=request.person, now=request.now)
    messages.success(request, "二次验证已停用。")
    return redirect("second_factor")


def _changing(request: StaffRequest) -> SureForm:
    """Only what is on can be changed; another window may have turned it off."""
    if factors.factor_of(request.person.user) is None:
        raise Stale("您没有启用二次验证，请刷新后再看。")
    return SureForm(request.POST, request=request)


def reset(request: StaffRequest, pk: int) -> HttpResponse:
    """手机丢了: 安全保密管理员 only."""
    user = get_object_or_404(people_of(own_unit(request)), pk=pk)
    permit(policy.can_reset_second_factor(request.person, user), "停用别人的二次验证")
    to = reverse("person", args=[pk])
    why = f"停用后 {user.name} 只凭密码登录、签发，本人可以再启用。这件事记入日志。"
    asked = Asked(f"停用 {user.name} 的二次验证", "已停用，请通知本人重新启用。", why, to, "停用")
    return act(request, posted(ResetForm, request), factors.reset, asked, user)


def page(request: StaffRequest, form: SureForm | None = None) -> HttpResponse:
    """Off: a QR code and what to do. On: since when, how many recovery codes are left."""
    factor = factors.factor_of(request.person.user)
    facts: dict[str, Any] = {"factor": factor, "form": form or SureForm(request=request)}
    if factor:
        facts |= {"left": factor.codes.filter(used_at=None).count()}
    elif isinstance(form, TurnOnForm) and "offered" not in form.errors:
        facts |= _shown(request, form.cleaned_data["offered"], form["offered"].value())
    else:
        secret, sealed = offer(request.person.user)
        facts |= {"form": TurnOnForm(request=request, initial={"offered": sealed})} if form is None else {}
        facts |= _shown(request, secret, sealed)
    return render(request, "account/second_factor.html", facts)


def _shown(request: StaffRequest, secret: str, sealed: str) -> dict[str, str]:
    picture = b64encode(qr_svg(one_time.address_of(secret, account=request.user.get_username()))).decode()
    by_hand = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return {"qr": f"data:image/svg+xml;base64,{picture}", "by_hand": by_hand, "sealed": sealed}
