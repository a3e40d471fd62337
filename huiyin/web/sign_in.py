"""How people sign in, and how they prove again that it is they: accounts are made by the unit, never by themselves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from huiyin.accounts.desk import sit_down
from huiyin.accounts.models import User
from huiyin.events.actions import record
from huiyin.events.actors import SYSTEM
from huiyin.web.seat import remember_years

SEEN_BEFORE = "seen_before"


class Adapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "登录名或密码不对。",
        "too_many_login_attempts": "连续五次不对，账号先锁 15 分钟。请稍后再试，或请系统管理员重设密码。",
        "enter_current_password": "请输入现在的密码。",
        "incorrect_password": "密码不对。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs themselves up."""
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Remember when they were here last, and put the sign-in on record."""
        super().login(request, user)
        now = timezone.now()
        request.session[SEEN_BEFORE] = user.seen_at.isoformat() if user.seen_at else ""
        User.objects.filter(pk=user.pk).update(seen_at=now)
        person = sit_down(user, on=timezone.localdate(now))
        remember_years(request, person)
        record("accounts.signed_in", f"user:{user.pk}", by=person, at=now, subject=f"user:{user.pk}")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A wrong password is on record, with the name tried and nothing of the password."""
        tried = str(credentials.get("username", ""))[:60]
        record("accounts.sign_in_failed", "sign_in", by=SYSTEM, at=timezone.now(), facts={"username": tried})

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kw: Any
    ) -> None:
        """No word on signing in: the desk itself says that it worked."""
        if message_template != "account/messages/logged_in.txt":
            super().add_message(request, level, message_template, *args, **kw)


def check_password_again(request: HttpRequest, password: str) -> bool:
    """Is it they? Counts towards the same lock as signing in; raises ValidationError once that is shut."""
    if not password:
        return False
    found = get_adapter(request).authenticate(request, username=request.user.get_username(), password=password)
    return found is not None and found.pk == request.user.pk


class PasswordAgainForm(forms.Form):
    """签发等要再验一次身份的表单：继承它，表单里就多一格密码。构造时传 request。"""

    password = forms.CharField(
        label="再输一次您的密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "签发要再验一次身份，请输入密码。"},
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        if not check_password_again(self.request, self.cleaned_data["password"]):
            raise ValidationError("密码不对。")
        return ""
