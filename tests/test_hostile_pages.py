"""In a real browser, with every page's own policy switched off: nothing that a stranger wrote runs or asks outward.

The policy would stop most of it; what is tested is that there is nothing for it to stop.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
from desks import running
from findings_samples import FULL, SAMPLES
from hostile import ELSEWHERE, PAYLOADS, hostile
from ledgers import line

from factcheck.domain.findings import Answer, Dismissal
from factcheck.formats.html import Format
from factcheck.review.ledger import Ledger
from factcheck.web.review import Choice, ReviewPages, make_app, open_desk

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PROVOKE = """async () => {
  const all = [...document.querySelectorAll("*")];
  for (const one of all) {
    if (one.tagName === "DETAILS") one.open = true;
    for (const sort of ["mouseover", "mouseenter", "pointerdown", "focus", "toggle", "animationend", "error", "load"])
      one.dispatchEvent(new Event(sort, { bubbles: false }));
    one.focus?.();
  }
  await new Promise((go) => setTimeout(go, 50));
  return {
    shapes: [...new Set(all.map((one) => [one.tagName, ...[...one.attributes].map((a) => a.name)].join(" ")))],
    handlers: all.flatMap((one) => [...one.attributes].filter((a) => /^on/i.test(a.name)).map((a) => a.name)),
    links: all.flatMap((one) => [one.href, one.src, one.action, one.formAction].filter((to) => typeof to === "string" && to)),
  };
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium to open the pages with; install it: apt-get install chromium")
    driver = pytest.importorskip("playwright.sync_api", reason="Playwright is missing; pip install playwright")
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Seen(NamedTuple):
    shapes: set[str]
    links: list[str]


def watched(chromium: Any, own: str) -> tuple[Any, list[str]]:
    """A context without policies, and what happens in it that must not: a dialog, a window, a request outward."""
    context, wrong = chromium.new_context(bypass_csp=True, base_url=own), []

    def opened(page: Any) -> None:
        page.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("popup", lambda _: wrong.append("a window"))
        page.on("request", lambda request: request.url.startswith(own) or wrong.append(f"request {request.url}"))

    context.on("page", opened)
    return context, wrong


@pytest.fixture
def looked(chromium: Any) -> Iterator[Callable[[str], Any]]:
    """Opens a page in which whatever must not happen fails the test."""
    contexts = []

    def page(own: str) -> Any:
        contexts.append(watched(chromium, own))
        return contexts[-1][0].new_page()

    yield page
    for context, _ in contexts:
        context.close()
    assert [wrong for _, wrong in contexts if wrong] == []


def look(page: Any, own: str) -> Seen:
    """Provoke all that is on a page, and return of what it is made."""
    seen = page.evaluate(PROVOKE)
    assert seen["handlers"] == []
    for link in seen["links"]:
        assert link.startswith(own), link
        assert ELSEWHERE not in link.partition("?")[0], link
    return Seen({*seen["shapes"]}, seen["links"])


@pytest.mark.parametrize("payload", [p for p in PAYLOADS if p.startswith(('"><', "'><", "</", "--", "<"))])
def test_a_page_that_obeyed_a_payload_would_be_seen(chromium: Any, tmp_path: Path, payload: str):
    """The test of the tests below: unescaped, each of these does what they look for."""
    place = tmp_path / "page.html"
    place.write_text(f"<!doctype html><title>x</title><body><p>{payload}</p></body>", encoding="utf-8")
    context, wrong = watched(chromium, f"{tmp_path.as_uri()}/")
    page = context.new_page()
    page.goto(place.as_uri())
    with contextlib.suppress(Exception):  # the page may be gone while it is looked at
        look(page, f"{tmp_path.as_uri()}/")
        assert wrong
    context.close()
    assert wrong


@pytest.mark.parametrize("name", SAMPLES)
def test_a_report_as_a_page_runs_nothing(looked: Callable[[str], Any], tmp_path: Path, name: str):
    """Every field of every sample, the marked draft among them: no tag or attribute more than with plain words."""
    own = f"{tmp_path.as_uri()}/"
    page = looked(own)
    seen = []
    for plain in (True, False):
        report, count = hostile(SAMPLES[name], plain=plain)
        place = tmp_path / f"{name}-{plain}.html"
        place.write_text(Format().render(report, show_set_aside=True), encoding="utf-8")
        page.goto(place.as_uri())
        seen.append(look(page, own))
        assert count > 25
    assert seen[1].shapes <= seen[0].shapes


def desk_of(folder: Path, *, plain: bool) -> ReviewPages:
    """A desk of hostile reviewers over a hostile run, in which everything has been answered with hostile notes."""
    words = ["x" * len(payload) if plain else payload for payload in PAYLOADS]
    ledger = Ledger(f"sqlite:///{folder / f'{plain}.sqlite'}")
    report, _ = hostile(FULL, plain=plain)
    article = f"{' '.join(words)}\n\n" * 3
    ledger.record(report, dict.fromkeys(("one", "two", "three"), article))
    for n, (payload, found) in enumerate(zip(words, [*report.discrepancies] * 3, strict=False)):
        ledger.add(
            [
                line(
                    f"u{n}",
                    finding=found.id,
                    reviewer=payload[:80],
                    note=payload,
                    answer=Answer.DISMISSED,
                    reason=Dismissal.UPDATE,
                )
            ]
        )
    return open_desk(ledger, Choice())


def paths_of(desk: ReviewPages, words: str) -> list[str]:
    found = [d.id for d in desk.ledger.run()[1].discrepancies]
    asked = quote(words, safe="")
    return [
        "/",
        f"/?show={asked}",
        *(f"/finding/{one}" for one in found),
        *(f"/finding/{one}/articles" for one in found[:3]),
        f"/finding/{found[0]}?did=confirmed&on={asked}",
        "/stats",
        f"/{asked}",
        f"/finding/{asked}",
        f"/enter?token={asked}",
        "/answers",
    ]


def test_no_page_of_a_review_runs_anything(looked: Callable[[str], Any], tmp_path: Path):
    shapes: list[set[str]] = []
    pages = 0
    for plain in (True, False):
        desk = desk_of(tmp_path, plain=plain)
        of_all: set[str] = set()
        with running(make_app(desk)) as own:
            page = looked(own)
            words = ["plain"] if plain else [PAYLOADS[0], " ".join(PAYLOADS)]
            page.goto(f"{own}/enter?token={desk.seats.invite(words[-1])}")
            page.wait_for_url(f"{own}/")
            for path in paths_of(desk, words[-1]):
                page.goto(f"{own}{path}")
                of_all |= look(page, own).shapes
                pages += 1
            for payload in words:
                for do in (filter_by, invite, take_note, fail_to_keep):
                    do(page, own, desk, payload)
                    of_all |= look(page, own).shapes
                    pages += 1
        shapes.append(of_all)
        desk.ledger.close()
    assert shapes[1] <= shapes[0]
    assert pages >= 50


def filter_by(page: Any, own: str, _: ReviewPages, payload: str) -> None:
    page.goto(f"{own}/")
    page.fill("#words", payload[:200])
    page.press("#words", "Enter")
    page.wait_for_load_state()


def invite(page: Any, own: str, _: ReviewPages, payload: str) -> None:
    page.goto(f"{own}/stats")
    page.fill("[name=reviewer]", payload[:80])
    page.press("[name=reviewer]", "Enter")
    page.wait_for_load_state()


def take_note(page: Any, own: str, desk: ReviewPages, payload: str) -> None:
    found = desk.ledger.run()[1].discrepancies[0].id
    page.goto(f"{own}/finding/{found}")
    page.locator("details.note").evaluate("(one) => { one.open = true; }")
    page.fill("#note", payload)
    page.click("button[value=confirmed]")
    page.wait_for_load_state()
    page.goto(f"{own}/finding/{found}")


def fail_to_keep(page: Any, own: str, desk: ReviewPages, payload: str) -> None:
    """The page that holds an answer which could not be kept."""
    found = desk.ledger.run()[1].discrepancies[0].id
    page.goto(f"{own}/finding/{found}")
    page.locator("details.note").evaluate("(one) => { one.open = true; }")
    page.fill("#note", payload)
    path = Path(desk.ledger.where)
    away = path.rename(path.with_name("away"))
    try:
        page.click("button[value=unsure]")
        page.wait_for_load_state()
        assert page.input_value("#note")[:20] == payload[:20]
        look(page, own)
    finally:
        away.rename(path)
    page.goto(f"{own}/")
