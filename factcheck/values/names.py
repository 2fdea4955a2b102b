"""The names of an article, found by capitals, tags and word lists: no model to download.

`NameBook` (which mentions are one thing across articles) stands in `namebook.py` and is offered here too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from factcheck.config import Lexicons
from factcheck.domain import Name, Sentence, Span, Token
from factcheck.values.namebook import NameBook
from factcheck.values.spelling import countries, peoples
from factcheck.values.titles import is_abbreviation, leading_title, title_at

__all__ = ["NameBook", "find_names", "is_calendar"]

_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs "
    "fri sat sun christmas easter ramadan thanksgiving gmt utc est edt pst pdt cet bst ist am pm".split()
)
_PARTICLES = frozenset("al el bin ibn abu ben de del della da dos di du la le van von der den ter".split())
_CAPITAL = re.compile(r"(?:(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]d|[Aa]n|[Aa]r|[Aa]t|[Aa]z)[-‐‑])?[A-ZÀ-ÖØ-ÞĀ-Ž]\S*")
_SHOUTED = re.compile(r"[A-Z]{2,}")
_LONGEST_ACRONYM = 6
_MADE_OF_NAME = re.compile(r"\d|[-‐‑]$|\w{3}[-‐‑][a-z]+$")  # "Hamburg-based", "AK-47" are no names
_ROMAN = frozenset({"II", "III", "IV", "VI", "VII", "VIII", "XII", "XVI"})
_OPENERS = frozenset("\"“”‘'`«([:;-–—•*|/") | {"--"}
_NAME_TAGS = frozenset({"NP0", "UNC", "NN0"})
_HEADLINE_SHARE = 0.75  # of the longer words of a sentence: above it, capitals tell nothing
_HEADLINE_WORDS = 4
_SPEAKING = frozenset({"say", "tell", "add", "explain", "insist"})
_NEAR = frozenset({"in", "near", "at", "from", "off", "outside", "around", "across"})


@dataclass(frozen=True, slots=True)
class _Habits:
    """How one article writes its words: which it has in small letters, which with a capital inside sentences."""

    small: frozenset[str]
    capital: frozenset[str]

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> _Habits:
        small: set[str] = set()
        capital: set[str] = set()
        for sentence in sentences:
            loud = _loud(sentence)
            for i, token in enumerate(sentence.tokens):
                if token.text[:1].islower():
                    small.add(token.text.lower())
                elif not loud and not _initial(sentence.tokens, i) and _CAPITAL.fullmatch(token.text):
                    capital.add(token.text.lower())
        return cls(frozenset(small), frozenset(capital))


def find_names(sentences: Sequence[Sentence], lexicons: Lexicons) -> tuple[Name, ...]:
    """Return the names of one article in text order; spans and texts are without titles, which stand in `title`.

    `sort` is person, organisation, place, demonym or other. `acronym` stands on the long form that explains it.
    """
    habits = _Habits.of(sentences)
    found = [name for sentence in sentences for name in _in_sentence(sentence, habits, lexicons)]
    return _settled(found)


def is_calendar(word: str) -> bool:
    """Whether a word is a weekday, a month, a time zone or a feast: capitalised, and no name."""
    return word.strip(".").lower() in _CALENDAR


def _in_sentence(sentence: Sentence, habits: _Habits, lexicons: Lexicons) -> list[Name]:
    tokens = sentence.tokens
    loud = _loud(sentence)
    usable = [_usable(tokens, i, habits, lexicons, loud=loud) for i in range(len(tokens))]
    names: list[Name] = []
    i = 0
    while i < len(tokens):
        if not usable[i]:
            i += 1
            continue
        end = _run_end(tokens, usable, i, lexicons)
        names += _names_of_run(tokens, _with_particle(tokens, i), end, lexicons)
        i = end
    return names


def _usable(tokens: Sequence[Token], i: int, habits: _Habits, lexicons: Lexicons, *, loud: bool) -> bool:
    """Whether token `i` is capitalised because it is (part of) a name."""
    text = tokens[i].text
    lower = text.lower()
    if not _CAPITAL.fullmatch(text) or is_calendar(text) or _MADE_OF_NAME.search(text):
        return False
    if lower in ("a", "i") and not _initials(tokens, i):
        return False
    if _SHOUTED.fullmatch(text) and text not in _ROMAN:
        return not _all_shouted(tokens) and _is_acronym(lower, habits)
    if loud:
        return lower in habits.capital and lower not in habits.small
    if not _initial(tokens, i):
        return True
    if lower in habits.capital and lower not in habits.small:
        return True
    return _initial_name(tokens, i, habits, lexicons)


def _initial_name(tokens: Sequence[Token], i: int, habits: _Habits, lexicons: Lexicons) -> bool:
    """Whether a word that has its capital from its place is a name all the same."""
    lower = tokens[i].text.lower()
    if lower in countries() or lower in peoples():
        return lower not in habits.small
    following = tokens[i + 1].text if i + 1 < len(tokens) else ""
    if len(lower) == 1:
        return _initials(tokens, i)
    if tokens[i].tag in _NAME_TAGS:
        return lower not in habits.small
    return lower not in habits.small and _goes_on_as_name(tokens, i, lexicons)


def _goes_on_as_name(tokens: Sequence[Token], i: int, lexicons: Lexicons) -> bool:
    """Whether an ordinary first word begins a name, since the next has a capital without need: "Supreme Court"."""
    following = tokens[i + 1 : i + 3]
    if len(following) < 2:
        return False
    if following[0].text in ("of", "&"):
        return tokens[i].tag in ("NN1", "NN2") and _CAPITAL.fullmatch(following[1].text) is not None
    capital = _CAPITAL.fullmatch(following[0].text) is not None and not is_calendar(following[0].text)
    if not capital or title_at(tokens, i + 1, len(tokens), lexicons):
        return False
    return tokens[i].tag in ("NN1", "NN2") or (tokens[i].tag in ("AJ0", "VVN") and following[0].tag in ("NN1", "NN2"))


def _is_acronym(lower: str, habits: _Habits) -> bool:
    return len(lower) <= _LONGEST_ACRONYM and (lower in ("us", "un") or lower not in habits.small)


def _initial(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word stands where every word has a capital: at the beginning, after an opening mark or a colon."""
    return (
        i == 0
        or tokens[i - 1].text in _OPENERS
        or (tokens[i - 1].text in (".", "!", "?") and not _single(tokens, i - 2))
    )


