"""From data and a typst template of this folder to the bytes of a PDF/A: every font embedded, every sign drawn."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst
from django.conf import settings

from huiyin.documents.typefaces import NoGlyph, Typefaces, typefaces

HERE = Path(__file__).parent
ONE_AT_A_TIME = Lock()  # a compiler keeps what it has learnt, and serves one thread


def typeset(template: str, data: dict[str, Any]) -> bytes:
    """The same data gives the same bytes. Raises NoGlyph before a sign would become an empty box."""
    faces = own_typefaces()
    if undrawn := faces.undrawn("".join(_texts(data))):
        raise NoGlyph(undrawn)
    known = {**data, "faces": faces.families, "thicken": faces.thin_title}
    with ONE_AT_A_TIME:
        compiler = _compiler(template, faces)
        content = compiler.compile(sys_inputs={"data": json.dumps(known)}, pdf_standards="a-2b")
    if not isinstance(content, bytes):
        raise TypeError("typst gave no PDF")
    return content


def own_typefaces() -> Typefaces:
    """With the licensed fonts that the unit keeps in its data folder."""
    return typefaces(Path(settings.DATA_DIR) / "fonts")


@cache
def _compiler(template: str, faces: Typefaces) -> typst.Compiler:
    return typst.Compiler(HERE / template, root=HERE, font_paths=faces.fonts, ignore_system_fonts=True)


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from _texts(value)
