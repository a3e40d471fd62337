from datetime import date

from huiyin.documents.docx_text import read_docx_text
from huiyin.documents.report_docx import Report, Section, report_docx

REPORT = Report(
    title="甲市卫生健康委员会2022年办理工作报告",
    organ="甲市卫生健康委员会",
    signed_on=date(2023, 1, 8),
    sections=(Section("", ("总述。",)), Section("一、基本情况", ("共157件。", "主办75件。"))),
)


def test_it_reads_in_order_and_ends_with_organ_and_date():
    lines = [line for line in read_docx_text(report_docx(REPORT)).split("\n") if line]
    assert lines[-6:] == ["总述。", "一、基本情况", "共157件。", "主办75件。", "甲市卫生健康委员会", "2023年1月8日"]
    assert "".join(lines[:-6]) == REPORT.title


def test_the_same_report_gives_the_same_bytes():
    assert report_docx(REPORT) == report_docx(REPORT)
