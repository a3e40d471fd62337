"""What stands in a letter that came back sealed: its text where the file has one, without marks of the page."""

import re
import unicodedata
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError

from huiyin.documents.docx_text import read_docx_text
from huiyin.documents.ofd_text import read_ofd_text
from huiyin.documents.pdf_text import Unreadable, read_pdf_text

PAGE_NUMBER = re.compile(r"[—–－-]*\s*\d{1,3}\s*[—–－-]*")
PAGE_NUMBER_WITHIN = re.compile(r"[—–]\s*\d{1,3}\s*[—–]")
LIKE_CHINESE = re.compile("[⺀-⿕豈-龎Ａ-Ｚａ-ｚ０-９]")
"""Radicals and wide signs that some fonts put in place of the usual ones."""
LEAST = 10  # characters: a scan with a stray sign has no text


def read_sealed_text(content: bytes, kind: str) -> str | None:
    """The text of a .pdf, .docx or .ofd; None for a scan, a picture, and what cannot be opened."""
    text = _text(content, kind)
    return text if len("".join(text.split())) >= LEAST else None


def told_alike(text: str) -> str:
    """For comparing: without blanks, line breaks and page numbers, every sign in its usual form."""
    lines = (line.strip() for line in text.replace("\xa0", " ").splitlines())
    kept = "".join(line for line in lines if line and not PAGE_NUMBER.fullmatch(line))
    kept = PAGE_NUMBER_WITHIN.sub("", kept)
    kept = LIKE_CHINESE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), kept)
    return "".join(sign for sign in kept if not sign.isspace() and unicodedata.category(sign) not in ("Cc", "Cf"))


def _text(content: bytes, kind: str) -> str:
    try:
        if kind == "pdf":
            return read_pdf_text(content)
        if kind == "docx":
            return read_docx_text(content)
    except (Unreadable, BadZipFile, PackageNotFoundError, KeyError, ValueError):
        return ""
    return read_ofd_text(content) if kind == "ofd" else ""
