import pytest

from huiyin.prose.titles import clean_title, same_title


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("《关于完善体系的建议》", "关于完善体系的建议"),
        ("关于提档升级的建议 ", "关于提档升级的建议"),
        ("关于落实《条例》的建议", "关于落实《条例》的建议"),
        ("《关于落实〈条例〉的建议》", "关于落实〈条例〉的建议"),
        ("《民法典》与《条例》", "《民法典》与《条例》"),
        ("关于预防控制体系  提高能力的\n建议", "关于预防控制体系 提高能力的 建议"),
        ("第12号：关于养老的提案", "关于养老的提案"),
    ],
)
def test_a_title_is_freed_of_its_wrapping(cell, title):
    assert clean_title(cell) == title


def test_the_same_title_is_known_again():
    assert same_title("《关于“互联网+诊疗”的建议》", "关于 “互联网＋诊疗” 的建议 ")
    assert not same_title("关于养老的建议", "关于托育的建议")
