"""对列、导入、再导一次: what is shown is what happens."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from huiyin.exchange.models import Import, ImportState
from huiyin.handling.models import Assignment
from huiyin.items.models import Item
from tests.web.intake.conftest import HEAD, LINES, workbook


def finish(browse, row):
    return browse("lin").post(f"/intake/{row.pk}/finish/")


def test_it_imports_what_it_showed(browse, staged):
    response = browse("lin").post(f"/intake/{staged.pk}/finish/", follow=True)
    assert "新登记 3 件" in response.content.decode()
    assert Item.objects.count() == 3
    assert sorted(Assignment.objects.values_list("role", flat=True)) == ["assist", "lead", "lead"]


def test_the_same_list_again_changes_nothing(browse, staged, upload):
    finish(browse, staged)
    page = browse("lin").get(upload()["Location"]).content.decode()
    assert "0＋0＋3＋0＝3，一行不少" in page and "不用导入" in page


def test_a_changed_list_shows_what_changed(browse, staged, upload):
    finish(browse, staged)
    changed = [[*LINES[0][:7], "2022-07-31", ""], *LINES[1:]]
    page = browse("lin").get(upload(workbook(changed), "清单2.xlsx")["Location"]).content.decode()
    assert "<del>2022-06-30</del> <ins>2022-07-31</ins>" in page and "导入 1 行" in page


def test_errors_stay_out_and_are_told(browse, upload):
    lines = [*LINES, ["", "没有编号的建议", "示例代表009", "", "市卫健委", "主办", "", "", ""]]
    address = upload(workbook(lines))["Location"]
    assert "1 行有误的不导" in browse("lin").get(address).content.decode()
    browse("lin").post(f"{address}finish/")
    assert Item.objects.count() == 3


def test_chips_show_one_result(browse, staged):
    page = browse("lin").get(f"/intake/{staged.pk}/?only=errors").content.decode()
    assert "没有这样的行。" in page


def test_a_column_is_put_where_it_belongs(browse, staged):
    key = next(column["key"] for column in staged.mapping["columns"] if column["heading"] == "备注")
    browse("lin").post(f"/intake/{staged.pk}/columns/", {f"column-{key}": "topic"})
    staged.refresh_from_db()
    assert staged.mapping["overrides"] == {key: "topic"}
    assert "您改的" in browse("lin").get(f"/intake/{staged.pk}/").content.decode()


def test_without_a_number_column_nobody_reads_it_and_nothing_is_kept(browse, staged):
    key = next(column["key"] for column in staged.mapping["columns"] if column["field"] == "number")
    response = browse("lin").post(f"/intake/{staged.pk}/columns/", {f"column-{key}": ""})
    staged.refresh_from_db()
    assert response.status_code == 409 and not staged.mapping["overrides"]


def test_it_is_imported_once(browse, staged):
    finish(browse, staged)
    assert finish(browse, staged).status_code == 409
    assert Item.objects.count() == 3


def test_it_can_wait_and_be_dropped(browse, staged):
    assert "待核对" in browse("lin").get("/intake/").content.decode()
    browse("lin").post(f"/intake/{staged.pk}/drop/")
    staged.refresh_from_db()
    assert staged.state == ImportState.DROPPED and not Item.objects.exists()


def test_the_log_states_every_row(browse, staged):
    content = browse("lin").get(f"/intake/{staged.pk}/rows.xlsx").content
    book = load_workbook(BytesIO(content))
    assert [row[3].value for row in book["逐行结果"].iter_rows(min_row=3)] == ["0001", "0002", "0003"]
    assert "合计行" in [row[2].value for row in book["不是件的行"].iter_rows(min_row=3)]


def test_the_file_comes_back_as_it_was(browse, upload):
    content = workbook()
    address = upload(content)["Location"]
    response = browse("lin").get(f"{address}file/")
    assert response.content == content and "attachment" in response["Content-Disposition"]


def test_the_office_of_the_list_is_proposed_at_dispatch(browse, staged, cast):
    finish(browse, staged)
    page = browse("lin").get("/dispatch/").content.decode()
    assert f'value="{cast.renkou.pk}" checked' in page and "清单写：人口处" in page


def test_looking_writes_nothing(browse, staged):
    before = Import.objects.values().get()
    browse("lin").get(f"/intake/{staged.pk}/")
    assert Import.objects.values().get() == before


def test_get_never_imports(browse, staged):
    assert browse("lin").get(f"/intake/{staged.pk}/finish/").status_code == 405


def test_a_csv_of_the_same_kind_is_read(browse):
    text = "\n".join([",".join(HEAD), ",".join(LINES[0]).replace("、", " ")])
    file = SimpleUploadedFile("市人大建议.csv", text.encode("gbk"))
    response = browse("lin").post("/intake/upload/", {"file": file, "session": "市十五届人大一次会议"})
    browse("lin").post(f"{response['Location']}finish/")
    assert Item.objects.get().session.name == "市十五届人大一次会议"
