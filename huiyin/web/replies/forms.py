"""What drafting asks for: the answer to one ask, the head of the letter, a promise, what came of a consultation."""

import hashlib
from typing import Any

from django import forms

from huiyin.directory.models import Unit
from huiyin.replies.chain import route
from huiyin.replies.letter.content import asked_of
from huiyin.replies.models import AskAnswer, AskDecision, ConsultResult, Disclosure, OpinionState, Reply
from huiyin.web.handling.forms import ActForm, DateField, text
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep

SEEN = ("decision", "heading", "text", "basis", "evidence", "lead_in")
GIVEN = (OpinionState.RECEIVED, OpinionState.TAKEN)
SHORT = {Disclosure.FULL: "全文公开", Disclosure.ON_REQUEST: "依申请", Disclosure.NONE: "不公开"}


def stamp_of(answer: AskAnswer | None) -> str:
    """Which wording somebody saw when they began to write."""
    said = [getattr(answer, name) for name in SEEN] if answer else []
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:12]


def radios(label: str, choices: Any, *, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=required, widget=forms.RadioSelect)


class AnswerForm(ActForm):
    """One ask. Whoever saves over somebody else's newer wording is told first, and loses nothing."""

    decision = radios("怎么答", AskDecision.choices)
    basis = text("依据", required=False, rows=2, limit=400, help_text="一行一件：《名称》（文号）第几条。")
    text = text("答复正文", required=False, rows=9, limit=8000)
    heading = forms.CharField(label="小标题", max_length=80, required=False, help_text="空着就用诉求的第一句。")
    lead_in = forms.CharField(
        label="过渡句", max_length=500, required=False, help_text="放在这一项正文前面，自成一段。"
    )
    evidence = forms.CharField(label="办成的证据", max_length=200, required=False)
    evidence_file = GateField(label="证据附件", required=False, help_text="不得上传涉密材料。")
    opinion = forms.TypedChoiceField(label="用了哪家的会办意见", required=False, empty_value=None)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, reply: Reply, answer: AskAnswer | None, **options: Any) -> None:
        known = {name: getattr(answer, name) for name in (*SEEN, "opinion_id")} if answer else {}
        known["opinion"] = known.pop("opinion_id", None)
        super().__init__(*args, initial={**known, "seen": stamp_of(answer)}, **options)
        self.reply, self.answer = reply, answer
        given = {str(one.pk): one for one in asked_of(reply.assignment) if one.state in GIVEN}
        words = [(key, f"{one.unit}：{one.text[:30]}") for key, one in given.items()]
        self.fields["opinion"].choices = [("", "没有用"), *words]  # type: ignore[attr-defined]
        self.fields["opinion"].coerce = given.get  # type: ignore[attr-defined]
        if not reply.is_answer:
            for name in ("decision", "evidence", "evidence_file", "opinion"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not self.reply.is_editable:
            raise forms.ValidationError(
                f"稿子现在是“{self.reply.get_state_display()}”，存不进去；要改请先退回。您写的还在下面。"
            )
        if facts.pop("seen", "") != stamp_of(self.answer):
            self.data = {**self.data.dict(), "seen": stamp_of(self.answer)}  # type: ignore[attr-defined]
            said = self.answer.text if self.answer else ""
            raise forms.ValidationError(
                f"您打开以后别人改过这一项，现在存着的是：“{said}”。您写的还在下面，再存一次就以您的为准。"
            )
        return facts if self.reply.is_answer else {"decision": "", **facts}

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return {**said, "evidence_file": keep(request, said.get("evidence_file"), kind="evidence")}


class HeadForm(ActForm):
    """What concerns the whole letter; for an opinion there is no class and no disclosure."""

    class_letter = radios("答复分类（全件）", [])
    disclosure = radios("公开", [(value, SHORT[value]) for value in Disclosure])
    disclosure_reason = forms.CharField(label="不全文公开的理由", max_length=200, required=False)
    no_opinion = forms.BooleanField(label="经研究，我单位无意见", required=False)
    contact_name = forms.CharField(label="联系人", max_length=60, required=False, help_text="处室　姓名")
    contact_phone = forms.CharField(label="联系电话", max_length=40, required=False)
    title = forms.CharField(label="标题", max_length=200, required=False)
    opening = text("开头", required=False, limit=2000)
    closing = text("结尾", required=False, limit=2000)
    copies = text("抄送", required=False, limit=2000, help_text="一行一家。")

    def __init__(self, *args: Any, reply: Reply, **options: Any) -> None:
        known = {name: getattr(reply, name) for name in self.base_fields} | {"copies": "\n".join(reply.copies)}
        super().__init__(*args, initial=known, **options)
        for name in (
            ("no_opinion",) if reply.is_answer else ("class_letter", "disclosure", "disclosure_reason", "copies")
        ):
            del self.fields[name]
        if reply.is_answer:
            scheme = route.pack_of(reply.assignment).scheme
            self.fields["class_letter"].choices = [(c.letter, f"{c.letter} {c.label}") for c in scheme.classes]  # type: ignore[attr-defined]

    def clean_copies(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["copies"].splitlines() if line.strip()]


class PromiseForm(ActForm):
    text = forms.CharField(label="承诺什么", max_length=300)
    owner = forms.ModelChoiceField(label="责任处室", queryset=Unit.objects.none(), empty_label=None)
    due_on = DateField(label="哪天前完成")
    standard = forms.CharField(label="做到什么算完成", max_length=200, required=False)
    milestone = forms.CharField(
        label="阶段安排", max_length=200, required=False, help_text="分几步、各到什么时候；要一步做完的不用填。"
    )

    def __init__(self, *args: Any, reply: Reply, **options: Any) -> None:
        super().__init__(*args, auto_id="promise_%s", **options)
        unit = reply.assignment.unit
        office = route.lead_office(reply.assignment)
        inside = Unit.objects.offices_of(unit) | Unit.objects.filter(pk=unit.pk)
        offices = inside.filter(valid_to=None)
        self.fields["owner"].queryset = offices  # type: ignore[attr-defined]
        self.fields["owner"].choices = [(office.pk, str(office)) for office in offices]  # type: ignore[attr-defined]
        self.fields["owner"].initial = office.unit_id if office else unit.pk


class ConsultForm(ActForm):
    way = forms.CharField(label="怎么送去的", max_length=12, required=False, initial="当面或电话")


class ConsultedForm(ActForm):
    result = radios("提出人怎么说", ConsultResult.choices, required=True)
    remark = text("原话要点", required=False, limit=2000)
