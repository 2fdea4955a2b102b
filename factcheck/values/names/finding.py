"""The names of an article, found by capitals, tags and word lists: no model to download.

`NameBook` (which mentions are one thing across articles) stands in `namebook.py` and is offered here too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from factcheck.domain.account import Name
from factcheck.domain.text import Sentence, Span, Token
from factcheck.settings.config import Lexicons
from factcheck.values.names.capitals import SHOUTED, Habits, is_loud, single, usable
from factcheck.values.names.namebook import NameBook
from factcheck.values.names.sorts import is_organisation, is_people, settled, sort_of
from factcheck.values.names.spelling import countries
from factcheck.values.names.titles import is_abbreviation, leading_title, title_at

__all__ = ["NameBook", "find_names"]

_PARTICLES = frozenset("al el bin ibn abu ben de del della da dos di du la le van von der den ter".split())  # noqa: SIM905


def find_names(sentences: Sequence[Sentence], lexicons: Lexicons) -> tuple[Name, ...]:
    """Return the names of one article in text order; spans and texts are without titles, which stand in `title`.

    `sort` is person, organisation, place, demonym or other. `acronym` stands on the long form that explains it.
    """
    habits = Habits.of(sentences)
    found = [name for sentence in sentences for name in _in_sentence(sentence, habits, lexicons)]
    return settled(found)


def _in_sentence(sentence: Sentence, habits: Habits, lexicons: Lexicons) -> list[Name]:
    tokens = sentence.tokens
    loud = is_loud(sentence)
    of_names = [usable(tokens, i, habits, lexicons, loud=loud) for i in range(len(tokens))]
    names: list[Name] = []
    i = 0
    while i < len(tokens):
        if not of_names[i]:
            i += 1
            continue
        end = _run_end(tokens, of_names, i, lexicons)
        names += _names_of_run(tokens, _with_particle(tokens, i), end, lexicons)
        i = end
    return names


def _run_end(tokens: Sequence[Token], of_names: Sequence[bool], i: int, lexicons: Lexicons) -> int:
    """Return the end of the run of name words that begins at `i`, joiners inside it included."""
    end = i + 1
    while end < len(tokens):
        step = _step(tokens, of_names, i, end, lexicons)
        if step == 0:
            break
        end += step
    return end


def _step(tokens: Sequence[Token], of_names: Sequence[bool], start: int, at: int, lexicons: Lexicons) -> int:
    """Return how many tokens from `at` go on with the run, 0 when it ends there."""
    if of_names[at] and not (tokens[at - 1].text.lower().endswith("n't")):
        return 1
    ahead = [k for k in (1, 2, 3) if at + k < len(tokens) and of_names[at + k]]
    here = tokens[at].text
    if not ahead:
        return 0
    before = tokens[at - 1]
    if here == "." and ahead[0] == 1 and before.end == tokens[at].start:
        return 2 if single(tokens, at - 1) or is_abbreviation(before.text, lexicons) else 0
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
            and not is_organisation(tokens[at:end], lexicons)
            and not (at + length == end and _goes_on_as_surname(tokens, start, at, lexicons))
        ):
            before = _names_of_run(tokens, start, at, lexicons) if at > start else []
            rest = at + length
            while rest < end and (more := 1 if tokens[rest].text == "." else title_at(tokens, rest, end, lexicons)):
                rest += more
            title = _words(tokens[at:rest])
            return before + (_names_after_title(tokens, rest, end, title, lexicons) if rest < end else [])
    words = [t.text for t in tokens[start:end]]
    person = len(words) > 1 and (words[1].lower() in lexicons.titles["given"] or SHOUTED.fullmatch(words[1]))
    if person and is_people(words[0], lexicons) and not is_organisation(tokens[start:end], lexicons):
        return [*_made(tokens, start, start + 1, "", lexicons), *_made(tokens, start + 1, end, "", lexicons)]
    for at in range(start + 2, end - 1):  # "High Council of State Khaled al-Mechri"
        common = tokens[at - 1].tag != "NP0" and tokens[at - 1].text not in ("of", "for", "and", "&")
        given = common and tokens[at].text.lower() in lexicons.titles["given"]
        if given and is_organisation(tokens[start:at], lexicons):
            return _made(tokens, start, at, "", lexicons) + _names_of_run(tokens, at, end, lexicons)
    return _made(tokens, start, end, leading_title(tokens, start, lexicons), lexicons)


def _goes_on_as_surname(tokens: Sequence[Token], start: int, at: int, lexicons: Lexicons) -> bool:
    """Whether a title's word at a run's end is a surname: "King" in "Martin Luther King", but not in "Saudi King"."""
    before = tokens[at - 1].text
    return at > start and not is_people(before, lexicons) and before.lower() not in countries()


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
    name = Name(Span(part[0].start, part[-1].end), _words(part), sort_of(tokens, start, end, title, lexicons), title)
    return [replace(name, acronym=_explained(tokens, start, end))]


def _words(tokens: Sequence[Token]) -> str:
    """Return the tokens as written, white space between them made single."""
    text = tokens[0].text
    for before, token in pairwise(tokens):
        text += (" " if token.start > before.end else "") + token.text
    return re.sub(r"\s+", " ", re.sub(r"\s*([-‐‑])\s*", r"\1", text))


def _explained(tokens: Sequence[Token], start: int, end: int) -> str:
    """Return the acronym in brackets behind a long form, when its letters are the words' first letters."""
    if end + 2 >= len(tokens) or tokens[end].text != "(" or tokens[end + 2].text != ")":
        return ""
    acronym = tokens[end + 1].text.replace(".", "")
    words = [w for t in tokens[start:end] for w in re.split(r"[-‐‑]", t.text) if w]
    capitals = "".join(_letters(w) for w in words if w[0].isupper())
    every = "".join(_letters(w) for w in words if w[0].isalpha())
    matches = SHOUTED.match(acronym) and acronym.lower() in (capitals.lower(), every.lower())
    return acronym if matches and end - start > 1 else ""


def _letters(word: str) -> str:
    return word.replace(".", "") if word.isupper() else word[0]
