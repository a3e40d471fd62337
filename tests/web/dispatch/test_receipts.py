"""批量签收, declines, the responsibility list, and what nobody has been given."""

from io import BytesIO

from openpyxl import load_workbook

from huiyin.handling.allotting import Share, allot
from huiyin.handling.declining import decline
from huiyin.handling.models import Assignment, State
from tests.web.handling.conftest import WORD


def states(rows):
    return sorted(
        str(state) for state in Assignment.objects.filter(pk__in=[r.pk for r in rows]).values_list("state", flat=True)
    )


def test_many_are_signed_for_at_once(browse, waiting):
    browse("lin").post("/dispatch/receipts/sign_for/", {"pick": [row.pk for row in waiting]})
    assert states(waiting) == ["handling"] * 3


def test_what_came_for_reference_is_noted(browse, given):
    row = given(role="refer")
    browse("lin").post("/dispatch/receipts/sign_for/", {"pick": [row.pk]})
    assert states([row]) == ["noted"]


def test_an_officer_signs_for_the_office(browse, shared):
    share = shared.children.get(role="lead")
    assert "签收" in browse("wang").get("/dispatch/receipts/").content.decode()
    browse("wang").post("/dispatch/receipts/sign_for/", {"pick": [share.pk]})
    assert states([share]) == ["handling"]


def test_nobody_signs_for_others(browse, waiting):
    browse("stranger").post("/dispatch/receipts/sign_for/", {"pick": [row.pk for row in waiting]})
    assert states(waiting) == ["waiting"] * 3


def test_a_leader_sees_but_does_not_sign(browse, waiting):
    response = browse("zhou").post("/dispatch/receipts/sign_for/", {"pick": [waiting[0].pk]}, follow=True)
    assert "您没有权限" in response.content.decode()
    assert states(waiting) == ["waiting"] * 3


def test_declines_wait_with_their_reasons(browse, waiting, person, now):
    decline(waiting[0], reason="不属于本委", proposed_unit="市农业农村局", by=person("lin"), now=now)
    page = browse("lin").get("/dispatch/declines/").content.decode()
    assert "不属于本委" in page and f"/assignments/{waiting[0].pk}/decline/grant/" in page


def test_others_do_not_see_our_declines(browse, waiting, person, now):
    decline(waiting[0], reason="不属于本委", proposed_unit="市农业农村局", by=person("lin"), now=now)
    assert "不属于本委" not in browse("stranger").get("/dispatch/declines/").content.decode()


def test_the_responsibility_list_states_the_five_facts(browse, assignment, cast, person, now):
    allot(
        assignment, [Share(cast.renkou, officer=cast.people["wang"], requirement="依据充分")], by=person("lin"), now=now
    )
    page = browse("lin").get("/dispatch/responsibility/").content.decode()
    assert all(fact in page for fact in ("人口处 · 王工", "吴主任", "依据充分", "2022-07-15"))


def test_the_sheet_says_the_same(browse, shared):
    response = browse("lin").get("/dispatch/responsibility.xlsx")
    rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(response.content)).active.iter_rows()]
    assert rows[1][:2] == ["案号", "案由"] and rows[2][5] == "人口处 · 王工" and rows[2][6] == "基层卫生处"


def test_an_office_prints_its_own(browse, shared):
    assert "人口处 · 王工" in browse("wang").get("/dispatch/responsibility/").content.decode()
    assert "人口处 · 王工" not in browse("zhao").get("/dispatch/responsibility/").content.decode()


def test_what_nobody_has_is_handed_out(browse, new_item):
    item = new_item("0009")
    facts = {"pick": [item.pk], f"i{item.pk}-own": "lead", f"i{item.pk}-assist": "示例市交通运输局、示例市气象局"}
    browse("lin").post("/dispatch/units/dispatch/", {**facts, "dispatched_on": "2022-04-15", **WORD})
    assert sorted(row.role for row in item.assignments.all()) == ["assist", "assist", "lead"]
    assert item.assignments.get(role="lead").state == State.WAITING


def test_handed_to_nobody_it_says_so(browse, new_item):
    item = new_item("0009")
    response = browse("lin").post("/dispatch/units/dispatch/", {"pick": [item.pk], "dispatched_on": "2022-04-15"})
    assert "还没有写交给谁。" in response.content.decode() and not item.assignments.exists()


def test_administrators_handle_no_cases(browse, shared):
    for page in ("receipts/", "declines/", "units/", "responsibility/", "responsibility.xlsx"):
        assert browse("feng").get(f"/dispatch/{page}").status_code == 403
