"""Quotes made fit to be shown: on one line, no longer than asked, without characters that act on a screen."""

from __future__ import annotations

import re
from dataclasses import dataclass

ELLIPSIS = "…"

# Control characters, directional overrides and lone surrogates: in a terminal or a page they act instead of show.
_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# What XML 1.0 cannot hold in any form.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ACTING_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")  # others it escapes anyway
_BLANKS = re.compile(r" \s+|[^\S ]\s*")  # all but a single space, which stays as it is
# At the beginning of a line, or anywhere in it, the log of a build takes these for a command to itself.
_COMMANDS = re.compile(r"(?m)^([ \t]*:)(?=:)|(#)(?=#\w*\[)")
_LINE_END = re.compile("\r\n?|[\n\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a quote: what stands before the marked words, the marked words, what stands after."""

    before: str
    marked: str
    after: str


def one_line(text: str) -> str:
    """Return `text` on one line, blanks collapsed, acting characters shown as U+FFFD."""
    return _flat(text).strip()


def in_lines(text: str) -> str:
    """Return `text` with its lines and blanks as they are, acting characters shown as U+FFFD."""
    lines = _LINE_END.sub("\n", text.replace("\t", " ")).split("\n")
    return "\n".join(_ACTING.sub("\N{REPLACEMENT CHARACTER}", line) for line in lines)


def inert(line: str) -> str:
    """Return a line as it is with nothing in it that acts when it is printed, on a screen or in the log of a build."""
    return without_commands(_ACTING.sub("\N{REPLACEMENT CHARACTER}", line))


def without_commands(text: str) -> str:
    """Return `text` with a blank in what the log of a build would obey: "::error::" and "##[error]"."""
    return _COMMANDS.sub(lambda found: f"{found[0]} ", text)


def in_xml(text: str) -> str:
    """Return `text` with the characters that no XML can hold shown as U+FFFD; it is still to be escaped."""
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def in_json(form: str) -> str:
    """Return JSON with the characters that act when it is shown as escapes: what is read from it stays the same."""
    return _ACTING_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", form)


def shortened(text: str, *, words: int) -> str:
    """Return the first `words` words of a text on one line, with an ellipsis behind them where there are more."""
    found = one_line(text).split()
    return " ".join(found if len(found) <= words else [*found[:words], ELLIPSIS])


def excerpt(quote: str, span: tuple[int, int], *, limit: int) -> Excerpt:
    """Cut `quote` to about `limit` characters around its `span`, at word borders, with an ellipsis where cut.

    The marked words are kept whole unless they alone are longer than `limit`. A span that is empty or lies
    outside the quote marks nothing.
    """
    start, end = span if 0 <= span[0] < span[1] <= len(quote) else (0, 0)
    before, marked, after = _flat(quote[:start]).lstrip(), _flat(quote[start:end]), _flat(quote[end:]).rstrip()
    room = max(0, limit - len(marked))
    left = min(len(before), max(room // 2, room - len(after)))
    return Excerpt(_tail(before, left), _head(marked, limit), _head(after, room - left))


def _flat(text: str) -> str:
    return _ACTING.sub("\N{REPLACEMENT CHARACTER}", _BLANKS.sub(" ", text))


def _head(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    cut = text[: length + 1]
    return cut[: cut.rfind(" ") + 1 or length] + ELLIPSIS


def _tail(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    cut = text[len(text) - length - 1 :]
    at = cut.find(" ")
    return ELLIPSIS + (cut[at:] if at >= 0 else cut[1:])
