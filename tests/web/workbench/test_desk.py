"""工作台: what waits for each of the cast, and the four numbers."""

from tests.answering import Case, hand_over


def desk(client) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def verbs(client) -> list[str]:
    return [task.verb for task in client.get("/").context["waiting"]]


def test_the_coordinator_is_asked_to_allot(cast, now, walk_in):
    hand_over(cast, now, received=False)
    assert verbs(walk_in("lin")) == ["分办"]


def test_the_officer_signs_for_it_then_speaks_then_writes(under_way: Case, walk_in):
    assert verbs(walk_in("wang")) == ["签收"]
    walk_in("wang").post(f"/assignments/{share_of(under_way).pk}/sign_for/")
    assert verbs(walk_in("wang")) == ["联系"]
    under_way.contacted()
    assert verbs(walk_in("wang")) == ["拟稿"]


def share_of(case: Case):
    return case.assignment.children.get(unit=case.cast.renkou)


def test_an_assisting_office_is_asked_for_its_part(under_way: Case, walk_in):
    assert verbs(walk_in("zhao")) == ["签收"]
    assert "基层卫生处" in desk(walk_in("sun"))


def test_the_slip_lies_before_one_person_at_a_time(under_way: Case, walk_in):
    under_way.contacted()
    reply = under_way.submitted()
    assert "核稿" in verbs(walk_in("qian"))
    assert "核稿" not in verbs(walk_in("lin"))
    under_way.passed(reply)
    assert "核稿" in verbs(walk_in("lin"))


def test_a_signed_letter_is_numbered_sealed_and_issued(under_way: Case, walk_in):
    under_way.contacted()
    under_way.signed()
    assert verbs(walk_in("lin")) == ["编号"]


def test_what_is_late_comes_first(under_way: Case, walk_in):
    under_way.assignment.duties.filter(kind="reply").update(due_on="2022-04-18")
    waiting = walk_in("lin").get("/").context["groups"]
    assert [group["key"] for group in waiting] == ["late"]
    assert "逾期 2 个工作日" in desk(walk_in("lin"))


def test_the_numbers_open_into_lists(under_way: Case, walk_in):
    lin = walk_in("lin")
    total, running, closed, late = lin.get("/").context["counters"]
    assert [total.value, running.value, closed.value, late.value] == [1, 1, 0, 0]
    for counter in (total, running, closed, late):
        assert lin.get(counter.url).context["found"].count == counter.value


def test_the_lights_of_the_offices_stand_beside_it(under_way: Case, walk_in):
    lights = {line.office: line.total for line in walk_in("lin").get("/").context["lights"]}
    assert lights == {"人口处": 1, "基层卫生处": 1}
    assert walk_in("wang").get("/").context["lights"] == []


def test_what_others_did_is_told(under_way: Case, walk_in):
    told = [line.title for line, _ in walk_in("wang").get("/").context["feed"]]
    assert "分到处室" in told


def test_an_administrator_handles_no_case(under_way: Case, walk_in):
    page = desk(walk_in("feng"))
    assert "不办件" in page
    assert "托育" not in page


def test_the_desk_asks_the_database_little(under_way: Case, walk_in, at_most):
    under_way.contacted()
    under_way.submitted()
    for login in ("lin", "wang", "wu"):
        client = walk_in(login)
        with at_most(12):
            client.get("/")
