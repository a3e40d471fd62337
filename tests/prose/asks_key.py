"""How well the splitter finds what a person found: a key of 62 real proposals as offsets, without their words.

`python -m tests.prose.asks_key` prints the figures of docs/quality.md; the texts lie in ../shared/data, not here.
"""

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

from huiyin.prose.asks import split_asks

TEXTS = Path(__file__).resolve().parents[3] / "shared/data/jiangsu_cppcc_2019.csv"
KEY = Path(__file__).with_name("asks_key.csv")
NEAR = 6


@dataclass
class Score:
    """Texts, those with the exact number of asks, and the boundaries found, wanted and right."""

    texts: int = 0
    exact: int = 0
    found: int = 0
    wanted: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found

    @property
    def recall(self) -> float:
        return self.right / self.wanted

    def add(self, starts: list[int], wanted: list[int]) -> None:
        self.texts += 1
        self.exact += len(starts) == len(wanted)
        self.found += len(starts)
        self.wanted += len(wanted)
        self.right += sum(any(abs(start - one) <= NEAR for start in starts) for one in wanted)


def texts() -> dict[str, str]:
    with TEXTS.open(encoding="utf-8-sig", newline="") as file:
        return {row["proposal_number"]: row["content"] for row in csv.DictReader(file)}


def key() -> list[dict[str, str]]:
    with KEY.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fits(row: dict[str, str], text: str) -> bool:
    """Is this the text the key was made for?"""
    starts = [int(start) for start in row["starts"].split()]
    return [hashlib.sha256(text[at : at + 6].encode()).hexdigest()[:8] for at in starts] == row["hashes"].split()


def measured(half: str) -> Score:
    score, known = Score(), texts()
    for row in key():
        if row["half"] == half:
            starts = [ask.start for ask in split_asks(known[row["number"]])]
            score.add(starts, [int(start) for start in row["starts"].split()])
    return score


if __name__ == "__main__":
    for half in ("train", "held"):
        score = measured(half)
        exact = f"exact number {score.exact}/{score.texts} ({score.exact / score.texts:.1%})"
        print(f"{half}: {exact}, precision {score.precision:.1%}, recall {score.recall:.1%}")
