"""合并提出人: two rows of one person become one, in every table, with one event."""

import pytest

from huiyin.directory.actions import find_or_add_submitters
from huiyin.directory.models import Submitter
from huiyin.directory.submitters import SubmitterName
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items.models import Signature
from huiyin.surveys.actions import rate
from huiyin.surveys.joining import WORDS, join_submitters, preview


@pytest.fixture
def first(case):
    return case.item.signatures.get(order=0).submitter


@pytest.fixture
def second(case):
    return case.item.signatures.get(order=1).submitter


@pytest.fixture
def twin(case):
    """The same person as another list wrote them."""
    where = {"body": "congress", "level": "municipal", "place": "示例市"}
    return find_or_add_submitters([SubmitterName("示例代表〇〇一")], **where)["示例代表〇〇一"]


def test_every_table_that_names_a_submitter_is_moved():
    tables = {relation.related_model for relation in Submitter._meta.related_objects} - {Submitter}
    assert tables == set(WORDS.values())


def test_everything_goes_to_the_row_that_stays(case, invitation, first, twin):
    case.contacted()
    counts = preview(first)
    assert counts["请评"] == counts["件上的签名"] == counts["沟通记录"] == 1
    before = Event.objects.count()
    join_submitters(twin, first, **case.by("lin"))
    assert not sum(preview(first).values())
    assert preview(twin) == counts
    (event,) = Event.objects.order_by("pk")[before:]
    assert event.facts["moved"]["请评"] == 1


def test_signed_twice_is_signed_once(case, first, second):
    join_submitters(second, first, **case.by("lin"))
    (signature,) = Signature.objects.filter(item=case.item)
    assert (signature.submitter, signature.order) == (second, 0)


def test_a_rating_stays(case, invitation, first, twin):
    rate(invitation, manner="satisfied", result="satisfied", now=case.now)
    join_submitters(twin, first, **case.by("lin"))
    assert twin.invitations.get().rating.result == "satisfied"


def test_it_is_the_coordinator_s_and_of_one_body(case, first, twin):
    with pytest.raises(NotAllowed):
        join_submitters(first, twin, **case.by("wang"))
    twin.body = "cppcc"
    twin.save()
    with pytest.raises(NotReady, match="分别登记"):
        join_submitters(first, twin, **case.by("lin"))
