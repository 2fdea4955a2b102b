"""Where an article's headline stands: in its text, or in the title that was given beside it."""

from __future__ import annotations

import re
from typing import NamedTuple

from factcheck.domain.text import Article, Part, Span
from factcheck.text.metadata import shown
from factcheck.text.paragraphs import ENDED

# What stands between marks in a title, of which the longest is no site's name: "Flood kills 21 - BBC News".
_BETWEEN_MARKS = re.compile(r"(?<!\S)(?![-–—|·•]\s)\S.*?(?=\s+[-–—|·•]\s|\s*$)")
_WORDS = re.compile(r"[^\W\d]{2,}")
# Share of the words of the shorter of two headlines, over which a title beside the text is the text's own headline told
# again: more than half, for each may add words of its own.
_RETOLD = 0.5


class Headline(NamedTuple):
    """A stretch of an article's text, or of its title."""

    span: Span
    field: Part


def headline_of(article: Article) -> Headline | None:
    """Return where the title stands at the head of a line of the text, white space apart; else the title itself.

    None if it is no headline, or the text's own tells it again in most of its words. A title that ends like a sentence
    is the opening of a text that has no headline.
    """
    words = (article.title or "").split()
    if not words or ENDED.search(words[-1]):
        return None
    found = re.search(r"^\W*" + r"\s+".join(map(re.escape, words)) + r"\s*$", article.text, re.MULTILINE)
    return Headline(Span(*found.span()), Part.TEXT) if found else _beside(article)


def _beside(article: Article) -> Headline | None:
    """A title that does not stand in the text, without the site's name; None if the text has it in other words."""
    title = article.title or ""
    parts = (Span(*match.span()) for match in _BETWEEN_MARKS.finditer(title))
    span = max(parts, key=lambda part: part.end - part.start, default=Span(0, 0))
    words, own = span.of(title), shown(article.text).title
    if not words or words.isupper() or ENDED.search(words) or (own and _alike(words, own)):
        return None
    return Headline(span, Part.TITLE)


def _alike(one: str, other: str) -> bool:
    """Whether two headlines share most of their words. Figures are left out: in them the two may differ."""
    ours, theirs = (set(_WORDS.findall(text.lower())) for text in (one, other))
    return len(ours & theirs) > _RETOLD * min(len(ours), len(theirs))
