"""发文稿纸: the sheet that goes with a letter from desk to desk, its steps as boxes to sign by hand, as PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from huiyin.documents.gbt9704 import chinese_date
from huiyin.documents.qr import qr_svg
from huiyin.documents.typeset import typeset
from huiyin.documents.xml_text import clean

URGENCY = "□特急　□加急　□平件"
TO_SIGN = "　　　　年　　月　　日"


@dataclass(frozen=True)
class Box:
    """One step: what is done and by whom; `who` and `on` once it is done, else room to write."""

    label: str
    holder: str = ""
    who: str = ""
    on: date | None = None
    remark: str = ""

    @property
    def heading(self) -> str:
        return f"{self.label}　{self.holder}".rstrip("　")

    @property
    def signature(self) -> str:
        """Below the remark: who and when, or a line for both."""
        return f"{self.who}　{chinese_date(self.on)}" if self.on else f"签名：{TO_SIGN}"


@dataclass(frozen=True)
class RoutingSheet:
    """What the sheet says of the letter; `link` is the QR code's address ("" = the code itself)."""

    organ: str
    title: str
    addressee: str
    boxes: tuple[Box, ...]
    doc_no: str = ""
    drafter: str = ""
    office: str = ""
    phone: str = ""
    copies: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    disclosure: str = ""
    item_number: str = ""
    version: int = 1
    digest: str = ""
    code: str = ""
    link: str = ""

    @property
    def heading(self) -> str:
        return f"{self.organ}发文稿纸"

    @property
    def head(self) -> tuple[tuple[str, str], ...]:
        return (("文号", self.doc_no), ("紧急程度", URGENCY), ("密级", "非涉密"))

    @property
    def thirds(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Rows of three below the boxes."""
        return (
            (("拟稿人", self.drafter), ("拟稿处室", self.office), ("电话", self.phone)),
            (("公开属性", self.disclosure), ("件号", self.item_number), ("印数", "　　　　份")),
        )

    @property
    def wide(self) -> tuple[tuple[str, str], ...]:
        """Rows across the sheet."""
        annexes = "；".join(self.annexes)
        return (
            *(("标题", self.title.replace("\n", "")), ("主送", self.addressee)),
            *(("抄送", "，".join(self.copies)), ("附件", annexes)),
        )

    @property
    def box_rows(self) -> list[list[Box]]:
        """Two beside each other; an odd one at the head has a row of its own."""
        odd = len(self.boxes) % 2
        alone = [list(self.boxes[:1])] if odd else []
        return alone + [list(self.boxes[at : at + 2]) for at in range(odd, len(self.boxes), 2)]

    @property
    def notes(self) -> tuple[str, ...]:
        """How this sheet belongs to one version of one letter."""
        return (
            f"第 {self.version} 稿　校验码 {self.digest}" if self.digest else f"第 {self.version} 稿（未送审）",
            f"件码 {self.code}",
            "请在各栏内签意见、姓名、日期；签毕连同稿件交回综合处室登记。稿件改动后校验码随之改变，须重新送审。",
        )


def routing_sheet_pdf(sheet: RoutingSheet) -> bytes:
    """One A4 page for print. Raises NoGlyph."""
    data: dict[str, Any] = {"heading": sheet.heading, "organ": sheet.organ, "head": _pairs(sheet.head)}
    data |= {"thirds": [_pairs(row) for row in sheet.thirds], "wide": _pairs(sheet.wide), "notes": list(sheet.notes)}
    data["boxes"] = [[_box(box) for box in row] for row in sheet.box_rows]
    return typeset("routing_sheet.typ", clean(data | {"qr": qr_svg(sheet.link or sheet.code).decode()}))


def _box(box: Box) -> dict[str, str]:
    return {"label": box.label, "holder": box.holder, "remark": box.remark, "signature": box.signature}


def _pairs(cells: Sequence[tuple[str, str]]) -> list[list[str]]:
    return [list(cell) for cell in cells]
