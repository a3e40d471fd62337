"""A letter that came back beside the letter that was cleared: number, date and every part of the text."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from huiyin.documents.gbt9704 import chinese_date
from huiyin.documents.letter import Letter, TableBlock
from huiyin.documents.sealed_text import told_alike
from huiyin.replies.letter.versions import Difference, Piece, pieces
from huiyin.rules.numbers import find_doc_nos

Part = tuple[str, int, str]
Block = tuple[str, int, int, int, int]


def letter_differences(letter: Letter, text: str) -> list[Difference]:
    """Every part of the letter that the text says otherwise, leaves out, or says besides; [] where they agree."""
    found, rest = _head(letter, told_alike(text))
    rest = _without_repeated_heads(letter, rest)
    parts = [(where, ask, told) for where, ask, part in _parts(letter) if (told := told_alike(part))]
    expected = "".join(told for _, _, told in parts)
    blocks = SequenceMatcher(None, expected, rest, autojunk=False).get_opcodes()
    begin, ends = 0, _ends(parts, blocks, len(rest))
    for (where, ask, told), end in zip(parts, ends, strict=True):
        said = rest[begin:end]
        begin = end
        if said != told:
            found.append(Difference(where, ask, pieces(told, said)))
    return _without_annexes(letter, found)


def _head(letter: Letter, text: str) -> tuple[list[Difference], str]:
    """What stands at the head and the foot of a page, wherever the file puts it: looked for and taken out."""
    copies = f"抄送：{letter.copied_to}" if letter.copied_to else ""
    found: list[Difference] = []
    named = (("机关标志", letter.organ), ("分类", letter.class_mark), ("文号", letter.doc_no), ("抄送", copies))
    for where, words in ((where, told_alike(words)) for where, words in named):
        if words and words in text:
            text = text.replace(words, "", 1)
        elif words:
            other = next(iter(find_doc_nos(text)), "") if where == "文号" else ""
            text = text.replace(other, "", 1)
            found.append(Difference(where, 0, (Piece("removed", words), *([Piece("added", other)] if other else []))))
    return found, text


def _without_repeated_heads(letter: Letter, text: str) -> str:
    """A table that goes on over the page names its columns again there."""
    for block in letter.paragraphs:
        head = told_alike("".join(block.rows[0])) if isinstance(block, TableBlock) else ""
        if head:
            first, found, rest = text.partition(head)
            text = first + found + rest.replace(head, "")
    return text


def _parts(letter: Letter) -> Iterable[Part]:
    yield "标题", 0, letter.title
    yield "抬头", 0, letter.salutation
    for paragraph in letter.paragraphs:
        yield "正文", paragraph.ask, paragraph.text
    if letter.annexes:
        numbered = len(letter.annexes) > 1
        names = (f"{number}. {name}" if numbered else name for number, name in enumerate(letter.annexes, start=1))
        yield "附件", 0, f"附件：{''.join(names)}"
    yield "落款", 0, "".join(letter.signatures)
    yield "成文日期", 0, chinese_date(letter.signed_on) if letter.signed_on else ""
    yield "附注", 0, "".join(letter.notes)


def _ends(parts: Sequence[Part], blocks: Sequence[Block], length: int) -> list[int]:
    """Where each part of the cleared letter ends in the other text; what was put between two belongs to the earlier."""
    ends, at = [], 0
    for _, _, told in parts:
        at += len(told)
        ends.append(_there(at, blocks))
    return [*ends[:-1], length] if ends else []


def _there(at: int, blocks: Sequence[Block]) -> int:
    there = 0
    for verb, i, _, k, n in blocks:
        if i > at or (i == at and verb != "insert"):
            break
        there = min(n, k + at - i) if verb == "equal" else n
    return there


def _without_annexes(letter: Letter, found: list[Difference]) -> list[Difference]:
    """The forms that go with the letter may be in the same file: pages after its end are no change of it."""
    if not found or not letter.annexes or found[-1].where not in ("附注", "成文日期", "落款"):
        return found
    last = found[-1].pieces
    tail = last[-1].text.lstrip("（(") if last else ""
    changed = [piece for piece in last[:-1] if piece.kind != "same"]
    begins = ("附件", *(told_alike(name) for name in letter.annexes))
    head = 40 + len(letter.doc_no)
    if not changed and last and last[-1].kind == "added" and any(word in tail[:head] for word in begins):
        return found[:-1]
    return found
