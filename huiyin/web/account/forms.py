"""What is asked of who looks after their second factor."""

import datetime as dt
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from huiyin.accounts import one_time
from huiyin.accounts.models import User
from huiyin.web.handling.forms import ActForm, text
from huiyin.web.sign_in import CodeField, PasswordAgainForm, check_code

SALT = "huiyin.second_factor.offered"
OFFERED_FOR = dt.timedelta(minutes=15)


def offer(user: User) -> tuple[str, str]:
    """A new secret, and the same sealed for this person: the form brings it back, nothing is stored until it is used."""
    secret = one_time.new_secret()
    return secret, signing.dumps([user.pk, secret], salt=SALT)


class AskedForm(forms.Form):
    """At the door, after the password."""

    code = CodeField()

    def __init__(self, data: QueryDict | None, *, request: HttpRequest, user: User) -> None:
        super().__init__(data, label_suffix="")
        self.request, self.user = request, user

    def clean_code(self) -> str:
        check_code(self.request, self.user, self.cleaned_data["code"], purpose="sign_in")
        return ""


class SureForm(PasswordAgainForm):
    """Before the second factor is changed: password, and the code where there is one."""

    purpose = "account"


class TurnOnForm(SureForm):
    """启用: the code of the secret just offered shows that the telephone has taken it."""

    offered = forms.CharField(widget=forms.HiddenInput)
    first = CodeField(label="手机上显示的六位数字", hint="六位数字")

    def clean_offered(self) -> str:
        try:
            pk, secret = signing.loads(self.cleaned_data["offered"], salt=SALT, max_age=OFFERED_FOR)
        except signing.BadSignature as error:
            raise ValidationError("这个二维码已经过期，请换一个再扫。") from error
        if pk != self.request.user.pk:
            raise ValidationError("这个二维码不是给您的。")
        return str(secret)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        secret, code = said.get("offered"), said.get("first")
        if secret and code and one_time.counter_of(secret, code, timezone.now()) is None:
            self.add_error("first", "验证码不对：请核对手机的时间，再输一次新的。")
        return said


class ResetForm(ActForm):
    reason = text("缘由，怎样核实的身份", help_text="例：手机丢失，本人持工作证当面核实。")
