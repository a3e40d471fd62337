"""立卷归档: one package an item and unit."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from huiyin.archives.actions import make_set
from huiyin.archives.models import ArchiveSet
from huiyin.archives.packing import sha256
from huiyin.archives.retention import rules
from huiyin.events.models import Event
from huiyin.files import storage
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling.models import Assignment, Role
from huiyin.items.models import Item, State
from huiyin.replies.models import Reply
from tests.answering import hand_over
from tests.archives.conftest import close

pytestmark = pytest.mark.rule("R78")
METADATA = ("题名", "文号", "责任者", "日期", "密级", "保管期限", "页数", "归档号")


@pytest.fixture
def made(case) -> ArchiveSet:
    return make_set(case.item, case.cast.unit, **case.by("lin"))


def package(made) -> ZipFile:
    return ZipFile(BytesIO(storage.read(made.file)))


def test_it_holds_item_letter_clearance_and_log(made, case):
    names = package(made).namelist()
    assert {name.split("/")[0] for name in names} >= {"01_件", "02_答复", "06_审签", "07_日志", "00_目录.pdf"}
    letter = Reply.objects.get(assignment=case.assignment)
    held = {sha256(package(made).read(name)) for name in names}
    assert {letter.letter.digest, letter.letter_pdf.digest} <= held


def test_every_file_bears_the_metadata_and_its_hash(made):
    listed = json.loads(package(made).read("manifest.json"))
    assert all(name in listed for name in METADATA if name != "页数") and listed["页数"] == made.pages > 0
    for row in listed["文件"]:
        assert all(name in row for name in METADATA)
        assert sha256(package(made).read(row["路径"])) == row["sha256"]
    assert listed["签发内容"][0]["校验码"] == Reply.objects.get().frozen_hash


def test_people_read_the_same_in_the_catalogue_and_the_course(made, case):
    def text(path):
        content = package(made).read(path)
        assert b"pdfaid" in content  # PDF/A: it opens without this system
        return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)

    assert made.archive_no in text("00_目录.pdf") and "永久" in text("00_目录.pdf")
    course = text(next(name for name in package(made).namelist() if "办理过程" in name))
    assert "签发" in course and "沟通" in course and Reply.objects.get().frozen_hash[:16] in course.replace("\n", "")


def test_no_telephone_of_a_submitter_goes_with_it(case):
    for signature in case.item.signatures.all():
        signature.submitter.phone = "13812345678"
        signature.submitter.save()
    made = make_set(case.item, case.cast.unit, **case.by("lin"))
    pages = [
        page
        for name in package(made).namelist()
        if name.endswith(".pdf")
        for page in PdfReader(BytesIO(package(made).read(name))).pages
    ]
    assert not [page for page in pages if "13812345678" in page.extract_text()]
    assert b"13812345678" not in package(made).read("07_日志/01_操作日志.json")


@pytest.mark.rule("R79")
def test_it_is_kept_as_long_as_its_role_says(made):
    assert (made.retention, made.archive_no) == ("permanent", "WS·2022-Y-" + made.unit.code + "-0001")
    assert {role: str(rule.period.label) for role, rule in rules().items()} == {
        **dict.fromkeys(("lead", "joint_lead", "separate"), "永久"),
        "assist": "定期30年",
        "refer": "定期10年",
    }
    assert all(rule.clause for rule in rules().values()) and set(rules()) == set(Role.values)


def test_the_item_is_archived_with_it_and_it_is_written_down(made, case):
    assert Item.objects.get(pk=case.item.pk).state == State.ARCHIVED
    event = Event.objects.get(verb="archives.made")
    assert event.topic == case.item.topic and event.facts["digest"] == made.digest


def test_made_again_without_new_papers_it_is_the_same_set(made, case):
    case.later()
    assert make_set(Item.objects.get(pk=case.item.pk), case.cast.unit, **case.by("lin")) == made
    assert ArchiveSet.objects.count() == 1


def test_new_papers_make_a_new_edition_under_the_same_number(made, case):
    Reply.objects.update(sealed_letter=case.scan("盖章件.pdf"))
    again = make_set(Item.objects.get(pk=case.item.pk), case.cast.unit, **case.by("lin"))
    assert (again.edition, again.archive_no) == (2, made.archive_no)
    assert list(ArchiveSet.objects.standing()) == [again]


def test_numbers_follow_each_other(made, case, cast, now):
    other = hand_over(cast, now, no="0032", title="关于另一件事的建议")
    other.issued_again(no=5)
    close(other)
    assert make_set(other.item, cast.unit, **other.by("lin")).sequence == made.sequence + 1


def test_what_is_not_closed_or_offline_is_refused(cast, now):
    case = hand_over(cast, now)
    with pytest.raises(NotReady, match="还没有办结"):
        make_set(case.item, cast.unit, **case.by("lin"))
    Item.objects.filter(pk=case.item.pk).update(offline=True, title="", text="")
    with pytest.raises(NotReady, match="线下办理"):
        make_set(Item.objects.get(pk=case.item.pk), cast.unit, **case.by("lin"))


def test_only_the_coordinator_may(case):
    with pytest.raises(NotAllowed):
        make_set(case.item, case.cast.unit, **case.by("wang"))


def test_a_unit_that_only_assists_keeps_its_own_papers(cast, now):
    case = hand_over(cast, now, role="assist", no="0032")
    case.issued_again(no=7)
    Assignment.objects.filter(pk=case.assignment.pk)
    close(case)
    made = make_set(case.item, cast.unit, **case.by("lin"))
    assert made.retention == "thirty_years" and "-D30-" in made.archive_no
    assert any(name.startswith("02_会办意见/") for name in package(made).namelist())
