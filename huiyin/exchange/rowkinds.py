"""What a row of a sheet is when it is not an item: total, note, group heading, numbered blank."""

import re
from collections.abc import Sequence

from huiyin.exchange.grid import Cell
from huiyin.prose.dates import read_date
from huiyin.prose.numbers import plain

_TOTAL = re.compile(
    r"^[(]?(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|总\s*数|总件数|本页小计|以上|共\s*\d+\s*[件条项]|计\s*\d+\s*件|汇总)"
)
_TOTAL_WORDS = re.compile(
    r"^(?:以上)?\s*(?:共|计|合计|总计|共计|小计)[有为]?[:：]?\s*[0-9一二三四五六七八九十百]+\s*件"
)
_NOTE = re.compile(
    r"^[(*※★▲]*\s*(?:注\s*\d*\s*[:：、]|注意|备\s*注\s*[:：]|说\s*明\s*[:：]|附\s*[:：注件]|填表|填报|填写|制\s*表|制单|编制|审核|审批|打印|"
    r"报送|联系人|联系电话|联系方式|负责人|领导签字|签收人|签字|盖章|单位\s*[(]|日\s*期\s*[:：]|[(]?盖章|续表|第\s*\d+\s*页|-\s*\d+\s*-|备注:|\*)"
)
_ROLE_GROUP = re.compile(
    r"^[(]?(?:[一二三四五六七八九十]+|\d{1,2})?[)、.．:：\s]*(?:我[委局厅办院]|本单位|本[委局厅])?(?:为)?[(]?"
    r"(?P<role>主办|承办|独办|牵头|共同主办|分办|分别办理|会办|协办|参阅|阅知)(?:单位)?(?:的)?(?:建议|提案|议案|件|类|部分|事项)*[)]?"
    r"\s*(?:[(:：]?\s*(?:共|计)?\s*\d+\s*件?\s*[)]?)?[:：]?$"
)
_HEADING = re.compile(
    r"^(?:[(]?[一二三四五六七八九十]+[)]?[、.．\s]|[一二三四五六七八九十]+是|第[一二三四五六七八九十]+(?:部分|类|章)|[(][一二三四五六七八九十]+[)])"
)
_ORIGIN_GROUP = re.compile(r"(?:人大|政协|建议|提案|议案|大会|平时|闭会|[省市区县]级)(?:[^。；;]*)$")
_SENTENCE = re.compile(r"请|逾期|须于|应于|如有|。$|；$|详见|电话|邮箱")
_ISSUER = re.compile(r"(?:督查室|办公[厅室]|工委|工作委员会|提案委(?:员会)?|选任联委?|人民政府|常委会|政协)$")
_DAY = re.compile(r"(?:\d{4}|[二〇零一二三四五六七八九]{4})年.{1,8}日?")
_NUMBER_LIKE = re.compile(r"[0-9A-Za-z零〇一二三四五六七八九十]")


def text_of(row: Sequence[Cell]) -> str:
    """The row's words, for the report."""
    words = dict.fromkeys(str(cell).strip() for cell in row if cell is not None and str(cell).strip())
    return " ".join(words)


def distinct(row: Sequence[Cell]) -> list[str]:
    """The different texts of a row, in order."""
    return list(dict.fromkeys(plain(str(cell)).strip() for cell in row if cell is not None and str(cell).strip()))


def is_total(row: Sequence[Cell]) -> bool:
    """合计, 小计, 以上共5件 — in whatever cell."""
    words = distinct(row)
    return bool(words) and (bool(_TOTAL.match(words[0])) or any(_TOTAL_WORDS.match(word) for word in words))


def is_note(row: Sequence[Cell]) -> bool:
    """注：…, 制表…, 联系人…, or one long sentence that asks for something."""
    words = distinct(row)
    if not words:
        return False
    return bool(_NOTE.match(words[0])) or (len(words) == 1 and len(words[0]) > 12 and bool(_SENTENCE.search(words[0])))


def is_signature(row: Sequence[Cell]) -> bool:
    """市政府督查室 and 2022年3月18日 below the last line: who made the list, and when."""
    words = distinct(row)
    return 0 < len(words) <= 2 and all(
        _ISSUER.search(word) or read_date(word) or _DAY.fullmatch(word) for word in words
    )


def role_of_group(row: Sequence[Cell]) -> str:
    """一、主办件（22件） → 主办: the role of the rows below it; "" when it is no such heading."""
    words = distinct(row)
    found = _ROLE_GROUP.match(words[0]) if words and len(words) <= 2 and len(words[0]) <= 30 else None
    if not found or (len(words) == 2 and not re.fullmatch(r"(?:共|计)?\s*\d+\s*件?", words[1])):
        return ""
    return found["role"]


def is_heading(row: Sequence[Cell]) -> bool:
    """A short line alone in its row that heads what follows: 一、省人大建议, 大会提案."""
    words = distinct(row)
    if len(words) != 1 or len(words[0]) > 40:
        return False
    return bool(_HEADING.match(words[0]) or _ORIGIN_GROUP.search(words[0]))


def is_number(text: str) -> bool:
    """Could this cell be an official number at all?"""
    said = plain(text)
    return bool(said) and len(said) <= 60 and bool(_NUMBER_LIKE.search(said)) and not _TOTAL.match(said)
