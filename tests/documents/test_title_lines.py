import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.documents.title_lines import title_lines

REPLIES = Path(__file__).resolve().parents[3] / "shared/data/replies.jsonl"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于第5号建议的答复", ["关于第5号建议的答复"]),
        ("关于省十四届人大一次会议第20230697号建议的答复", ["关于省十四届人大一次会议", "第20230697号建议的答复"]),
        ("甲局关于乙\n第5号提案的答复", ["甲局关于乙", "第5号提案的答复"]),
        (
            "武汉市卫生健康委员会2022年人大代表建议和政协提案办理工作情况的报告",
            ["武汉市卫生健康委员会2022年", "人大代表建议和政协提案办理工作情况的报告"],
        ),
    ],
)
def test_it_breaks_between_words(title, lines):
    assert title_lines(title) == lines


@given(st.text(alphabet="关于市人大第12号建议的，《》答复 abc", min_size=1, max_size=90))
def test_nothing_is_lost_and_no_line_is_empty(title):
    lines = title_lines(title)
    assert "".join(lines) == title
    assert all(lines)


@pytest.mark.skipif(not REPLIES.exists(), reason="the folder of real letters is not here")
def test_no_real_title_begins_a_line_with_a_stop_or_a_torn_number():
    for row in REPLIES.read_text(encoding="utf-8").splitlines():
        for before, line in zip(lines := title_lines(json.loads(row)["title"]), lines[1:], strict=False):
            assert line[0] not in "的、，。》）号"
            assert not (before[-1].isdigit() and line[0].isdigit())
