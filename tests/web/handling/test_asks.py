"""诉求 put right by hand, without a script."""

TEXT = "现状……为此，建议：一、增加社区医生的编制。二、提高乡村医生的补贴。三、加强基层培训。"


def texts(item):
    return [ask.text for ask in item.asks.order_by("number")]


def test_they_are_stored_in_the_order_given(press, assignment):
    press("lin", "edit_asks", assignment.item, do="save", text=["第一项", "", "第二项"])
    assert texts(assignment.item) == ["第一项", "第二项"]


def test_splitting_is_a_proposal_and_stores_nothing(press, new_item):
    item = new_item("0002", text=TEXT)
    response = press("lin", "edit_asks", item, do="split", text=["x"])
    assert "提高乡村医生的补贴" in response.content.decode()
    assert len(texts(item)) == 1


def test_buttons_rearrange_what_was_typed(press, assignment):
    def shown(do):
        response = press("lin", "edit_asks", assignment.item, do=do, text=["甲甲", "乙乙"])
        return response.context["form"].texts

    assert shown("up-1") == ["乙乙", "甲甲"]
    assert shown("down-0") == ["乙乙", "甲甲"]
    assert shown("remove-0") == ["乙乙"]
    assert shown("add") == ["甲甲", "乙乙", ""]
    assert shown("up-0") == shown("down-1") == shown("remove-9") == ["甲甲", "乙乙"]


def test_none_at_all_is_refused(press, assignment):
    assert press("lin", "edit_asks", assignment.item, do="save", text=[""]).status_code == 409


def test_the_officer_of_the_office_may(press, shared):
    press("wang", "edit_asks", shared.item, do="save", text=["一", "二"])
    assert texts(shared.item) == ["一", "二"]


def test_a_stranger_sees_nothing(press, assignment):
    assert press("stranger", "edit_asks", assignment.item, do="save", text=["一"]).status_code == 404
