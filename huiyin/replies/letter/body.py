"""The body of a letter as its sections: opening, one for each ask or several asks together, opinions, promises, closing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from huiyin.documents.letter import Paragraph, TableBlock
from huiyin.prose.numbers import to_chinese
from huiyin.replies.letter.content import Content
from huiyin.replies.letter.said import dropped_sentence, opinions_sentence, promises_sentence
from huiyin.replies.models import ReplyKind

Block = Paragraph | TableBlock
HEADING = 30
SHORT = 40  # a line longer than that, or of two sentences, is no heading whatever it begins with
LEVELS = (("h2", re.compile(r"（[一二三四五六七八九十]{1,3}）")), ("h3", re.compile(r"[0-9]{1,2}[.．、](?![0-9])")))
TITLE = re.compile(r"表\s*[0-9一二三四五六七八九十]*[\s:：].+|.{1,30}表[:：]?")
DASHES = re.compile(r"[\s|:：\-—]+")


@dataclass(frozen=True)
class Section:
    """A part of the letter that is kept in one place: `key` opening, ask:3, opinions, promises or closing."""

    key: str
    heading: str = ""
    blocks: tuple[Block, ...] = ()
    asks: tuple[int, ...] = ()
    number: int = 0

    @property
    def ask(self) -> int:
        return self.asks[0] if self.asks else 0

    @property
    def paragraphs(self) -> Iterable[Block]:
        if self.heading:
            yield Paragraph("h1", self.numbered_heading, ask=self.ask)
        yield from self.blocks

    @property
    def numbered_heading(self) -> str:
        return f"{to_chinese(self.number)}、{self.heading}"


def ask_key(number: int) -> str:
    return f"ask:{number}"


def sections_of(content: Content) -> list[Section]:
    """In the order of the letter; parts that say nothing are not there."""
    answers = [*_numbered(content["answers"])]
    places = {ask: section.number for section in answers for ask in section.asks}
    said = [answer for answer in content["answers"] if answer["ask"] in places]
    found = [
        Section("opening", blocks=blocks_of(content["opening"])),
        Section("no_opinion", blocks=blocks_of(_no_opinion(content))),
        *answers,
        Section("opinions", blocks=blocks_of(opinions_text(content, places))),
        Section("promises", blocks=blocks_of(content.get("promises_text") or promises_sentence(said))),
        Section("dropped", blocks=blocks_of(dropped_sentence(content.get("dropped", ())))),
        Section("closing", blocks=blocks_of(content["closing"])),
    ]
    return [section for section in found if section.blocks or section.heading]


def opinions_text(content: Content, places: dict[int, int] | None = None) -> str:
    return str(content.get("opinions_text") or opinions_sentence(content["opinions"], places or {}))


def _no_opinion(content: Content) -> str:
    return "经研究，我单位无意见。" if content["kind"] == ReplyKind.OPINION and content["no_opinion"] else ""


def _numbered(answers: Sequence[Content]) -> Iterable[Section]:
    """One section for each answer that stands by itself; those answered together with it follow inside."""
    groups = [group for group in joined(answers) if any(answer["text"] for answer in group)]
    for number, group in enumerate(groups, start=1):
        first = group[0]
        heading = heading_of_all(group) if len(groups) > 1 or first["heading"] else ""
        blocks = [block for answer in group for block in _blocks_of_answer(answer)]
        yield Section(
            ask_key(first["ask"]), heading, tuple(blocks), tuple(answer["ask"] for answer in group), number=number
        )


def joined(answers: Sequence[Content]) -> list[list[Content]]:
    """Each answer that stands by itself, with those that are answered together with it."""
    known = {answer["ask"] for answer in answers}
    groups: dict[int, list[Content]] = {}
    for answer in answers:
        if answer.get("together_with") not in known:
            groups[answer["ask"]] = [answer]
    for answer in answers:
        if answer["ask"] not in groups:
            groups.setdefault(answer["together_with"], []).append(answer)
    return list(groups.values())


def _blocks_of_answer(answer: Content) -> tuple[Block, ...]:
    if not answer["text"]:
        return ()
    return (*blocks_of(answer.get("lead_in", ""), answer["ask"]), *blocks_of(answer["text"], answer["ask"]))


def heading_of_all(group: Sequence[Content]) -> str:
    """What the drafter wrote, else all that is answered here, as long as it fits in a line."""
    first = heading_of(group[0])
    if group[0]["heading"] or len(group) == 1:
        return first
    together = "、".join([first, *(heading_of(answer).removeprefix("关于") for answer in group[1:])])
    return together if len(together) <= HEADING else first


def heading_of(answer: Content) -> str:
    """What the drafter wrote over it, else 关于 and the beginning of what was asked."""
    if answer["heading"]:
        return str(answer["heading"])
    asked = re.split(r"[。；;！？\n]", answer["asked"].strip())[0]
    asked = asked if len(asked) <= HEADING else re.split(r"[，,：:]", asked)[0][:HEADING]
    return asked if asked.startswith("关于") else f"关于{asked.removeprefix('建议')}"


def blocks_of(text: str, ask: int = 0) -> tuple[Block, ...]:
    """Each line a paragraph or a heading of the second and third level; lines of columns a table."""
    return tuple(_block(run, ask) for run in runs_of(text))


def runs_of(text: str) -> list[list[str]]:
    """The lines of a text, those of one table together."""
    runs: list[list[str]] = []
    for line in (line.strip(" 　\r") for line in text.split("\n")):
        if not line.strip():
            continue
        if runs and cells_of(line) and _goes_on(runs[-1]):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [part for run in runs for part in _only_tables(run)]


def _goes_on(run: list[str]) -> bool:
    """Whether a row of a table may follow: another row, or the title of the table."""
    return bool(cells_of(run[-1]) or (len(run) == 1 and TITLE.fullmatch(run[0])))


def _only_tables(run: list[str]) -> list[list[str]]:
    """A single line with a sign of columns in it is a sentence, not a table."""
    rows = [line for line in run if cells_of(line)]
    return [run] if len(rows) > 1 else [[line] for line in run]


def cells_of(line: str) -> tuple[str, ...]:
    """The cells of a line parted by tabs or |; nothing for a line of one."""
    if "\t" in line.strip():
        return tuple(cell.strip() for cell in line.split("\t"))
    cells = tuple(cell.strip() for cell in line.strip("| \t").split("|"))
    return cells if len(cells) > 1 else ()


def _block(run: list[str], ask: int) -> Block:
    if len(run) == 1:
        return Paragraph(_level(run[0]), run[0].strip().replace("\t", " "), ask=ask)  # type: ignore[arg-type]
    title = "" if cells_of(run[0]) else run[0]
    lines = [line for line in run[bool(title) :] if not DASHES.fullmatch(line)]
    return TableBlock(tuple(cells_of(line) for line in lines), ask=ask, title=title)


def _level(line: str) -> str:
    if len(line) > SHORT or "。" in line[:-1]:
        return "text"
    return next((kind for kind, begins in LEVELS if begins.match(line)), "text")
