"""Files that come with a form: let in or refused with one sentence, then kept."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from huiyin.files import storage
from huiyin.files.gate import ALL, check_upload
from huiyin.files.models import StoredFile
from huiyin.web.seat import StaffRequest


class GateField(forms.FileField):
    """A file the gate lets in; `allowed` are extensions."""

    def __init__(self, *, allowed: frozenset[str] = ALL, **options: Any) -> None:
        self.allowed = allowed
        options.setdefault(
            "widget", forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in sorted(allowed))})
        )
        options.setdefault("error_messages", {"empty": "文件是空的，请检查后重新上传。", "required": "请选一个文件。"})
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if not isinstance(upload, UploadedFile):
            return upload
        if reason := check_upload(upload.name or "", content_of(upload), allowed=self.allowed):
            raise ValidationError(reason)
        return upload


def keep(request: StaffRequest, upload: UploadedFile | None, *, kind: str) -> StoredFile | None:
    """The stored file of an upload that the gate let in; none for none."""
    if not upload:
        return None
    facts: dict[str, Any] = {"by": request.person.actor_key, "at": request.now, "kind": kind}
    return storage.save(content_of(upload), name=upload.name or "", **facts)


def content_of(upload: UploadedFile) -> bytes:
    """The bytes sent; of a file above the limit only enough to be refused for its size."""
    upload.seek(0)
    return bytes(upload.read(settings.UPLOAD_LIMIT + 1))
