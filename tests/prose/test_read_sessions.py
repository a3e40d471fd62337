import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.prose.sessions import LEVEL_WORDS, SessionName, read_session, session_name


@pytest.mark.parametrize(
    ("text", "session"),
    [
        ("市十五届人大一次会议", SessionName("congress", "municipal", 15, 1)),
        ("省政协十二届五次会议", SessionName("cppcc", "provincial", 12, 5)),
        ("省十三届人大五次会议", SessionName("congress", "provincial", 13, 5)),
        ("长沙市第十六届人民代表大会第三次会议", SessionName("congress", "municipal", 16, 3, "长沙市")),
        ("政协十届三次会议", SessionName("cppcc", None, 10, 3)),
        ("十四届全国人大二次会议", SessionName("congress", "national", 14, 2)),
        ("中国人民政治协商会议第十三届全国委员会第五次会议", SessionName("cppcc", "national", 13, 5)),
        ("政协魏县第十届委员会第一次会议", SessionName("cppcc", "county", 10, 1, "魏县")),
        ("隆阳区人大第六届一次会议", SessionName("congress", "county", 6, 1, "隆阳区")),
        ("三亚市第八届人民代表大会第一次会议", SessionName("congress", "municipal", 8, 1, "三亚市")),
        ("上海市十六届人大二次会议", SessionName("congress", "provincial", 16, 2, "上海市")),
        ("省政协 12届 5次会议", SessionName("cppcc", "provincial", 12, 5)),
        ("市十五届人大一次会议代表建议交办清单(市卫健委)", SessionName("congress", "municipal", 15, 1)),
        ("潼关县民政局关于对政协十届三次会议第52号提案的答复", SessionName("cppcc", None, 10, 3)),
        ("省政协十二届一次会议闭会期间提案", SessionName("cppcc", "provincial", 12, 1, in_session=False)),
        ("龙陵县第十七届人民代表大会", SessionName("congress", "county", 17, 0, "龙陵县")),
    ],
)
def test_a_session_is_read_however_it_is_named(text, session):
    assert read_session(text) == session


@pytest.mark.parametrize("text", ["", "关于加强养老服务的建议", "市政协平时提案", "第十届运动会", "人大代表建议"])
def test_other_phrases_name_no_session(text):
    assert read_session(text) is None


@given(
    st.sampled_from(["congress", "cppcc"]),
    st.sampled_from(sorted(LEVEL_WORDS)),
    st.integers(1, 99),
    st.integers(1, 30),
)
def test_r1_a_session_name_round_trips(body, level, term, sitting):
    assert read_session(session_name(body, level, term, sitting)) == SessionName(body, level, term, sitting)


@given(st.sampled_from(["congress", "cppcc"]), st.sampled_from(["长沙市", "三亚市", "十堰市"]), st.integers(1, 99))
def test_r1_a_named_place_round_trips(body, place, term):
    name = session_name(body, "municipal", term, 2, place)
    assert read_session(name) == SessionName(body, "municipal", term, 2, place)


def test_r1_term_and_sitting_are_positive():
    with pytest.raises(ValueError, match="正整数"):
        session_name("congress", "municipal", 0, 1)