def _single(tokens: Sequence[Token], i: int) -> bool:
    return i >= 0 and len(tokens[i].text) == 1 and tokens[i].text.isupper()


def _initials(tokens: Sequence[Token], i: int) -> bool:
    """Whether a single letter abbreviates: "A." in "A. J. Smith", "A" in "A&E"."""
    return any(t.text in (".", "&") for t in tokens[i + 1 : i + 2]) or (i > 0 and tokens[i - 1].text == "&")


def _all_shouted(tokens: Sequence[Token]) -> bool:
    words = [t.text for t in tokens if t.text.isalpha() and len(t.text) > 1]
    return len(words) > 2 and sum(w.isupper() for w in words) > len(words) / 2


def _loud(sentence: Sentence) -> bool:
    """Whether a sentence is written like a headline, where most words have capitals."""
    words = [t.text for t in sentence.tokens if len(t.text) > 3 and t.text.isalpha()]
    if sentence.text.rstrip(" \"”'’").endswith((".", "!", "?")):
        return False
    return len(words) >= _HEADLINE_WORDS and sum(w[0].isupper() for w in words) >= _HEADLINE_SHARE * len(words)


def _run_end(tokens: Sequence[Token], usable: Sequence[bool], i: int, lexicons: Lexicons) -> int:
    """Return the end of the run of name words that begins at `i`, joiners inside it included."""
    end = i + 1
    while end < len(tokens):
        step = _step(tokens, usable, i, end, lexicons)
        if step == 0:
            break
        end += step
    return end


