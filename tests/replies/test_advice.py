"""五项要求."""

from huiyin.replies.actions import ask_opinion, receive_opinion, save_answer
from huiyin.replies.advice import advice


def remarks(reply) -> dict[str, list[str]]:
    return {
        name: [remark.text for remark in advice(reply) if remark.name == name and not remark.ok]
        for name in ("依据充分", "用语真诚", "内容详准", "表述清晰", "程序规范")
    }


def test_a_good_letter_passes_all_five(case):
    case.contacted()
    assert [(remark.name, remark.ok) for remark in advice(case.drafted())] == [
        ("依据充分", True),
        ("用语真诚", True),
        ("内容详准", True),
        ("表述清晰", True),
        ("程序规范", True),
    ]


def test_each_weakness_is_named_with_its_ask(case):
    reply = case.drafted()
    text = "高度重视，大力推进，" + "各有关部门密切配合" * 15 + "。"
    save_answer(reply, case.item.asks.last(), decision="adopted", text=text, evidence="表", **case.by("wang"))
    found = remarks(reply)
    assert found["依据充分"] == ["第 3 项采纳了，没有写依据"]
    assert found["用语真诚"] == ["第 3 项套话多了些：高度重视、大力推进"]
    assert "没有一个数" in found["内容详准"][0]
    assert found["表述清晰"] == ["第 3 项有一句 146 字，宜断开"]
    assert found["程序规范"] == ["还没有与提出人沟通的记录"]


def test_an_opinion_that_is_not_used_is_noticed(case):
    case.contacted()
    opinion = ask_opinion(case.assignment, case.cast.other, **case.by("wang"))
    reply = case.drafted()
    assert remarks(reply)["程序规范"] == ["示例市教育局的会办意见还没有收到"]
    receive_opinion(opinion, text="扩招。", **case.by("wang"))
    assert remarks(reply)["程序规范"] == ["示例市教育局的会办意见还没有写明用在哪一项"]
