"""签发 on a phone: from the desk to the confirmation in a few taps; back with a remark; two side by side; by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from huiyin.cli.demo.cast import PASSWORD
from huiyin.replies.actions import submit
from huiyin.replies.models import ChainStep, Remark, Reply, State
from tests.answering import hand_over
from tests.browser import acts
from tests.browser.conftest import PHONE

NO = "0031"
LONG = (
    "已采纳。今年新建普惠托育机构22家，在建3家，托位总数超过3万个，各区均有示范机构，年内全部建成投用。",
    "我委会同市财政局对普惠托位按每个每年3000元给予补助，补助资金已列入年度预算，5月底前拨付到位。",
    "下一步，把托育服务纳入“十四五”公共服务规划，每年检查一次，向社会公布结果。",
)
FINGER = 44


@pytest.fixture
def case(seated, clock):
    clock.moves_to(4, 20)
    return hand_over(seated, clock.moment)


@pytest.fixture
def two_pages(case) -> Reply:
    """A letter of two pages, three paragraphs to each ask, that waits for the signature of 吴主任."""
    reply = case.drafted("B")
    reply.answers.update(text="\n".join(LONG))
    submitted = submit(Reply.objects.get(pk=reply.pk), **case.by("wang"))
    return case.passed(case.passed(submitted))


def overflow(page: Page) -> int:
    return page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")


def small(page: Page) -> list[str]:
    """What a finger must hit and is lower than a fingertip."""
    within = page.locator(
        ".signbar button, .signbar input:not([type=hidden]), .signbar select, .pmast a, .spot summary"
    )
    found = [(one.bounding_box() or {"height": 0})["height"] for one in within.all() if one.is_visible()]
    return [f"{height}" for height in found if height < FINGER]


class Taps:
    """Counts what the leader does: every tap, and every page that comes."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.pages = page, 0, 0

    def on(self, role: str, name: str, within: str = "body") -> None:
        with self.page.expect_navigation():
            self.page.locator(within).get_by_role(role, name=name).first.click()
        self.taps, self.pages = self.taps + 1, self.pages + 1


def test_a_leader_signs_on_a_phone(walk_in, two_pages):
    page = walk_in("wu", PHONE, has_touch=True, is_mobile=True)
    leader = Taps(page)
    leader.on("link", "去签发")
    for words in ("问什么，答什么", "签之前查过的", "签了就等于答应", "审签路线", "看信函全文（2 页）", "校验码"):
        acts.sees(page, words)
    assert overflow(page) == 0 and small(page) == []
    bar = page.locator(".signbar").bounding_box()
    assert bar and bar["y"] + bar["height"] <= PHONE["height"] + 1 and bar["height"] < PHONE["height"] / 3
    page.locator("#password").tap()
    page.keyboard.type(PASSWORD)
    leader.on("button", "签发", ".signbar")
    two_pages.refresh_from_db()
    acts.sees(page, f"校验码 {two_pages.short_hash}")
    assert (leader.taps, leader.pages) == (2, 2) and two_pages.state == State.SIGNED


def test_it_goes_back_with_a_remark_at_the_second_paragraph(walk_in, two_pages):
    page = walk_in("wu", PHONE)
    acts.opens_clearing(page, NO)
    page.locator("#ask-2 .spot").nth(1).locator("summary").click()
    page.get_by_label("批注：第 2 项第 2 段").fill("5月底前拨得到吗？请核。")
    acts.presses(page, "退回修改")
    remark = Remark.objects.get()
    assert (remark.ask, remark.paragraph) == (2, 2) and LONG[1].startswith(remark.quote)
    wang = walk_in("wang")
    wang.goto(f"/replies/{two_pages.pk}/?ask=2")
    here = wang.locator("#remarks .here")
    expect(here).to_contain_text("第 2 项第 2 段")
    expect(here).to_contain_text("5月底前拨得到吗？请核。")


def test_it_goes_back_without_javascript_too(open_page, seated, two_pages):
    page = open_page(PHONE, java_script_enabled=False)
    acts.signs_in(page, seated.people["wu"].username, PASSWORD)
    acts.opens_clearing(page, NO)
    page.locator("#ask-1 .spot").first.locator("summary").click()
    page.get_by_label("批注：第 1 项第 1 段").fill("数字要新。")
    acts.presses(page, "退回修改")
    assert Remark.objects.get().text == "数字要新。"


def test_by_keyboard_alone(walk_in, two_pages):
    page = walk_in("wu")
    acts.opens_clearing(page, NO)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "password":
            break
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    acts.sees(page, "已签发")


def test_two_read_side_by_side(walk_in, case):
    rows = ((1, "review", "office_head"), (1, "check", "coordinator"), (2, "sign", "leader_in_charge"))
    for order, (stage, action, role) in enumerate(rows, start=1):
        step = {"order": order, "stage": stage, "action": action, "role": role}
        ChainStep.objects.create(unit=case.cast.unit, kind="reply", **step)
    case.submitted()
    lin, qian = walk_in("lin"), walk_in("qian", PHONE)
    for page in (lin, qian):
        acts.opens_clearing(page, NO)
        expect(page.locator(".proute .together li.n")).to_have_count(2)
        assert overflow(page) == 0
    acts.presses(qian, "同意")
    acts.presses(lin, "同意")
    acts.opens_clearing(walk_in("wu", PHONE), NO)


def test_axe_finds_no_barrier(walk_in, two_pages):
    page = walk_in("wu", PHONE)
    acts.opens_clearing(page, NO)
    page.locator("#ask-1 .spot").first.locator("summary").click()
    found = [(rule["id"], rule["impact"]) for rule in Axe().run(page).response["violations"]]
    assert [rule for rule in found if rule[1] in ("serious", "critical")] == []
