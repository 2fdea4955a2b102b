"""JSON-LD: the base of its nodes, how they are written, and the addresses by which they are known."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from factcheck.domain.findings import Discrepancy, ReportedArticle
from factcheck.text.excerpt import in_json, one_line

# What no address on the web holds as it is, and what could end the quotes that one stands in.
_UNFIT = re.compile(r"[\s<>\"{}|\\^`]")
# So that a page may hold the text in a script element: none of its words ends that, or begins a comment in it.
_OF_MARKUP = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


class LinkedNode(BaseModel):
    """Base of what is written as JSON-LD: frozen, no unknown terms. What is None is left out.

    A field that ends in _ is a keyword: `id_` is written as @id; the rest as the vocabularies have it: `part_of` as
    partOf.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        alias_generator=lambda name: f"@{name[:-1]}" if name.endswith("_") else to_camel(name),
    )


def written(nodes: LinkedNode | Sequence[LinkedNode]) -> str:
    """Return one node or a list of them as JSON, fit to stand in a page: what acts or is markup there as escapes."""
    plain = [_plain(node) for node in nodes] if isinstance(nodes, Sequence) else _plain(nodes)
    form = in_json(json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False))
    return "".join(_OF_MARKUP.get(letter, letter) for letter in form) + "\n"


def _plain(node: LinkedNode) -> dict[str, Any]:
    return node.model_dump(mode="json", by_alias=True, exclude_none=True)


def page_of(article: ReportedArticle) -> str | None:
    """Return the address of an article's page; None where there is none, or what is given is no address on the web."""
    url = article.url or ""
    if _UNFIT.search(url) or one_line(url) != url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def name_of_text(article: ReportedArticle) -> str:
    """Return a name for the text of an article, which offsets count in: by its SHA-256, the same wherever it lies."""
    return f"urn:sha256:{name_part(article.sha256)}"


def name_of_finding(discrepancy: Discrepancy, *parts: str | int) -> str:
    """Return a name for a finding, or for a part of it; the same finding has the same in every report."""
    return ":".join(["urn:factcheck:finding", *(name_part(str(part)) for part in (discrepancy.id, *parts))])


def name_part(text: str) -> str:
    """Return what may stand between the colons of a name."""
    return quote(text, safe="", errors="replace")
