"""登记等谁: what lies outside the house."""

from huiyin.handling import waits


def test_who_works_on_it_says_it(press, browse, shared):
    facts = {"kind": "oa", "whom": "市政府 OA", "what": "会签", "since": "2022-04-20"}
    press("wang", "say_wait", shared, **facts)
    assert waits.current(shared).what == "会签"
    page = browse("lin").get(f"/items/{shared.item_id}/").content.decode()
    assert "市政府 OA会签" in page and "今天起" in page


def test_not_for_tomorrow(press, shared):
    facts = {"kind": "oa", "whom": "OA", "what": "会签", "since": "2022-04-21"}
    assert press("lin", "say_wait", shared, **facts).status_code == 409


def test_others_do_not(press, shared):
    assert press("stranger", "say_wait", shared).status_code == 404
