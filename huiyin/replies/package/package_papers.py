"""What a package holds besides the letter: the item, the tables, the papers of others; names that Windows takes."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from huiyin.documents.plain_docx import plain_docx
from huiyin.files import storage
from huiyin.files.models import StoredFile
from huiyin.replies import classes
from huiyin.replies.letter import content
from huiyin.replies.letter.content import Content
from huiyin.replies.models import Reply
from huiyin.replies.package.package_tables import tables_xlsx

NAME_LIMIT = 60  # a path of Windows has 260 signs, the folder it is unpacked in included
RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{name}{number}" for name in ("COM", "LPT") for number in range(1, 10))}
NOT_IN_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|', "＿"))
File = tuple[str, bytes]


def safe_name(name: str) -> str:
    """None of the signs Windows forbids, none of its reserved words, no dot or blank at the end, not too long."""
    path = PurePosixPath(name.translate(NOT_IN_NAMES))
    ending = path.suffix if 1 < len(path.suffix) <= 6 else ""
    stem = "".join(sign for sign in str(path).removesuffix(ending) if sign.isprintable()).strip(" .")
    stem = stem[:NAME_LIMIT].strip(" .") or "文件"
    return f"{stem}＿{ending}" if stem.upper() in RESERVED else stem + ending


def item_files(reply: Reply) -> Iterator[File]:
    """The text that is answered, and the file it came as."""
    item = reply.assignment.item
    text = [line.strip() for line in item.text.splitlines() if line.strip()]
    asks = [f"{ask.number}. {ask.text}" for ask in item.asks.all()]
    head = f"{item.number_label}　提出人：{item.submitters_text}"
    yield "3 原件/正文和诉求.docx", plain_docx(item.title or item.number_label, [head, *text, "诉求：", *asks])
    if item.file:
        yield _stored("3 原件", "", item.file)


def papers(reply: Reply, said: Content) -> Iterator[File]:
    """The answers as a table, and every file that came with an opinion, a contact or an answer."""
    yield "4 逐条答复和办理记录.xlsx", tables_xlsx(reply, said)
    for opinion in content.opinions_of(reply):
        if opinion.file:
            yield _stored("5 会办意见", opinion.unit.name, opinion.file)
    for contact in classes.contacts_of(reply):
        if contact.file:
            yield _stored("6 沟通记录", contact.contacted_on.isoformat(), contact.file)
    for answer in reply.answers.select_related("evidence_file", "ask"):
        if answer.evidence_file:
            yield _stored("7 办成的证据", f"第{answer.ask.number}项", answer.evidence_file)


def _stored(folder: str, lead: str, file: StoredFile) -> File:
    return f"{folder}/{safe_name(f'{lead} {file.name}'.strip())}", storage.read(file)
