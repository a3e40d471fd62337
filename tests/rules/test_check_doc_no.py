from datetime import date

import pytest

from huiyin.rules.numbers import check_doc_no

ON = date(2022, 6, 30)


@pytest.mark.parametrize("text", ["武卫函〔2022〕15号", "吉林函〔2022〕141号", "浙海渔提函〔2022〕3号"])
def test_r44_a_good_number_stands(text):
    assert check_doc_no(text, ON) is None


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "没有填写文号"),
        ("武卫函〔2022〕 15号", "空格"),
        ("武卫函〔2022〕015号", "不编虚位"),
        ("武卫函〔2021〕15号", "与成文日期 2022 年不符"),
        ("武卫函[2022]15号", "六角括号"),
        ("潼民发【2022】275号", "六角括号"),
        ("武卫函（2022）15号", "六角括号"),
        ("武卫函〔2022〕第15号", "不加“第”"),
        ("武卫函〔22〕15号", "四位"),
        ("武卫函〔2022〕15", "以“号”结尾"),
        ("武卫函〔２０２２〕１５号", "半角"),
        ("15号", "代字〔年份〕序号号"),
    ],
)
def test_r44_what_is_wrong_is_said(text, complaint):
    assert complaint in check_doc_no(text, ON)
