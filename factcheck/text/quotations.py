"""Stretches of text that stand in quotation marks, across sentences and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.domain.text import Sentence, Span
from factcheck.text.excerpt import ELLIPSIS, one_line
from factcheck.text.in_order import spans_in_order

# The marks of double quotation; whichever closes, closes: “so'' and ``so" occur in wire copy.
DOUBLE = r"``|''|‘‘|’’|[\"“”„‟«»]"
MARK = re.compile(DOUBLE)
OPENS = frozenset({"``", "‘‘", "“", "„", "‟", "«"})
CLOSES = frozenset({"''", "’’", "”", "»"})

# A single mark is an apostrophe unless it stands before a word and another stands after one. "'90s", "'em" are
# apostrophes too. The closing mark may stand off after a comma or stop in text that was tokenised.
_SINGLE = re.compile(
    r"(?<![\w'’])['‘](?!\s|\d0s|em\b|til\b|n\b|cause\b|tis\b|twas\b|['‘’])"
    r"((?:[^'‘’\n]|(?<=\w)['’](?=\w))*?(?<!\s))"
    r"(?:(?<=[.,?!]) ['’](?=\s)|['’](?!\w))"
)

_AROUND = 2  # words shown on either side of the differing ones
_SHOWN = 16  # words of a wording that are shown


def quotations(text: str, stretches: Sequence[Span]) -> tuple[Span, ...]:
    """Return the quoted stretches, marks excluded, in order. `stretches` are the paragraphs to look at.

    A quotation that is still open at a paragraph's end ends there: where it goes on, the next paragraph opens
    with a mark of its own, as is the custom in print, or its first mark closes what the one before opened.
    """
    found: list[Span] = []
    still_open = False
    for stretch in stretches:
        double, still_open = _double(text, stretch, still_open)
        found += double
        outer = spans_in_order(double)
        found += (span for span in _single(text, stretch) if not outer.overlapping(span))
    return tuple(sorted(span for span in found if span.start < span.end))


def quoted_part(sentence: Sentence, span: Span) -> Span | None:
    """Return what of the words at `span` stands in the first quotation marks there; None where it stands in none."""
    stretch = next((quoted for quoted in sentence.quoted if quoted.overlaps(span)), None)
    return Span(max(span.start, stretch.start), min(span.end, stretch.end)) if stretch else None


def wording(sentence: Sentence, span: Span) -> str:
    """Return the words at `span`, offsets of the article, with a few of their quotation around them, on one line."""
    text, start = sentence.text, sentence.span.start
    before = _words(MARK.split(text[: span.start - start])[-1])[-_AROUND:]
    inside = _words(text[span.start - start : span.end - start])
    after = _words(MARK.split(text[span.end - start :])[0])[:_AROUND]
    words = [*before, *inside, *after]
    return one_line(
        " ".join(words if len(words) <= _SHOWN else [*words[: _SHOWN // 2], ELLIPSIS, *words[-_SHOWN // 2 :]])
    )


def _words(text: str) -> list[str]:
    """The words of a text without marks that stand alone and quotation marks."""
    words = (word.strip('"“”') for word in text.split())
    return [word for word in words if any(letter.isalnum() for letter in word)]


def _double(text: str, stretch: Span, still_open: bool) -> tuple[list[Span], bool]:  # noqa: FBT001 - a state, no option
    spans: list[Span] = []
    marks = list(MARK.finditer(text, stretch.start, stretch.end))
    opened = stretch.start if still_open and marks and _surely_closes(text, marks[0], stretch) else None
    for match in marks:
        if opened is None and not _surely_closes(text, match, stretch):
            opened = match.end()
        elif opened is not None and not _surely_opens(text, match, stretch):
            spans.append(Span(opened, match.start()))
            opened = None
    if opened is not None:
        spans.append(Span(opened, stretch.end))
    return spans, opened is not None


def _surely_opens(text: str, mark: re.Match[str], stretch: Span) -> bool:
    if mark.group() in OPENS:
        return True
    return mark.group() == '"' and _gap_before(text, mark, stretch) and not _gap_after(text, mark, stretch)


def _surely_closes(text: str, mark: re.Match[str], stretch: Span) -> bool:
    if mark.group() in CLOSES:
        return True
    return mark.group() == '"' and not _gap_before(text, mark, stretch) and _gap_after(text, mark, stretch)


def _gap_before(text: str, mark: re.Match[str], stretch: Span) -> bool:
    return mark.start() == stretch.start or text[mark.start() - 1].isspace() or text[mark.start() - 1] in "([—–-"


def _gap_after(text: str, mark: re.Match[str], stretch: Span) -> bool:
    return mark.end() == stretch.end or text[mark.end()].isspace() or text[mark.end()] in ".,;:!?)]—–-"


def _single(text: str, stretch: Span) -> list[Span]:
    return [Span(*match.span(1)) for match in _SINGLE.finditer(text, stretch.start, stretch.end)]
