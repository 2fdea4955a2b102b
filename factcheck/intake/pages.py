"""Web pages, wherever they come from: the article without the page around it, by trafilatura; its dates by htmldate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from factcheck.domain.text import Article, Places
from factcheck.errors import UnreadableArticle
from factcheck.intake.decoding import decode, repaired
from factcheck.intake.places import on_page
from factcheck.intake.records import article
from factcheck.settings.lexicons import load_lexicons
from factcheck.settings.limits import LARGEST_PAGE, MOST_ATTRIBUTES
from factcheck.text.walls import asked_for, wall

# The web began in 1990; a page that claims an earlier date names another thing's.
FIRST_WEB_DAY = date(1990, 1, 1)
# Where a page must name its character set (HTML standard, "prescan a byte stream").
PRESCAN_BYTES = 1024
# A page with fewer words is its own menu: the shortest news item has a sentence.
FEWEST_WORDS = 10
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_CROWDED = re.compile(
    r"<[a-z][^\s>]*+(?:\s++[^\s=>]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]++))?+)" + f"{{{MOST_ATTRIBUTES + 1}}}",
    re.IGNORECASE,
)
# What trafilatura looks for in the beginning; without it, it gives up a page that is one <article>, as desks paste it.
_SAYS_SO = re.compile(r"(?i)html")
_BEGINNING = 50
_FORMAT = "%Y-%m-%dT%H:%M:%S%z"
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt", "figcaption", "figure"),
        *("footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
        *("section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)
_HIDDEN = frozenset({"title", "script", "style", "head", "template", "noscript", "iframe", "object", "svg"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MARK = re.compile(r"<[a-zA-Z/!][^<>]*+>|&\w+;")


def page_article(
    data: bytes, *, path: str, stem: str, today: date, charset: str | None = None, url: str | None = None
) -> Article:
    """Return the article of a page; `charset` and `url` are what whoever sent it said of it.

    The page's own address counts before `url`. Raises UnreadableArticle where there is none, or the page is too large.
    """
    if len(data) > LARGEST_PAGE:
        reason = f"{len(data):,} bytes is more than the {LARGEST_PAGE:,} that are read of a page; save its text as .txt"
        raise UnreadableArticle(path, reason)
    match = _DECLARED.search(data[:PRESCAN_BYTES])
    declared = charset or (match.group(1).decode("ascii") if match else None)
    decoded = repaired(decode(data, path, declared=declared))
    document = _extracted(decoded.text, path)
    if document is None or len((document.text or "").split()) < FEWEST_WORDS:
        raise UnreadableArticle(path, _nothing(decoded.text))
    fields = {
        "text": document.text,
        "title": document.title,
        "author": document.author,
        "source": document.sitename or document.hostname or _host(url),
        "url": document.url or url,
        "published": _date(decoded.text, today=today, first=True),
    }
    latest = _date(decoded.text, today=today, first=False)
    if latest != fields["published"]:
        fields["updated"] = latest
    read = article(fields, path=path, stem=stem, today=today, notes=decoded.notes, earliest=FIRST_WEB_DAY)
    return replace(read, places=on_page(read.text, decoded.text))


def words_of(markup: str, path: str) -> str:
    """Return the words of a piece of HTML that is an article and no page, a line a block; plain text stays as it is.

    Raises UnreadableArticle where it is too large, or no HTML.
    """
    if not _MARK.search(markup):
        return markup
    if len(markup) > LARGEST_PAGE:
        raise UnreadableArticle(path, f"its text has more than the {LARGEST_PAGE:,} characters that are read of a page")
    import lxml.html  # with trafilatura

    try:
        root = lxml.html.fragment_fromstring(_CONTROL.sub(" ", markup), create_parent="div")
    except (lxml.etree.LxmlError, ValueError) as error:
        raise UnreadableArticle(path, f"its text is no HTML ({error}); save the article as .txt") from error
    lines = "".join(_words(root)).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _words(root: Any) -> Iterator[str]:
    """The words of an element and of all within it; line ends of the markup are none of the text's."""
    from lxml import etree

    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        block = element.tag in _BLOCKS
        hidden += (element.tag in _HIDDEN) * {"start": 1, "end": -1}.get(event, 0)
        if event == "start":
            yield "\n" if block else ""
            yield "" if hidden else (element.text or "").replace("\n", " ")
            continue
        yield "\n" if block else ""
        yield "" if hidden or element is root else (element.tail or "").replace("\n", " ")


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None


def nowhere() -> Places:
    """Return the places of a text whose file has no lines that a reader could be sent to."""
    return Places((), (0,))


def _extracted(page: str, path: str) -> Any:
    if _CROWDED.search(page):
        reason = f"a tag of this page has more than {MOST_ATTRIBUTES} attributes; save the page's text as .txt"
        raise UnreadableArticle(path, reason)
    import trafilatura  # 0.6 s: only where a web page is read

    if page.lstrip().startswith("<") and not _SAYS_SO.search(page[:_BEGINNING]):
        page = f"<!DOCTYPE html>{page}"
    return trafilatura.bare_extraction(page, include_comments=False, include_tables=False, with_metadata=True)


def _nothing(page: str) -> str:
    """Say why there is no article: what the page shows instead, where it is a notice."""
    asks = wall(_MARK.sub("\n", page), load_lexicons().walls)
    if asks:
        return asked_for(asks)
    return "no article was found on this page; save its text as .txt, or the page as the browser shows it"


def _date(page: str, *, today: date, first: bool) -> str | None:
    """Return the first or the latest date that the page states in its markup; nothing is inferred from its prose."""
    from htmldate import find_date

    found = find_date(
        page,
        extensive_search=False,
        original_date=first,
        outputformat=_FORMAT,
        min_date=FIRST_WEB_DAY.isoformat(),
        max_date=today.isoformat() + "T23:59:59",
    )
    return str(found) if found else None
