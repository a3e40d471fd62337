"""What is not signed says so on every page; a signed letter never does."""

from io import BytesIO

from docx import Document

from huiyin.documents.letter_docx import DRAFT_MARK, letter_docx
from huiyin.documents.letter_pdf import letter_pdf
from tests.documents.measuring import lines_of, needs, page_count
from tests.documents.shapes import TWO_PAGES


@needs("pdftotext", "pdfinfo")
def test_every_page_of_the_pdf_of_a_draft_says_so(tmp_path):
    (tmp_path / "draft.pdf").write_bytes(letter_pdf(TWO_PAGES, draft=True))
    marked = [line.page for line in lines_of(tmp_path / "draft.pdf") if line.text == DRAFT_MARK]
    assert marked == list(range(1, page_count(tmp_path / "draft.pdf") + 1))


@needs("pdftotext")
def test_a_letter_bears_no_such_mark(tmp_path):
    (tmp_path / "letter.pdf").write_bytes(letter_pdf(TWO_PAGES))
    assert not [line for line in lines_of(tmp_path / "letter.pdf") if "稿" in line.text]


def test_word_says_so_in_each_header():
    def headers(draft):
        section = Document(BytesIO(letter_docx(TWO_PAGES, draft=draft))).sections[0]
        found = (section.first_page_header, section.header, section.even_page_header)
        return ["".join(line.text for line in header.paragraphs) for header in found]

    assert headers(True) == [DRAFT_MARK] * 3
    assert headers(False) == [""] * 3
