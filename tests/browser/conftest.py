"""A real browser before the real house: Chromium without a window, everybody in a context of their own."""

import datetime as dt
import os
import shutil

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from huiyin.cli.demo.cast import PASSWORD, Cast, seat_the_cast
from huiyin.events.actors import SHANGHAI
from tests.browser.acts import signs_in

HERE = os.path.dirname(__file__)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WENT_WRONG = pytest.StashKey[bool]()
PATIENCE = 15_000
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items):
    """Whatever stands in this folder drives a browser."""
    for item in items:
        if str(item.path).startswith(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """The fixtures below may ask whether the test went wrong."""
    report = yield
    item.stash.setdefault(WENT_WRONG, False)
    item.stash[WENT_WRONG] |= report.failed
    return report


class Clock:
    """The clock the pages read; the test moves it from one day of 2022 to the next."""

    def __init__(self) -> None:
        self.moment = dt.datetime(2022, 3, 21, 9, 30, tzinfo=SHANGHAI)

    def __call__(self) -> dt.datetime:
        self.moment += dt.timedelta(milliseconds=1)
        return self.moment

    def moves_to(self, month: int, day: int) -> None:
        self.moment = dt.datetime(2022, month, day, 9, 30, tzinfo=SHANGHAI)


@pytest.fixture(scope="session")
def chromium():
    """One browser process for all tests; Django must not mind that playwright keeps a loop in this thread."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.fail("Chromium is missing. Please run: sudo apt-get install -y chromium")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def clock(monkeypatch) -> Clock:
    """Monday, 21 March 2022, half past nine."""
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", clock)
    return clock


@pytest.fixture
def open_page(chromium: Browser, live_server, settings, clock, transactional_db, request):
    """open_page(viewport, …) is a fresh context with nobody signed in."""
    settings.BASE_URL = live_server.url
    contexts = []

    def opened(viewport: dict | None = None, **options) -> Page:
        options = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "accept_downloads": True, **options}
        context = chromium.new_context(base_url=live_server.url, viewport=viewport or DESKTOP, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        if request.node.stash.get(WENT_WRONG, False):
            for page in context.pages:
                print(f"\n== {page.url}\n{page.locator('body').inner_text()}")
        context.close()


@pytest.fixture
def seated(transactional_db, clock) -> Cast:
    """The cast takes its seats on the day the clock shows."""
    return seat_the_cast(now=clock.moment)


@pytest.fixture
def walk_in(open_page, seated):
    """walk_in("lin") is 林科's page: a context of 林科's own, signed in by password, again on another day."""
    pages: dict[str, Page] = {}

    def at_work(login: str, viewport: dict | None = None, **options) -> Page:
        page = pages.get(login) or open_page(viewport, **options)
        pages[login] = page
        page.goto("/")
        if "/login/" in page.url:
            signs_in(page, seated.people[login].username, PASSWORD)
        return page

    return at_work
