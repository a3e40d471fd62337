"""What people do in the browser, in the verbs of the house: each act begins and ends on a page at rest."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

PDF = b"%PDF-1.4\n% a scan of the signed form\n"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def scan(name: str) -> dict[str, Any]:
    """A file as the browser offers it."""
    return {"name": name, "mimeType": "application/pdf", "buffer": PDF}


def presses(page: Page, name: str, within: Locator | None = None) -> None:
    """A button whose act leads to another page."""
    with page.expect_navigation():
        (within or page.locator("body")).get_by_role("button", name=name).first.click()


def follows(page: Page, name: str, within: Locator | None = None) -> None:
    """A link."""
    with page.expect_navigation():
        (within or page.locator("body")).get_by_role("link", name=name).first.click()


def saves(page: Page, name: str, address: str) -> None:
    """A button of the reply desk: with a script only the desk changes, without one the page."""
    before = page.locator("#desk").evaluate_handle("node => node")
    with page.expect_response(lambda answer: answer.request.method == "POST" and address in answer.url):
        page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_function("old => !old.isConnected && document.querySelector('#desk')", arg=before)


def fills(scope: Page | Locator, **facts: Any) -> None:
    """Fields by their names: text, day, choice or file."""
    for name, value in facts.items():
        field = scope.locator(f"[name={name}]").first
        if isinstance(value, dict):
            field.set_input_files(value)
        elif field.evaluate("node => node.tagName") == "SELECT":
            field.select_option(**{"label" if not value.isascii() else "value": value})
        else:
            field.fill(value)


def picks(scope: Page | Locator, name: str, value: str) -> None:
    """One of a row of radio buttons; the button itself lies hidden below its word."""
    scope.locator(f"label:has([name={name}][value={value}])").first.click()
    expect(scope.locator(f"[name={name}][value={value}]").first).to_be_checked()


def sees(page: Page, words: str) -> None:
    expect(page.locator("body")).to_contain_text(words)


def signs_in(page: Page, login: str, password: str) -> None:
    if "/login/" not in page.url:
        page.goto("/login/")
    fills(page, login=login, password=password)
    presses(page, "登录")


# -- 收件、分办 ---------------------------------------------------------------------------------------------------


def imports_a_list(page: Page, name: str, content: bytes, rows: int) -> None:
    """收件: upload, look, import."""
    page.goto("/intake/")
    follows(page, "上传清单")
    fills(page, file={"name": name, "mimeType": XLSX, "buffer": content})
    presses(page, "上传，看一看")
    presses(page, f"导入 {rows} 行")
    sees(page, f"已导入：新登记 {rows} 件")


def opens(page: Page, number: str) -> None:
    """One item, found by the search box."""
    page.goto("/ledger/")
    page.locator("#find").fill(number)
    with page.expect_navigation():
        page.locator("#find").press("Enter")
    with page.expect_navigation():
        page.locator("tr", has_text=number).locator("a.ti").first.click()


def allots(page: Page, number: str, office: str, officer: str) -> None:
    """分办: the office, and who in it."""
    page.goto("/dispatch/")
    row = page.locator("tr[data-row]", has_text=number)
    if "focus" not in (row.get_attribute("class") or ""):
        with page.expect_navigation():
            row.locator("a[data-open]").click()
    row.get_by_text(office).click()
    page.locator("select[name$=-officer]").select_option(label=officer)
    presses(page, "只分这一件")
    sees(page, "分出 1 件")


# -- 办理 ---------------------------------------------------------------------------------------------------------


def signs_for(page: Page, number: str) -> None:
    opens(page, number)
    follows(page, "签收", page.locator("#next"))
    presses(page, "签收")
    sees(page, "已签收")


def contacts(page: Page, number: str, place: str, content: str) -> None:
    """沟通: face to face."""
    opens(page, number)
    follows(page, "记面商")
    fills(page, people="王工、钱处", place=place, content=content)
    presses(page, "记下")
    sees(page, "已登记一次沟通")


def edits_the_asks(page: Page, number: str, texts: list[str]) -> None:
    """诉求: one box for each."""
    opens(page, number)
    follows(page, "拆分、改写")
    while page.locator("textarea[name=text]").count() < len(texts):
        presses(page, "加一条")
    for box, text in zip(page.locator("textarea[name=text]").all(), texts, strict=True):
        box.fill(text)
    presses(page, f"保存 {len(texts)} 条诉求")
    sees(page, f"已整理成 {len(texts)} 条诉求")


def asks_the_co_units(page: Page, number: str) -> None:
    opens(page, number)
    presses(page, "向 1 家会办单位征求")
    sees(page, "已向 1 家会办单位征求意见")


def records_an_opinion(page: Page, number: str, text: str) -> None:
    """会办意见, as it came by letter."""
    opens(page, number)
    follows(page, "登记反馈")
    fills(page, text=text, file=scan("会办意见.pdf"))
    presses(page, "登记")


# -- 答复 ---------------------------------------------------------------------------------------------------------


def begins(page: Page, number: str, name: str) -> None:
    opens(page, number)
    presses(page, name, page.locator("#next"))
    expect(page.locator("#desk")).to_be_visible()


def opens_the_reply(page: Page, number: str) -> None:
    """The latest letter of an item."""
    opens(page, number)
    follows(page, "打开", page.locator("#issue"))


def answers(page: Page, ask: int, text: str, decision: str = "") -> None:
    page.goto(f"{page.url.partition('?')[0]}?ask={ask}")
    form = page.locator("form[action*='/answers/']").first
    if decision:
        picks(form, "decision", decision)
    fills(form, text=text, basis="市托育规划")
    saves(page, f"保存第 {ask} 项", f"/answers/{ask}/")


def promises(page: Page, text: str, due_on: str) -> None:
    """承诺: who, until when, what counts as done."""
    form = page.locator("form[action$='/promises/']")
    if not form.is_visible():
        page.get_by_text("记一条承诺", exact=True).click()
    fills(form, text=text, owner="人口处", due_on=due_on, standard="文件印发", milestone="9月30日前形成初稿")
    saves(page, "记下", "/promises/")


def classifies(page: Page, letter: str, disclosure: str = "full") -> None:
    picks(page, "class_letter", letter)
    picks(page, "disclosure", disclosure)
    saves(page, "保存全件", "/head/")


def submits(page: Page) -> None:
    presses(page, "送审")
    sees(page, "在审签")


def reviews(page: Page, number: str) -> None:
    """审签: a step before the last."""
    opens_clearing(page, number)
    presses(page, "同意")


def opens_clearing(page: Page, number: str) -> None:
    """From the list of what waits for me."""
    page.goto("/clearing/")
    with page.expect_navigation():
        page.locator(".queue li", has_text=number).get_by_role("link").first.click()


def sends_back(page: Page, number: str, remark: str) -> None:
    opens_clearing(page, number)
    fills(page, remark=remark)
    presses(page, "退回修改")


def signs(page: Page, number: str, password: str) -> None:
    """签发: the last step, with the password again."""
    opens_clearing(page, number)
    fills(page, password=password)
    presses(page, "签发", page.locator(".signbar"))


def records_clearance(page: Page, *signers: tuple[str, str]) -> None:
    """登记外部审签: the slip as it came back on paper, line by line, with its scan."""
    follows(page, "登记外部审签")
    fills(page, way="paper", file=scan("审签单.pdf"))
    for number, (who, on) in enumerate(signers, start=1):
        fills(page, **{f"who_{number}": who, f"on_{number}": on})
    presses(page, "登记审签")
    sees(page, "已登记审签")


# -- 印发、送达、报送 ---------------------------------------------------------------------------------------------


def numbers_seals_issues(page: Page, number: str, doc_no: str) -> None:
    opens(page, number)
    follows(page, "去编号")
    fills(page.locator("#number"), doc_no=doc_no)
    for step in ("编号", "用印", "印发"):
        presses(page, step, page.locator("#sending"))
    sees(page, "已印发，信函已存档")


def delivers(page: Page, way: str = "邮寄") -> None:
    fills(page.locator("#delivery"), way=way)
    presses(page, "登记送达")
    sees(page, "已登记送达")


def uploads(page: Page, system: str, receipt: str) -> None:
    """网上报送: the sheet to copy from, then the receipt number of the other system."""
    with page.expect_navigation():
        page.locator("a[href$='/upload/']").first.click()
    fills(page.locator("#next form"), system=system, receipt=receipt)
    presses(page, "登记", page.locator("#next"))
    sees(page, "已登记网上报送")


def downloads_the_letter(page: Page, folder: Path) -> Path:
    """看全文, then the file."""
    follows(page, "看全文")
    with page.expect_download() as coming:
        page.get_by_role("link", name=".docx").click()
    path = folder / "letter.docx"
    coming.value.save_as(path)
    return path


def link_for_the_deputy(page: Page, number: str) -> str:
    """The link on the coordinator's survey page."""
    page.goto("/surveys/")
    with page.expect_navigation():
        page.locator("tr", has_text=number).filter(has_text="等评价").locator("a.ti").click()
    return page.locator("input[id^=link-]").input_value()


