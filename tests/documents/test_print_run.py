from io import BytesIO
from zipfile import ZipFile

from pypdf import PdfReader

from huiyin.documents.letter_pdf import letter_pdf
from huiyin.documents.print_run import archive, print_run
from tests.documents.shapes import LONG_LETTER, SHORT, TWO_PAGES


def test_each_letter_begins_on_a_sheet_of_its_own():
    pages = PdfReader(BytesIO(print_run(letter_pdf(letter) for letter in (SHORT, TWO_PAGES, LONG_LETTER)))).pages
    texts = [page.extract_text() for page in pages]
    assert len(pages) == 2 + 2 + 6
    assert [number for number, text in enumerate(texts) if SHORT.doc_no in text] == [0, 2, 4]
    assert texts[1] == texts[9] == ""


def test_two_files_of_one_name_are_both_kept():
    packed = ZipFile(BytesIO(archive([("甲/信.pdf", b"1"), ("甲/信.pdf", b"2"), ("乙:丙.pdf", b"3")])))
    assert packed.namelist() == ["甲/信.pdf", "甲/信（2）.pdf", "乙＿丙.pdf"]
    assert packed.read("甲/信（2）.pdf") == b"2"
