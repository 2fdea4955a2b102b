"""Where a page leads to a file of the repository there is one, and in it the heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "reports").glob("*.md"))]


def tokens(text: str) -> list[Token]:
    return MarkdownIt().enable("table").parse(text)


def links(text: str) -> Iterator[str]:
    """What links and pictures lead to inside of the repository."""
    for part in tokens(text):
        for inner in part.children or ():
            to = inner.attrGet("href") or inner.attrGet("src")
            if isinstance(to, str) and "://" not in to:
                yield to


@cache
def anchors(page: Path) -> set[str]:
    """The headings as code hosts name them, and names that a page gives itself."""
    text = page.read_text(encoding="utf-8")
    headings = [second.content for first, second in pairwise(tokens(text)) if first.type == "heading_open"]
    named = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
    return {*named, *re.findall(r'<a (?:id|name)="([^"]+)"', text)}


def leads_somewhere(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = page.parent / path if path else page
    return target.exists() and (not anchor or anchor in anchors(target))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path):
    assert not [link for link in links(page.read_text(encoding="utf-8")) if not leads_somewhere(page, link)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see [the check](check.md#exit-codes)", ["check.md#exit-codes"]),
        ("![a picture](learning.svg)", ["learning.svg"]),
        ("| in a |\n|---|\n| [table](api.md) |", ["api.md"]),
        ("[elsewhere](https://example.org)", []),
        ("`[as code](x.md)`", []),
        ("```\n[as code](x.md)\n```", []),
    ],
)
def test_what_is_a_link(text: str, found: list[str]):
    assert [*links(text)] == found


@pytest.mark.parametrize("link", ["lost.md", "page.md#lost", "#lost"])
def test_a_link_to_nothing_is_seen(link: str, tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text("# A page, and `code`\n", encoding="utf-8")
    assert leads_somewhere(page, "#a-page-and-code")
    assert not leads_somewhere(page, link)