def rates(page: Page, link: str, grade: str) -> None:
    """The deputy, behind the link, with one tap."""
    page.goto(link)
    presses(page, grade, page.locator("form.rates").first)
    sees(page, f"您评的是：{grade}")


def rates_dissatisfied(page: Page, link: str, reason: str) -> None:
    """不满意 counts only with a reason."""
    page.goto(link)
    presses(page, "不满意", page.locator("form.rates").first)
    presses(page, "就这样交")
    sees(page, "请写一句为什么不满意")
    fills(page, comment=reason)
    presses(page, "就这样交")
    sees(page, "您评的是：不满意")


def transcribes(page: Page, number: str, grade: str, rated_on: str) -> None:
    """The coordinator copies the signed form, and adds its scan."""
    link_for_the_deputy(page, number)
    follows(page, "转录纸质表或上级系统的评价")
    picks(page, "manner", grade)
    picks(page, "result", grade)
    fills(page, source="paper", rated_on=rated_on, file=scan("征询意见表.pdf"))
    presses(page, "登记")
    sees(page, "已转录")


# -- 办结 ---------------------------------------------------------------------------------------------------------


def cannot_close(page: Page, number: str, why: str) -> None:
    """办结 stands greyed, and below it what is missing."""
    opens(page, number)
    expect(page.locator("#next").get_by_role("button", name="办结")).to_be_disabled()
    expect(page.locator("#next")).to_contain_text(why)


def closes(page: Page, number: str) -> None:
    opens(page, number)
    follows(page, "办结", page.locator("#next"))
    presses(page, "办结")
    sees(page, "已办结")


def finds_the_figures(page: Page, year: int, **expected: int) -> None:
    """年报: what the report states, and beside it what it need not state, agree with these."""
    page.goto(f"/annual/?year={year}")
    sees(page, "年报草稿")
    report = page.request.get(f"/annual/report.json?year={year}").json()
    stated = {figure["name"]: figure["value"] for figure in report["figures"]}
    wrong = {name: stated[name] for name in expected if name in stated and stated[name] != expected[name]}
    assert (wrong, stated.get("total")) == ({}, expected["total"]), stated


def traces_a_figure(page: Page, name: str, year: int, title: str) -> None:
    """Every figure opens into its members."""
    page.goto(f"/annual/figures/{name}/?year={year}")
    sees(page, title)
