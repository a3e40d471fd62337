"""What changing people asks for."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from huiyin.accounts.models import LeaveReason, Role, User
from huiyin.accounts.policy import units_of_department
from huiyin.directory.models import Level, Unit, UnitKind
from huiyin.handling.handing_over import Held
from huiyin.web.handling.forms import ActForm, DateField

ROLES = [role for role in Role.choices if role[0] not in (Role.CONGRESS_STAFF, Role.CPPCC_STAFF)]


class InUnit(ActForm):
    """A form that offers the department's own units and people."""

    def __init__(self, *args: Any, department: Unit, people: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("unit", "office", "parent"):
            if name in self.fields:
                self.fields[name].queryset = units_of_department(department).filter(valid_to=None)  # type: ignore[attr-defined]
                self.fields[name].initial = department.pk
        for name in ("leader", "principal", "deputy", "taker"):
            if name in self.fields:
                self.fields[name].queryset = people  # type: ignore[attr-defined]


class PersonForm(InUnit):
    username = forms.SlugField(label="登录名", max_length=60, help_text="字母、数字，登录用。")
    name = forms.CharField(label="姓名", max_length=60)
    phone = forms.CharField(label="电话", max_length=40, required=False)
    email = forms.EmailField(label="电子邮件", required=False)
    password = forms.CharField(
        label="初始密码",
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="至少十位；空着就不能登录，以后再设。",
    )
    unit = forms.ModelChoiceField(label="在哪里任职", queryset=Unit.objects.none())
    role = forms.ChoiceField(label="岗位", choices=ROLES, initial=Role.OFFICER)

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise ValidationError("这个登录名已经有人用了。")
        return username

    def clean_password(self) -> str | None:
        password: str = self.cleaned_data["password"]
        if password:
            password_validation.validate_password(password)
        return password or None


class ContactForm(ActForm):
    name = forms.CharField(label="姓名", max_length=60)
    phone = forms.CharField(label="电话", max_length=40, required=False)
    email = forms.EmailField(label="电子邮件", required=False)
    is_active = forms.BooleanField(label="账号启用（停用后不能登录）", required=False)


class PasswordForm(ActForm):
    password = forms.CharField(
        label="新密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password


class PostForm(InUnit):
    unit = forms.ModelChoiceField(label="在哪里", queryset=Unit.objects.none())
    role = forms.ChoiceField(label="岗位", choices=ROLES)
    held_from = DateField(label="自哪天起", required=False)


class EndForm(ActForm):
    held_to = DateField(label="从哪天起不再担任", required=False, help_text="空着就是今天。")


class StandInForm(InUnit):
    principal = forms.ModelChoiceField(label="代谁", queryset=User.objects.none())
    deputy = forms.ModelChoiceField(label="由谁代", queryset=User.objects.none())
    unit = forms.ModelChoiceField(label="哪里的岗位", queryset=Unit.objects.none())
    role = forms.ChoiceField(label="岗位", choices=ROLES)
    starts_on = DateField(label="自")
    ends_on = DateField(label="至")
    reason = forms.CharField(label="事由", max_length=120, required=False)


class LastDayForm(ActForm):
    last_on = DateField(label="代到哪天为止")


class PortfolioForm(InUnit):
    leader = forms.ModelChoiceField(label="分管领导", queryset=User.objects.none())
    follow = forms.ChoiceField(
        label="在办的件",
        choices=[("all", "随之改由新的分管领导负责"), ("since", "某日以后交办的才改"), ("none", "都由原来的领导办完")],
        widget=forms.RadioSelect,
        initial="all",
    )
    since = DateField(label="自哪天交办的起", required=False)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("follow") == "since" and not facts.get("since"):
            self.add_error("since", "要写明自哪天交办的起。")
        return facts

    def facts(self, request: Any) -> dict[str, Any]:
        said = self.cleaned_data
        since = said["since"] if said["follow"] == "since" else None
        return {"leader": said["leader"], "follow": said["follow"] != "none", "since": since}


class LeaveForm(ActForm):
    starts_on = DateField(label="自")
    ends_on = DateField(label="至")
    reason = forms.ChoiceField(
        label="事由", choices=LeaveReason.choices, help_text="只有本单位看得到，操作记录里不写。"
    )


class BackForm(ActForm):
    last_on = DateField(label="外出的最后一天", help_text="还没有走的，写出发前一天，整条撤销。")


class HandOverForm(InUnit):
    taker = forms.ModelChoiceField(label="由谁接手", queryset=User.objects.none())
    why = forms.CharField(label="为什么交接", max_length=120, help_text="例：王工调离；处内分工调整")
    only = forms.TypedMultipleChoiceField(
        label="交接哪些件",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选要交接的件。"},
    )

    def __init__(self, *args: Any, held: Sequence[Held], **options: Any) -> None:
        super().__init__(*args, **options)
        self.held = held
        only = cast("forms.TypedMultipleChoiceField", self.fields["only"])
        only.choices = [(row.assignment.pk, _called(row)) for row in held]
        only.initial = [row.assignment.pk for row in held]


def _called(row: Held) -> str:
    item = row.assignment.item
    return f"{item.number_label} {item.title or '（线下办理）'} · {row.assignment.unit} · {row.words}"


class UnitForm(InUnit):
    name = forms.CharField(label="名称", max_length=120)
    code = forms.SlugField(label="代码", max_length=60, help_text="字母、数字和连字符，以后不变。")
    parent = forms.ModelChoiceField(label="上级", queryset=Unit.objects.none())
    kind = forms.ChoiceField(label="类别", choices=UnitKind.choices, initial=UnitKind.OFFICE)
    position = forms.IntegerField(label="排序", min_value=0, max_value=999, initial=0)
    valid_from = DateField(label="自哪天起", required=False, help_text="以后才设立的写明哪天。")

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if Unit.objects.filter(code=code).exists():
            raise ValidationError("这个代码已经用了。")
        return code

    def facts(self, request: Any) -> dict[str, Any]:
        parent: Unit = self.cleaned_data["parent"]
        return {
            **self.cleaned_data,
            "level": Level(parent.level),
            "place": parent.place,
            "pack": parent.pack,
            "managed_here": True,
        }
