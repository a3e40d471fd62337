"""我们的意见用了没有: the lead unit's letter added, each point's fate noted, suggested, told, counted."""

import datetime as dt
from io import BytesIO

import pytest
from docx import Document

from huiyin.events.actors import SYSTEM
from huiyin.files import storage
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.handling.dispatching import dispatch
from huiyin.handling.models import Assignment, Role
from huiyin.replies.actions import deliver, issue, save_answer, start_draft, submit
from huiyin.replies.letter.content import content_of
from huiyin.replies.models import Opinion, Reply
from huiyin.replies.opinion.assisting import add_lead_letter, note_fate, tell_fates
from huiyin.replies.opinion.fates import fate_counts, suggest, suggestions
from huiyin.replies.opinion.points import PointUse, use_points
from tests.answering import DISPATCHED

OURS = ("同意。今年将托育服务设施纳入控制性详细规划。", "不同意，市级财政没有列入预算。", "高职早教专业扩招300人。")


@pytest.fixture
def given(assisting):
    """Our opinion on three asks, issued."""
    reply = start_draft(assisting.assignment, **assisting.by("wang"))
    for ask, text in zip(assisting.item.asks.all(), OURS, strict=True):
        save_answer(reply, ask, decision="", text=text, **assisting.by("wang"))
    assisting.through(submit(reply, **assisting.by("wang")))
    return issue(assisting.sealed(reply), **assisting.by("lin"))


@pytest.fixture
def lead(assisting, given):
    """示例市教育局 leads and works here too."""
    assisting.cast.other.managed_here = True
    assisting.cast.other.save()
    facts = {"role": Role.LEAD, "role_label": "主办", "dispatched_on": DISPATCHED, "by": SYSTEM, "now": assisting.now}
    return dispatch(assisting.item, assisting.cast.other, **facts)


def word_file(assisting, text: str):
    document, buffer = Document(), BytesIO()
    document.add_paragraph(text)
    document.save(buffer)
    return storage.save(buffer.getvalue(), name="主办答复.docx", by="user:1", at=assisting.now)


def test_the_letter_of_the_lead_unit_is_read(assisting, given):
    file = word_file(assisting, "市教育局答复：高职早教专业扩招300人。")
    facts = {"received_on": assisting.now.date(), "doc_no": "示教函〔2022〕8号"}
    letter = add_lead_letter(assisting.assignment, file=file, **facts, **assisting.by("wang"))
    assert (letter.text, letter.doc_no) == ("市教育局答复：高职早教专业扩招300人。", "示教函〔2022〕8号")
    scan = add_lead_letter(assisting.assignment, file=assisting.scan(), **facts, **assisting.by("wang"))
    assert scan.text == ""


def test_it_is_added_to_what_we_assist_in_by_who_works_on_it(assisting, case, given):
    today = assisting.now.date()
    with pytest.raises(NotReady, match="会办件"):
        add_lead_letter(case.assignment, received_on=today, text="答复", **case.by("wang"))
    with pytest.raises(NotReady, match="附上"):
        add_lead_letter(assisting.assignment, received_on=today, **assisting.by("wang"))
    with pytest.raises(NotReady, match="晚于今天"):
        late = today + dt.timedelta(days=1)
        add_lead_letter(assisting.assignment, received_on=late, text="答复", **assisting.by("wang"))
    with pytest.raises(NotAllowed):
        add_lead_letter(assisting.assignment, received_on=today, text="答复", **assisting.by("stranger"))


def test_the_fate_of_each_point_is_noted_and_counted(assisting, given):
    first, second, _ = given.answers.order_by("ask__number")
    note_fate(first, "used", **assisting.by("wang"))
    note_fate(second, "not_used", reason="财政另有安排", **assisting.by("wang"))
    counts = fate_counts(Assignment.objects.of_unit(assisting.cast.unit).of_year(2022))
    assert tuple(counts) == (1, 3, 1, 0, 1, 0, 1)
    assert counts.told == 2


def test_what_is_not_out_has_no_fate(assisting):
    reply = assisting.drafted()
    with pytest.raises(Stale):
        note_fate(reply.answers.first(), "used", **assisting.by("wang"))


def test_words_taken_over_are_noticed():
    letter = "您好。今年已将托育服务设施纳入控制性详细规划。高职院校新增早教专业。"
    taken = suggest(OURS[0], letter)
    assert (taken.fate, taken.passage) == ("used", "今年已将托育服务设施纳入控制性详细规划。")
    assert suggest(OURS[1], letter).fate == "unknown" and suggest("", "").share == 0


def test_suggestions_read_the_last_letter_that_can_be_read(assisting, given):
    today = assisting.now.date()
    add_lead_letter(assisting.assignment, received_on=today, text=OURS[2], **assisting.by("wang"))
    add_lead_letter(assisting.assignment, received_on=today, file=assisting.scan(), **assisting.by("wang"))
    found = suggestions(given.answers.all(), assisting.assignment.lead_letters.all())
    assert [found[answer.pk].fate for answer in given.answers.order_by("ask__number")] == ["unknown", "unknown", "used"]


@pytest.mark.rule("R34")
def test_it_arrives_at_a_lead_that_works_here_point_by_point(assisting, given, lead):
    deliver(given, way="机要交换", **assisting.by("lin"))
    opinion = Opinion.objects.get(assignment=lead)
    said = [(point.ask.number, point.stance, point.text) for point in opinion.points.all()]
    assert said == [(1, "agrees", OURS[0]), (2, "disagrees", OURS[1]), (3, "", OURS[2])]
    assert (opinion.state, opinion.file) == ("received", given.letter)
    deliver(given, way="上级系统", **assisting.by("lin"))
    assert Opinion.objects.count() == 1


@pytest.mark.rule("R38")
def test_a_disagreement_is_brought_above_at_the_lead(assisting, given, lead):
    deliver(given, way="机要交换", **assisting.by("lin"))
    assert lead.coordinations.get().issue == f"第 2 项：{OURS[1]}"


@pytest.mark.rule("R34")
def test_what_the_lead_made_of_it_is_seen_by_who_gave_it(assisting, given, lead):
    deliver(given, way="机要交换", **assisting.by("lin"))
    opinion = Opinion.objects.get(assignment=lead)
    uses = {1: ("used", ""), 2: ("not_used", "没有经费"), 3: ("", "")}
    chosen = [PointUse(point, *uses[point.ask.number]) for point in opinion.points.all()]
    use_points(opinion, chosen, by=SYSTEM, now=assisting.now)
    letter = _letter_of_the_lead(lead, assisting)
    for _ in range(2):
        tell_fates(letter, now=assisting.now)
    fates = list(given.answers.order_by("ask__number").values_list("fate", "fate_reason"))
    assert fates == [("used", ""), ("not_used", "没有经费"), ("unknown", "")]


def _letter_of_the_lead(lead, assisting):
    """As frozen at its signature; how it got there is another test's."""
    drafter = assisting.cast.people["stranger"]
    reply = Reply.objects.create(assignment=lead, drafter=drafter, title="答复")
    reply.frozen = content_of(reply)
    return reply
