"""当面答复记录: one A4 page to take along, write on, and have signed by whoever was answered in person."""

from dataclasses import dataclass

from huiyin.documents.paper_form import PaperForm, Row, paper_form_pdf

HEADING = "当面答复记录"
SAID_ROW, OPINION_ROW, SIGN_ROW = 58.0, 40.0, 18.0
ASK = 60


@dataclass(frozen=True)
class OralForm:
    """What is known before one goes to see the submitter."""

    number: str
    title: str
    submitter: str
    unit: str
    asks: tuple[str, ...]
    link: str


def oral_form_pdf(form: OralForm) -> bytes:
    """The page for print. Raises NoGlyph."""
    return paper_form_pdf(oral_paper(form))


def oral_paper(form: OralForm) -> PaperForm:
    """Time, place, people, what was said, what the submitter thinks of it, both signatures."""
    asked = "；".join(f"{number}.{text[:ASK]}" for number, text in enumerate(form.asks, start=1))
    rows = (
        Row((("编　　号", form.number), ("提 出 者", form.submitter))),
        Row((("标　　题", form.title),)),
        Row((("时　　间", "　　　年　　月　　日　　时"), ("地　　点", ""))),
        Row((("参 加 人", ""),), SIGN_ROW),
        Row((("答复要点", f"逐项答复：{asked}" if asked else "逐项写明"),), SAID_ROW),
        Row((("提出人意见", "□同意　□基本同意　□不同意　　具体意见："),), OPINION_ROW),
        Row((("提出人签名", ""), ("日　　期", "　　年　　月　　日")), SIGN_ROW),
        Row((("答复人签名", ""), ("承办处室", "")), SIGN_ROW),
    )
    told = (
        "当面答复后，请提出人签名；签好后扫描，在本系统“当面答复”登记并附上扫描件。",
        "当地要求书面答复的，当面答复之后仍须印发答复函。",
    )
    return PaperForm(HEADING, form.unit, rows, told, form.link)
