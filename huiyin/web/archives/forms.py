"""What is asked when the period of a set is changed."""

from django import forms

from huiyin.archives.models import Retention


class RetentionForm(forms.Form):
    """理由 always, 批准人 where it becomes shorter."""

    period = forms.ChoiceField(label="保管期限", choices=Retention.choices)
    reason = forms.CharField(label="理由", max_length=200)
    approved_by = forms.CharField(label="谁批准", max_length=60, required=False, help_text="改短的要写。")
