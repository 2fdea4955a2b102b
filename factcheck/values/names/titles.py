"""Titles and ranks before names: what they are, how long, and which of them exclude each other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from factcheck.domain.text import Token
from factcheck.settings.lexicons import Titles

_SHIPS = frozenset({"MS", "MV", "SS"})  # "MS Columbus" sails
_LONGEST = 4  # words of "detective chief inspector" and one to spare


def title_at(tokens: Sequence[Token], at: int, end: int, titles: Titles) -> int:
    """Return how many of the capitalised tokens from `at`, up to `end`, are one title; 0 when none is."""
    known = _before_names(titles)
    for length in range(min(_LONGEST, end - at), 0, -1):
        part = tokens[at : at + length]
        if (
            part[0].text[:1].isupper()
            and part[0].text not in _SHIPS
            and " ".join(_plain(t.text) for t in part) in known
        ):
            return length
    return 0


def leading_title(tokens: Sequence[Token], start: int, titles: Titles) -> str:
    """Return the small-letter title or role right before a name ("spokesman", "general"), as written; "" if none."""
    for length in (2, 1):
        part = tokens[max(0, start - length) : start]
        if len(part) == length and " ".join(t.text for t in part) in titles.roles:
            return " ".join(t.text for t in part)
    return ""


def is_abbreviation(word: str, titles: Titles) -> bool:
    """Whether a word is short for a title, so that a full stop behind it ends no sentence: "Adm", "Supt"."""
    return _plain(word) in _meanings(titles)


def rank_of(title: str, titles: Titles) -> str:
    """Return the rank that ends a title as written, in full words and small letters; "" when there is none.

    "Navy spokesman Lt. Cmdr." is "lieutenant commander". A rank in small letters is none: "rebel commander" is a role.
    """
    words = title.replace("-", " ").split()
    for length in range(min(_LONGEST, len(words)), 0, -1):
        part = words[-length:]
        full = in_full(" ".join(_plain(word) for word in part), titles)
        if part[0][:1].isupper() and any(full in ranks for ranks in titles.ladders):
            return full
    return ""


def ranks_exclude(left: str, right: str, titles: Titles) -> bool:
    """Whether two ranks (of `rank_of`) are different ranks of one service, neither of them short for the other.

    "General" stands for every sort of general in the press, "sergeant" for every sort of sergeant, and "chief
    inspector" for the detective; a major general is no brigadier general.
    """
    if left in right.split() or right in left.split() or left.endswith(f" {right}") or right.endswith(f" {left}"):
        return False
    return left != right and any(left in ranks and right in ranks for ranks in titles.ladders)


def in_full(title: str, titles: Titles) -> str:
    """Return a title in small letters and without full stops with its abbreviations in full: "lt col"."""
    meanings = _meanings(titles)
    return meanings.get(title) or " ".join(meanings.get(word, word) for word in title.split())


def _plain(word: str) -> str:
    return word.rstrip(".").lower()


@lru_cache(maxsize=4)
def _before_names(titles: Titles) -> frozenset[str]:
    words = titles.civil.union(*titles.ladders, _meanings(titles))
    return frozenset(" ".join(_plain(w) for w in t.split()) for t in words)


@lru_cache(maxsize=4)
def _meanings(titles: Titles) -> dict[str, str]:
    return {" ".join(_plain(word) for word in short.split()): full for short, full in titles.abbreviations}
