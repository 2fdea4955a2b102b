"""Captions and picture credits: lines that a credit or label tells of, and what of a paragraph belongs to one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from factcheck.domain.text import Span
from factcheck.settings.lexicons import Furniture
from factcheck.text.paragraphs import ENDED
from factcheck.text.stamps import DATE, MONTH
from factcheck.text.wording import CAPTION_WORDS, QUOTE, REPORTS, word_count

# The longest credit in words: a label, a photographer, two agencies.
CREDIT_WORDS = 12
# The words between the opening and the closing words of a box are one caption at the most; so many characters.
BOX_CHARACTERS = 600

_BRACKETED = re.compile(
    r"\(\s?(?:(?:AP|EPA|AFP|PA|UPI|EFE|TASS|Reuters|REUTERS|Getty(?: Images)?)\b"
    r"[^()]{0,60}?(?:Photo|/|via|Images)[^()]{0,60}"
    r"|(?:Photo|Image|Picture|Pic)s?(?:\s(?:by|credit))?\s?:?\s[^()]{1,60}"
    r"|[^()]{0,60}\b(?:Photo|File photo|Getty Images|Courtesy|Pool)\b(?:[^()]{0,40}/[^()]{0,40}|\s?))\s?\)"
)
_NAME = r"(?:[A-Z]\.|[A-Z][\w'’-]*)"
_NAMES = rf"{_NAME}(?:\s(?:{_NAME}|de|la|van|von|al|bin|for)){{0,5}}"
_FILE = re.compile(r"FILE(?: PHOTO| PICTURE| IMAGE)?\s?[-–—:]\s")
_LABELLED = re.compile(
    r"(?:Photo(?:graph)?s?|Picture|Image|Video|Illustration|Composite|Credit)\b"
    r"(?:\s?:|\s(?:by|courtesy of|courtesy|credit|provided by|via)\b|(?=\s[A-Z]))"
)
_CREDITED = re.compile(rf"(?:{_NAME}|via|for|by|of|and|the|de|van|von|al|&|[/|:,])(?:\s?[/|:,]\s?|\s|$)")
_END = re.compile(r"(?<!\b[A-Z])[.!?…][\"”’)]?\s+(?=[A-Z])")
_DATED = re.compile(rf"(?:{DATE}|\b{MONTH}\s\d{{1,2}})\.?\s*$", re.IGNORECASE)
_COUNT = r"(?:\s*\d+ of \d+|(?:[^\n]{0,150}?\s\d{1,2}:\d{2}(?!\d)))?"


def caption_line(words: str, furniture: Furniture) -> str | None:
    """Return what a whole paragraph is: "photo credit", "caption", or None."""
    count = word_count(words)
    if _FILE.match(words):
        return "caption"
    if count > CAPTION_WORDS:
        return None
    last = next((m for m in _brackets(furniture).finditer(words) if m.end() == len(words.rstrip())), None)
    if last or (_trailing_credit(words) and not REPORTS.search(words)):
        return "photo credit"
    if any(_glued(words, label) for label in furniture.captions):
        return "caption"
    credit = _leading(furniture).match(words)
    if credit and _DATED.search(words) and _may_be_caption(words[credit.end() :]):
        return "caption"
    ended = ENDED.search(words) is not None
    return "caption" if not ended and any(words.startswith(f"{s.upper()} ") for s in furniture.shouted) else None


def boxes(text: str, stretch: Span, furniture: Furniture) -> list[Span]:
    """Return the galleries and players in a paragraph, each from its opening words to its count or running time."""
    found: list[Span] = []
    for opening, closing, box in _boxes(furniture):
        ends = [match.end() for match in closing.finditer(text, *stretch)]
        if stretch.end in ends and opening.match(text, *stretch):
            return [stretch]
        found += (Span(*match.span()) for match in box.finditer(text, *stretch) if ends)
    return found


def credits_in(text: str, sentences: Sequence[Span], furniture: Furniture) -> Iterator[Span]:
    """Yield the credits in a paragraph of several sentences, each with the caption that it ends."""
    for before, span in pairwise([Span(0, 0), *sentences]):
        bare = _leading(furniture).match(text, *span) or _agency_first(furniture).match(text, *span)
        if bare:
            is_caption = _DATED.search(before.of(text)) or _says_pictured(before.of(text), furniture)
            start = before.start if is_caption and _may_be_caption(before.of(text)) else span.start
            yield Span(start, bare.end())
        for match in _brackets(furniture).finditer(text, *span):
            words = text[span.start : match.start()]
            if not words.strip() and _says_pictured(before.of(text), furniture) and _may_be_caption(before.of(text)):
                yield Span(before.start, match.end())
            elif _may_be_caption(words):
                yield Span(span.start, match.end())


def _may_be_caption(words: str) -> bool:
    return word_count(words) <= CAPTION_WORDS and not QUOTE.search(words) and not REPORTS.search(words)


def _says_pictured(words: str, furniture: Furniture) -> bool:
    lowered = words.casefold()
    return any(phrase in lowered for phrase in furniture.pictured)


def _trailing_credit(words: str) -> bool:
    """Say whether a line ends in a credit without brackets, behind a final mark: "… in June. Ann Other/The Sun"."""
    ends = [m.end() for m in _END.finditer(words)]
    credit = words[ends[-1] :] if ends else words
    named = _LABELLED.match(credit)
    rest = credit[named.end() :].strip() if named else credit
    slashed = "/" in rest or re.search(r"\svia\s", rest)
    if not rest or word_count(rest) > CREDIT_WORDS or not (slashed if not named or not ends else True):
        return False
    at = 0
    while at < len(rest) and (match := _CREDITED.match(rest, at)):
        at = match.end()
    return at == len(rest) and not rest.endswith(".")


def _glued(words: str, label: str) -> bool:
    """Say whether a caption's label opens the line, with or without a space: "Image captionThe bridge"."""
    rest = words[len(label) :].lstrip()
    return words.casefold().startswith(label) and (rest[:1].isupper() or rest[:1] in ":(")


@cache
def _agencies(furniture: Furniture) -> str:
    return "|".join(re.escape(name) for name in sorted(furniture.credited, key=lambda name: (-len(name), name)))


@cache
def _brackets(furniture: Furniture) -> re.Pattern[str]:
    named = rf"\(\s?{_NAME}\s{_NAMES}\s?/\s?(?i:{_agencies(furniture)})(?:/{_NAMES})?\s?\)"
    return re.compile(rf"{_BRACKETED.pattern}|{named}")


@cache
def _leading(furniture: Furniture) -> re.Pattern[str]:
    one = rf"{_NAME}\s{_NAMES}/(?i:{_agencies(furniture)})(?!\w)"
    return re.compile(rf"{one}(?:\s{one})*(?=\s[A-Z\"“]|\s*$)")


@cache
def _agency_first(furniture: Furniture) -> re.Pattern[str]:
    return re.compile(rf"(?i:{_agencies(furniture)})/{_NAME}\s(?:[A-Z]\.\s)?[A-Z][\w'’-]+")


@cache
def _boxes(furniture: Furniture) -> tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]:
    """What opens a box, what closes it, and the whole of one."""

    def written(opening: str, closing: str) -> tuple[str, str, str]:
        closed = re.escape(closing) + _COUNT
        return re.escape(opening), closed, rf"(?<!\S){re.escape(opening)}[^\n]{{0,{BOX_CHARACTERS}}}?{closed}"

    each = (written(*pair) for pair in furniture.boxes)
    return tuple((_any_case(opening), _any_case(closed), _any_case(box)) for opening, closed, box in each)


def _any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
