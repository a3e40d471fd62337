"""How the pages look to a browser: nothing overflows, nothing complains, all is within reach of everybody."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from huiyin.cli.demo.cast import PASSWORD
from huiyin.surveys.models import Invitation
from huiyin.web.surveys.links import link_of
from tests.answering import hand_over
from tests.browser.acts import signs_in

WIDTHS = (1440, 1024, 360)
LIN = ("/", "/intake/", "/intake/upload/", "/intake/register/", "/dispatch/", "/dispatch/responsibility/", "/ledger/")
SENT = ("/items/{item}/", "/items/{item}/duties/", "/items/{item}/papers/", "/items/{item}/history/", "/replies/")
SENT += ("/replies/{sent}/", "/replies/{sent}/letter/", "/replies/{sent}/survey/", "/surveys/", "/opinions/")
REST = ("/clearing/", "/commitments/", "/statistics/", "/annual/", "/people/", "/rules/", "/calendar/", "/log/")
DRAFT = ("/replies/{draft}/", "/assignments/{open}/contacts/", "/items/{other}/asks/")
GRAVE = ("serious", "critical")


@pytest.fixture
def world(seated, clock):
    """One item whose letter is out, one whose letter is in clearance, one being drafted: all of the spring."""
    clock.moves_to(4, 20)
    sent, waits, drafts = (hand_over(seated, clock.moment, no=no) for no in ("0031", "0032", "0033"))
    sent.contacted()
    letter = sent.issued("B")
    waiting, draft = waits.submitted("B"), drafts.drafted("B")
    return {
        "item": sent.item.pk,
        "other": drafts.item.pk,
        "open": drafts.assignment.pk,
        "sent": letter.pk,
        "waits": waiting.pk,
        "draft": draft.pk,
    }


def overflow(page) -> int:
    return page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")


def complaints(page) -> list[str]:
    """Whatever the console says against a page from now on: errors, and what the security policy refused."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def looked_at(page, addresses) -> list[str]:
    """What is wrong with these pages, at each width."""
    wrong = []
    said = complaints(page)
    for address in addresses:
        answer = page.goto(address)
        if answer.status != 200:
            wrong.append(f"{address}: {answer.status}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if (over := overflow(page)) > 0:
                wrong.append(f"{address} at {width}: {over} px too wide")
        wrong += [f"{address}: {text}" for text in said]
        said.clear()
    return wrong


def barriers(page, addresses) -> list[str]:
    """What axe finds serious or critical, at a desk and on a phone."""
    found = []
    for address in addresses:
        for width in (1440, 360):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            for rule in Axe().run(page).response["violations"]:
                if rule["impact"] in GRAVE:
                    where = [node["target"] for node in rule["nodes"]][:3]
                    found.append(f"{address} at {width}: {rule['id']} {where} {rule['nodes'][0]['failureSummary']}")
    return found


def test_nothing_overflows_and_nothing_complains(walk_in, world):
    pages = [address.format(**world) for address in (*LIN, *SENT, *REST, *DRAFT)]
    assert looked_at(walk_in("lin"), pages) == []


def test_the_other_seats_see_pages_that_fit(walk_in, world):
    assert looked_at(walk_in("wang"), ["/", "/replies/{draft}/".format(**world), "/ledger/"]) == []
    assert looked_at(walk_in("qian"), ["/", "/clearing/", "/clearing/{waits}/".format(**world)]) == []


def test_the_submitters_pages_fit(open_page, world):
    link = link_of(Invitation.objects.get())
    page = open_page()
    assert looked_at(page, ["/login/", link, f"{link}words/?grade=dissatisfied", f"{link}letter/"]) == []


def test_axe_finds_no_grave_barrier(walk_in, world):
    pages = ("/", "/ledger/", "/items/{item}/", "/commitments/", "/statistics/", "/people/", "/rules/")
    assert barriers(walk_in("lin"), [address.format(**world) for address in (*pages, "/replies/{sent}/")]) == []
    assert barriers(walk_in("wang"), ["/replies/{draft}/".format(**world)]) == []
    assert barriers(walk_in("qian"), ["/clearing/{waits}/".format(**world)]) == []


def test_axe_finds_none_where_nobody_signs_in(open_page, world):
    link = link_of(Invitation.objects.get())
    assert barriers(open_page(), ["/login/", link, f"{link}words/?grade=dissatisfied"]) == []


def test_slash_goes_to_the_search_box(walk_in):
    page = walk_in("lin")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()


def test_a_day_without_javascript(open_page, seated, world):
    page = open_page(java_script_enabled=False)
    signs_in(page, seated.people["wang"].username, PASSWORD)
    page.goto("/ledger/?q=0033")
    expect(page.locator("a.ti")).to_have_count(1)
    page.goto("/replies/{draft}/?ask=1".format(**world))
    page.locator("textarea[name=text]").fill("改过的第一项答复，今年全部建成投用。")
    page.get_by_role("button", name="保存第 1 项").click()
    expect(page.locator("textarea[name=text]")).to_have_value("改过的第一项答复，今年全部建成投用。")
    expect(page.locator(".saved")).to_contain_text("已存")
