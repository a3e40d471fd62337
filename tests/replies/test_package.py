"""送审材料包 and 发文稿纸: what goes to OA or on paper with a letter."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from huiyin.documents.docx_text import read_docx_text
from huiyin.documents.pdf_text import read_pdf_text
from huiyin.events.models import Event
from huiyin.files import storage
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.replies import figures
from huiyin.replies.models import ClearingPlace
from huiyin.replies.package.package_papers import safe_name
from huiyin.replies.package.packaging import package, take_package
from huiyin.replies.package.routing_paper import routing_sheet, short


@pytest.fixture
def submitted(case):
    ClearingPlace.objects.create(unit=case.cast.unit, kind="reply", where="paper")
    return case.submitted("B")


def unpacked(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_holds_what_a_leader_reads(case, submitted):
    case.contacted()
    files = unpacked(package(submitted, on=case.now.date()))
    assert [name.split(" ")[0].split("/")[0] for name in files] == ["0", "1", "1", "2", "2", "3", "4"]
    assert any(name.startswith("1 关于") and name.endswith("（稿）.docx") for name in files)
    text = read_docx_text(files["3 原件/正文和诉求.docx"])
    assert "关于加强0—3岁托育服务的建议" in text and "3. 培养托育专业人才" in text


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_the_letter_says_which_version_it_is(case, submitted, ending):
    files = unpacked(package(submitted, on=case.now.date()))
    letter = next(content for name, content in files.items() if name.startswith("1 ") and name.endswith(ending))
    text = read_docx_text(letter) if ending == "docx" else read_pdf_text(letter)
    code = short(submitted.versions.get().digest)
    assert f"第1稿，校验码{code}".replace(" ", "") in text.replace(" ", "")


def test_papers_of_others_come_along(case, submitted):
    file = storage.save(b"\x89PNG\r\n\x1a\n scan", name="现场: 照片?.png", by="user:1", at=case.now)
    case.contacted()
    case.assignment.contacts.update(file=file)
    names = list(unpacked(package(submitted, on=case.now.date())))
    assert "6 沟通记录/2022-04-20 现场＿ 照片＿.png" in names


def test_taking_it_is_written_down(case, submitted):
    take_package(submitted, **case.by("wang"))
    event = Event.objects.get(verb="replies.package_taken")
    assert event.facts["digest"] == submitted.versions.get().digest
    assert (event.facts["version"], len(event.facts["package"])) == (1, 64)


def test_a_draft_has_no_package_and_a_stranger_gets_none(case):
    reply = case.drafted()
    with pytest.raises(NotReady, match="还没有送审"):
        take_package(reply, **case.by("wang"))
    with pytest.raises(NotAllowed):
        take_package(reply, **case.by("stranger"))


@pytest.mark.parametrize(
    ("name", "safe"),
    [("a/b\\c:d.pdf", "a＿b＿c＿d.pdf"), ("con.txt", "con＿.txt"), ("报告. .docx", "报告.docx"), ("", "文件")],
)
def test_names_are_those_windows_takes(name, safe):
    assert safe_name(name) == safe
    assert len(safe_name("长" * 300 + ".docx")) <= 66


def test_the_sheet_names_every_step_and_whose_it_is(case, submitted):
    sheet = routing_sheet(submitted, on=case.now.date())
    assert [box.label for box in sheet.boxes] == ["签发", "处室负责人", "综合协调"]
    assert "钱" in sheet.boxes[1].holder and sheet.boxes[1].on is None
    assert (sheet.drafter, sheet.office, sheet.disclosure) == ("王工", "人口处", "主动公开")
    assert (sheet.item_number, sheet.code) == ("第0031号建议", f"HY-{submitted.pk}-1")
    assert sheet.digest == short(submitted.versions.get().digest)


def test_passed_steps_are_printed_with_who_and_when(case):
    reply = case.passed(case.submitted())
    done = routing_sheet(reply, on=case.now.date()).boxes[1]
    assert (done.who, done.on, done.remark) == ("钱处", case.now.date(), "同意。")


def test_a_draft_has_a_sheet_without_code(case):
    sheet = routing_sheet(case.drafted(), on=case.now.date())
    assert sheet.digest == ""
    assert sheet.boxes[0].label == "签发"
    assert not figures.awaiting(case.person("qian")).exists()
