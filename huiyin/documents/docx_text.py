"""The text of a Word file, in reading order."""

from io import BytesIO

from docx import Document
from docx.document import Document as Docx
from docx.table import Table
from docx.text.paragraph import Paragraph


def read_docx_text(content: bytes) -> str:
    """Paragraphs and table cells of the body, one a line; headers and footers are not text."""
    return "\n".join(_lines(Document(BytesIO(content))))


def _lines(document: Docx) -> list[str]:
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Table):
            lines += ["\t".join(dict.fromkeys(cell.text for cell in row.cells)) for row in block.rows]
    return lines
