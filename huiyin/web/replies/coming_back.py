"""A letter that comes back from Word or as one pasted text: compared with the draft, chosen part by part, taken over."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.documents.letter_reading import UnreadableLetter
from huiyin.flow.errors import Blocker, NotReady, Stale
from huiyin.replies import policy
from huiyin.replies.models import Reply
from huiyin.replies.writing.reading_back import Proposal, mark_of, propose, propose_text, whole_text
from huiyin.replies.writing.rewriting import parts_of
from huiyin.replies.writing.taking_back import Choices, accept
from huiyin.web.handling.acting import insist
from huiyin.web.replies.finding import find_reply
from huiyin.web.replies.letters_in import PasteForm, UploadForm, kept, kept_before
from huiyin.web.seat import StaffRequest


def find_draft(request: StaffRequest, pk: int) -> Reply:
    reply = find_reply(request, pk)
    insist(policy.can_draft(request.person, reply), "改这一稿")
    if not reply.is_editable:
        raise Stale(f"现在是“{reply.get_state_display()}”，稿子不能再改；要改请先退回。您的文件没有动。")
    return reply


@require_http_methods(["GET", "POST"])
def paste_text(request: StaffRequest, pk: int) -> HttpResponse:
    """整篇粘贴: one box for the whole letter, or a Word file; either leads to the comparison."""
    reply = find_draft(request, pk)
    form = PasteForm(request.POST or None, initial={"text": whole_text(reply), "base": mark_of(reply)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        source = {"text": said["text"], "base": said["base"]}
        return compared(request, reply, propose_text(reply, said["text"], base=said["base"]), source)
    return entrance(request, reply, form, UploadForm())


@require_POST
def upload_letter(request: StaffRequest, pk: int) -> HttpResponse:
    """收回 Word 稿: kept as it came, read, compared; a file that cannot be read is one sentence, the draft stays."""
    reply = find_draft(request, pk)
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        file = kept(request, form)
        try:
            return compared(request, reply, propose(reply, file.content), {"file": file.pk})
        except UnreadableLetter as error:
            form.add_error("file", str(error))
    paste = PasteForm(initial={"text": whole_text(reply), "base": mark_of(reply)})
    return entrance(request, reply, paste, form)


@require_POST
def accept_text(request: StaffRequest, pk: int) -> HttpResponse:
    """按所选收回: what is still open comes back with everything chosen so far."""
    reply = find_draft(request, pk)
    proposal, source, file = proposed(request, reply)
    choices = choices_of(request, proposal)
    if request.POST.get("digest") != proposal.digest:
        wrong = [Blocker("比对以后稿子又有改动，下面是重新比对的结果，请再看一遍")]
        return compared(request, reply, proposal, source, choices, wrong)
    conflicts = _undecided(request, proposal)
    try:
        if conflicts:
            raise NotReady(conflicts)
        facts = {"came_as": "docx" if file else "paste", "file": file}
        changed = accept(reply, proposal, choices, by=request.person, now=request.now, **facts)
    except NotReady as error:
        return compared(request, reply, proposal, source, choices, list(error.blockers))
    messages.success(request, f"已收回，改了 {len(changed)} 段。" if changed else "已收回，正文没有变。")
    return redirect("letter_text", pk=pk)


def proposed(request: StaffRequest, reply: Reply) -> tuple[Proposal, dict[str, Any], str]:
    """The same comparison again, from what was sent along, and the digest of the file if it was one."""
    if wanted := request.POST.get("file", ""):
        file = kept_before(request, wanted)
        return propose(reply, file.content), {"file": file.pk}, file.digest
    text, base = request.POST.get("text", ""), request.POST.get("base", "")
    return propose_text(reply, text, base=base), {"text": text, "base": base}, ""


def choices_of(request: StaffRequest, proposal: Proposal) -> Choices:
    sent = request.POST
    known = {section.key for section in proposal.sections} | {part.key for part in proposal.lost} | {"drop"}
    loose = {one.at: sent.get(f"loose-{one.at}", "") for one in proposal.loose}
    lost = {part.key: sent.get(f"lost-{part.key}", "") for part in proposal.lost}
    return Choices(
        take=frozenset(section.key for section in proposal.changed if sent.get(f"take-{section.key}") == "new"),
        loose={at: key for at, key in loose.items() if key in known},
        lost={key: word for key, word in lost.items() if word},
        head=frozenset(change.name for change in proposal.head if sent.get(f"head-{change.name}") == "new"),
        order=sent.get("order") == "new",
    )


def _undecided(request: StaffRequest, proposal: Proposal) -> list[Blocker]:
    """What both sides changed is nobody's by default."""
    open_ones = [one for one in proposal.changed if one.state == "conflict" and not request.POST.get(f"take-{one.key}")]
    return [Blocker(f"{one.label}两边都改过，请选用哪一边", f"part-{one.key}") for one in open_ones]


def entrance(request: StaffRequest, reply: Reply, paste: PasteForm, upload: UploadForm) -> HttpResponse:
    facts = {"reply": reply, "item": reply.assignment.item, "paste": paste, "upload": upload, "place": "replies"}
    return render(request, "replies/paste.html", facts, status=409 if paste.errors or upload.errors else 200)


def compared(
    request: StaffRequest,
    reply: Reply,
    proposal: Proposal,
    source: dict[str, Any],
    choices: Choices | None = None,
    wrong: list[Blocker] | None = None,
) -> HttpResponse:
    """Part by part, with what is chosen so far: new where only the text outside changed, nothing where both did."""
    chosen = choices or Choices(
        take=frozenset(one.key for one in proposal.changed if one.state == "changed"),
        head=frozenset(change.name for change in proposal.head),
        order=True,
    )
    facts = {"reply": reply, "item": reply.assignment.item, "proposal": proposal, "source": source, "wrong": wrong}
    facts |= {"rows": _rows(request, proposal, chosen), "chosen": chosen, "parts": parts_of(reply), "place": "replies"}
    facts["loose"] = [(one, chosen.loose.get(one.at, "")) for one in proposal.loose]
    facts["lost"] = [(part, chosen.lost.get(part.key, "")) for part in proposal.lost]
    return render(request, "replies/came_back.html", facts, status=409 if wrong else 200)


def _rows(request: StaffRequest, proposal: Proposal, chosen: Choices) -> list[dict[str, Any]]:
    """Each changed part with the side chosen: new, old, or none yet."""
    sent = request.POST
    return [
        {"one": one, "side": "new" if one.key in chosen.take else sent.get(f"take-{one.key}", "") or _usual(one.state)}
        for one in proposal.changed
    ]


def _usual(state: str) -> str:
    return "" if state == "conflict" else "old"
