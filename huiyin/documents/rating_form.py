"""The paper rating form (征询意见表): what it asks, with a code to find the item again."""

from dataclasses import dataclass
from datetime import date

from huiyin.documents.gbt9704 import chinese_date
from huiyin.documents.paper_form import PaperForm, Row, paper_form_docx, paper_form_pdf

COMMENT_ROW, SIGN_ROW = 72, 13


@dataclass(frozen=True)
class RatingForm:
    """`code` is printed for whoever types the form in; `link` is the QR code's address ("" = the code itself)."""

    title: str
    number: str
    kind: str
    submitter: str
    unit: str
    code: str
    link: str = ""
    return_to: str = ""
    return_by: date | None = None
    manner: tuple[str, ...] = ("满意", "基本满意", "不满意")
    result: tuple[str, ...] = ("满意", "基本满意", "不满意")
    on_point: tuple[str, ...] = ("针对", "基本针对", "未针对")
    annex: str = ""


def rating_form_docx(form: RatingForm) -> bytes:
    """One page to print, fill in by hand, sign and return."""
    return paper_form_docx(rating_paper(form))


def rating_form_pdf(form: RatingForm) -> bytes:
    """The same page as PDF. Raises NoGlyph."""
    return paper_form_pdf(rating_paper(form))


def rating_heading(kind: str) -> str:
    """What the form is called, on itself and among the annexes of a letter."""
    return f"{kind}办理情况征询意见表"


def rating_paper(form: RatingForm) -> PaperForm:
    """Its rows as an office of a congress or a CPPCC knows them."""
    rows = (
        Row((("编　　号", form.number), ("提 出 者", form.submitter))),
        Row((("标　　题", form.title),)),
        Row((("承办单位", form.unit),)),
        Row((("是否收到答复", "　□是　　□否　　收到时间：　　　年　　月　　日"),)),
        Row((("办理态度", boxes(form.manner)),)),
        Row((("办理结果", boxes(form.result)),)),
        Row((("答复针对性", boxes(form.on_point)),)),
        Row((("意见和建议", "不满意的，请写明具体意见："),), COMMENT_ROW),
        Row((("签　　名", ""), ("日　　期", "　　年　　月　　日")), SIGN_ROW),
        Row((("通讯地址", ""), ("电　　话", "")), SIGN_ROW),
    )
    return PaperForm(
        rating_heading(form.kind), form.unit, rows, tuple(instructions(form)), form.link or form.code, form.annex
    )


def boxes(choices: tuple[str, ...]) -> str:
    """□ before each choice."""
    return "　" + "　　".join(f"□{choice}" for choice in choices)


def instructions(form: RatingForm) -> list[str]:
    """What the submitter is asked to do, each a sentence."""
    lines = [f"件码：{form.code}", "请在所选项前的□内打√，签名后交回；每个项目只选一项。"]
    if form.return_to:
        before = f"于{chinese_date(form.return_by)}前" if form.return_by else ""
        lines.append(f"请{before}交回：{form.return_to}。")
    if form.link:
        lines.append("也可扫描右侧二维码在线填写，两种方式填写一种即可。")
    return lines
