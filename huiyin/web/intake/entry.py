"""An item as somebody enters it by hand; the same item twice is refused with its twin."""

from typing import Any

from django import forms

from huiyin.directory.models import Unit
from huiyin.exchange.origin import Origin
from huiyin.exchange.sittings import forced_origin
from huiyin.files.gate import Refused
from huiyin.handling.models import Role
from huiyin.items.customs import number_pattern
from huiyin.items.models import Batch, Consent, Item, Kind
from huiyin.items.registering import NUMBERS
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
    class_no = forms.CharField(label="类号", max_length=60, required=False, help_text="例：医疗卫生类234号。")
    title = forms.CharField(label="案由", max_length=300, required=False)
    grounds = text("案据", required=False, rows=4, limit=20_000, help_text="议案填写：提出议案的理由和依据。")
    measures = text("方案", required=False, rows=4, limit=20_000, help_text="议案填写：解决问题的具体方案。")
    text = text("正文", required=False, rows=8, limit=100_000, help_text="贴进来就会拆出诉求，登记后可以改。")
    lead = forms.CharField(label="领衔", max_length=120, required=False)
    cosigners = forms.CharField(label="附议", max_length=2000, required=False, help_text="用顿号分开。")
    cosigners_confirmed = forms.BooleanField(
        label="附议人都已确认", required=False, initial=True, help_text="没有确认的不计入联名，登记后可逐个登记确认。"
    )
    head = forms.CharField(
        label="签字的团长、负责人", max_length=60, required=False, help_text="代表团、界别、团体提出的填写。"
    )
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
    no_written_reply = forms.BooleanField(label="不需要书面答复，供研究参考", required=False)
    to_screen = forms.BooleanField(label="待审查：提案还没有立案，先审查再交办", required=False)
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
        if facts.get("to_screen"):
            facts["role"] = ""
            if facts.get("kind") != Kind.PROPOSAL:
                self.add_error("to_screen", "只有提案要审查立案。")
        if facts.get("role") and not facts.get("dispatched_on"):
            self.add_error("dispatched_on", "要写明哪一天交办。")
        self.twin = self._twin(facts)
        return facts

    def _twin(self, facts: dict[str, Any]) -> Item | None:
        """R3, R4: the same number in the same session, of the same kind, is the same item."""
        session = facts["batch"].session if facts.get("batch") else stored_session(facts.get("session"))
        if session is None or not facts.get("official_no"):
            return None
        numbers = {name: facts.get(name) or "" for name in (*NUMBERS, "field")}
        wanted = Item(session=session, **{name: facts.get(name) for name in ("kind", "in_session")}, **numbers)
        for twin in Item.objects.twins_of([wanted]):
            shared = {str(key[0]) for key in set(twin.keys) & set(wanted.keys)}
            if shared:
                self.add_error(next(name for name in NUMBERS if name in shared), "这一件已经登记过。")
                return twin
        return None

    @property
    def twin_said(self) -> str:
        """Which item it is: number, batch, title."""
        if self.twin is None:
            return ""
        return f"{self.twin.number_label}，批次“{self.twin.batch}”：{self.twin.title or '（线下办理）'}"

    def unusual(self) -> str:
        """A number unlike those of its body and level is taken as it is, and said."""
        said = self.cleaned_data
        origin = said["batch"].session if said["batch"] else said["session"]
        facts = {"body": origin.body, "level": origin.level, "kind": said["kind"], "pack": self.unit.pack}
        pattern = number_pattern(**facts)
        if pattern is None or pattern.fits(said["official_no"]):
            return ""
        return f"案号“{said['official_no']}”与通常的写法（{pattern.example}）不同，以交办清单为准，请再核对一次。"

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        return {"said": self.cleaned_data, "unit": self.unit, "year": self.year}
