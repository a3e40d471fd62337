"""What a reply letter consists of, before it takes the form of a file."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

ParagraphKind = Literal["text", "h1", "h2", "h3", "table"]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; a heading carries its own number (一、（一）1.); `ask` is the request it answers, 0 for none."""

    kind: ParagraphKind
    text: str
    ask: int = 0


@dataclass(frozen=True)
class TableBlock:
    """A table between paragraphs; its first row names the columns, its title stands above it."""

    rows: tuple[tuple[str, ...], ...]
    ask: int = 0
    title: str = ""

    @property
    def kind(self) -> ParagraphKind:
        return "table"

    @property
    def text(self) -> str:
        """As plain text: a row a line, cells apart by tabs."""
        lines = ["\t".join(row) for row in self.rows]
        return "\n".join([self.title, *lines] if self.title else lines)


@dataclass(frozen=True)
class Letter:
    """A letter in the order it is read; an empty string or tuple means that the element is absent."""

    organ: str
    doc_no: str
    class_mark: str
    title: str
    addressee: str
    paragraphs: tuple[Paragraph | TableBlock, ...]
    annexes: tuple[str, ...]
    signed_by: str
    signed_on: date | None
    contact: str
    copies: tuple[str, ...]
    note: str = ""
    cosigned_by: tuple[str, ...] = ()

    @property
    def signatures(self) -> tuple[str, ...]:
        """The organs in the order they sign; only the first one's name stands at the head."""
        return (self.signed_by, *self.cosigned_by)

    @property
    def notes(self) -> tuple[str, ...]:
        """附注, below the date, each in round brackets once."""
        return tuple(bracketed(text) for text in (self.contact, self.note) if text)

    @property
    def salutation(self) -> str:
        """主送 with its colon, once."""
        return self.addressee.rstrip("：:") + "：" if self.addressee else ""

    @property
    def copied_to(self) -> str:
        """抄送 with its full stop, once."""
        return "，".join(self.copies).rstrip("。") + "。" if self.copies else ""


def bracketed(text: str) -> str:
    """附注 stands in round brackets, once."""
    return text if text.startswith("（") and text.endswith("）") else f"（{text}）"
