"""Page furniture in the midst of a paragraph: what stands there and how much it takes with it.

Each sort says what it takes: a post its stamp, a box all between its two ends, a credit its caption, a mark itself,
words that speak of the page their sentence. Whatever is left of the paragraph is news.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from factcheck.domain.text import SetAside, Span
from factcheck.settings.lexicons import Furniture
from factcheck.text.captions import boxes, credits_in
from factcheck.text.in_order import spans_in_order
from factcheck.text.paragraphs import ENDED, left_of, trimmed
from factcheck.text.posts import posts
from factcheck.text.sentences import split
from factcheck.text.stamps import labelled
from factcheck.text.wording import LINK_WORDS, SAID, line_of_page, may_speak, sentence_of_page, word_count

# Behind a name the name in full, run together with the headlines of other stories up to "MORE": what a page shows over
# a link to whom it is about.
_PROFILE = re.compile(
    r"\b(?P<last>[A-Z][\w'’-]+)\s(?P<box>(?:[A-Z][\w.'’-]*\s|\([A-Z][\w ]{1,20}\)\s){0,4}(?P=last)"
    r"(?:\s(?:Jr|Sr|II|III|IV)\.?)?(?=[A-Z\d'\"‘“])[^\n]{3,500}?\sMORE\b)"
)
# A bracket of its own: it follows a final mark, and a new sentence follows it.
_BRACKET = re.compile(r"(?:[.!?][\"”’]?\s+|^)(?=([(\[][^()\[\]\n]*[)\]]\s+)(?=[A-Z\"“])|[(\[])")


def passages(text: str, paragraph: Span, furniture: Furniture) -> tuple[SetAside, ...]:
    """Return the furniture in a paragraph, in order, without overlaps: all of it, where it is nothing else."""
    found = [SetAside(span, "embedded post") for span in posts(text, paragraph)]
    if found and found[0].span == paragraph:
        return tuple(found)
    for finder, reason in (
        (_profiles, "link"),
        (_boxes, "caption"),
        (_stamps, "date stamp"),
        (_marks, "page furniture"),
        (_links, "link"),
    ):
        for left in left_of(text, paragraph, [item.span for item in found]):
            found += (SetAside(span, reason) for span in finder(text, left, furniture))
    for left in left_of(text, paragraph, [item.span for item in found]):
        found += _sentences(text, left, paragraph, furniture)
    return _joined(text, found)


def _profiles(text: str, stretch: Span, _furniture: Furniture) -> list[Span]:
    return (
        [Span(*match.span("box")) for match in _PROFILE.finditer(text, *stretch)] if "MORE" in stretch.of(text) else []
    )


def _boxes(text: str, stretch: Span, furniture: Furniture) -> list[Span]:
    return boxes(text, stretch, furniture)


def _stamps(text: str, stretch: Span, _furniture: Furniture) -> tuple[Span, ...]:
    return labelled(text, stretch)


def _marks(text: str, stretch: Span, furniture: Furniture) -> list[Span]:
    return [Span(*match.span("mark")) for match in _mark(furniture).finditer(text, *stretch)]


def _links(text: str, stretch: Span, furniture: Furniture) -> Iterator[Span]:
    """Links that end in words such as "Read more", behind which the next sentence begins."""
    found = [*_link_end(furniture).finditer(text, *stretch)]
    starts = [span.start for span in split(text, stretch)] if found else []
    for match in found:
        at = bisect_right(starts, match.start())
        start = starts[at - 1] if at else match.start()
        words = text[start : match.end()]
        short = word_count(words) <= LINK_WORDS and not SAID.search(words)
        yield Span(start if short else match.start("mark"), match.end())


def _sentences(text: str, stretch: Span, paragraph: Span, furniture: Furniture) -> Iterator[SetAside]:
    words = stretch.of(text)
    if not ("/" in words or "(" in words or may_speak(words, furniture)):
        return
    pieces = _pieces(text, stretch)
    ended = ENDED.search(words) is not None
    # A sentence of news may follow a link on one line; not where the line has no final mark, as links have none.
    if stretch == paragraph and (len(pieces) == 1 or not ended):
        reason = line_of_page(words, furniture, ended=ended)
        if reason:
            yield SetAside(stretch, reason)
            return
    pictured = list(credits_in(text, pieces, furniture)) if "/" in words or "(" in words else []
    taken = spans_in_order(pictured)
    yield from (SetAside(span, "photo credit") for span in pictured)
    for piece in pieces:
        reason = sentence_of_page(piece.of(text), furniture, ended=ENDED.search(piece.of(text)) is not None)
        if reason and not taken.overlapping(piece):
            yield SetAside(piece, reason)


def _pieces(text: str, stretch: Span) -> list[Span]:
    """The sentences of a stretch, and each bracket that follows the final mark of one."""
    pieces: list[Span] = []
    for sentence in split(text, stretch):
        cuts = {sentence.start, sentence.end}
        for match in _BRACKET.finditer(sentence.of(text)):
            cuts |= {sentence.start + match.end(), sentence.start + max(match.end(1), match.end())}
        pieces += [trimmed(text, start, end) for start, end in pairwise(sorted(cuts))]
    return pieces


def _joined(text: str, found: list[SetAside]) -> tuple[SetAside, ...]:
    """Join what follows each other for one reason, with nothing but white space between."""
    joined: list[SetAside] = []
    for item in sorted(found, key=lambda item: item.span):
        last = joined[-1] if joined else None
        if last and item.span.start < last.span.end:
            continue
        if last and last.reason == item.reason and not text[last.span.end : item.span.start].strip():
            joined[-1] = SetAside(Span(last.span.start, item.span.end), item.reason)
        else:
            joined.append(item)
    return tuple(joined)


@cache
def _mark(furniture: Furniture) -> re.Pattern[str]:
    longest = sorted(furniture.between, key=lambda phrase: (-len(phrase), phrase))
    written = [p.upper() for p in longest] + [rf"{p[0].upper()}(?i:{re.escape(p[1:])})" for p in longest if " " in p]
    return re.compile(rf"(?:^|(?<=\s))(?P<mark>(?:{'|'.join(written)})(?: \d+ of \d+)?)(?=\s+[A-Z\d\"“‘]|\s*$)")


@cache
def _link_end(furniture: Furniture) -> re.Pattern[str]:
    written = "|".join(re.escape(phrase.capitalize()) for phrase in furniture.ends)
    return re.compile(rf"(?<=[\w?!'’”])\s(?P<mark>{written})(?=\s+[A-Z\"“‘])")
