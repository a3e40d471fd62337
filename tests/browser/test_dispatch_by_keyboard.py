"""分办 by keyboard alone: three offices chosen, one choice undone, given out at once, taken back; and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from huiyin.handling.models import Assignment, State
from tests.browser import acts
from tests.browser.conftest import PASSWORD
from tests.browser.lists import ASSISTED, LED, hand_over_list


@pytest.fixture
def three(walk_in) -> Page:
    """Two items on the desk of 林科, the cursor on the page."""
    lin = walk_in("lin")
    acts.imports_a_list(lin, "清单.xlsx", hand_over_list(LED, ASSISTED), 2)
    lin.goto("/dispatch/")
    return lin


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def ticked(page: Page) -> int:
    return page.locator("tr[data-row] > td:first-child input:checked").count()


def test_offices_are_chosen_undone_given_and_taken_back(three):
    press(three, "1", "j", "2")
    expect(three.locator("[data-count]")).to_have_text("分出 2 件")
    press(three, "u")
    assert ticked(three) == 1
    press(three, "j", "2", "Enter")
    assert ticked(three) == 2
    with three.expect_navigation():
        press(three, "Control+Enter")
    acts.sees(three, "分出 2 件")
    assert Assignment.objects.filter(parent__isnull=False, state=State.WAITING).count() == 2
    with three.expect_navigation():
        press(three, "u")
    acts.sees(three, "收回 2 件")
    assert not Assignment.objects.filter(parent__isnull=False, state=State.WAITING).exists()


def test_the_keys_are_shown_and_the_filter_is_one_key_away(three):
    press(three, "?")
    expect(three.locator("[data-keys]")).to_have_attribute("open", "")
    press(three, "?", "/")
    expect(three.locator("#narrow")).to_be_focused()
    three.keyboard.type("20220032")
    with three.expect_navigation():
        press(three, "Enter")
    expect(three.locator("tr[data-row]")).to_have_count(1)


def test_what_is_chosen_is_said_aloud(three):
    press(three, "1")
    expect(three.locator("[data-say]")).to_contain_text("已勾")
    press(three, "j")
    expect(three.locator("[data-say]")).to_contain_text("第 2 件，共 2 件")


def test_the_same_without_javascript(open_page, three, seated):
    page = open_page(java_script_enabled=False)
    acts.signs_in(page, seated.people["lin"].username, PASSWORD)
    page.goto("/dispatch/")
    for row in page.locator("tr[data-row]").all():
        row.locator("label.opt").first.click()
        row.locator("input[type=checkbox]").first.check()
    acts.presses(page, "分出勾选的")
    acts.sees(page, "分出 2 件")
    acts.presses(page, "撤销刚才的分出")
    acts.sees(page, "收回 2 件")
