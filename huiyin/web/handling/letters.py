"""Letters between units as .docx: the request to decline, the request for material."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from huiyin.documents.letter import Letter, Paragraph
from huiyin.documents.letter_docx import letter_docx
from huiyin.files.gate import MEDIA_TYPES
from huiyin.handling.coordinating import office_above
from huiyin.handling.models import Assignment, DeclineRequest, MaterialRequest
from huiyin.web.dates import full_day
from huiyin.web.handling.acting import find_assignment
from huiyin.web.seat import StaffRequest


@require_safe
def decline_letter(request: StaffRequest, pk: int) -> HttpResponse:
    """退办申请."""
    asked = get_object_or_404(DeclineRequest, pk=pk)
    part = find_assignment(request, asked.assignment_id)
    to = part.parent.unit.name if part.parent else office_above(part)
    lines = [
        f"{_named(part)}，经研究，不宜由{part.unit}承办，现申请退办。",
        f"理由：{asked.reason}",
        f"职责依据：{asked.basis}" if asked.basis else "",
        f"建议由{asked.proposed_unit}承办。答复以前，我们继续办理。",
    ]
    return _file(_letter(part, f"关于申请退办{part.item.number_label}的函", to, lines, asked.requested_on))


@require_safe
def material_letter(request: StaffRequest, pk: int) -> HttpResponse:
    """请提供材料的函."""
    asked = get_object_or_404(MaterialRequest.objects.select_related("unit"), pk=pk)
    part = find_assignment(request, asked.assignment_id)
    lines = [
        f"我单位正在办理{_named(part)}。为做好答复，请你单位提供以下材料：",
        *asked.text.splitlines(),
        f"请于{full_day(asked.due_on)}前提供。" if asked.due_on else "请及早提供。",
    ]
    return _file(
        _letter(part, f"关于请提供{part.item.number_label}办理材料的函", asked.unit.name, lines, asked.asked_on)
    )


def _named(part: Assignment) -> str:
    item = part.item
    return f"{item.session.name}{item.number_label}《{item.title}》" if item.title else item.number_label


def _letter(part: Assignment, title: str, to: str, lines: list[str], on: dt.date) -> Letter:
    return Letter(
        organ=part.unit.name,
        doc_no="",
        class_mark="",
        title=title,
        addressee=to,
        paragraphs=tuple(Paragraph("text", line) for line in lines if line.strip()),
        annexes=(),
        signed_by=part.unit.name,
        signed_on=on,
        contact="",
        copies=(),
    )


def _file(letter: Letter) -> HttpResponse:
    headers = {"X-Content-Type-Options": "nosniff"}
    response = HttpResponse(letter_docx(letter), content_type=MEDIA_TYPES["docx"], headers=headers)
    response["Content-Disposition"] = content_disposition_header(True, f"{letter.title}.docx")
    return response
