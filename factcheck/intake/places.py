"""Where the characters of an article's text stand in the file that it was read from, whatever the file's form.

A reader says how its form writes a text; what comes of it is one map from offsets in the text to places in the file.
"""

from __future__ import annotations

import html
import json
import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping

from factcheck.domain.text import Places, Span, Verbatim
from factcheck.settings.limits import LONGEST_ARTICLE
from factcheck.text.paragraphs import beginning

# A mark of a form of text, and what of it belongs to the text.
Mark = tuple[re.Pattern[str], Callable[[re.Match[str]], Iterable[Span | str]]]

_LITERAL = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_ESCAPE = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.", re.DOTALL)  # half pairs together: one character
# A page in pieces: what is not shown, what stands for another character, blanks, characters.
_PIECE = re.compile(
    r"(?P<hidden><!--(?:(?!-->|<!--).)*+-->|<(?P<tag>head|script|style)\b(?:(?!</?(?P=tag)\b).)*+</(?P=tag)\s*+>)"
    r"|(?P<mark><[^<>]*+>)"
    r"|(?P<entity>&(?:#\d+|#[xX][\da-fA-F]+|\w+);)|(?P<blank>\s+)|.",
    re.DOTALL | re.IGNORECASE,
)
_MOST_MISSED = 100  # lines not found, each sought in all of a page, before the page counts as written some other way
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|em|i|mark|q|s|small|span|strong|sub|sup|u)\b", re.IGNORECASE)
_ITEM = re.compile(r"^[-*] ")  # how the extraction of a page writes an item of a list


def at_the_end(text: str, raw: str) -> Places:
    """Return the places of a text that is the end of its file, word for word."""
    return Places((Verbatim(0, len(text), len(raw) - len(text)),), line_starts(raw))


def without_marks(raw: str, at: int, marks: Iterable[Mark]) -> tuple[str, Places]:
    """Return a file's text from `at` on without its marks, and where it stands in the file.

    Each of `marks` is a pattern and what of a match stays: stretches of it, and words that stand in for others.
    """
    text, stands = raw[at:], array("q", range(at, len(raw)))  # of each character its place in the file, or -1
    for pattern, kept in marks:
        words: list[str] = []
        places, done = array("q"), 0
        for match in pattern.finditer(text):
            for part in (Span(done, match.start()), *kept(match)):
                if isinstance(part, Span):
                    words.append(part.of(text))
                    places.extend(stands[part.start : part.end])
                else:
                    words.append(part)
                    places.extend([-1] * len(part))
            done = match.end()
        words.append(text[done:])
        text, stands = "".join(words), places + stands[done:]
    found = (Verbatim(n, n + 1, place) for n, place in enumerate(stands) if place >= 0)
    return text, Places(tuple(_merged(found)), line_starts(raw))


def literals(raw: str) -> Mapping[str, Span]:
    """Return where each string of a JSON text stands, between its quotation marks; of equal ones the first.

    Of a string longer than an article's text it is the beginning that is known.
    """
    found: dict[str, Span] = {}
    for match in _LITERAL.finditer(raw):
        try:
            words = beginning(json.loads(match.group(), strict=False), LONGEST_ARTICLE)
            found.setdefault(words, Span(match.start() + 1, match.end() - 1))
        except ValueError:  # no string after all: this is no JSON, which is for the reader to say
            continue
    return found


def in_literal(raw: str, literal: Span | None, lines: tuple[int, ...], *, record: int | None = None) -> Places:
    """Return the places of a text that a JSON string holds; `literal` is None where that is not to be found."""
    if literal is None:
        return Places((), lines, record)
    return Places(tuple(_pieces(raw, literal, _ESCAPE)), lines, bisect_right(lines, literal.start))


def in_cell(text: str, raw: str, row: Span, lines: tuple[int, ...], *, record: int) -> Places:
    """Return the places of a text that is a cell of a row: quotation marks in it may be doubled."""
    for written, doubled in ((text, False), (text.replace('"', '""'), True)):
        at = raw.find(written, row.start, row.end)
        if at >= 0:
            cell = Span(at, at + len(written))
            runs = _pieces(raw, cell, re.compile('""')) if doubled else [Verbatim(0, len(text), at)]
            return Places(tuple(runs), lines, record)
    return Places((), lines, record)


def just_so(words: str, raw: str, within: Span) -> Places | None:
    """Return the places of words that stand in a stretch of their file as they are; None where they do not."""
    at = raw.find(words, within.start, within.end)
    return Places((Verbatim(0, len(words), at),), line_starts(raw)) if words and at >= 0 else None


def on_page(text: str, page: str) -> Places:
    """Return the places of a text that was taken from a web page, as far as its lines are found between the tags."""
    shown, spans = _shown(page)
    runs: list[Verbatim] = []
    start, cursor, missed = 0, 0, 0
    for line in text.split("\n"):
        words, within = _squeezed(_ITEM.sub("  ", line))
        sought = bool(words) and missed < _MOST_MISSED
        at = shown.find(words, cursor) if sought else -1
        if sought and at < 0:
            missed += 1
            at = shown.find(words) if shown.count(words) == 1 else -1
        if at >= 0:
            cursor = at + len(words)
            characters = zip(within, spans[at:cursor], strict=True)
            runs += [
                Verbatim(start + n, start + n + 1, span.start) for n, span in characters if page[span.start] == line[n]
            ]
        start += len(line) + 1
    return Places(tuple(_merged(runs)), line_starts(page))


def line_starts(raw: str) -> tuple[int, ...]:
    """Return the offsets at which the lines of a file begin, as editors count them."""
    return (0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", raw)))


def _pieces(raw: str, literal: Span, escape: re.Pattern[str]) -> Iterator[Verbatim]:
    """The stretches between escapes, each of which stands for one character."""
    edges = [literal.start, *(e for m in escape.finditer(raw, *literal) for e in m.span()), literal.end]
    start = 0
    for at, end in zip(edges[::2], edges[1::2], strict=True):
        if at < end:
            yield Verbatim(start, start + end - at, at)
        start += end - at + 1


def _merged(runs: Iterable[Verbatim]) -> Iterator[Verbatim]:
    """Join runs that go on in the file as in the text."""
    last: Verbatim | None = None
    for run in runs:
        if last and run.start == last.end and run.at - last.at == run.start - last.start:
            last = Verbatim(last.start, run.end, last.at)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _shown(page: str) -> tuple[str, list[Span]]:
    """The words of a page, blanks made single, with what stands for each character in the page."""
    characters: list[str] = []
    spans: list[Span] = []
    for piece in _PIECE.finditer(page):
        if piece["hidden"]:
            continue
        if piece["mark"]:
            text = "" if _INLINE.match(piece["mark"]) else " "
        else:
            text = html.unescape(piece.group()) if piece["entity"] else piece.group()
        for character in text:
            blank = character.isspace()
            if not blank or (characters and characters[-1] != " "):
                characters.append(" " if blank else character)
                spans.append(Span(*piece.span()))
    return "".join(characters), spans


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text with blanks made single and none at its ends, with the offset of each character in it."""
    found = [(" " if m.group().isspace() else m.group(), m.start()) for m in re.finditer(r"(?<=\S)\s+(?=\S)|\S", text)]
    return "".join(character for character, _ in found), [offset for _, offset in found]
