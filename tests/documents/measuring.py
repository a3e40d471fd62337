"""Where everything stands on the pages of a PDF, in millimetres, as poppler reads it."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

MM = 25.4 / 72
LINE = re.compile(r'<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</line>', re.S)


class Line(NamedTuple):
    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def needs(*tools: str) -> pytest.MarkDecorator:
    missing = [tool for tool in tools if not shutil.which(tool)]
    return pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)}")


def told_by(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout


def through_office(content: bytes, folder: Path) -> Path:
    """A Word file as LibreOffice sets it."""
    (folder / "paper.docx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    told_by("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "paper.docx")
    return folder / "paper.pdf"


def lines_of(pdf: Path) -> list[Line]:
    told = told_by("pdftotext", "-bbox-layout", pdf, "-")
    return [
        Line(
            page, *(float(side) * MM for side in match.groups()[:4]), "".join(re.findall(r">([^<>]+)</word>", match[5]))
        )
        for page, part in enumerate(told.split("<page ")[1:], start=1)
        for match in LINE.finditer(part)
    ]


def page_count(pdf: Path) -> int:
    return int(re.search(r"Pages:\s+(\d+)", told_by("pdfinfo", pdf))[1])
