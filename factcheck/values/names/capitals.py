"""Which capitals of an article are those of names: not those of first words, headlines, shouting, or the calendar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.domain.text import Sentence, Token
from factcheck.settings.lexicons import Titles
from factcheck.values.names.spelling import countries, peoples
from factcheck.values.names.titles import title_at
from factcheck.values.times.days import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS

_OTHER_TIMES = "christmas easter ramadan thanksgiving gmt utc est edt pst pdt cet bst ist am pm"
_CALENDAR = frozenset([*WEEKDAYS, *SHORT_WEEKDAYS, *MONTHS, *SHORT_MONTHS, *_OTHER_TIMES.split()])
_CAPITAL = re.compile(r"(?:(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]d|[Aa]n|[Aa]r|[Aa]t|[Aa]z)[-‐‑])?[A-ZÀ-ÖØ-ÞĀ-Ž]\S*")
SHOUTED = re.compile(r"[A-Z]{2,}")
_LONGEST_ACRONYM = 6
# "Hamburg-based" and "AK-47" are made of names and are none.
_NO_NAME = re.compile(r"\d|[-‐‑]$|^(?!(?:Al|El|Abu|Abd)[-‐‑])\w.*[-‐‑][a-z]+$")
_HOME = re.compile(r"[DRI][-‐‑][A-Z]\w*")  # party and state, in a bracket or between commas: "(D-Minn.)"
ROMAN = frozenset({"II", "III", "IV", "VI", "VII", "VIII", "XII", "XVI"})
_OPENERS = frozenset("\"“”‘'`«([:;-–—•*|/") | {"--"}
_NAME_TAGS = frozenset({"NP0", "UNC", "NN0"})
_HEADLINE_SHARE = 0.75  # of the longer words of a sentence: above it, capitals tell nothing
_HEADLINE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Habits:
    """How one article writes its words: which it has in small letters, which with a capital inside sentences."""

    small: frozenset[str]
    capital: frozenset[str]

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> Habits:
        small: set[str] = set()
        capital: set[str] = set()
        for sentence in sentences:
            headline = is_loud(sentence)
            for i, token in enumerate(sentence.tokens):
                if token.text[:1].islower():
                    small.add(token.text.lower())
                elif not (headline or token.text.isupper() or _initial(sentence.tokens, i)) and _CAPITAL.fullmatch(
                    token.text
                ):
                    capital.add(token.text.lower())
        return cls(frozenset(small), frozenset(capital))


def is_calendar(word: str) -> bool:
    """Whether a word is a weekday, a month, a time zone or a feast: capitalised, and no name."""
    return word.strip(".").lower() in _CALENDAR


def usable(tokens: Sequence[Token], i: int, habits: Habits, titles: Titles, *, loud: bool) -> bool:
    """Whether token `i` is capitalised because it is (part of) a name."""
    text = tokens[i].text
    lower = text.lower()
    if not _CAPITAL.fullmatch(text) or is_calendar(text) or _NO_NAME.search(text) or _is_handle(tokens, i):
        return False
    if lower in ("a", "i") and not _initials(tokens, i):
        return False
    if _HOME.fullmatch(text) and i and tokens[i - 1].text in ("(", "[", ","):
        return False
    if SHOUTED.fullmatch(text) and text not in ROMAN:
        return not _all_shouted(tokens) and _is_acronym(lower, habits)
    if loud:
        return lower in habits.capital and lower not in habits.small
    if not _initial(tokens, i):
        return True
    if lower in habits.capital and lower not in habits.small:
        return True
    return _initial_name(tokens, i, habits, titles)


def _is_handle(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word is what somebody is called where they post: "@AnnOther", "#BridgeOpen"."""
    return i > 0 and tokens[i - 1].text in ("@", "#") and tokens[i - 1].end == tokens[i].start


def _initial_name(tokens: Sequence[Token], i: int, habits: Habits, titles: Titles) -> bool:
    """Whether a word that has its capital from its place is a name all the same."""
    lower = tokens[i].text.lower()
    if lower in countries() or lower in peoples():
        return lower not in habits.small
    if len(lower) == 1:
        return _initials(tokens, i)
    if tokens[i].tag in _NAME_TAGS:
        return lower not in habits.small
    return lower not in habits.small and _goes_on_as_name(tokens, i, titles)


def _goes_on_as_name(tokens: Sequence[Token], i: int, titles: Titles) -> bool:
    """Whether an ordinary first word begins a name, since the next has a capital without need: "Supreme Court"."""
    following = tokens[i + 1 : i + 3]
    if len(following) < 2:
        return False
    if following[0].text in ("of", "&"):
        return tokens[i].tag in ("NN1", "NN2") and _CAPITAL.fullmatch(following[1].text) is not None
    capital = _CAPITAL.fullmatch(following[0].text) is not None and not is_calendar(following[0].text)
    if not capital or title_at(tokens, i + 1, len(tokens), titles):
        return False
    return tokens[i].tag in ("NN1", "NN2") or (tokens[i].tag in ("AJ0", "VVN") and following[0].tag in ("NN1", "NN2"))


def _is_acronym(lower: str, habits: Habits) -> bool:
    known = lower in habits.small or lower in habits.capital  # "MOSCOW" at the head of a story shouts
    return len(lower) <= _LONGEST_ACRONYM and (lower in ("us", "un") or not known)


def _initial(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word stands where every word has a capital: at the beginning, after an opening mark or a colon."""
    return (
        i == 0
        or tokens[i - 1].text in _OPENERS
        or (tokens[i - 1].text in (".", "!", "?") and not single(tokens, i - 2))
    )


def single(tokens: Sequence[Token], i: int) -> bool:
    return i >= 0 and len(tokens[i].text) == 1 and tokens[i].text.isupper()


def _initials(tokens: Sequence[Token], i: int) -> bool:
    """Whether a single letter abbreviates: "A." in "A. J. Smith", "A" in "A&E"."""
    return any(t.text in (".", "&") for t in tokens[i + 1 : i + 2]) or (i > 0 and tokens[i - 1].text == "&")


def _all_shouted(tokens: Sequence[Token]) -> bool:
    words = [t.text for t in tokens if t.text.isalpha() and len(t.text) > 1]
    return len(words) > 2 and sum(w.isupper() for w in words) > len(words) / 2


def is_loud(sentence: Sentence) -> bool:
    """Whether a sentence is written like a headline, where most words have capitals."""
    words = [t.text for t in sentence.tokens if len(t.text) > 3 and t.text.isalpha()]
    if sentence.text.rstrip(" \"”'’").endswith((".", "!", "?")):
        return False
    return len(words) >= _HEADLINE_WORDS and sum(w[0].isupper() for w in words) >= _HEADLINE_SHARE * len(words)
