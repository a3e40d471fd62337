"""How long a batch of letters takes: each as Word file, as PDF and with its form, then the archive and the print run."""

import time
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from huiyin.documents.letter import Letter, Paragraph
from huiyin.documents.letter_docx import letter_docx
from huiyin.documents.letter_pdf import letter_pdf
from huiyin.documents.print_run import archive, print_run
from huiyin.documents.rating_form import RatingForm, rating_form_pdf

ORGAN = "示例市卫生健康委员会"
SENTENCE = "截至今年6月底，第{}组社区卫生服务中心已延长夜间门诊，新增托位{}个，比去年同期增加0.38个百分点，计划年底前全部建成投用。"


class Timed(NamedTuple):
    """What was made, and the seconds it took."""

    made: Any
    seconds: float


def measured(letters: int) -> dict[str, float]:
    """Seconds and megabytes; letters of one to four pages, no two alike."""
    first = timed(lambda: (letter_docx(letter(0)), letter_pdf(letter(0))))
    one = timed(lambda: (letter_docx(letter(1)), letter_pdf(letter(1))))
    spent = time.process_time()
    whole = timed(
        lambda: [(letter_docx(letter(n)), letter_pdf(letter(n)), rating_form_pdf(form(n))) for n in range(letters)]
    )
    packed = timed(lambda: archive(_members(whole.made)))
    printed = timed(lambda: print_run(pdf for _, pdf, paper in whole.made for pdf in (pdf, paper)))
    total = whole.seconds + packed.seconds + printed.seconds
    return {
        "first_letter": first.seconds,
        "next_letter": one.seconds,
        "letters": whole.seconds,
        "archive": packed.seconds,
        "print_run": printed.seconds,
        "total": total,
        "total_cpu": time.process_time() - spent,
        "archive_mb": len(packed.made) / 1e6,
        "print_run_mb": len(printed.made) / 1e6,
    }


def letter(number: int) -> Letter:
    """From one page to four."""
    texts = [SENTENCE.format(number, at * 7 + number) * 3 for at in range(1 + number % 8)]
    return Letter(
        organ=ORGAN,
        doc_no=f"示卫函〔2022〕{number + 1}号",
        class_mark=f"类别：{'ABC'[number % 3]}",
        title=f"关于市十五届人大一次会议第{20220001 + number}号建议的答复",
        addressee=f"示例代表{number:03}等代表",
        paragraphs=(
            Paragraph("text", f"您提出的《关于第{number}件事的建议》（第{number:04}号）收悉。现答复如下："),
            *(Paragraph("text", text, ask) for ask, text in enumerate(texts, start=1)),
            Paragraph("text", "以上答复，请您审阅。如有意见，敬请反馈。"),
        ),
        annexes=("建议办理情况征询意见表",),
        signed_by=ORGAN,
        signed_on=date(2022, 7, 1 + number % 31),
        contact="联系人：办公室　示例经办01；电话：000-00000000",
        copies=("市人大常委会代表工作委员会", "市人民政府办公厅"),
    )


def form(number: int) -> RatingForm:
    code = f"{number:08}"
    link = f"https://example.invalid/r/{code * 3}/"
    return RatingForm(
        f"关于第{number}件事的建议", f"第{number:04}号", "建议", f"示例代表{number:03}", ORGAN, code, link
    )


def timed(work: Callable[[], Any]) -> Timed:
    started = time.perf_counter()
    made = work()
    return Timed(made, time.perf_counter() - started)


def _members(made: list[tuple[bytes, bytes, bytes]]) -> list[tuple[str, bytes]]:
    return [
        (f"{number}.{ending}", content)
        for number, files in enumerate(made)
        for ending, content in zip(("docx", "pdf", "form.pdf"), files, strict=True)
    ]
