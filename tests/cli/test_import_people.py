"""`huiyin import_people`: people and their posts from a list, and again without change."""

import openpyxl

from huiyin.accounts.models import Post, User
from tests.cli.test_import_units import UNITS

PEOPLE = [
    ["登录名", "姓名", "单位代码", "岗位", "电话", "邮箱"],
    ["lin", "林科", "wjw", "综合协调", "123", "lin@example.cn"],
    ["wang", "王工", "wjw-renkou", "经办、处室负责人", "", ""],
]


def test_people_take_their_posts_once(set_up):
    set_up("import_units", UNITS)
    assert set_up("import_people", PEOPLE)[1]["created"] == 2
    assert Post.objects.filter(user__username="wang").count() == 2
    assert set_up("import_people", PEOPLE)[1]["unchanged"] == 2
    assert Post.objects.count() == 3
    assert not User.objects.get(username="lin").has_usable_password()


def test_people_get_first_passwords_only_when_asked(set_up, tmp_path):
    set_up("import_units", UNITS)
    out = tmp_path / "密码.xlsx"
    set_up("import_people", PEOPLE, "-o", str(out))
    slips = openpyxl.load_workbook(out).active.iter_rows(values_only=True)
    password = next(row[3] for row in slips if row[0] == "lin")
    assert User.objects.get(username="lin").check_password(password)
    assert oct(out.stat().st_mode)[-3:] == "600"


def test_a_person_in_error_is_told_and_the_rest_comes(set_up):
    set_up("import_units", UNITS)
    rows = [
        *PEOPLE,
        ["", "某"],
        ["a", "某", "没有", "经办"],
        ["b", "某", "wjw", "厨师"],
        ["lin", "林科", "wjw", "审计员"],
    ]
    status, report = set_up("import_people", rows)
    assert (status, report["created"], [error["row"] for error in report["errors"]]) == (1, 2, [4, 5, 6, 7])
    assert "三员" in report["errors"][-1]["reason"]


def test_another_table_is_refused(set_up):
    assert set_up("import_people", [["代码", "名称"], ["a", "b"]])[0] == 2
