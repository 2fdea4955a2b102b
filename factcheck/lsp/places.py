"""Where the words of a finding stand in a document as an editor holds it. Pure.

Offsets are characters of `joined(lines)`, the document with every line end as one newline.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from factcheck.domain.findings import Evidence
from factcheck.domain.text import Span

# What ends a line in an editor (LSP 3.17, "Text Documents"); str.splitlines knows many more.
_LINE_END = re.compile(r"\r\n|\n|\r")
# A page in pieces: what is not shown, what stands for another character, blanks, characters.
_PIECE = re.compile(
    r"(?P<hidden><!--.*?-->|<(?P<tag>head|script|style)\b.*?</(?P=tag)\s*>)|(?P<mark><[^>]*>)"
    r"|(?P<entity>&(?:#\d+|#[xX][\da-fA-F]+|\w+);)|(?P<blank>\s+)|.",
    re.DOTALL | re.IGNORECASE,
)
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|em|i|mark|q|s|small|span|strong|sub|sup|u)\b", re.IGNORECASE)


def lines_of(text: str) -> list[str]:
    """Split a document as editors do."""
    return _LINE_END.split(text)


def joined(lines: Sequence[str]) -> str:
    return "\n".join(lines)


def line_and_column(lines: Sequence[str], offset: int) -> tuple[int, int]:
    """Return the line and the character in it, both from 0, of an offset."""
    starts = [0, *accumulate(len(line) + 1 for line in lines[:-1])]
    line = bisect_right(starts, offset) - 1
    return line, offset - starts[line]


def place(evidence: Evidence, lines: Sequence[str], *, as_written: bool) -> Span:
    """Return the differing words' offsets: the words themselves, else all of their line.

    `as_written` says that lines of the evidence are lines of the document; else it is a page, in which the quote is
    looked for between the marks.
    """
    words = evidence.quote[slice(*evidence.span)]
    if not as_written:
        return _on_page(evidence, joined(lines)) or _whole(lines, 0)
    line = min(evidence.line, len(lines)) - 1
    start = sum(len(before) + 1 for before in lines[:line])
    exact = start + evidence.column - 1
    text = joined(lines)
    if words and text.startswith(words, exact):
        return Span(exact, exact + len(words))
    found = [m.start() for m in re.finditer(re.escape(words), lines[line])] if words else []
    if not found:
        return _whole(lines, line)
    nearest = min(found, key=lambda at: abs(at - evidence.column + 1))  # marks that the reader took out moved it
    return Span(start + nearest, start + nearest + len(words))


def _whole(lines: Sequence[str], line: int) -> Span:
    start, text = sum(len(before) + 1 for before in lines[:line]), lines[line]
    return Span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()) or start)


def _on_page(evidence: Evidence, page: str) -> Span | None:
    shown, spans = _shown(page)
    quote, within = _squeezed(evidence.quote)
    first, last = bisect_right(within, evidence.span[0] - 1), bisect_right(within, evidence.span[1] - 1)
    words = quote[first:last].strip()
    at = shown.find(quote)
    start = at + first if at >= 0 else shown.find(words)
    if not words or start < 0 or (at < 0 and shown.count(words) > 1):
        return None
    return Span(spans[start].start, spans[start + len(words) - 1].end)


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
    """The text with blanks made single, with the offset of each character in it."""
    found = [(" " if m.group().isspace() else m.group(), m.start()) for m in re.finditer(r"\s+|\S", text)]
    return "".join(character for character, _ in found), [offset for _, offset in found]
