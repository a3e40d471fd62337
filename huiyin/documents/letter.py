"""What a reply letter consists of, before it takes the form of a file."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

ParagraphKind = Literal["text", "h1", "h2", "h3"]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; a heading carries its own number (一、（一）1.); `ask` is the request it answers, 0 for none."""

    kind: ParagraphKind
    text: str
    ask: int = 0


@dataclass(frozen=True)
class Letter:
    """A letter in the order it is read; an empty string or tuple means that the element is absent."""

    organ: str
    doc_no: str
    class_mark: str
    title: str
    addressee: str
    paragraphs: tuple[Paragraph, ...]
    annexes: tuple[str, ...]
    signed_by: str
    signed_on: date | None
    contact: str
    copies: tuple[str, ...]
    note: str = ""
