"""The three hand-over lists and the Jiangsu texts, as they really came."""

from collections import Counter

from huiyin.events.models import Event
from huiyin.items.models import Ask, Item, Mark
from tests.exchange.making import balanced, municipal, real, taken

MUNICIPAL = "handover/wuhan-2022-municipal-suggestions.xlsx"
PROVINCIAL = "handover/jilin-2022-provincial-proposals.xlsx"
JULY = "handover/wuhan-2022-july-batch.csv"


def roles(report):
    return Counter((item["role"], item["role_label"]) for item in report["items"])


def test_the_municipal_list_is_read_whole(wuhan):
    report = taken(real(MUNICIPAL), wuhan, MUNICIPAL)
    assert (report["rows"], report["created"], report["errors"]) == (47, 47, [])
    assert roles(report) == {("lead", "主办"): 21, ("lead", "承办"): 1, ("separate", "分办"): 2, ("assist", "会办"): 23}
    assert {item["reply_due_on"] for item in report["items"]} == {"2022-06-30"}
    assert {item["kind"] for item in report["items"]} == {"suggestion"}
    assert report["sessions"] == ["市十五届人大一次会议"]
    assert {(row["sheet"], row["row"]) for row in report["ignored"]} >= {
        ("市人大建议", 52),
        ("市人大建议", 54),
        ("填表说明", 1),
    }


def test_the_first_of_it_is_led_by_the_congress(wuhan):
    taken(real(MUNICIPAL), wuhan, MUNICIPAL)
    mark = Mark.objects.get(kind="leader_led")
    assert (mark.item.official_no, mark.by_whom) == ("20220305", "市人大常委会主任")
    assert Mark.objects.filter(kind="key").count() == 2
    assert set(Item.objects.values_list("consent", flat=True)) == {"full", "no", "title_only", ""}


def test_the_provincial_list_is_read_whole(jilin):
    report = taken(real(PROVINCIAL), jilin, PROVINCIAL)
    assert (report["rows"], report["created"], report["errors"]) == (71, 71, [])
    assert roles(report) == {("lead", "主办"): 45, ("assist", "协办"): 20, ("refer", "参阅"): 6}
    assert {item["dispatched_on"] for item in report["items"]} == {"2022-03-02"}
    assert {item["kind"] for item in report["items"]} == {"proposal"}
    numbers = [item["official_no"] for item in report["items"]]
    assert numbers[:5] == ["0003", "0010", "0017", "0024", "0031"]


def test_the_july_batch_is_between_sessions(wuhan):
    report = taken(real(JULY), wuhan, JULY)
    assert roles(report) == {("lead", "主办"): 4, ("assist", "会办"): 1}
    assert all("between_sessions" in item["flags"] for item in report["items"])
    assert {item["reply_due_on"] for item in report["items"]} == {"2022-10-12"}
    assert Item.objects.filter(in_session=False, batch__name="7月交办").count() == 5


def test_the_jiangsu_texts_are_another_shape(db):
    unit = municipal("jiangsu-x", "江苏省卫生健康委员会", "江苏省", "national", "provincial", ("省卫生健康委",))
    report = taken(real("jiangsu_cppcc_2019.csv"), unit, "jiangsu_cppcc_2019.csv")
    assert (report["rows"], report["created"], report["errors"]) == (224, 224, [])
    assert all({"role_assumed", "session_guessed"} <= set(item["flags"]) for item in report["items"])
    assert Item.objects.exclude(text="").count() == 224
    assert Ask.objects.count() > 400


def test_a_second_run_of_each_changes_nothing(wuhan, jilin):
    lists = [(MUNICIPAL, wuhan), (JULY, wuhan), (PROVINCIAL, jilin)]
    for name, unit in lists:
        taken(real(name), unit, name)
    before = (Item.objects.count(), Event.objects.count())
    for name, unit in lists:
        report = taken(real(name), unit, name)
        assert balanced(report)
        assert report["unchanged"] == report["rows"]
    assert (Item.objects.count(), Event.objects.count()) == before
