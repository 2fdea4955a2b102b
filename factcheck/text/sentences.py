"""Sentences with offsets: `sentencex` decides, paragraph by paragraph; what it does not know of news is mended here.

Quotation marks are hidden from it, because it keeps everything between two marks as one sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from factcheck.domain.text import Places, Sentence, SetAside, Span
from factcheck.settings.limits import LONGEST_SENTENCE
from factcheck.text.in_order import InOrder, spans_in_order
from factcheck.text.paragraphs import remaining, trimmed
from factcheck.text.quotations import DOUBLE, quotations
from factcheck.text.tokens import tokens
from factcheck.text.tokens import words as words_in

_HIDDEN = re.compile(rf"{DOUBLE}|(?<!\w)['‘](?=\w)|(?<=[.!?,])\s?['’](?!\w)")
_CLOSING_MARKS = re.compile(r"[\s\"”»'’)\]]*")
_CLOSERS = "\"”»'’)]"
_STRAIGHT = "\"'’"  # closers that may open, too
_AROUND_SENTENCES = " \t\n\r\"“”«»'‘’`([)]"
_TELLING = 200  # characters before a cut that tell whether it is one: its last word and the marks behind it

# Ends that are no ends, judged by the last words of one piece and the first of the next.
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:Dr|Mr|Mrs|Ms|Prof|Rev|Gen|Maj|Col|Lt|Capt|Cmdr|Sgt|Adm|Brig|Sen|Rep|Gov|Pres|Amb|Insp|Det|Supt|Const|Cpl|Pvt"
    r"|Hon|St|Mt|Ft|No|Nos|vs|approx|est|Fig|Vol)\.$"
)
_CLOCK_END = re.compile(r"\b[ap]\.[ ]?m\.$", re.IGNORECASE)
_NAMING = (  # what begins a sentence about a time, and no name
    r"(?!(?:The|This|That|These|Next|Last|Some|Any|Each|Every|No|First|Half|Full|Extra|Same|By|At|In|On|Of|For|From|More|One|It)\b)"
)
_CLOCK_GOES_ON = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d"
    r"|\(?(?:[A-Z]{1,4}T|UTC)\b|(?:local|Eastern|Central|Pacific|Mountain)\b"
    rf"|(?:{_NAMING}[A-Z][\w'’-]*\s){{1,4}}(?:(?:standard|daylight|summer)\s)?[Tt]ime\b"  # "New Zealand time"
)
_MONTH_END = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$")
_DIGITS_END = re.compile(r"(?:^|[\s$€£(])\d+\.$")
_SAID = r"(?:said|says|asked|asks|added|adds|replied|shouted|wrote|told|cried|wondered)\b"
_ATTRIBUTION = re.compile(rf"(?:[A-Z][\w'’.-]*\s+){{1,4}}{_SAID}")

# Where a space was lost between two sentences: "…in the capital.The army…"; hosts and file names are not this.
_GLUED = re.compile(r"(?<=[a-z]{2}[.!?])(?=[A-Z][a-z]*\s)|(?<=[a-z]{2}[.!?][\"”’])(?=[A-Z][a-z]*\s)")

_WORD = re.compile(r"\w+|[^\w\s]")
_BREAK = re.compile(r"[,;:]\s+(?!\d{4})")  # "May 2, 2013" is one date


@lru_cache(maxsize=1)
def _boundaries() -> Any:
    from sentencex import get_sentence_boundaries  # late: only a run that reads needs it

    return get_sentence_boundaries


def sentences(
    article_id: str, text: str, set_aside: Sequence[SetAside] = (), *, places: Places | None = None
) -> tuple[Sentence, ...]:
    """Return the sentences of `text`, in order, without what is set aside.

    Spans do not overlap, point into `text`, and hold every character outside `set_aside` but white space. None has
    more than `LONGEST_SENTENCE` words and marks: a table is cut between two of its entries.
    """
    stretches = remaining(text, (item.span for item in set_aside))
    quoted = spans_in_order(quotations(text, stretches))
    stands = places or Places.verbatim(text)
    return tuple(
        Sentence(
            article=article_id,
            index=index,
            span=span,
            text=span.of(text),
            tokens=tokens(span.of(text), span.start),
            quoted=_within(span, quoted),
            places=stands,
        )
        for index, span in enumerate(_spans(text, stretches))
    )


def worded(text: str, set_aside: Sequence[SetAside] = ()) -> list[tuple[str, list[str]]]:
    """Return the text of each of the same sentences with its words and marks, for who needs no more."""
    texts = [span.of(text) for span in _spans(text, remaining(text, (item.span for item in set_aside)))]
    return [(one, [one[start:end] for start, end in words_in(one)]) for one in texts]


def _spans(text: str, stretches: Sequence[Span]) -> Iterator[Span]:
    for stretch in stretches:
        for whole in split(text, stretch):
            yield from _bounded(text, whole)


def split(text: str, stretch: Span) -> list[Span]:
    """Return where the sentences of one stretch of a paragraph stand, in order."""
    words = stretch.of(text)
    hidden = _HIDDEN.sub(lambda match: " " * len(match.group()), re.sub(r"\s", " ", words))
    cuts = {int(b["start_index"]) for b in _boundaries()("en", hidden)} | {m.start() for m in _GLUED.finditer(words)}
    straight = {mark: [n for n, letter in enumerate(words) if letter == mark] for mark in _STRAIGHT}
    cuts = {_after_closing_marks(words, cut, straight) for cut in cuts} - {0, len(words)}
    kept: list[int] = [0]
    ordered = [*sorted(cuts), len(words)]
    for cut, following in pairwise(ordered):
        if not _goes_on(words[max(kept[-1], cut - _TELLING) : cut], words[cut:following]):
            kept.append(cut)
    edges = [*kept, len(words)]
    spans = (trimmed(text, stretch.start + a, stretch.start + b) for a, b in pairwise(edges))
    return [span for span in spans if span.start < span.end]


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """Cut what is too long for a sentence, each time at the last mark that leaves a piece short enough."""
    at = span.start
    words = [m.start() for m in _WORD.finditer(text, *span)] if span.end - at > LONGEST_SENTENCE else []
    while (beyond := bisect_left(words, at) + LONGEST_SENTENCE) < len(words):
        breaks = (m.end() for m in _BREAK.finditer(text, at, words[beyond] + 1))
        cut = max(breaks, default=words[beyond])
        yield trimmed(text, at, cut)
        at = cut
    yield Span(at, span.end)


def _after_closing_marks(words: str, cut: int, straight: Mapping[str, Sequence[int]]) -> int:
    """Move a cut to where the next sentence's own marks begin: closing marks belong to the sentence before."""
    stop = cut
    while stop and words[stop - 1] in _AROUND_SENTENCES:
        stop -= 1
    marks = _CLOSING_MARKS.match(words, stop)
    at = stop
    for position in range(stop, marks.end() if marks else stop):
        if words[position] in _CLOSERS and _closes(words, position, straight):
            at = position + 1
    return at


