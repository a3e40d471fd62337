"""Whether a letter can go onto paper as it stands: every element the form asks for, a glyph for every sign."""

import dataclasses
from typing import Any

from huiyin.documents.letter import Letter
from huiyin.documents.typefaces import NoGlyph
from huiyin.documents.typeset import own_typefaces
from huiyin.flow.errors import Blocker
from huiyin.replies.chain import route
from huiyin.replies.letter import letters
from huiyin.replies.letter.copied_to import copies_blockers
from huiyin.replies.models import Reply

CLAUSE = "GB/T 9704—2012"
NEEDED = {"title": "标题", "addressee": "主送", "signed_by": "落款"}


def letter_blockers(reply: Reply) -> list[Blocker]:
    """R39: 标题与件类相符、主送、正文、落款、抄送；每个字都排得出。"""
    letter = letters.letter_of(reply)
    missing = [
        Blocker(f"信函还没有{word}", "letter", CLAUSE) for name, word in NEEDED.items() if not getattr(letter, name)
    ]
    return [*missing, *_wrong_title(reply, letter), *copies_blockers(reply, letter.copies), *glyph_blockers(letter)]


def glyph_blockers(letter: Letter) -> list[Blocker]:
    """A letter with an empty box is worse than none: the sign is named while it can be changed."""
    undrawn = own_typefaces().undrawn(_words(dataclasses.asdict(letter)))
    return [Blocker(str(NoGlyph(undrawn)), "letter")] if undrawn else []


def _wrong_title(reply: Reply, letter: Letter) -> list[Blocker]:
    """The title says what is answered and with what, as the pack's own does: 建议……的答复, 提案……的会办意见."""
    item = reply.assignment.item
    usual = route.pack_of(reply.assignment).letter.title(route.document_of(reply.kind), item.kind, session="", no="")
    kind, wanted = item.get_kind_display(), usual[-2:]
    if not letter.title or (wanted in letter.title and kind in letter.title):
        return []
    return [Blocker(f"标题里要写明“{kind}”和“{wanted}”", "letter", CLAUSE)]


def _words(data: Any) -> str:
    if isinstance(data, str):
        return data
    if isinstance(data, dict):
        return "".join(_words(value) for value in data.values())
    return "".join(_words(value) for value in data) if isinstance(data, (list, tuple)) else ""
