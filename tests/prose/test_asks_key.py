"""Measured against a key made by hand before the splitter was asked: enough asks are found, at the right places."""

import pytest

from tests.prose.asks_key import TEXTS, fits, key, measured, texts


def test_the_key_has_sixty_texts_and_none_of_their_words():
    rows = key()
    assert len(rows) >= 60 and {row["half"] for row in rows} == {"train", "held"}
    assert all(len(row["starts"].split()) == int(row["asks"]) for row in rows)
    assert all(row[name].isascii() for row in rows for name in row)


needs_texts = pytest.mark.skipif(not TEXTS.exists(), reason="the real texts are not here")


@needs_texts
def test_it_is_the_key_of_these_texts():
    known = texts()
    assert [row["number"] for row in key() if not fits(row, known[row["number"]])] == []


@needs_texts
@pytest.mark.parametrize("half", ["train", "held"])
def test_nine_of_ten_asks_are_found(half):
    score = measured(half)
    assert score.exact >= 0.85 * score.texts
    assert min(score.precision, score.recall) >= 0.88
