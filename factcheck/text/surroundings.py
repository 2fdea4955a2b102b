"""What stands before and after a quote in its article: the sentences that an editor reads along with it."""

from __future__ import annotations

from factcheck.domain.text import Span
from factcheck.text.excerpt import one_line
from factcheck.text.sentences import sentences

_WINDOW = (
    1500  # characters on either side that are split into sentences: room for three long ones, whatever the article
)


def surroundings(text: str, quote: Span, *, count: int = 3) -> tuple[str, str]:
    """Return what precedes and what follows `quote` so that, with it, `count` sentences are seen; each on one line.

    A sentence before and one after where there are; at either end of the text the other end gives more.
    """
    window = _window(text, quote)
    spans = [s.span for s in sentences("", window.of(text))]
    at = Span(quote.start - window.start, quote.end - window.start)
    before = [s for s in spans if s.end <= at.start]
    after = [s for s in spans if s.start >= at.end]
    wanted = max(0, count - (len(spans) - len(before) - len(after)))
    last = min(len(after), max((wanted + 1) // 2, wanted - len(before)))
    first = min(len(before), wanted - last)
    words = window.of(text)
    inside = [s for s in spans if s.overlaps(at)]
    begin = before[-first].start if first else min((s.start for s in inside), default=at.start)
    end = after[last - 1].end if last else max((s.end for s in inside), default=at.end)
    return one_line(words[min(begin, at.start) : at.start]), one_line(words[at.end : max(end, at.end)])


def _window(text: str, quote: Span) -> Span:
    """The stretch around a quote that is split: from a blank to a blank, so that no word is cut."""
    start, end = max(0, quote.start - _WINDOW), min(len(text), quote.end + _WINDOW)
    if start:
        start = next((i for i in range(start, quote.start) if text[i].isspace()), quote.start)
    if end < len(text):
        end = next((i for i in range(end, quote.end, -1) if text[i - 1].isspace()), quote.end)
    return Span(start, end)
