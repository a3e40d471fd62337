"""A letter taken back from Word or from one pasted text."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from huiyin.replies.actions import save_answer
from huiyin.replies.writing.reading_back import whole_text
from huiyin.replies.writing.rewriting import parts_of
from tests.web.replies.test_text import page

TEXTS = ("已把托育服务纳入发展规划。", "财政今年安排补助一千万元。", "高职院校新设托育专业。")


def drafted(case):
    reply = case.drafted()
    for ask, text in zip(case.item.asks.all(), TEXTS, strict=True):
        save_answer(reply, ask, decision="partly", text=text, **case.by("wang"))
    return reply


def written_on(client, reply, old: str, new: str) -> SimpleUploadedFile:
    """Downloaded, one word changed, a paragraph added at the end, saved."""
    document = Document(BytesIO(client.get(reverse("letter_file", args=[reply.pk])).content))
    line = next(one for one in document.paragraphs if old in one.text)
    line.runs[0].text = line.text.replace(old, new)
    next(one for one in document.paragraphs if "以上答复" in one.text).insert_paragraph_before("请多提意见。")
    out = BytesIO()
    document.save(out)
    return SimpleUploadedFile("改好的.docx", out.getvalue())


def sent_along(answer) -> dict[str, str]:
    """What the form of the comparison would send, as it stands."""
    context = answer.context
    said = {"digest": context["proposal"].digest, **{name: str(value) for name, value in context["source"].items()}}
    said |= {f"take-{row['one'].key}": row["side"] for row in context["rows"]}
    return said


def test_a_word_file_is_compared_chosen_and_taken(case, browse):
    reply, officer = drafted(case), browse("wang")
    shown = officer.post(
        reverse("upload_letter", args=[reply.pk]), {"file": written_on(officer, reply, "一千万元", "二千万元")}
    )
    assert "<ins>二</ins>" in shown.content.decode() and "请多提意见。" in shown.content.decode()
    said = sent_along(shown)
    refused = officer.post(reverse("accept_text", args=[reply.pk]), said)
    assert refused.status_code == 409 and "还没有说放到哪里" in refused.content.decode()
    loose = shown.context["loose"][0][0].at
    assert officer.post(reverse("accept_text", args=[reply.pk]), said | {f"loose-{loose}": "closing"}).url == page(
        reply
    )
    reply.refresh_from_db()
    assert reply.answers.get(ask__number=2).text == "财政今年安排补助二千万元。"
    assert reply.closing.endswith("请多提意见。") and reply.answers.get(ask__number=1).text == TEXTS[0]


def test_changed_on_both_sides_somebody_must_choose(case, browse):
    reply, officer = drafted(case), browse("wang")
    file = written_on(officer, reply, "一千万元", "二千万元")
    save_answer(reply, case.item.asks.get(number=2), decision="partly", text="财政补助三千万元。", **case.by("zhao"))
    shown = officer.post(reverse("upload_letter", args=[reply.pk]), {"file": file})
    assert "两边都改过" in shown.content.decode() and "您下载以后，稿子又有改动" in shown.content.decode()
    said = sent_along(shown) | {f"loose-{one.at}": "drop" for one, _ in shown.context["loose"]}
    assert "两边都改过，请选用哪一边" in officer.post(reverse("accept_text", args=[reply.pk]), said).content.decode()
    officer.post(reverse("accept_text", args=[reply.pk]), said | {"take-ask:2": "old"})
    assert reply.answers.get(ask__number=2).text == "财政补助三千万元。"


def test_a_pasted_text_finds_its_asks(case, browse):
    reply, officer = drafted(case), browse("wang")
    text = whole_text(reply).replace("三、关于培养托育专业人才\n高职院校新设托育专业。\n", "")
    base = officer.get(reverse("paste_text", args=[reply.pk])).context["paste"]["base"].value()
    shown = officer.post(reverse("paste_text", args=[reply.pk]), {"text": text, "base": base})
    assert "不见了的" in shown.content.decode()
    said = sent_along(shown) | {"lost-ask:3": "join:2"}
    officer.post(reverse("accept_text", args=[reply.pk]), said)
    assert [part.joined_to for part in parts_of(reply) if part.ask] == [0, 0, 2]


def test_what_changed_since_the_comparison_is_compared_again(case, browse):
    reply, officer = drafted(case), browse("wang")
    shown = officer.post(reverse("paste_text", args=[reply.pk]), {"text": whole_text(reply) + "\n多一句。"})
    save_answer(reply, case.item.asks.first(), decision="partly", text="又改了。", **case.by("zhao"))
    answer = officer.post(reverse("accept_text", args=[reply.pk]), sent_along(shown))
    assert answer.status_code == 409 and "又有改动" in answer.content.decode()


def test_a_bad_file_is_one_sentence_and_nothing_is_lost(case, browse):
    reply = drafted(case)
    bad = SimpleUploadedFile("坏的.docx", b"PK\x03\x04 not a document")
    answer = browse("wang").post(reverse("upload_letter", args=[reply.pk]), {"file": bad})
    assert answer.status_code == 409 and answer.context["upload"].errors["file"]
    assert reply.answers.get(ask__number=1).text == TEXTS[0]


def test_nobody_takes_back_somebody_elses_file(case, browse):
    reply, officer = drafted(case), browse("wang")
    shown = officer.post(
        reverse("upload_letter", args=[reply.pk]), {"file": written_on(officer, reply, "一千", "二千")}
    )
    assert browse("zhao").post(reverse("accept_text", args=[reply.pk]), sent_along(shown)).status_code == 404
