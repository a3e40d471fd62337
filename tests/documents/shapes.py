"""Letters of all shapes, to be measured and looked at; every person and figure in them is fictional."""

from dataclasses import replace
from datetime import date

from huiyin.documents.letter import Letter, Paragraph, TableBlock

ORGAN = "示例市卫生健康委员会"
THANKS = "以上答复，请您审阅。如有意见，敬请反馈。衷心感谢您对卫生健康工作的关心和支持！"
LONG = (
    "截至今年6月底，全市新建普惠托育机构22家、在建3家，现有各类托育机构326家，可提供托位3.1万个，每千人口拥有3岁以下"
    "婴幼儿托位数2.47个，比去年同期增加0.38个。下一步，我委将会同市发展改革委、市自然资源和规划局、市住房城乡建设局，"
    "按照《示例市“十四五”公共服务规划》（示政发〔2021〕15号）的要求，把托育服务设施纳入新建居住区配套建设标准，"
    "与住宅同步规划、同步建设、同步验收、同步交付；老城区和已建成居住区无托育服务设施的，限期通过购置、置换、租赁"
    "等方式建设，力争到2025年每千人口托位数达到4.6个。"
)
SHORT = Letter(
    organ=ORGAN,
    doc_no="示卫函〔2022〕7号",
    class_mark="类别：A",
    title="关于市十五届人大一次会议第20220305号建议的答复",
    addressee="示例代表001代表",
    paragraphs=(
        Paragraph("text", "您提出的《关于在社区卫生服务中心延长夜间门诊的建议》（第20220305号）收悉。现答复如下："),
        Paragraph("text", "您的建议已采纳。自今年5月1日起，全市68家社区卫生服务中心夜间门诊延长至20时30分。", 1),
        Paragraph("text", THANKS),
    ),
    annexes=("建议办理情况征询意见表",),
    signed_by=ORGAN,
    signed_on=date(2022, 7, 22),
    contact="联系人：基层处　示例经办01；电话：000-00000001",
    copies=("市人大常委会代表工作委员会", "市人民政府办公厅"),
)


def sections(count: int, each: int = 1) -> tuple[Paragraph, ...]:
    """So many answers with a heading and so many paragraphs."""
    numbers = "一二三四五六七八九"
    rows: list[Paragraph] = []
    for ask in range(1, count + 1):
        rows.append(Paragraph("h1", f"{numbers[ask - 1]}、关于第{ask}项：把普惠托育机构纳入城市更新", ask))
        rows += [Paragraph("text", LONG, ask)] * each
    return tuple(rows)