def _closes(words: str, position: int, straight: Mapping[str, Sequence[int]]) -> bool:
    """Say whether the mark at `position` closes: a straight one does when nothing but marks precede it directly."""
    mark = words[position]
    if mark in "”»)]":
        return True
    before, after = words[position - 1], words[position + 1 : position + 2]
    if not before.isspace():
        return True
    if after and not after.isspace():
        return False
    return bisect_left(straight[mark], position) % 2 == 1


def _goes_on(before: str, after: str) -> bool:
    """Say whether `after` belongs to the sentence that `before` begins."""
    end, start = before.rstrip(" \t\n\r\"”»'’"), after.lstrip(" \t\n\r\"“«'‘")
    if not end or not start:
        return True
    if start[0].islower() or start[0] in ",;" or _ABBREVIATED.search(end):
        return True
    if _CLOCK_END.search(end) and _CLOCK_GOES_ON.match(start):
        return True
    if re.match(r"0\d", start):  # "a reading of. 08": a decimal that lost its zero and gained a space
        return True
    if start[0].isdigit() and (_MONTH_END.search(end) or _DIGITS_END.search(end)):
        return True
    closed = len(end) < len(before.rstrip()) and end[-1] in "?!"
    return closed and _ATTRIBUTION.match(after.lstrip()) is not None


def _within(span: Span, quoted: InOrder[Span]) -> tuple[Span, ...]:
    return tuple(Span(max(span.start, q.start), min(span.end, q.end)) for q in quoted.overlapping(span))
