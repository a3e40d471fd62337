"""How people sign in, and how they prove again that it is they: accounts are made by the unit, never by themselves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.core import ratelimit
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from huiyin.accounts import second_factor
from huiyin.accounts.desk import sit_down
from huiyin.accounts.models import User
from huiyin.events.actions import record
from huiyin.events.actors import SYSTEM
from huiyin.web.seat import remember_years

SEEN_BEFORE = "seen_before"
TOO_OFTEN = "验证码连续五次不对，先锁 15 分钟。请稍后再试，或者用一个备用码；手机丢了，请找安全保密管理员。"


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

    def get_login_stages(self) -> list[str]:
        return [*super().get_login_stages(), "huiyin.web.account.stages.SecondFactorStage"]

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


def check_code(request: HttpRequest, user: User, code: str, *, purpose: str) -> None:
    """Is it their telephone? Each code once, five failures lock; wrong ones raise ValidationError."""
    key = f"second-factor-{user.pk}"
    if not ratelimit.consume(request, action="login_failed", key=key):
        raise ValidationError(TOO_OFTEN)
    now = timezone.now()
    if not second_factor.use(user, code, by=sit_down(user, on=timezone.localdate(now)), now=now, purpose=purpose):
        raise ValidationError(second_factor.WRONG)
    ratelimit.clear(request, action="login_failed", key=key)


class CodeField(forms.CharField):
    """Six figures of the telephone, or a recovery code."""

    def __init__(self, *, hint: str = "六位数字，或一个备用码", **options: Any) -> None:
        hints = {"autocomplete": "one-time-code", "autocapitalize": "off", "placeholder": hint}
        options.setdefault("label", "验证码")
        options.setdefault("error_messages", {"required": "请输入手机上的验证码。"})
        super().__init__(max_length=20, widget=forms.TextInput(attrs=hints), **options)


class PasswordAgainForm(forms.Form):
    """签发等要再验一次身份的表单：继承它，表单里就多一格密码；启用了二次验证的人，再多一格验证码。构造时传 request。

    Asked each time anew: that somebody proved themselves a minute ago does not sign a letter.
    """

    purpose = "sign"
    password = forms.CharField(
        label="再输一次您的密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "签发要再验一次身份，请输入密码。"},
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.request = request
        self.asks_code = asks_code(request)
        if self.asks_code:
            self.fields["code"] = CodeField()

    def clean_password(self) -> str:
        if not check_password_again(self.request, self.cleaned_data["password"]):
            raise ValidationError("密码不对。")
        return ""

    def clean(self) -> dict[str, Any]:
        """The code last: one that is right is used up, and must not be lost to a slip elsewhere in the form."""
        said = super().clean() or self.cleaned_data
        user = self.request.user
        if self.asks_code and not self.errors and isinstance(user, User):
            try:
                check_code(self.request, user, said.pop("code"), purpose=self.purpose)
            except ValidationError as error:
                self.add_error("code", error)
        return said


def asks_code(request: HttpRequest) -> bool:
    """Has who is signed in turned on the second factor?"""
    return isinstance(request.user, User) and second_factor.factor_of(request.user) is not None
