"""对账: any list beside the ledger; neither is changed, and what differs is told."""

from huiyin.events.models import Event
from huiyin.exchange.actions import look
from huiyin.exchange.matching import Settings
from huiyin.exchange.models import Import
from huiyin.exchange.reconciling import reconcile
from huiyin.handling.models import Assignment
from huiyin.items.models import Item
from huiyin.replies.models import Reply
from tests.exchange.making import NOW, TITLE, line, sheet, taken

FULL = [line(n, str(n), f"关于{n}的建议") for n in (1, 2, 3)]


def compared(unit, content):
    plan = look(content, "上级导出.xlsx", unit, settings=Settings(), today=NOW.date())
    return reconcile(plan)


def numbers(rows):
    return [row["official_no"] for row in rows]


def fields(found):
    return {row["official_no"]: [(d["field"], d["before"], d["after"]) for d in row["differences"]] for row in found}


def test_it_says_who_has_what(unit):
    taken(sheet(*FULL), unit)
    found = compared(unit, sheet(FULL[0], line(4, "4", "关于4的建议")))
    assert (numbers(found["only_theirs"]), numbers(found["only_ours"])) == (["4"], ["2", "3"])


def test_it_writes_nothing(unit):
    taken(sheet(*FULL), unit)
    before = (Item.objects.count(), Import.objects.count(), Event.objects.count())
    compared(unit, sheet(FULL[0]))
    assert (Item.objects.count(), Import.objects.count(), Event.objects.count()) == before


def test_another_role_is_told(unit):
    taken(sheet(*FULL), unit)
    found = compared(unit, sheet(FULL[0], line(2, "2", "关于2的建议", host="市教育局", help="市卫健委"), FULL[2]))
    assert fields(found["differences"])["2"][0] == ("角色", "主办", "会办")


def test_a_row_that_no_longer_names_us_is_told(unit):
    taken(sheet(*FULL), unit)
    found = compared(unit, sheet(line(2, "2", "关于2的建议", host="市教育局"), FULL[0]))
    assert ("角色", "主办", "没有本单位") in fields(found["differences"])["2"]
    assert numbers(found["only_ours"]) == ["3"]


def test_another_level_is_told(unit):
    taken(sheet(*FULL), unit)
    found = compared(unit, sheet(FULL[0], title=["省十四届人大一次会议代表建议清单"]))
    told = fields(found["differences"])["1"]
    assert ("层级", "市", "省") in told and found["only_theirs"] == []


def test_another_class_is_told(unit, person):
    taken(sheet(*FULL), unit)
    part = Assignment.objects.get(item__official_no="1", unit=unit)
    head = {"class_letter": "A", "class_canonical": "solved", "class_scheme": "ABC_plain"}
    Reply.objects.create(assignment=part, drafter=person("wang").user, **head)
    head = ["建议编号", "建议标题", "领衔代表", "主办单位", "解决程度"]
    found = compared(unit, sheet(["1", "关于1的建议", "张三", "市卫健委", "B"], title=TITLE, head=head))
    assert ("答复类别", "A", "B") in fields(found["differences"])["1"]