OPENING, CLOSING = SHORT.paragraphs[0], SHORT.paragraphs[-1]
TWO_PAGES = replace(SHORT, paragraphs=(OPENING, *sections(2), CLOSING), class_mark="类别：B")
TIERS = (
    Paragraph("h2", "（一）建设用地", 3),
    Paragraph("text", LONG, 3),
    Paragraph("h3", "1. 存量用房", 3),
    Paragraph("text", LONG, 3),
    Paragraph("text", "（1）机关、企事业单位闲置用房；\n（2）学校撤并后的校舍；\n（3）社区党群服务中心。", 3),
)
LONG_LETTER = replace(
    SHORT,
    paragraphs=(OPENING, *sections(3, each=2), *TIERS, CLOSING),
    annexes=(
        "建议办理情况征询意见表",
        "示例市普惠托育机构建设用地、运营补贴和人才培养三年行动计划任务分解表（2022—2024年）",
        "答复函回执",
    ),
    copies=(
        *("市人大常委会代表工作委员会", "市人民政府办公厅", "市发展和改革委员会", "市教育局"),
        *("市自然资源和规划局", "市人力资源和社会保障局", "市住房和城乡建设局", "市总工会"),
    ),
)
JOINT = replace(SHORT, cosigned_by=("示例市教育局",), paragraphs=(OPENING, *sections(1), CLOSING))
JOINT_OF_FIVE = replace(
    SHORT,
    signed_by="示例市卫健委",
    cosigned_by=("示例市教育局", "示例市民政局", "示例市财政局", "示例市总工会"),
    paragraphs=(OPENING, *sections(1), CLOSING),
)
DELEGATION = replace(
    SHORT,
    title="关于市十五届人大一次会议第D012号代表团建议的答复",
    addressee="示例区代表团",
    paragraphs=(OPENING, *sections(1), CLOSING),
)
PARTY = replace(
    SHORT,
    title="关于市政协十四届一次会议第20220118号提案的答复",
    addressee="民建示例市委",
    annexes=("提案办理情况征询意见表",),
    copies=("市政协提案委员会", "市人民政府办公厅"),
)
CLASS_C = replace(
    SHORT,
    class_mark="类别：C",
    paragraphs=(
        OPENING,
        Paragraph("text", "关于将全部牙科种植材料纳入基本医疗保险的建议，目前尚不具备条件，说明如下：" + LONG, 1),
        CLOSING,
    ),
)
NOT_OPEN = replace(SHORT, note="此件不予公开：涉及第三方商业秘密")
RARE = replace(
    SHORT,
    addressee="王喆、李堃、张玥、陈赟、赵𬭎、孙𫖯、钱㛃、周䶮、吴𠙶、郑淼代表",
    contact="联系人：妇幼处　刘镕槑；电话：000-00000002",
)
THREE_LINES = replace(
    SHORT,
    title="示例市卫生健康委员会关于市十五届人大一次会议第20220305号建议的答复",
)
OPINION = replace(
    SHORT,
    class_mark="",
    title="关于市十五届人大一次会议第20220412号建议的会办意见",
    addressee="示例市民政局",
    annexes=(),
    copies=(),
    paragraphs=(
        Paragraph("text", "《关于推进医养结合的建议》（第20220412号）收悉。现提出会办意见如下："),
        *sections(1),
        Paragraph("text", "以上意见，请在答复中统筹考虑。"),
    ),
)
NO_OPINION = replace(
    OPINION, paragraphs=(OPINION.paragraphs[0], Paragraph("text", "经研究，我单位无意见。"), OPINION.paragraphs[-1])
)
FOLLOW_UP = replace(
    SHORT,
    title="关于市十五届人大一次会议第20220305号建议办理进展的再次答复",
    doc_no="示卫函〔2023〕41号",
    signed_on=date(2023, 3, 1),
    annexes=(),
    paragraphs=(
        Paragraph(
            "text", "去年7月22日，我委以示卫函〔2022〕7号答复了您的建议，并承诺于今年2月底前报告进展。现报告如下："
        ),
        *sections(1),
        CLOSING,
    ),
)
PLACES_TABLE = TableBlock(
    (
        ("区", "已建托位（个）", "在建托位（个）", "完成时限", "责任单位"),
        ("示例一区", "12,346", "800", "2022年12月31日", "示例一区人民政府"),
        ("示例二区", "9,870", "1,200", "2022年12月31日", "示例二区人民政府"),
        ("示例三区", "4,512", "—", "已完成", "示例三区人民政府、市住房和城乡建设局"),
    ),
    1,
    "各区普惠托位建设情况",
)
TABLE = replace(SHORT, paragraphs=(OPENING, *sections(1), PLACES_TABLE, CLOSING))
TASKS = TableBlock(
    (
        ("序号", "任务", "牵头单位", "时限"),
        *(
            (str(number), f"第{number}项任务：新建普惠托育机构并纳入配套建设标准，与住宅同步规划", "市卫健委", "年底前")
            for number in range(1, 31)
        ),
    ),
    1,
)
LONG_TABLE = replace(SHORT, paragraphs=(OPENING, *sections(1), TASKS, *sections(1), CLOSING))
ORAL = replace(
    SHORT,
    title="关于市十五届人大一次会议第20220305号建议当面答复的函",
    paragraphs=(
        Paragraph(
            "text", "2022年7月20日，我委在市卫生健康委员会会议室就您提出的建议当面作了答复。现将答复内容书面函告如下："
        ),
        *sections(1),
        Paragraph("text", "您当面表示同意上述办理意见。"),
        CLOSING,
    ),
)
MANY = replace(SHORT, addressee="、".join(f"示例代表{number:03}" for number in range(1, 31)) + "代表")
SHAPES = {
    "table": TABLE,
    "long-table": LONG_TABLE,
    "oral": ORAL,
    "many": MANY,
    "short": SHORT,
    "two-pages": TWO_PAGES,
    "long": LONG_LETTER,
    "joint": JOINT,
    "joint-of-five": JOINT_OF_FIVE,
    "delegation": DELEGATION,
    "party": PARTY,
    "class-c": CLASS_C,
    "not-open": NOT_OPEN,
    "rare": RARE,
    "three-lines": THREE_LINES,
    "opinion": OPINION,
    "no-opinion": NO_OPINION,
    "follow-up": FOLLOW_UP,
}
