"""A full letter for the tests of this folder; every person in it is fictional."""

from datetime import date

from huiyin.documents.letter import Letter, Paragraph

TEN = "一二三四五六七八九十"
LETTER = Letter(
    organ="武汉市卫生健康委员会",
    doc_no="武卫函〔2022〕128号",
    class_mark="类别：A",
    title="市卫生健康委关于市十五届人大一次会议第20220305号建议的答复",
    addressee="示例代表001等代表",
    paragraphs=(
        Paragraph("text", "你们提出的《关于推进托育照护体系工作的建议》收悉。现答复如下："),
        Paragraph("h1", "一、关于将托育服务纳入规划", 1),
        Paragraph("text", TEN * 40, 1),
        Paragraph("h2", "（一）关于建设投入", 1),
        Paragraph("h3", "1. 关于人才", 1),
        Paragraph("text", TEN * 44, 1),
        Paragraph("text", "衷心感谢你们对卫生健康工作的关心和支持！"),
    ),
    annexes=("办理情况征询意见表", "托育服务示范标准"),
    signed_by="武汉市卫生健康委员会",
    signed_on=date(2022, 7, 2),
    contact="联系人：人口处　示例经办03；电话：027-00000000",
    copies=("市人大常委会代表工作委员会", "市人民政府办公厅"),
)