def _step(tokens: Sequence[Token], usable: Sequence[bool], start: int, at: int, lexicons: Lexicons) -> int:
    """Return how many tokens from `at` go on with the run, 0 when it ends there."""
    if usable[at] and not (tokens[at - 1].text.lower().endswith("n't")):
        return 1
    ahead = [k for k in (1, 2, 3) if at + k < len(tokens) and usable[at + k]]
    here = tokens[at].text
    if not ahead:
        return 0
    before = tokens[at - 1]
    if here == "." and ahead[0] == 1 and before.end == tokens[at].start:
        return 2 if _single(tokens, at - 1) or is_abbreviation(before.text, lexicons) else 0
    if here.lower() in _PARTICLES and here.islower():
        between = [t.text for t in tokens[at + 1 : at + ahead[0]]]
        return ahead[0] + 1 if all(b in "-‐‑" or b in _PARTICLES for b in between) else 0
    if here == "&" and ahead[0] == 1:
        return 2
    if here in ("of", "for"):
        plain = ahead[0] == 1 or (ahead[0] == 2 and tokens[at + 1].text == "the")
        return (
            ahead[0] + 1
            if plain and (_common(before, lexicons, here) or title_at(tokens, at - 1, at + 2, lexicons) == 3)
            else 0
        )
    if here == "and" and ahead[0] == 1:
        inside = any(t.text in ("of", "for") for t in tokens[start:at])
        return (
            2 if inside and before.tag[:2] in ("NN", "AJ", "VV") and tokens[at + 1].tag[:2] in ("NN", "AJ", "VV") else 0
        )
    return 0


def _common(token: Token, lexicons: Lexicons, joiner: str) -> bool:
    """Whether a capitalised word is a common noun that takes "of": "Ministry of", not "Haftar of"."""
    lower = token.text.lower()
    if lower in lexicons.titles["civil"] or lower in lexicons.titles["given"]:
        return False
    known = lower in lexicons.titles["organisations"] or lower in lexicons.titles["places"]
    return known or (joiner == "of" and token.tag in ("NN1", "NN2", "NN0"))


def _with_particle(tokens: Sequence[Token], i: int) -> int:
    """Return where a run really begins: at the small "al" or "bin" before its first capital."""
    at = i
    while at > 0 and (
        tokens[at - 1].text in ("al", "el", "bin", "ibn", "abu", "van", "von") or tokens[at - 1].text in "-‐‑"
    ):
        at -= 1
    while at < i and tokens[at].text not in _PARTICLES:
        at += 1
    return at


def _names_of_run(tokens: Sequence[Token], start: int, end: int, lexicons: Lexicons) -> list[Name]:
    """Cut one run into names: "Turkish President Recep Tayyip Erdogan" is a people and a titled person."""
    for at in range(start, end):
        length = title_at(tokens, at, end, lexicons)
        if (
            length
            and not _organisation(tokens[at:end], lexicons)
            and not _surname(tokens, start, at, at + length, end, lexicons)
        ):
            before = _names_of_run(tokens, start, at, lexicons) if at > start else []
            rest = at + length
            while rest < end and (more := 1 if tokens[rest].text == "." else title_at(tokens, rest, end, lexicons)):
                rest += more
            title = _words(tokens[at:rest])
            return before + (_names_after_title(tokens, rest, end, title, lexicons) if rest < end else [])
    words = [t.text for t in tokens[start:end]]
    if len(words) > 1 and _people(words[0], lexicons) and not _organisation(tokens[start:end], lexicons):
        if words[1].lower() in lexicons.titles["given"] or _SHOUTED.fullmatch(words[1]):
            return [*_made(tokens, start, start + 1, "", lexicons), *_made(tokens, start + 1, end, "", lexicons)]
    return _made(tokens, start, end, leading_title(tokens, start, lexicons), lexicons)


def _surname(tokens: Sequence[Token], start: int, at: int, rest: int, end: int, lexicons: Lexicons) -> bool:
    """Whether a title's word ends a name: "King" in "Martin Luther King", but not in "Saudi King"."""
    before = tokens[at - 1].text
    return rest == end and at > start and not _people(before, lexicons) and before.lower() not in countries()


def _names_after_title(tokens: Sequence[Token], start: int, end: int, title: str, lexicons: Lexicons) -> list[Name]:
    if tokens[start].text in ("of", "for", "and", "&"):
        return _names_of_run(tokens, start + 1, end, lexicons) if start + 1 < end else []
    return _made(tokens, start, end, title, lexicons)


def _made(tokens: Sequence[Token], start: int, end: int, title: str, lexicons: Lexicons) -> list[Name]:
    while end > start and tokens[end - 1].text in ("of", "for", "and", "&", "the", "-", "."):
        end -= 1
    while end > start and (tokens[start].text in ("-", "the") or tokens[start].lemma == "the"):
        start += 1
    if start >= end:
        return []
    part = tokens[start:end]
    name = Name(Span(part[0].start, part[-1].end), _words(part), _sort(tokens, start, end, title, lexicons), title)
    return [replace(name, acronym=_explained(tokens, start, end))]


