"""The page on which a passage is written: its form, what it would read like, what may stand in braces."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from huiyin.directory.models import Unit
from huiyin.flow.errors import NotReady
from huiyin.reports import actions, policy
from huiyin.reports.annual import section_headings
from huiyin.reports.figures import FIXED
from huiyin.reports.models import Passage
from huiyin.reports.telling import Part
from huiyin.web.handling.acting import insist
from huiyin.web.reports.beside import facts_beside
from huiyin.web.reports.forms import PassageForm
from huiyin.web.seat import StaffRequest, own_unit

SAYINGS = {
    "year": "年份",
    "last_year": "上年",
    "unit": "本单位简称",
    "collective": "议提案、建议提案的统称",
    "session congress": "人大会议名称",
    "session cppcc": "政协会议名称",
    "by_origin": "各级建议、提案各几件",
    "by_role": "主办、会办各几件",
    "later_batches": "含某月交办几件",
    "growth_words": "总数增长多少",
    "growth_words lead": "主办件增长多少",
    "replied_words": "办复情况一句",
    "classes": "各类答复几件",
    "offices_named": "哪些处室等几个",
    "topics": "涉及的主题",
    "leader_led_items": "领办件",
    "key_items": "重点督办件",
    "beside": "会办的议案、建议案",
    "outcomes 主题": "某个主题的成果",
    "cited 主题": "成果引用的件",
}


def writer(request: StaffRequest) -> Unit:
    unit = own_unit(request)
    insist(policy.can_write(request.person, unit), "改年报和口径")
    return unit


def editor(request: StaffRequest, form: PassageForm, passage: Passage) -> HttpResponse:
    """The form, what it would read like, and what may stand in braces."""
    facts: dict[str, Any] = {"place": "annual_report", "form": form, "passage": passage, "sayings": SAYINGS}
    facts["heading"] = section_headings()[passage.section] or "标题与导语"
    facts["measures"] = [(measure.name, measure.label) for measure in FIXED]
    facts["parts"], facts["wrong"] = _preview(form, passage)
    facts |= facts_beside(request, form["text"].value() or "", passage)
    return render(request, "reports/passage.html", facts, status=409 if form.missing else 200)


def _preview(form: PassageForm, passage: Passage) -> tuple[list[Part], str]:
    """The text as it would be printed; or why it cannot be."""
    try:
        return actions.tell(form["text"].value() or "", unit=passage.unit, year=passage.year), ""
    except NotReady as error:
        return [], str(error)
