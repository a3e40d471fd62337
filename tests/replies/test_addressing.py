"""主送 for every kind of submitter."""

import pytest

from huiyin.directory.models import Body, Submitter, SubmitterKind
from huiyin.replies.letter.addressing import salutation

pytestmark = pytest.mark.rule("R40")
DEPUTY, MEMBER = "{names}代表：", "{names}委员："


def person(name):
    return Submitter(name=name, body=Body.CPPCC)


def group(name, kind=SubmitterKind.PARTY):
    return Submitter(name=name, kind=kind, body=Body.CPPCC)


@pytest.mark.parametrize(
    ("submitters", "and_others", "said"),
    [
        ([person("示例委员001")], False, "示例委员001委员"),
        ([person("示例委员001")], True, "示例委员001等委员"),
        ([person("示例委员001"), person("示例委员002")], False, "示例委员001、示例委员002委员"),
        ([group("民建示例市委")], False, "民建示例市委"),
        ([group("医药卫生界", SubmitterKind.SECTOR), group("市工商联")], False, "医药卫生界、市工商联"),
        ([group("民建示例市委"), person("示例委员001")], False, "民建示例市委，示例委员001委员"),
        ([person("示例委员001"), group("市工商联")], False, "示例委员001委员，市工商联"),
    ],
)
def test_people_bear_their_title_and_groups_their_name(submitters, and_others, said):
    assert salutation(submitters, MEMBER, and_others=and_others) == said


def test_a_delegation_is_addressed_as_such():
    assert salutation([group("示例区代表团", SubmitterKind.DELEGATION)], DEPUTY) == "示例区代表团"
