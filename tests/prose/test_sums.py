"""Figures of one sentence that do not add up."""

import pytest

from huiyin.prose.sums import find_misfits


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("共办理35件（主办15件、协办21件）。", "15＋21＝36，与35件不合"),
        ("省建议3件、市建议47件，共51件。", "3＋47＝50，与51件不合"),
        ("新建22家，其中公办12家、民办11家。", "12＋11＝23，与22家不合"),
        ("共106件，其中建议35件、提案70件。", "35＋70＝105，与106件不合"),
        ("收到93件，满意86件，占95.5%。", "86件占93件应是92.5%，写的是95.5%"),
        ("一百零五件（主办五十件、会办五十三件）。", "50＋53＝103，与一百零五件不合"),
    ],
)
def test_it_says_what_does_not_add_up(text, why):
    assert [misfit.why for misfit in find_misfits(text)] == [why]


@pytest.mark.parametrize(
    "text",
    [
        "共办理157件，其中建议50件、提案107件。",
        "35件（主办15件、协办20件）、71件（主办45件、协办20件、参阅6件），共106件。",
        "新建机构22家，其中普惠12家、公办5家等。",
        "新建机构22家，其中公办5家、民办8家。",
        "全市托位3万余个（普惠1万个、非普惠1.8万个）。",
        "收到93件，满意86件，占92.5%。",
        "收到93件，满意86件，占92%。",
        "投入3亿元，其中床位200张、设备30台。",
        "宽带用户占比87.5%，百兆用户占97.8%，占64.9%。",
    ],
)
def test_it_leaves_alone_what_does(text):
    assert find_misfits(text) == []


def test_it_stands_where_the_figures_stand():
    text = "您好。共办理35件（主办15件、协办21件）。"
    misfit = find_misfits(text)[0]
    assert text[misfit.start : misfit.end] == "35件（主办15件、协办21件"
