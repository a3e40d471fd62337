"""Hand-over lists in the shapes offices really use (rules.md §9, forms.md), with invented names; each with what it says."""

import io
from collections.abc import Callable

import docx
import xlsxwriter

from tests.exchange.making import workbook

OURS = "示例市卫生健康委员会"
Expected = list[tuple[str, str, str]]  # number, kind, our role
SHAPES: dict[str, tuple[str, Callable[[], bytes], Expected]] = {}


def shape(name: str, *expected: tuple[str, str, str]):
    """Enter a builder under a file name, with the items it holds."""

    def enter(build: Callable[[], bytes]) -> Callable[[], bytes]:
        SHAPES[build.__name__] = (name, build, list(expected))
        return build

    return enter


def word(*blocks) -> bytes:
    """A .docx of paragraphs (strings) and tables (lists of rows)."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=0, cols=max(map(len, block)))
        for row in block:
            cells = table.add_row().cells
            for cell, words in zip(cells, row, strict=False):
                cell.text = str(words or "")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def slip(no, title, lead, host, helper, due="自交办之日起90日内"):
    return [
        ["示例市政协提案交办单"],
        ["届次", "市政协十四届三次会议", None, "会议", "大会", None],
        ["案号", no, None, "题目", title, None],
        ["联名类别", "委员联名", None, "提案人", lead, None],
        ["界别", "医药卫生", None, "电话", "00000000000", None],
        ["分类", "医疗卫生", None, "审查意见", "立案", None],
        ["正文", "一、现状。二、建议：1.增加投入。2.加强培训。", None, None, None, None],
        ["主办单位", host, None, "主办时限", due, None],
        ["协办单位", helper, None, "协办时限", "2022年5月31日", None],
        ["交办时间", "2022年3月20日", None, "交办单位", "市政府办公室", None],
        ["备注", None, None, None, None, None],
    ]


@shape("交办单.xlsx", ("0031", "proposal", "lead"), ("0032", "proposal", "assist"))
def slips_one_a_sheet():
    return workbook(
        ("0031", slip("0031", "关于加强社区卫生的提案", "示例委员001", OURS, "市教育局、市民政局")),
        ("0032", slip("0032", "关于校园健康的建议", "示例委员002", "市教育局", OURS)),
    )


@shape("代表交办单.xlsx", ("7", "suggestion", "lead"))
def slip_with_a_table_of_people():
    people = [["编号", "姓名", "界别", "电话", "单位", "职务"], ["1", "示例代表001"], ["2", "示例代表051"]]
    told = slip("7", "关于社区养老的建议", "示例代表001", OURS, "市财政局")
    told[0], told[1] = ["人大代表建议交办单"], ["届次", "市十五届人大", None, "会议", "第二次会议", None]
    return workbook(("第7号", [*told[:3], *people, *told[5:]]))


@shape("台账.xlsx", ("15", "suggestion", "lead"))
def register_of_a_congress():
    head = "标题 领衔代表 提出人数 类型 提交状态 立案形式 案号 可否网上公开 可否联名提出 征求意见方式 是否会上 处理方式 提交日期 审查分类 进度 解决程度 主办单位"
    row = ["关于完善托育服务的建议", "示例代表001", 3, "建议", "已提交", "立案", "15", "可以", "可以", "面商", "会上"]
    row += ["交办", "2022-02-20", "教科文卫", "办理中", "", OURS]
    return workbook(("导出", [["示例市十五届人大一次会议代表建议台账"], head.split(), row]))


@shape("工作清单.xlsx", ("平时第3号", "suggestion", "assist"))
def work_list():
    head = ["建议编号", "题目", "领衔代表", "类型", "要求结办日期", "主办单位", "办理类型"]
    row = ["平时第3号", "关于改善就医环境的建议", "示例代表004", "建议", "2022.9.30", "市教育局", "协办"]
    return workbook(("S", [["市十五届人大闭会期间代表建议"], head, row]))


@shape("收件清单.xlsx", ("0007", "proposal", "lead"), ("0009", "proposal", "lead"))
def received_list():
    head = [
        "提案号",
        "案由",
        "提案人类别",
        "提案人",
        "界别",
        "专委会",
        "类别",
        "提交时间",
        "状态",
        "办理时间",
        "办理意见",
    ]
    rows = [
        [
            "0007",
            "关于加强急救体系建设的提案",
            "个人",
            "示例委员007",
            "医卫界",
            "教科卫体委",
            "医疗",
            "2022-01-10",
            "立案",
            "",
            "",
        ],
        ["0009", "关于推进安宁疗护的建议", "党派", "民革市委", "", "", "医疗", "2022-01-11", "立案", "", "转卫健委办"],
    ]
    return workbook(("提案", [["市政协十四届一次会议提案收件清单"], head, *rows]))


def summary_by_unit():
    head = [
        "承办单位名称",
        "主办件数",
        "主办提案号",
        "协办件数",
        "协办提案号",
        "分办件数",
        "分办提案号",
        "意见数",
        "意见号",
        "应答复件数",
    ]
    rows = [["市教育局", 1, "1", 0, "", 0, "", 0, "", 1], [OURS, 2, "3、18", 1, "7", 0, "", 1, "意2", 2]]
    return workbook(("汇总", [["市政协十四届三次会议提案承办单位汇总表"], head, *rows]))


@shape("单位办理件汇总.xlsx", ("11", "proposal", "lead"), ("12", "proposal", "lead"), ("40", "proposal", "assist"))
def two_blocks_side_by_side():
    block = ["案号", "领衔人/提案人", "案由", "当前环节", "主办单位", "协办单位"]
    rows = [
        ["市政协十四届三次会议 示例市卫生健康委员会 单位办理件汇总"],
        ["主办件", *[None] * 5, "协办件", *[None] * 5],
        [*block, *block],
        [
            "11",
            "示例委员011",
            "关于甲的提案",
            "办理",
            OURS,
            "",
            "40",
            "示例委员040",
            "关于丁的提案",
            "办理",
            "市教育局",
            OURS,
        ],
        ["12", "示例委员012", "关于乙的提案", "办理", OURS, "市教育局", *[None] * 6],
    ]
    return workbook(("汇总", rows), merges=("A1:L1", "A2:F2", "G2:L2"))


@shape("单件全表.xlsx", ("88", "suggestion", "lead"))
def everything_of_an_item():
    top = ["案号", "是否公开", "基本情况", *[None] * 7, "主办", *[None] * 6, "协办", *[None] * 4, "反馈", *[None] * 5]
    middle = ",,性质类别,代表团/委组,提案分类,附议人数,领衔人/提案人,附议人,案由,全文,主办单位,主办答复时间,文号,类别标记,签发人"
    middle += ",已落实事项,计划落实事项,协办单位,签收时间,联系人,电话,回复时间,办理工作,办理结果,面商形式,面商人,采纳情况,落实情况"
    row = "88,是,建议,第三代表团,教科文卫,2,示例代表088,示例代表089、示例代表090,关于健康城市的建议,建议加强管理。"
    row += f",{OURS},2022-06-20,,B,,,,市教育局,,,,,满意,满意,座谈,,,"
    sheet = [["示例市十七届人大二次会议"], top, middle.split(","), row.split(",")]
    return workbook(("全表", sheet), merges=("A2:A3", "B2:B3", "C2:J2", "K2:Q2"))


@shape("承办表.docx", ("1021", "suggestion", "assist"))
def form_in_a_word_file():
    form = [
        ["建议编号", "1021", "届次", "省十三届人大五次会议"],
        ["案由", "关于支持基层医疗的建议", "案由", "关于支持基层医疗的建议"],
        ["领衔代表", "示例代表101", "代表团", "南平代表团"],
        ["归口单位", "单位编号", "承办单位", "承办性质"],
        ["省政府", "A01", "省教育厅", "主办"],
        ["省政府", "A02", OURS, "会办"],
        ["附议代表", "代表证号", "单位地址", "电话"],
        ["示例代表102", "0102", "示例路1号", ""],
    ]
    return word("代表建议承办表", form)


@shape("提案台账.xls.xlsx", ("0203", "proposal", "lead"))
def register_of_a_cppcc():
    head = "流水号 提案序号 提案分类 第一提案人 联名提案人 案由 提案内容 附件 主办单位 会办单位 提案时间 意见反馈 走访情况 办理态度"
    row = [
        "L-77",
        "0203",
        "医疗",
        "示例委员203",
        "示例委员204",
        "关于老年健康的建议",
        "建议：一是甲；二是乙。",
        "",
        OURS,
        "市民政局",
    ]
    return workbook(("台账", [["示例市政协十四届3次会议"], head.split(), [*row, "2022/1/9", "", "", ""]]))


@shape(
    "责任清单.xlsx",
    ("20220101", "suggestion", "lead"),
    ("20220102", "suggestion", "assist"),
    ("7", "proposal", "refer"),
)
def responsibility_list():
    head = [
        "编号",
        "案由/标题",
        "提出人（领衔+联名）",
        "类别",
        "层级",
        "主办/会办/参阅",
        "责任领导",
        "责任处室",
        "承办人及电话",
    ]
    head += ["办理时限", "办理要求", "备注"]
    rest = ["示例领导", "人口处", "示例经办 0000", "2022-06-30", "面商", ""]
    rows = [
        ["一、代表建议"],
        ["20220101", "关于甲的建议", "示例代表001、示例代表002", "建议", "市", "主办", *rest],
        ["20220102", "关于乙的建议", "示例代表003", "建议", "市", "会办", *rest],
        ["小计", "2件"],
        ["二、政协提案"],
        ["7", "关于丙的提案", "示例委员003", "提案", "省", "参阅", *rest],
        ["合计", "3件"],
    ]
    return workbook(("责任清单", [["2022年建议提案办理责任清单（示例市卫生健康委）"], head, *rows]))


@shape(
    "交办表.xlsx",
    ("0031", "suggestion", "assist"),
    ("0032", "suggestion", "lead"),
    ("0033", "suggestion", "assist"),
)
def roles_in_brackets():
    rows = [
        ["示例市十四届人大三次会议建议交办表"],
        ["编号", "建议名称", "建议人", "承办单位"],
        ["第 0031 号", "关于甲的建议", "示例代表001", "市教育局（主办），市卫健委（会办）"],
        ["0032", "关于乙的建议", "示例代表002", "市卫健委（主）\n市民政局（会）"],
        ["0033", "关于丙的建议", "示例代表003", "主办：市教育局 会办：市卫健委、市民政局"],
    ]
    return workbook(("S", rows))


@shape("两类.xlsx", ("1", "suggestion", "lead"), ("1", "proposal", "assist"))
def both_bodies_and_a_page_of_notes():
    notes = ("填表说明", [["编号", "按交办通知填写"], ["标题", "与原件一致"], ["主办单位", "写全称"]])
    head = ["编号", "标题", "提出人", "主办单位", "协办单位"]
    ours = [["示例市14届人大3次会议代表建议"], head, ["1", "关于甲的建议", "示例代表001", OURS, ""]]
    theirs = [["示例市政协14届3次会议提案"], head, ["1", "关于乙的提案", "示例委员001", "市教育局", OURS]]
    return workbook(notes, ("人大", ours), ("政协", theirs))


@shape("清单.xls", ("0005", "suggestion", "lead"), ("0006", "suggestion", "assist"))
def a_web_page_called_xls():
    rows = [("0005", "关于甲的建议", OURS, ""), ("0006", "关于乙的建议", "市教育局", f"{OURS}<br>市民政局")]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}<td>2022-6-30</td></tr>" for row in rows)
    head = "<tr><th rowspan=2>建议编号</th><th rowspan=2>标题</th><th colspan=2>承办单位</th><th rowspan=2>答复时限</th></tr>"
    page = f"""<html><head><meta charset="gb2312"></head><body><p>x</p><table border=1>
    <tr><td colspan=5>示例市十五届人大一次会议代表建议</td></tr>{head}<tr><th>主办</th><th>会办</th></tr>{cells}</table></body></html>"""
    return page.encode("gb18030")


@shape("清单.xls", ("8", "proposal", "lead"))
def an_xml_spreadsheet():
    head = "".join(
        f'<Cell><Data ss:Type="String">{word}</Data></Cell>' for word in ("提案号", "案由", "提案人", "主办单位")
    )
    row = "".join(f"<Cell><Data>{word}</Data></Cell>" for word in ("8", "关于甲的提案", "示例委员001", OURS))
    title = '<Cell ss:MergeAcross="3"><Data>市政协十四届一次会议提案</Data></Cell>'
    return f"""<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
    xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="提案"><Table><Row>{title}</Row>
    <Row ss:Index="3">{head}</Row><Row>{row}</Row></Table></Worksheet></Workbook>""".encode()


@shape("一份没有扩展名的清单", ("0001", "suggestion", "lead"))
def tabs_in_utf_16():
    rows = [["建议编号", "标题", "领衔代表", "主办单位"], ["0001", "关于甲的建议", "示例代表001", OURS]]
    return "\r\n".join("\t".join(row) for row in [["市十五届人大一次会议建议"], *rows]).encode("utf-16")


@shape("清单.docx", ("1", "suggestion", "lead"), ("2", "suggestion", "assist"), ("3", "suggestion", "lead"))
def a_table_over_two_pages_of_a_word_file():
    head = ["建议编号", "建议标题", "领衔代表", "主办单位", "会办单位"]
    first = [
        head,
        ["1", "关于甲的建议", "示例代表001", OURS, ""],
        ["2", "关于乙的建议", "示例代表002", "市教育局", OURS],
    ]
    second = [["3", "关于丙的建议", "示例代表003", OURS, "市教育局"]]
    document = docx.Document(io.BytesIO(word("附件1", "示例市十五届人大一次会议代表建议交办清单", first)))
    more = docx.Document(io.BytesIO(word(second))).tables[0]._tbl
    document.tables[0]._tbl.addnext(more)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@shape("宽表.xlsx", ("0301", "suggestion", "lead"), ("0302", "suggestion", "assist"))
def two_hundred_columns_and_hidden_ones():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet("清单")
    page.merge_range(0, 0, 0, 199, "示例市十五届人大一次会议代表建议交办清单")
    head = ["序号", "建议编号", "建议标题", "领衔代表", "主办单位", "会办单位", "交办日期", "答复时限"]
    page.write_row(1, 0, [*head, *(f"指标{n}" for n in range(192))])
    day = book.add_format({"num_format": "yyyy年m月d日"})
    for at, (no, host, helper) in enumerate([("0301", OURS, ""), ("0302", "市教育局", OURS)], start=2):
        page.write_row(at, 0, [at - 1, no, f"关于{no}的建议"])
        page.write_row(at, 4, [host, helper])
        page.write_number(at, 6, 44640, day)
        page.write_formula(at, 7, f"=G{at + 1}+90", day, 44730)
    page.merge_range(2, 3, 3, 3, "示例代表001")
    page.set_column(0, 0, None, None, {"hidden": True})
    page.set_row(3, None, None, {"hidden": True})
    book.close()
    return buffer.getvalue()


@shape("补交.csv", ("2022031", "proposal", "lead"), ("2022032", "proposal", "lead"))
def a_csv_with_group_lines_and_a_foot():
    rows = [
        "市政协平时提案交办清单,,,,",
        "（一）我委主办,,,,",
        "提案编号,提案题目,提案单位,承办单位,完成时限",
        "2022031,关于甲的提案,九三学社市委,示例市卫生健康委员会,30个工作日内",
    ]
    rows += [
        "2022032,关于乙的提案,示例委员001等3人,示例市卫生健康委员会,3个月内",
        "合计,2件,,,",
        ",,,市政府督查室,",
        ",,,2022年4月6日,",
    ]
    return "\n".join(rows).encode("gb18030")
