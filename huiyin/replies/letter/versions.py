"""What changed between two versions of a letter, part by part, in pieces a reader of Chinese takes in at once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from huiyin.replies.letter.body import opinions_text
from huiyin.replies.letter.content import Content
from huiyin.replies.letter.said import promises_sentence
from huiyin.replies.models import AskDecision, Disclosure

Kind = Literal["same", "removed", "added"]
HEAD = {
    "title": "标题",
    "addressee": "抬头",
    "class_letter": "分类",
    "disclosure": "公开属性",
    "disclosure_reason": "不公开的理由",
    "opening": "开头",
    "closing": "结尾",
    "contact_name": "联系人",
    "contact_phone": "电话",
}
WORDS = {**dict(Disclosure.choices), **dict(AskDecision.choices)}
# A number with its unit and a Latin word stay whole: “2.8万个→3万个” reads, “2.→3” does not.
_TOKEN = re.compile(r"[0-9]+(?:[.,:：][0-9]+)*[%‰万亿余]*[年月日个家人次件处所张元]?|[A-Za-z]+|\s+|.")
ISLAND = 2


class Piece(NamedTuple):
    kind: Kind
    text: str


@dataclass(frozen=True)
class Difference:
    """One part of the letter that changed; `ask` is the request, 0 the head."""

    where: str
    ask: int
    pieces: tuple[Piece, ...]


def differences(old: Content, new: Content) -> list[Difference]:
    """Every part that is not the same in both, in the order of the letter."""
    before, after = dict(_parts(old)), dict(_parts(new))
    keys = list(dict.fromkeys([*after, *before]))
    return [
        Difference(where, ask, pieces(before.get((where, ask), ""), after.get((where, ask), "")))
        for where, ask in keys
        if before.get((where, ask), "") != after.get((where, ask), "")
    ]


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The text with what went and what came; a lone sign left standing between two changes joins them."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    found: list[Piece] = []
    for verb, i, j, k, n in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        gone, came = "".join(a[i:j]), "".join(b[k:n])
        if verb == "equal":
            found.append(Piece("same", gone))
            continue
        found += [Piece("removed", gone)] if gone else []
        found += [Piece("added", came)] if came else []
    return tuple(_joined(found))


def _joined(found: list[Piece]) -> Iterable[Piece]:
    """Changes parted by at most ISLAND signs are told as one change."""
    gone = came = ""
    for number, piece in enumerate(found):
        inside = 0 < number < len(found) - 1 and len(piece.text) <= ISLAND
        if piece.kind == "same" and not (inside and (gone or came)):
            yield from _told(gone, came)
            gone = came = ""
            yield piece
            continue
        gone += piece.text if piece.kind != "added" else ""
        came += piece.text if piece.kind != "removed" else ""
    yield from _told(gone, came)


def _told(gone: str, came: str) -> Iterable[Piece]:
    if gone:
        yield Piece("removed", gone)
    if came:
        yield Piece("added", came)


def _parts(content: Content) -> Iterable[tuple[tuple[str, int], str]]:
    for name, label in HEAD.items():
        yield (label, 0), str(WORDS.get(content[name], content[name]))
    yield ("抄送", 0), "，".join(content["copies"])
    yield ("会办意见", 0), opinions_text(content)
    yield ("承诺一段", 0), content.get("promises_text", "")
    yield ("次序", 0), _order(content)
    for answer in content["answers"]:
        number = answer["ask"]
        yield ("怎么答", number), WORDS.get(answer["decision"], "")
        yield ("并入", number), f"第 {answer['together_with']} 项" if answer.get("together_with") else ""
        yield ("小标题", number), answer["heading"]
        yield ("过渡句", number), answer.get("lead_in", "")
        yield ("正文", number), answer["text"]
        yield ("依据", number), answer["basis"]
        yield ("证据", number), answer["evidence"]
        yield ("承诺", number), promises_sentence([answer])


def _order(content: Content) -> str:
    """The asks in the order of the letter, where that is not the order in which they were made."""
    numbers = [answer["ask"] for answer in content["answers"]]
    return "" if numbers == sorted(numbers) else "、".join(f"第 {number} 项" for number in numbers)
