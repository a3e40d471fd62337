"""Hand-over lists as offices send them: a municipal one with a header of two rows."""

import io

import openpyxl

TOP = [
    ["示例市十五届人大一次会议代表建议交办清单（市卫健委）"],
    ["制表：市政府督查室　　2022年3月18日"],
    ["序号", "建议编号", "建议标题", "代表", None, "承办单位", None, "答复时限", "是否同意公开", "备注"],
    [None, None, None, "领衔", "附议", "主办", "会办", None, None, None],
]
MERGED = ("A1:J1", "A2:J2", "D3:E3", "F3:G3", *(f"{column}3:{column}4" for column in "ABCHIJ"))
TITLE = "关于加强0—3岁托育服务的建议"
LETTER_TEXT = "已采纳。今年新建普惠托育机构22家，托位总数超过3万个，各区均有示范机构，年内全部建成投用。"
LED = (
    1,
    "20220031",
    TITLE,
    "示例代表001",
    "示例代表002、示例代表003",
    "市卫健委",
    "市财政局",
    "2022年6月30日",
    "是",
    "",
)
ASSISTED = (
    2,
    "20220032",
    "关于支持老年食堂的建议",
    "示例代表004",
    "",
    "市民政局",
    "市卫健委",
    "2022年6月30日",
    "是",
    "",
)


def hand_over_list(*rows: tuple) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    for row in (*TOP, *rows, ["合计", len(rows)]):
        page.append(list(row))
    for merge in MERGED:
        page.merge_cells(merge)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
