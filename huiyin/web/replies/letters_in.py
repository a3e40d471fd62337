"""What comes in for a draft: a text pasted whole, or a Word file, kept as it came for the comparison that follows."""

from typing import NamedTuple

from django import forms
from django.shortcuts import get_object_or_404

from huiyin.files import storage
from huiyin.files.models import StoredFile
from huiyin.web.handling.forms import ActForm
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep

KIND = "letter_back"
WORD = frozenset({"docx"})


class PasteForm(ActForm):
    text = forms.CharField(
        label="全文", max_length=60000, strip=False, widget=forms.Textarea(attrs={"rows": 28, "class": "in fang"})
    )
    base = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)


class UploadForm(ActForm):
    file = GateField(label="改好的 .docx", allowed=WORD, help_text="从这里下载、在 Word 或 WPS 里改过的那一份。")


class Kept(NamedTuple):
    """A Word file in the store."""

    pk: int
    digest: str
    content: bytes


def kept(request: StaffRequest, form: UploadForm) -> Kept:
    return _kept(keep(request, form.cleaned_data["file"], kind=KIND))


def kept_before(request: StaffRequest, wanted: str) -> Kept:
    """Only one's own."""
    own = StoredFile.objects.filter(kind=KIND, created_by=request.person.actor_key)
    return _kept(get_object_or_404(own, pk=int(wanted) if wanted.isdigit() else 0))


def _kept(file: StoredFile | None) -> Kept:
    assert file
    return Kept(file.pk, file.digest, storage.read(file))
