"""Whose paragraph is whose, when a text comes back from outside."""

from huiyin.replies.writing.matching import Known, match

OPENING = Known("opening", "", ("您提出的关于加强托育服务的建议收悉，现答复如下：",))
PLAN = Known(
    "ask:1", "关于纳入规划", ("我委已把托育服务纳入卫生健康事业发展规划。", "规划期内每年新建普惠托育机构二十家。")
)
MONEY = Known("ask:2", "关于加大投入", ("市级财政今年安排托育补助资金一千万元。",))
PEOPLE = Known("ask:3", "关于人才培养", ("市属高职院校新设婴幼儿托育专业，每年招收三百人。",))
CLOSING = Known("closing", "", ("以上答复，请您审阅。如有意见，敬请反馈。",))
ALL = (OPENING, PLAN, MONEY, PEOPLE, CLOSING)


def whole() -> list[str]:
    return [
        *OPENING.paragraphs, "一、关于纳入规划", *PLAN.paragraphs, "二、关于加大投入", *MONEY.paragraphs,
        "三、关于人才培养", *PEOPLE.paragraphs, *CLOSING.paragraphs,
    ]  # fmt: skip


def said(matched) -> dict[str, list[str]]:
    return {key: [one.text for one in placed] for key, placed in matched.texts.items()}


def test_unchanged_everything_is_where_it_was():
    found = match(ALL, whole())
    assert said(found) == {one.key: list(one.paragraphs) for one in ALL}
    assert (found.loose, found.lost) == ([], [])


def test_sections_may_change_places():
    new = [*whole()[:1], *whole()[4:6], *whole()[1:4], *whole()[6:]]
    found = match(ALL, new)
    assert found.order == ["opening", "ask:2", "ask:1", "ask:3", "closing"] and not found.loose


def test_a_paragraph_cut_in_two_stays_with_its_ask():
    new = whole()
    new[7:8] = ["市属高职院校新设婴幼儿托育专业，", "每年招收三百人。"]
    assert said(match(ALL, new))["ask:3"] == ["市属高职院校新设婴幼儿托育专业，", "每年招收三百人。"]


def test_paragraphs_run_together_stay_with_their_ask():
    new = whole()
    new[2:4] = ["".join(PLAN.paragraphs)]
    assert said(match(ALL, new))["ask:1"] == ["".join(PLAN.paragraphs)]


def test_a_section_left_out_is_said_to_be_lost():
    new = [text for text in whole() if "投入" not in text and "资金" not in text]
    assert match(ALL, new).lost == ["ask:2"]


def test_a_section_run_into_another_is_lost_too():
    new = whole()
    new[3:6] = [f"{PLAN.paragraphs[1]}{MONEY.paragraphs[0]}"]
    assert match(ALL, new).lost == ["ask:2"]


def test_a_new_paragraph_between_two_of_an_ask_is_its():
    new = whole()
    new.insert(3, "这是头一回写进规划。")
    assert said(match(ALL, new))["ask:1"][1] == "这是头一回写进规划。"


def test_a_new_paragraph_above_the_next_heading_is_of_the_ask_before():
    new = whole()
    new.insert(6, "区级财政按比例配套。")
    assert said(match(ALL, new))["ask:2"] == [*MONEY.paragraphs, "区级财政按比例配套。"]


def test_a_new_paragraph_before_the_end_belongs_to_nobody_yet():
    new = whole()
    new.insert(8, "天气越来越冷，请多保重。")
    (loose,) = match(ALL, new).loose
    assert (loose.text, loose.guess) == ("天气越来越冷，请多保重。", "ask:3")


def test_a_paragraph_put_below_another_heading_is_that_ones_now():
    new = whole()
    new.insert(4, new.pop(3))
    assert said(match(ALL, new))["ask:2"] == [PLAN.paragraphs[1], *MONEY.paragraphs]


def test_without_its_heading_a_paragraph_is_known_by_what_it_says():
    new = [text for text in whole() if text != "二、关于加大投入"]
    found = match(ALL, new)
    assert said(found)["ask:2"] == list(MONEY.paragraphs) and not found.lost


def test_a_heading_may_be_reworded():
    new = whole()
    new[4] = "二、关于加大财政投入力度"
    assert match(ALL, new).headings["ask:2"] == "关于加大财政投入力度"


def test_a_strange_heading_is_not_taken_for_a_known_one():
    new = [*whole()[:8], "四、关于老旧小区配建", "另行研究。", *whole()[8:]]
    assert [one.text for one in match(ALL, new).loose] == ["四、关于老旧小区配建", "另行研究。"]
