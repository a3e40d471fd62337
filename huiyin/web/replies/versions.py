"""各稿: any two versions of a letter, the draft as it stands now too, side by side or in one column."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.replies.letter.content import Content, content_of, digest_of
from huiyin.replies.models import Reply
from huiyin.replies.writing.comparing import compare
from huiyin.web.replies.finding import find_reply
from huiyin.web.seat import StaffRequest

LOOKS = {"side": "并排", "inline": "合在一栏"}
NOW = "now"


@dataclass(frozen=True)
class Kept:
    """One version that can be chosen."""

    value: str
    name: str
    at: dt.datetime | None
    content: Content


@require_safe
def versions(request: StaffRequest, pk: int) -> HttpResponse:
    """Two versions as the address names them, else the last two."""
    found = find_reply(request, pk)
    kept = kept_of(found)
    by_value = {one.value: one for one in kept}
    old = by_value.get(request.GET.get("old", ""), kept[-2] if len(kept) > 1 else None)
    new = by_value.get(request.GET.get("new", ""), kept[-1] if kept else None)
    look = request.GET.get("look", "") if request.GET.get("look") in LOOKS else "side"
    facts = {"reply": found, "item": found.assignment.item, "kept": kept, "old": old, "new": new, "place": "replies"}
    facts |= {"pickers": [("old", old, "从"), ("new", new, "到")], "look": look, "looks": LOOKS.items()}
    facts["compared"] = compare(old.content, new.content) if old and new else None
    return render(request, "replies/versions.html", facts)


def kept_of(reply: Reply) -> list[Kept]:
    """Every version submitted; the draft as it stands now, once it says something else."""
    kept = [Kept(str(v.number), f"第 {v.number} 稿", v.saved_at, v.content) for v in reply.versions.all()]
    if reply.is_editable:
        now = content_of(reply)
        if not kept or digest_of(now) != digest_of(kept[-1].content):
            kept.append(Kept(NOW, f"第 {reply.version} 稿（正在写）", None, now))
    return kept
