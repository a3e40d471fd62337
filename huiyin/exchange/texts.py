"""The text of one item's file, whatever program wrote it; what cannot be read is said in one sentence."""

import zipfile
from dataclasses import dataclass

from docx.opc.exceptions import PackageNotFoundError

from huiyin.documents.docx_text import read_docx_text
from huiyin.documents.pdf_text import Unreadable, read_pdf_text
from huiyin.files.converting import convert
from huiyin.files.gate import TEXTS, check_upload, true_name
from huiyin.files.sniff import decode, sniff

FEWEST = 20
SCAN = "扫描件，里面没有文字；文件可以附上，正文请另行录入"
OLD = "旧版 Word 或 WPS 文字文档，本机没有能转换它的程序，请另存为 .docx 再传"


@dataclass(frozen=True)
class FileText:
    """What a file says. problem: why it is not let in; note: why it has no text though it may be attached."""

    name: str
    text: str = ""
    problem: str = ""
    note: str = ""


def text_of(content: bytes, name: str) -> FileText:
    """Read a .docx, .doc, .wps, .txt or text PDF by its content."""
    known = true_name(name, content, text="txt")
    if reason := check_upload(known, content, allowed=TEXTS):
        return FileText(known, problem=reason)
    kind = sniff(content)
    try:
        text = _read(kind, content)
    except Unreadable as error:
        return FileText(known, problem=str(error))
    except (KeyError, ValueError, zipfile.BadZipFile, PackageNotFoundError):
        return FileText(known, problem="文件已损坏，打不开，请重新另存后再传。")
    if text is None:
        return FileText(known, problem=f"{OLD}。")
    text = text.strip()
    return FileText(known, text=text, note="" if len(text) >= FEWEST or kind != "pdf" else SCAN)


def _read(kind: str, content: bytes) -> str | None:
    if kind == "pdf":
        return read_pdf_text(content)
    if kind == "text":
        return (decode(content) or "").lstrip("\ufeff").replace("\r\n", "\n")
    modern = content if kind == "docx" else convert(content, was="doc", to="docx")
    return None if modern is None else read_docx_text(modern)
