"""A reply letter as .docx in the letter form (信函格式) of GB/T 9704-2012."""

from io import BytesIO

from docx import Document

from huiyin.documents.letter import Letter


def letter_docx(letter: Letter) -> bytes:
    document = Document()
    for text in (letter.class_mark, letter.organ, letter.doc_no, letter.title, f"{letter.addressee}："):
        document.add_paragraph(text)
    for paragraph in letter.paragraphs:
        document.add_paragraph(paragraph.text)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
