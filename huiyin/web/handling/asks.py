"""诉求: split by the house, put right by hand — added, removed, reordered without a script."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse

from huiyin.handling.models import Assignment
from huiyin.handling.policy import works_on
from huiyin.items import actions
from huiyin.items.models import Item
from huiyin.items.policy import keeps
from huiyin.prose.asks import split_asks
from huiyin.web.handling.acting import Page, ask, done, find_item, insist, tell
from huiyin.web.handling.forms import ActForm
from huiyin.web.seat import StaffRequest

WHY = "一条诉求一格，答复时逐条回应。先看系统拆得对不对，改好再存；没存以前，什么都没有变。"


class AsksForm(ActForm):
    """One text for each ask, in order."""

    def __init__(self, *args: Any, texts: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.texts = list(texts)

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        return {"texts": self.texts}


def edit_asks(request: StaffRequest, pk: int) -> HttpResponse:
    """整理诉求."""
    item = find_item(request, pk)
    insist(_may_edit(request, item), "整理诉求")
    verb, _, at = request.POST.get("do", "").partition("-")
    texts = request.POST.getlist("text") if request.method == "POST" else [row.text for row in item.asks.all()]
    texts = _rearranged(texts, verb, int(at) if at.isdigit() else -1, item)
    form = AsksForm(request.POST if verb == "save" else None, texts=texts)
    if done(request, form, actions.edit_asks, item):
        return tell(request, item, f"已整理成 {item.asks.count()} 条诉求。", "asks")
    page = Page(title="整理诉求", why=WHY, panel="asks", template="handling/asks.html")
    return ask(request, item, form, page, pairs=[("案号", item.number_label), ("届次", item.session.name)])


def _rearranged(texts: list[str], verb: str, at: int, item: Item) -> list[str]:
    """The list after one press of a button; nothing is stored by it."""
    inside = 0 <= at < len(texts)
    if verb == "split":
        return [span.text for span in split_asks(item.text or item.title)]
    if verb == "add":
        return [*texts, ""]
    if verb == "remove" and inside:
        return texts[:at] + texts[at + 1 :]
    other = at + {"up": -1, "down": 1}.get(verb, 0)
    if inside and 0 <= other < len(texts):
        texts[at], texts[other] = texts[other], texts[at]
    return texts


def _may_edit(request: StaffRequest, item: Item) -> bool:
    parts = (
        Assignment.objects.standing().filter(item=item).select_related("unit__parent", "item__batch__unit", "parent")
    )
    return keeps(request.person, item) or any(works_on(request.person, part) for part in parts)
