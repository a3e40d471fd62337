"""答复函回执: the slip by which a submitter confirms on paper that the letter has come."""

from dataclasses import dataclass

from huiyin.documents.paper_form import PaperForm, Row, paper_form_docx, paper_form_pdf

HEADING = "答复函回执"
SIGN_ROW, WORDS_ROW = 13, 40


@dataclass(frozen=True)
class ReplySlip:
    """`code` and `link` as on the rating form."""

    title: str
    number: str
    submitter: str
    unit: str
    doc_no: str
    code: str
    link: str = ""
    annex: str = ""


def reply_slip_docx(slip: ReplySlip) -> bytes:
    """One page to sign and return."""
    return paper_form_docx(slip_paper(slip))


def reply_slip_pdf(slip: ReplySlip) -> bytes:
    """The same page as PDF. Raises NoGlyph."""
    return paper_form_pdf(slip_paper(slip))


def slip_paper(slip: ReplySlip) -> PaperForm:
    rows = (
        Row((("编　　号", slip.number), ("提 出 者", slip.submitter))),
        Row((("标　　题", slip.title),)),
        Row((("承办单位", slip.unit),)),
        Row((("答复文号", slip.doc_no), ("收到时间", "　　年　　月　　日"))),
        Row((("收到方式", "　□当面　　□邮寄　　□网上　　□其他"),)),
        Row((("有何说明", ""),), WORDS_ROW),
        Row((("签　　名", ""), ("日　　期", "　　年　　月　　日")), SIGN_ROW),
    )
    lines = (f"件码：{slip.code}", f"收到答复函后，请签名并将本回执交回{slip.unit}。")
    return PaperForm(HEADING, slip.unit, rows, lines, slip.link or slip.code, slip.annex)
