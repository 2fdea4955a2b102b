"""Page furniture in text that is already plain: captions, share lines, link lists, headings, stamps.

Nothing is deleted: what is set aside is named with its reason and left out of the comparison. A line is set
aside for a sign of its shape (no final mark, a run of short lines, a bullet, a tag in brackets) or for words
that only page furniture has (`config/lexicons/furniture.toml`); a sentence of news has neither.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from factcheck.domain.text import SetAside, Span
from factcheck.settings.lexicons import Furniture
from factcheck.text.captions import caption_line
from factcheck.text.paragraphs import BULLET, ENDED, left_of, paragraphs, remaining, trimmed
from factcheck.text.passages import passages
from factcheck.text.stamps import dateline, stamp_line, stamps
from factcheck.text.wording import LINK_WORDS, PHRASE_WORDS, QUOTE, REPORTS, key_of, tells_figure, word_count

# Lengths in words, by what a page has room for. They mark where a line stops looking like one of these; none was fitted
# to a corpus.
HEADING_WORDS = 12
TITLE_WORDS = 40
BYLINE_WORDS = 14
# A standfirst is a sentence under the title; what is shorter there is a place, a section or a byline.
STANDFIRST_WORDS = 6
# Three short lines without a final mark are a list of links; of bulleted ones, two.
RUN = 3
BULLETED_RUN = 2
# Where most of the text has no final marks, their absence says nothing.
UNENDED_SHARE = 0.5

_LINK_ENDED = re.compile(r"[.!…:;](?:\s?[\"'”’»)\]])*\s*$")
_BYLINE = re.compile(
    r"(?:By|BY|Written by|Posted by)\s(?:[A-Z][\w.'’-]*|de|la|von|van|al|el|bin|and|&|in|for|of|[,|•/@-]|[Ss]taff|"
    r"[Rr]eporters?|[Ww]riters?|[Cc]orrespondents?|[Ee]ditors?|[Nn]ews|\s)+$"
)
_READER = re.compile(r"\b(?:you|your|us|our|we)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Row:
    """A paragraph, or what is left of it after a stamp; a `part` is what is left after furniture in its midst."""

    span: Span
    words: str
    key: str
    count: int
    ended: bool
    bulleted: bool
    part: bool = False


def set_aside(text: str, furniture: Furniture, *, repeated: Collection[str] = ()) -> tuple[SetAside, ...]:
    """Return the page furniture of `text`, in order, without overlaps. `repeated` is what `repeated_lines` gave."""
    found = _stamps(text)
    rows: list[_Row] = []
    reasons: list[str | None] = []
    for number, span in enumerate(remaining(text, (item.span for item in found))):
        row = _line(text, span)
        reason = _alone(row, furniture, repeated if number else ())
        inside = () if reason else passages(text, span, furniture)
        if not inside or inside[0].span == span:
            rows.append(row)
            reasons.append(inside[0].reason if inside else reason)
            continue
        found += inside
        parts = [_line(text, left, part=True) for left in left_of(text, span, (item.span for item in inside))]
        rows += parts
        reasons += [_bare(part, furniture) for part in parts]
    for shaped in (_captions(rows, reasons, furniture), _shapes(rows, reasons)):
        reasons = [known or new for known, new in zip(reasons, shaped, strict=True)]
    found += [SetAside(row.span, reason) for row, reason in zip(rows, reasons, strict=True) if reason]
    return tuple(sorted(found, key=lambda item: item.span))


def repeated_lines(texts: Sequence[str]) -> frozenset[str]:
    """Return the keys of lines that stand in two or more different texts and are no sentences of news.

    A sentence that two outlets share is wire copy, not furniture: only lines without a final mark, and lines
    that speak to the reader, count.
    """
    seen: Counter[str] = Counter()
    for text in set(texts):
        rows = (_line(text, span) for span in paragraphs(text))
        seen.update({row.key for row in rows if row.key and _may_repeat(row)})
    return frozenset(key for key, count in seen.items() if count > 1)


def _may_repeat(row: _Row) -> bool:
    if row.count > PHRASE_WORDS or QUOTE.search(row.words):
        return False
    return not row.ended or _READER.search(row.words) is not None


def _line(text: str, span: Span, *, part: bool = False) -> _Row:
    words = span.of(text)
    return _Row(
        span=span,
        words=words,
        key=key_of(words),
        count=word_count(words),
        ended=ENDED.search(words) is not None,
        bulleted=BULLET.match(words) is not None,
        part=part,
    )


def _stamps(text: str) -> list[SetAside]:
    found = [SetAside(stamp.span, "date stamp") for stamp in stamps(text)]
    for left in remaining(text, [item.span for item in found]):
        opening = dateline(text, left)
        if opening:
            found.append(SetAside(trimmed(text, *opening), "dateline"))
        elif stamp_line(text, left):
            found.append(SetAside(left, "date stamp"))
    return found


def _alone(row: _Row, furniture: Furniture, repeated: Collection[str]) -> str | None:
    """Say what a whole line is, by its own words."""
    if row.key in repeated and row.count:
        return "repeated across articles"
    if row.count <= BYLINE_WORDS and not row.ended and _BYLINE.match(row.words):
        return "byline"
    return _bare(row, furniture) or caption_line(row.words, furniture)


def _bare(row: _Row, furniture: Furniture) -> str | None:
    if row.count == 0:
        return "mark"
    return "page furniture" if row.key in furniture.whole or row.key in furniture.captions else None


def _captions(rows: Sequence[_Row], known: Sequence[str | None], furniture: Furniture) -> list[str | None]:
    """The line under a bare caption label is the caption."""
    labels = furniture.captions
    return [
        "caption" if number and rows[number - 1].key in labels and not row.ended and not known[number] else None
        for number, row in enumerate(rows)
    ]


def _shapes(rows: Sequence[_Row], known: Sequence[str | None]) -> list[str | None]:
    """Say what lines are by their shape and place: the title, headings, runs of links."""
    reasons: list[str | None] = [None] * len(rows)
    left = [number for number, reason in enumerate(known) if not reason]
    if len(left) > 1 and _is_title(rows[left[0]]):
        reasons[left[0]] = "title"
        left = left[1:]
    if not left or _unmarked([rows[number] for number in left]):
        return reasons
    under_title = left[0] if any(reasons) else -1
    for linky, group in groupby(left, key=lambda number: _is_link(rows[number])):
        run = list(group)
        bulleted = all(rows[number].bulleted for number in run)
        if linky and len(run) >= (BULLETED_RUN if bulleted else RUN) and (bulleted or under_title not in run):
            for number in run:
                reasons[number] = "link"
    for number in left:
        standfirst = number == under_title and rows[number].count >= STANDFIRST_WORDS
        # The last line of news may have been cut off; what only furniture follows is a link, unless it tells a figure.
        cut_off = number == left[-1] and (number == len(rows) - 1 or tells_figure(rows[number].words))
        if not reasons[number] and not standfirst and not cut_off and _is_heading(rows[number]):
            reasons[number] = "heading"
    return reasons


def _unmarked(rows: Sequence[_Row]) -> bool:
    """Say whether the text is one that does without final marks, such as a transcript or a table."""
    total = sum(row.count for row in rows)
    return sum(row.count for row in rows if not row.ended) > UNENDED_SHARE * total


def _is_title(row: _Row) -> bool:
    return not row.part and not row.ended and row.count <= TITLE_WORDS


def _is_link(row: _Row) -> bool:
    return (
        not row.part and row.count <= LINK_WORDS and not _LINK_ENDED.search(row.words) and not QUOTE.search(row.words)
    )


def _is_heading(row: _Row) -> bool:
    if row.part or row.count > HEADING_WORDS or row.words[0].islower() or row.words.endswith(","):
        return False
    if row.words.rstrip().endswith("?") and not QUOTE.search(row.words):
        return True
    return not row.ended and not row.bulleted and not REPORTS.search(row.words)
