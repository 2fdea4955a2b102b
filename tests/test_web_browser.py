"""The desk in a real browser: keys answer, what others answer appears, nothing is run that is not ours, axe is content."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desks import browser, desk_of, many, running, send

from factcheck.domain.findings import Answer, Dismissal
from factcheck.review import verdicts
from factcheck.web.review import ReviewPages, make_app

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium to open the pages with; install it: apt-get install chromium")
    driver = pytest.importorskip("playwright.sync_api", reason="Playwright is missing; pip install playwright")
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def desk(tmp_path: Path) -> ReviewPages:
    return desk_of(tmp_path)


@pytest.fixture
def url(desk: ReviewPages) -> Iterator[str]:
    with running(make_app(desk)) as url:
        yield url


@pytest.fixture
def opened(chromium: Any, desk: ReviewPages, url: str) -> Iterator[Any]:
    """Opens a page of a browser that Ana has signed in with; what its console complains of fails the test."""
    contexts, complaints = [], []

    def open_page(**options: Any) -> Any:
        context = chromium.new_context(base_url=url, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.goto(f"/enter?token={desk.seats.invite('Ana')}")
        page.wait_for_url(f"{url}/")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def standing(desk: ReviewPages):
    return [(one.finding, one.answer, one.reason, one.note) for one in verdicts.standing(desk.ledger.verdicts())]


def test_keys_answer_skip_and_take_back(opened: Any, desk: ReviewPages):
    page = opened()
    page.goto("/finding/moved")
    page.keyboard.press("c")
    page.wait_for_url("**on=moved")
    assert standing(desk) == [("moved", Answer.CONFIRMED, None, "")]

    page.keyboard.press("z")
    page.wait_for_url("**/finding/moved?did=undone")
    assert standing(desk) == []

    page.keyboard.press("d")
    page.keyboard.press("3")
    page.wait_for_url("**on=moved")
    assert standing(desk) == [("moved", Answer.DISMISSED, Dismissal.UPDATE, "")]

    page.goto("/finding/c1")
    page.keyboard.press("s")
    page.wait_for_url("**on=c1")
    page.goto("/finding/c1")
    page.keyboard.press("u")
    page.wait_for_url("**did=unsure&on=c1")
    assert standing(desk)[1:] == [("c1", Answer.UNSURE, None, "")]


def test_a_note_is_written_without_its_letters_answering(opened: Any, desk: ReviewPages):
    page = opened()
    page.goto("/finding/moved")
    page.keyboard.press("n")
    page.keyboard.type("counted twice, d/c?")
    page.keyboard.press("Escape")
    assert standing(desk) == []
    page.keyboard.press("c")
    page.wait_for_url("**on=moved")
    assert standing(desk) == [("moved", Answer.CONFIRMED, None, "counted twice, d/c?")]


def test_escape_leaves_the_reasons_and_their_keys(opened: Any, desk: ReviewPages):
    page = opened()
    page.goto("/finding/moved")
    page.keyboard.press("d")
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    page.keyboard.press("Control+c")
    page.keyboard.press("u")
    page.wait_for_url("**on=moved")
    assert standing(desk) == [("moved", Answer.UNSURE, None, "")]


def test_the_slash_leads_to_the_filter_and_the_question_mark_to_the_keys(opened: Any):
    page = opened()
    page.goto("/finding/moved")
    page.keyboard.press("?")
    assert page.locator("details.keys[open]").count() == 1
    page.keyboard.press("/")
    page.wait_for_url("**/#words")
    page.locator("#words:focus").wait_for()
    page.keyboard.type("bridge")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('.queue > li').length === 1")
    assert "The bridge's age" in page.inner_text(".queue")


def test_the_keys_can_be_switched_off_for_good(opened: Any, desk: ReviewPages):
    page = opened()
    page.goto("/finding/moved")
    page.keyboard.press("?")
    page.uncheck("#keys-on")
    page.goto("/finding/c1")
    page.keyboard.press("c")
    page.keyboard.press("u")
    assert page.url.endswith("/finding/c1")
    assert standing(desk) == []


@pytest.mark.parametrize("path", ["/", "/finding/moved"])
def test_what_a_colleague_answers_appears_by_itself(opened: Any, desk: ReviewPages, path: str):
    page = opened()
    page.goto(path)
    send(browser(desk, "Ben<b>"), "/finding/moved", do="confirmed", note="<img src=x>")
    page.get_by_text("Ben<b>: confirmed: <img src=x>").wait_for()
    assert "1 of 10 answered" in page.inner_text("header")


def test_a_quote_leads_to_its_place_in_the_article_and_every_article_is_at_its_own(opened: Any):
    page = opened(viewport={"width": 1280, "height": 400})
    page.goto("/finding/moved")
    page.click("figcaption a >> nth=1")
    page.wait_for_url("**/articles#quote-2")
    shown = page.locator("mark")
    assert shown.all_inner_texts() == ["250", "700 people"]
    for mark in shown.all():
        assert mark.evaluate(
            "(mark) => { const [it, box] = [mark, mark.closest('.text')].map((e) => e.getBoundingClientRect());"
            " return box.top <= it.top && it.bottom <= box.bottom; }"
        )


def test_a_server_that_is_gone_is_noticed(chromium: Any, desk: ReviewPages):
    context = chromium.new_context()
    with running(make_app(desk)) as url:
        page = context.new_page()
        page.goto(f"{url}/enter?token={desk.seats.invite('Ana')}")
        page.wait_for_url(f"{url}/")
    page.locator("body.lost").wait_for(state="attached")
    context.close()


def test_all_works_without_the_script(opened: Any, desk: ReviewPages):
    page = opened(java_script_enabled=False)
    assert page.locator("kbd:visible").count() == 0
    page.click("a.first")
    page.click("summary:has-text('Dismiss')")
    page.click("button:has-text('misread')")
    page.wait_for_url("**did=dismissed**")
    page.click("summary:has-text('Note')")
    page.fill("#note", "by hand")
    page.click("button:has-text('Unsure')")
    page.wait_for_url("**did=unsure**")
    page.click("button:has-text('Undo')")
    page.wait_for_url("**did=undone")
    page.click("nav >> text=Findings")
    page.fill("#words", "bridge")
    with page.expect_navigation():
        page.click("form.filter button")
    assert page.locator(".queue > li").count() == 1
    assert [(answer, reason) for _, answer, reason, _ in standing(desk)] == [(Answer.DISMISSED, Dismissal.MISREAD)]
    assert [one.note for one in desk.ledger.verdicts()] == ["", "by hand", ""]


def test_scripts_of_a_page_are_refused_but_for_our_own(chromium: Any, desk: ReviewPages, url: str):
    """Were something not escaped, the policy would still hold it back."""
    context = chromium.new_context(base_url=url)
    page = context.new_page()
    page.goto(f"/enter?token={desk.seats.invite('Ana')}")
    page.wait_for_url(f"{url}/")
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.evaluate(
        """() => { const script = document.createElement("script"); script.textContent = "window.hurt = 1";
        document.body.append(script, Object.assign(new Image(), { src: "http://127.0.0.1:9/x.png" }));
        document.body.insertAdjacentHTML("beforeend", "<p style='color: red' onclick='hurt()'>x</p>"); }"""
    )
    page.wait_for_timeout(0)
    assert page.evaluate("window.hurt") is None
    assert any("script" in line for line in refused)
    context.close()


def test_a_whole_queue_is_answered_by_keys_alone(chromium: Any, tmp_path: Path):
    number = 12
    desk = desk_of(tmp_path, many(number))
    with running(make_app(desk)) as url:
        context = chromium.new_context(base_url=url)
        page = context.new_page()
        page.goto(f"/enter?token={desk.seats.invite('Ana')}")
        page.wait_for_url(f"{url}/")
        page.click("a.first")
        for n in range(1, number + 1):
            page.locator(f".with-keys header >> text={n - 1} of {number} answered").wait_for()
            page.keyboard.press("c")
        page.get_by_text("All is answered.").wait_for()
        context.close()
    assert len(standing(desk)) == number


PAGES = ("/", "/finding/moved", "/finding/wild", "/finding/moved/articles", "/stats", "/nothing", "/enter")


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core; the driver that is tested with comes without it."""
    carrier = pytest.importorskip(
        "axe_playwright_python", reason="axe-core is missing; pip install axe-playwright-python"
    )
    return (Path(carrier.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_axe_finds_nothing_on_any_page(
    chromium: Any, desk: ReviewPages, url: str, axe: str, size: tuple[int, int], scheme: str
):
    for name in ("Ben", "Cem"):
        client = browser(desk, name)
        send(client, "/finding/moved", do="dismissed:update", note="two days")
        send(client, "/finding/c1", do="confirmed")
    width, height = size
    context = chromium.new_context(
        base_url=url, viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"/enter?token={desk.seats.invite('Ana')}")
    page.wait_for_url(f"{url}/")
    for path in PAGES:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        page.evaluate(axe)
        found = page.evaluate("axe.run()")
        assert [(path, v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_what_has_the_focus_is_seen_on_every_control(opened: Any):
    page = opened()
    for path in ("/", "/finding/moved"):
        page.goto(path)
        page.keyboard.press("Tab")
        controls = 0
        while page.evaluate("document.activeElement !== document.body"):
            controls += 1
            style, width = page.evaluate(
                "(({ outlineStyle, outlineWidth }) => [outlineStyle, outlineWidth])(getComputedStyle(document.activeElement))"
            )
            assert (style, width) == ("solid", "3px"), page.evaluate("document.activeElement.outerHTML")
            page.keyboard.press("Tab")
        assert controls > 12
