"""清点核对: a later edition deletes nothing; what it no longer says is asked, answered and carried out."""

import pytest

from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.exchange.actions import look
from huiyin.exchange.matching import Settings
from huiyin.exchange.models import Answer, Import, Question, QuestionKind
from huiyin.exchange.questions import answer_question
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling.models import Assignment
from huiyin.items.models import Item, State
from tests.exchange.making import NOW, line, sheet, taken

DO = {"by": SYSTEM, "now": NOW}
FULL = [line(n, f"202200{n:02}", f"关于{n}的建议", help="市教育局、市民政局") for n in (1, 2, 3)]
SHORTER = FULL[:2]


@pytest.fixture
def later(unit):
    """The full list, then one without its third item."""
    taken(sheet(*FULL), unit)
    taken(sheet(*SHORTER), unit, "清单2.xlsx")
    return Import.objects.latest("pk")


@pytest.fixture
def question(later):
    return Question.objects.get()


def test_it_keeps_count_of_editions(later):
    assert (later.edition, later.follows.edition) == (2, 1)
    assert later.report["follows"] == "清单.xlsx"


@pytest.mark.rule("R93")
def test_what_is_missing_is_asked_and_nothing_is_deleted(question):
    assert (question.kind, question.item.official_no, question.answer) == (QuestionKind.MISSING, "20220003", "")
    assert Item.objects.count() == 3
    assert Assignment.objects.open().filter(item=question.item, parent=None).count() == 3
    assert Event.objects.filter(verb="exchange.question_raised", topic=question.item.topic).count() == 1


def test_looking_shows_what_will_be_asked(unit):
    taken(sheet(*FULL), unit)
    look(sheet(*SHORTER), "b.xlsx", unit, settings=Settings(), today=NOW.date())
    assert not Question.objects.exists()


@pytest.mark.rule("R8")
@pytest.mark.parametrize(
    ("answer", "state"), [(Answer.WITHDRAWN, State.WITHDRAWN), (Answer.MOVED_AWAY, State.MOVED_AWAY)]
)
def test_an_item_that_left_stops_every_clock(unit, answer, state):
    for count in (2, 1):
        taken(
            sheet(*[line(n, str(n), f"关于{n}的建议", help="市民政局") for n in range(1, count + 1)]),
            unit,
            f"{count}.xlsx",
        )
    question = Question.objects.get()
    answer_question(question, answer, note="来函说明", **DO)
    item = Item.objects.get(pk=question.item_id)
    assert item.state == state
    assert not Assignment.objects.open().filter(item=item).exists()
    event = Event.objects.get(verb="exchange.question_answered")
    assert (event.facts["answer"], event.facts["note"]) == (answer, "来函说明")


def test_moved_from_us_it_stays_with_the_other_units_here(question, cast):
    answer_question(question, Answer.MOVED_AWAY, **DO)
    held = Assignment.objects.open().filter(item=question.item, parent=None)
    assert cast.unit.pk not in held.values_list("unit", flat=True) and held.count() == 2
    assert Item.objects.get(pk=question.item_id).state == State.DISPATCHED


def test_one_left_out_by_mistake_goes_on(question):
    answer_question(question, Answer.LEFT_OUT, **DO)
    assert Item.objects.get(pk=question.item_id).state == State.DISPATCHED
    with pytest.raises(NotReady):
        answer_question(question, Answer.WITHDRAWN, **DO)


def test_a_unit_that_is_gone_is_asked_about(unit):
    taken(sheet(*FULL), unit)
    taken(sheet(*[line(n, f"202200{n:02}", f"关于{n}的建议", help="市教育局") for n in (1, 2, 3)]), unit, "2.xlsx")
    asked = Question.objects.filter(kind=QuestionKind.REMOVED)
    assert {row.unit.name for row in asked} == {"市民政局"} and asked.count() == 3
    answer_question(asked[0], Answer.TAKEN, **DO)
    answer_question(asked[1], Answer.KEPT, **DO)
    held = Assignment.objects.open().filter(unit=asked[0].unit)
    assert held.count() == 2


def test_a_role_of_another_unit_that_changed_is_asked_about(unit):
    taken(sheet(line(help="市民政局")), unit)
    taken(sheet(line(help="市民政局（参阅）")), unit, "2.xlsx")
    question = Question.objects.get()
    assert (question.kind, question.before, question.role) == (QuestionKind.ROLE_CHANGED, "会办", "refer")
    answer_question(question, Answer.TAKEN, **DO)
    assert Assignment.objects.get(unit=question.unit).role == "refer"


def test_a_list_of_other_items_is_no_later_edition(unit):
    taken(sheet(*FULL), unit)
    taken(sheet(line(9, "20220009", "关于9的建议")), unit, "补交.xlsx")
    assert not Question.objects.exists() and Import.objects.latest("pk").edition == 1


def test_a_person_may_say_that_a_list_stands_alone(unit):
    taken(sheet(*FULL), unit)
    taken(sheet(*SHORTER), unit, "2.xlsx", edition="first")
    assert not Question.objects.exists()


def test_a_third_edition_answers_what_the_second_asked(later, unit, question):
    taken(sheet(*FULL), unit, "清单3.xlsx")
    question.refresh_from_db()
    assert question.answer == Answer.SUPERSEDED
    assert Import.objects.latest("pk").edition == 3


def test_a_row_in_error_is_not_missing(unit):
    taken(sheet(*FULL), unit)
    taken(sheet(*SHORTER, line(3, "20220003", None)), unit, "2.xlsx")
    assert not Question.objects.exists()


def test_strangers_cannot(question, person):
    with pytest.raises(NotAllowed):
        answer_question(question, Answer.LEFT_OUT, by=person("stranger"), now=NOW)
