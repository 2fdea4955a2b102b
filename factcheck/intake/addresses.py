"""Articles that were loaded from an address: what they are called, and what of them the address says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import SplitResult, unquote, urlsplit

from factcheck.domain.text import Article, Fetched, Skipped

_USER = re.compile(r"^(https?://)[^/?#]*@", re.IGNORECASE)
_ENDING = re.compile(r"\.[a-z]{1,5}\d?$", re.IGNORECASE)
_PAGES = {".html", ".htm"}
_UNNAMED = re.compile(r"[\x00-\x1f\x7f/\\]")


def shown(address: str) -> str:
    """Return a path as a report may show it: an address without a user's name and password, any other as it is."""
    return _USER.sub(r"\1...@", address)


def file_of(page: Fetched) -> Path:
    """Return what a page would be called as a file: by the last part of its address that says anything, or its host."""
    last = PurePosixPath(unquote(_split(page.address).path)).name
    stem = _ENDING.sub("", last) or _host(page.address)
    return Path(f"{_UNNAMED.sub('_', stem).strip(' .') or 'page'}{page.suffix}")


def placed(
    articles: Sequence[Article], skipped: Sequence[Skipped], page: Fetched, *, several: bool
) -> tuple[list[Article], list[Skipped]]:
    """Return what was read of a page, as read from its address.

    A web page's `url` is the address that it was asked for by, another file's the one that it says itself, else that
    address. The articles of a form that holds `several`, a feed or a list, keep their own, and have none where they say
    none, even where one stands there alone: tomorrow the address is another's. Where none says who published it, its
    host does.
    """
    notes = (f"it was loaded from {shown(page.final)}, where its address leads",) if page.final != page.address else ()
    of_all = None if several else page.address
    return (
        [
            replace(
                article,
                path=page.address,
                url=page.address if page.suffix in _PAGES else article.url or of_all,
                source=_host(page.final) if article.source == article.id else article.source,
                notes=(*article.notes, *notes),
            )
            for article in articles
        ],
        [replace(skip, path=page.address) for skip in skipped],
    )


def _host(address: str) -> str:
    return (_split(address).hostname or "").removeprefix("www.")


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:  # what one library takes for an address another may not
        return urlsplit("")
