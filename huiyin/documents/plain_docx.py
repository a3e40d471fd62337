"""A plain text as .docx: a title and paragraphs, nothing signed."""

from collections.abc import Iterable

from huiyin.documents import gbt9704 as page
from huiyin.documents.word_xml import to_bytes


def plain_docx(title: str, paragraphs: Iterable[str]) -> bytes:
    """On the ordinary page; the same text gives the same bytes."""
    document = page.new_document(title=title.replace("\n", ""), organ="", on=None)
    page.number_pages(document, skip_first=False)
    page.add_title(document, title)
    for text in paragraphs:
        page.add_line(document, text, first_line=True)
    return to_bytes(document)
