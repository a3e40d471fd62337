"""What a list does not say by itself, and an item entered by hand."""

import datetime as dt
from typing import Any

from django import forms

from huiyin.exchange.matching import Settings
from huiyin.prose.sessions import read_session
from huiyin.web.handling.forms import DateField


class SettingsForm(forms.Form):
    """All of it may be left open: the list mostly says it."""

    session = forms.CharField(
        label="届次", max_length=60, required=False, help_text="清单写了的不用填。例：省政协十二届五次会议。"
    )
    batch = forms.CharField(label="批次名称", max_length=80, required=False, help_text="例：大会交办、7月交办。")
    dispatched_on = DateField(label="交办日期", required=False, help_text="清单写了的不用填。")
    year = forms.IntegerField(label="哪一年的件", required=False, min_value=1990, max_value=2100)
    sender = forms.CharField(
        label="交办单位", max_length=120, required=False, help_text="谁发来的清单；改过的列名按它记住，下次照用。"
    )
    edition = forms.ChoiceField(
        label="是不是新一版",
        required=False,
        choices=[("", "系统看着办"), ("later", "是上一份清单的新一版"), ("first", "单独一份，不与上一份比")],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})

    def clean_session(self) -> str:
        said: str = self.cleaned_data["session"].strip()
        name = read_session(said) if said and not said.isdecimal() else None
        if said and not said.isdecimal() and (name is None or not name.term or not name.sitting):
            raise forms.ValidationError("看不懂这个届次，应写作“市十三届人大二次会议”或“省政协十二届五次会议”。")
        return said

    def settings(self) -> Settings:
        said = self.cleaned_data
        about = {name: said[name] for name in ("session", "batch", "dispatched_on", "edition")}
        return Settings(year=said["year"] or 0, sender=said["sender"].strip(), **about)


class UploadForm(SettingsForm):
    file = forms.FileField(
        label="清单文件",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.et,.ods,.csv,.tsv,.txt,.docx,.doc,.wps,.html"}),
        help_text="Excel、WPS 表格、Word 里的表格或 csv 都行，20 MB 以内；表头有几行、合并了单元格都不要紧。",
        error_messages={"required": "请选一个文件。", "empty": "文件是空的，请检查后重新导出。"},
    )
    field_order = ("file",)


def said_in(row: Any) -> dict[str, Any]:
    """The settings of an import as the form shows them."""
    said = Settings.from_json(row.settings)
    day: dt.date | None = said.dispatched_on
    about = {"sender": said.sender, "edition": said.edition}
    return {"session": said.session, "batch": said.batch, "year": said.year or None, "dispatched_on": day, **about}