def _words(tokens: Sequence[Token]) -> str:
    """Return the tokens as written, white space between them made single."""
    text = tokens[0].text
    for before, token in zip(tokens, tokens[1:], strict=False):
        text += (" " if token.start > before.end else "") + token.text
    return re.sub(r"\s+", " ", re.sub(r"\s*([-‐‑])\s*", r"\1", text))


def _sort(tokens: Sequence[Token], start: int, end: int, title: str, lexicons: Lexicons) -> str:
    part = tokens[start:end]
    words = [t.text.lower() for t in part]
    whole = " ".join(words).replace(".", "")
    if whole in ("un", "eu", "united nations", "european union"):
        return "organisation"
    if whole in countries() or whole in ("us", "uk", "uae", "usa"):
        return "place"
    if len(words) == 1 and _people(part[0].text, lexicons):
        return "demonym"
    if _organisation(part, lexicons):
        return "organisation"
    if title or (len(words) > 1 and words[0] in lexicons.titles["given"]):
        return "person"
    if words[0] in lexicons.titles["places"] or words[-1] in lexicons.titles["places"]:
        return "place"
    if _speaks(tokens, start, end):
        return "person"
    if start and tokens[start - 1].text.lower() in _NEAR:
        return "place"
    return "other"


def _speaks(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a verb of saying stands right after the name, or right before it."""
    after = tokens[end] if end < len(tokens) else None
    before = tokens[start - 1] if start else None
    return any(t is not None and t.tag.startswith("VV") and t.lemma in _SPEAKING for t in (after, before))


def _organisation(part: Sequence[Token], lexicons: Lexicons) -> bool:
    known = lexicons.titles["organisations"]
    words = [t.text.lower().strip(".") for t in part]
    if len(words) == 1:
        text = part[0].text.replace(".", "")
        return words[0] in known or (_SHOUTED.fullmatch(text) is not None and text not in _ROMAN)
    return (
        words[-1] in known
        or " ".join(words[-2:]) in known
        or any(word in known and k + 1 < len(words) and words[k + 1] in ("of", "for") for k, word in enumerate(words))
    )


def _people(text: str, lexicons: Lexicons) -> bool:
    """Whether a word is a people or the adjective of a country: "Libyan", "Somalis"."""
    lower = text.lower()
    known = lexicons.titles["demonyms"]
    return lower not in countries() and (lower in peoples() or lower in known or lower.removesuffix("s") in known)


def _explained(tokens: Sequence[Token], start: int, end: int) -> str:
    """Return the acronym in brackets behind a long form, when its letters are the words' first letters."""
    if end + 2 >= len(tokens) or tokens[end].text != "(" or tokens[end + 2].text != ")":
        return ""
    acronym = tokens[end + 1].text.replace(".", "")
    words = [w for t in tokens[start:end] for w in re.split(r"[-‐‑]", t.text) if w]
    capitals = "".join(_letters(w) for w in words if w[0].isupper())
    every = "".join(_letters(w) for w in words if w[0].isalpha())
    matches = _SHOUTED.match(acronym) and acronym.lower() in (capitals.lower(), every.lower())
    return acronym if matches and end - start > 1 else ""


def _letters(word: str) -> str:
    return word.replace(".", "") if word.isupper() else word[0]


def _settled(found: Sequence[Name]) -> tuple[Name, ...]:
    """Let the article decide the sort of what one mention left open: "Haftar" is a person when "Gen Haftar" is."""
    surnames = {n.text.split()[-1].lower() for n in found if n.sort == "person"}
    votes: dict[str, Counter[str]] = {}
    for name in found:
        votes.setdefault(name.text.lower(), Counter())[name.sort] += 1
    return tuple(replace(name, sort=_voted(name, surnames, votes[name.text.lower()])) for name in found)


def _voted(name: Name, surnames: set[str], votes: Counter[str]) -> str:
    if name.sort in ("organisation", "demonym", "person"):
        return name.sort
    if name.text.lower() in countries():
        return "place"
    if " " not in name.text and name.text.lower() in surnames:
        return "person"
    best = sorted(votes, key=lambda sort: (sort == "other", -votes[sort], sort))
    return best[0]
