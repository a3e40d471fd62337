"""An item as somebody enters it by hand; the same item twice is refused with its twin."""

from typing import Any

from django import forms

from huiyin.directory.models import Unit
from huiyin.exchange.origin import Origin
from huiyin.exchange.sittings import forced_origin
from huiyin.files.gate import Refused
from huiyin.handling.models import Role
from huiyin.items.models import Batch, Consent, Item, Kind
from huiyin.web.handling.forms import ActForm, DateField, text
from huiyin.web.intake.registering import stored_session
from huiyin.web.seat import StaffRequest


class EntryForm(ActForm):
    """The batch it came with, the item, and our part."""

    batch = forms.ModelChoiceField(
        Batch.objects.none(), label="批次", required=False, empty_label="新的批次（下面写明）"
    )
    session = forms.CharField(label="届次", max_length=60, required=False, help_text="例：省政协十二届五次会议。")
    batch_name = forms.CharField(label="批次名称", max_length=80, required=False, initial="大会交办")
    in_session = forms.TypedChoiceField(
        label="何时提出",
        choices=[("yes", "会议期间"), ("no", "闭会期间")],
        coerce=lambda said: said == "yes",
        initial="yes",
    )
    kind = forms.ChoiceField(label="类别", choices=Kind.choices)
    official_no = forms.CharField(label="案号", max_length=60, help_text="照原来的写，前面的 0 留着。")
    register_no = forms.CharField(label="流水号", max_length=60, required=False)
    title = forms.CharField(label="案由", max_length=300, required=False)
    text = text("正文", required=False, rows=8, limit=100_000, help_text="贴进来就会拆出诉求，登记后可以改。")
    lead = forms.CharField(label="领衔", max_length=120, required=False)
    cosigners = forms.CharField(label="附议", max_length=2000, required=False, help_text="用顿号分开。")
    field = forms.CharField(label="类别（领域）", max_length=60, required=False)
    consent = forms.ChoiceField(label="提出人对公开的意见", choices=Consent.choices, required=False)
    role = forms.ChoiceField(
        label="本单位", choices=[*Role.choices, ("", "还没有交办")], required=False, initial=Role.LEAD
    )
    role_label = forms.CharField(
        label="清单上的叫法", max_length=20, required=False, help_text="例：主办、承办、协办。"
    )
    dispatched_on = DateField(label="交办日期", required=False)
    notice_due_on = DateField(label="通知定的期限", required=False)
    assist = forms.CharField(label="会办单位", max_length=600, required=False, help_text="用顿号分开。")
    remark = forms.CharField(label="备注", max_length=300, required=False)
    offline = forms.BooleanField(label="线下办理：只记案号和类别，不录案由、正文", required=False)

    twin: Item | None = None

    def __init__(self, *args: Any, unit: Unit, year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.unit, self.year = unit, year
        known = Batch.objects.filter(unit=unit).select_related("session").order_by("-year", "-pk")
        self.fields["batch"].queryset = known  # type: ignore[attr-defined]
        self.fields["batch"].label_from_instance = lambda row: f"{row.year}年 {row.session} {row}"  # type: ignore[attr-defined]

    def clean_session(self) -> Origin | None:
        try:
            return forced_origin(self.cleaned_data["session"], self.unit)
        except Refused as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not (facts.get("batch") or facts.get("session")) and "session" not in self.errors:
            self.add_error("session", "要写明届次，或挑一个已有的批次。")
        if not facts.get("title") and not facts.get("offline"):
            self.add_error("title", "没有案由。")
        if facts.get("role") and not facts.get("dispatched_on"):
            self.add_error("dispatched_on", "要写明哪一天交办。")
        self.twin = self._twin(facts)
        if self.twin:
            self.add_error("official_no", "这一件已经登记过。")
        return facts

    def _twin(self, facts: dict[str, Any]) -> Item | None:
        """R4: the same number in the same session, of the same kind, is the same item."""
        session = facts["batch"].session if facts.get("batch") else stored_session(facts.get("session"))
        wanted = {name: facts.get(name) for name in ("kind", "official_no", "in_session")}
        return Item.objects.filter(session=session, **wanted).first() if session else None

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        return {"said": self.cleaned_data, "unit": self.unit, "year": self.year}
