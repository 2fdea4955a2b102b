"""The documentation as a site: all of each page is on it, it loads nothing from elsewhere, and it works when it is opened from disk."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from markdown_it import MarkdownIt

ROOT = Path(__file__).parent.parent
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("reports/*.md")]
PARTS = ("h1", "h2", "h3", "h4", "li", "tr", "pre", "blockquote")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(place)]
    built = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    return place


def words(tree: html.HtmlElement, part: str) -> list[str]:
    return [re.sub(r"\s+", " ", one.text_content()).replace("¶", "").strip() for one in tree.iter(part)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_the_parts_that_it_has_on_a_code_host(page: Path, site: Path):
    """mkdocs reads Markdown by rules of its own: a list, say, needs an empty line before it."""
    place = page.relative_to(ROOT).as_posix().removeprefix("docs/").removesuffix(".md")
    shown = html.parse(site / f"{place}.html").getroot().find(".//article")
    meant = html.fromstring(MarkdownIt().enable("table").render(page.read_text(encoding="utf-8")))
    assert {part: words(shown, part) for part in PARTS} == {part: words(meant, part) for part in PARTS}


def test_no_page_loads_anything_from_elsewhere(site: Path):
    pages = [html.parse(page).getroot() for page in site.rglob("*.html")]
    assert len(pages) > len(PAGES)
    for page in pages:
        loaded = [one.get("href") or one.get("src") for one in page.iter("link", "script", "img", "iframe", "object")]
        assert not [place for place in loaded if place and re.match(r"(?:[a-z]+:)?//", place)]
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'self'")


@pytest.fixture
def browsed() -> Iterator[object]:
    driver = pytest.importorskip("playwright.sync_api", reason="Playwright is missing; pip install playwright")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium to look at the pages with; install it: apt-get install chromium")
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def test_pages_that_are_opened_from_disk_can_be_searched(site: Path, browsed):
    asked: list[str] = []
    browsed.on("request", lambda request: asked.append(request.url))
    browsed.goto((site / "index.html").as_uri() + "?q=waivers")  # asked as soon as the search can be
    browsed.locator(".md-search-result__item a[href*='check.html']").first.wait_for(state="attached", timeout=90_000)
    browsed.goto((site / "reports" / "libya-talks.html").as_uri())
    assert {url.partition(":")[0] for url in asked} <= {"file", "data", "blob"}
