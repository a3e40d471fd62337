"""A whole year's item in the browser, everybody with an account and a browser of their own."""

import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from huiyin.cli.demo.cast import PASSWORD
from tests.browser import acts
from tests.browser.conftest import PHONE
from tests.browser.lists import LED, LETTER_TEXT, TITLE, hand_over_list

NO = "20220031"
ASKS = ["扩大普惠托位", "出台托育服务示范标准", "培养托育专业人才"]


@pytest.fixture
def handed_over(walk_in, clock) -> None:
    """March and April: 林科 imports and allots; 王工 signs for it, meets the deputy, splits the asks, asks the co-unit."""
    lin = walk_in("lin")
    acts.imports_a_list(lin, "清单.xlsx", hand_over_list(LED), 1)
    acts.allots(lin, NO, "人口处", "王工")
    clock.moves_to(4, 12)
    wang = walk_in("wang")
    acts.signs_for(wang, NO)
    acts.contacts(wang, NO, "市人大代表之家", "听取意见，实地看了两处托育机构。")
    acts.edits_the_asks(wang, NO, ASKS)
    acts.asks_the_co_units(wang, NO)


def drafts(page, act: str) -> None:
    """Every ask answered, class B, one promise with office and date; off to clearance."""
    acts.begins(page, NO, act)
    for number, _ in enumerate(ASKS, start=1):
        acts.answers(page, number, LETTER_TEXT, "partly")
    acts.promises(page, "印发托育服务示范标准", "2022-10-31")
    acts.classifies(page, "B")
    acts.submits(page)


def sends_it_back(walk_in) -> None:
    """钱处 is not content; 王工 writes it anew."""
    acts.sends_back(walk_in("qian"), NO, "第二项没有说时间。")
    wang = walk_in("wang")
    acts.opens(wang, NO)
    acts.sees(wang, "改稿")
    acts.opens_the_reply(wang, NO)
    acts.answers(wang, 2, f"{LETTER_TEXT}示范标准10月底前印发。", "partly")
    acts.submits(wang)


def clears(walk_in) -> None:
    """钱处 and 林科 pass it, 吴主任 signs on a phone; a wrong password signs nothing."""
    acts.reviews(walk_in("qian"), NO)
    acts.reviews(walk_in("lin"), NO)
    wu = walk_in("wu", PHONE)
    acts.signs(wu, NO, "not the password")
    acts.sees(wu, "密码不对")
    acts.signs(wu, NO, PASSWORD)
    acts.sees(wu, "已签发")


def opens_as_a_letter(path: Path) -> None:
    """Word's format, and where LibreOffice is at hand a PDF of it."""
    assert NO in "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    if office := shutil.which("soffice"):
        profile = f"-env:UserInstallation=file://{path.parent}/office"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=90)
        assert path.with_suffix(".pdf").read_bytes().startswith(b"%PDF")


def sends(page, doc_no: str, folder: Path) -> None:
    acts.numbers_seals_issues(page, NO, doc_no)
    acts.delivers(page)
    opens_as_a_letter(acts.downloads_the_letter(page, folder))


def test_an_item_lives_its_year(handed_over, walk_in, open_page, clock, tmp_path):
    clock.moves_to(5, 10)
    acts.records_an_opinion(walk_in("lin"), NO, "同意安排资金。")
    drafts(walk_in("wang"), "开始拟稿")
    sends_it_back(walk_in)
    clears(walk_in)
    clock.moves_to(5, 12)
    sends(walk_in("lin"), "示卫函〔2022〕31号", tmp_path)
    acts.cannot_close(walk_in("lin"), NO, "提出人还没有评价")
    link = acts.link_for_the_deputy(walk_in("lin"), NO)
    acts.rates_dissatisfied(open_page(PHONE), link, "没有分步的时间表。")

    clock.moves_to(6, 1)
    lin = walk_in("lin")
    acts.opens(lin, NO)
    acts.sees(lin, "退回再办")
    drafts(walk_in("wang"), "重新答复")
    clears(walk_in)
    sends(walk_in("lin"), "示卫函〔2022〕32号", tmp_path)
    acts.cannot_close(walk_in("lin"), NO, "提出人还没有评价")
    acts.rates(open_page(PHONE), acts.link_for_the_deputy(walk_in("lin"), NO), "满意")
    acts.closes(walk_in("lin"), NO)

    clock.moves_to(12, 20)
    lin = walk_in("lin")
    acts.finds_the_figures(lin, 2022, total=1, lead=1, class_B=1, satisfied=1, closed=1)
    for name in ("lead", "class_B", "satisfied", "closed"):
        acts.traces_a_figure(lin, name, 2022, TITLE)
