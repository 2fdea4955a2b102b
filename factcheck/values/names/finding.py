"""The names of an article, found by capitals, tags and word lists: no model to download.

`NameBook` (which mentions are one thing across articles) stands in `namebook.py` and is offered here too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from factcheck.domain.account import Name
from factcheck.domain.text import Sentence, Span, Token
from factcheck.settings.lexicons import Nouns, Titles
from factcheck.values.names.capitals import SHOUTED, Habits, is_loud, single, usable
from factcheck.values.names.namebook import NameBook
from factcheck.values.names.sorts import is_organisation, is_people, settled, sort_of
from factcheck.values.names.spelling import countries
from factcheck.values.names.titles import is_abbreviation, leading_title, title_at

__all__ = ["NameBook", "find_names"]

_PARTICLES = frozenset("al el bin ibn abu ben de del della da dos di du la le van von der den ter".split())  # noqa: SIM905


def find_names(sentences: Sequence[Sentence], nouns: Nouns, titles: Titles) -> tuple[Name, ...]:
    """Return the names of one article in text order; spans and texts are without titles, which stand in `title`.

    `sort` is person, organisation, place, demonym or other. `acronym` stands on the long form that explains it.
    """
    habits = Habits.of(sentences)
    found = [name for sentence in sentences for name in _in_sentence(sentence, habits, nouns, titles)]
    return settled(found)


def _in_sentence(sentence: Sentence, habits: Habits, nouns: Nouns, titles: Titles) -> list[Name]:
    tokens = sentence.tokens
    loud = is_loud(sentence)
    of_names = [usable(tokens, i, habits, titles, loud=loud) for i in range(len(tokens))]
    runs = _Runs(tokens, nouns, titles)
    names: list[Name] = []
    i = 0
    while i < len(tokens):
        if not of_names[i]:
            i += 1
            continue
        end = _run_end(tokens, of_names, i, titles)
        names += runs.names(_with_particle(tokens, i), end)
        i = end
    return names


def _run_end(tokens: Sequence[Token], of_names: Sequence[bool], i: int, titles: Titles) -> int:
    """Return the end of the run of name words that begins at `i`, joiners inside it included."""
    end = i + 1
    while end < len(tokens):
        step = _step(tokens, of_names, i, end, titles)
        if step == 0:
            break
        end += step
    return end


def _step(tokens: Sequence[Token], of_names: Sequence[bool], start: int, at: int, titles: Titles) -> int:
    """Return how many tokens from `at` go on with the run, 0 when it ends there."""
    if of_names[at] and not (tokens[at - 1].text.lower().endswith("n't")):
        return 1
    ahead = [k for k in (1, 2, 3) if at + k < len(tokens) and of_names[at + k]]
    here = tokens[at].text
    if not ahead:
        return 0
    before = tokens[at - 1]
    if here == "." and ahead[0] == 1 and before.end == tokens[at].start:
        return 2 if single(tokens, at - 1) or is_abbreviation(before.text, titles) else 0
    if here.lower() in _PARTICLES and here.islower():
        between = [t.text for t in tokens[at + 1 : at + ahead[0]]]
        return ahead[0] + 1 if all(b in "-‐‑" or b in _PARTICLES for b in between) else 0
    if here == "&" and ahead[0] == 1:
        return 2
    if here in ("of", "for"):
        plain = ahead[0] == 1 or (ahead[0] == 2 and tokens[at + 1].text == "the")
        return (
            ahead[0] + 1
            if plain and (_common(before, titles, here) or title_at(tokens, at - 1, at + 2, titles) == 3)
            else 0
        )
    if here == "and" and ahead[0] == 1:
        bodies = [tokens[k - 1].text.lower() for k in range(start + 1, at) if tokens[k].text in ("of", "for")]
        named = {before.text.lower(), tokens[at + 1].text.lower()} & countries()
        return 2 if not titles.of_fields.isdisjoint(bodies) and not named else 0
    return 0


def _common(token: Token, titles: Titles, joiner: str) -> bool:
    """Whether a capitalised word is a common noun that takes "of": "Ministry of", not "Haftar of"."""
    lower = token.text.lower()
    if lower in titles.given:
        return False
    known = lower in titles.organisations or lower in titles.places or lower in titles.of_fields
    return known or (joiner == "of" and lower in titles.headed)


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


@dataclass(frozen=True, slots=True)
class _Runs:
    """The words of a sentence, of which runs are cut into names."""

    tokens: Sequence[Token]
    nouns: Nouns
    titles: Titles

    def names(self, start: int, end: int) -> list[Name]:
        """Cut one run into names: "Turkish President Recep Tayyip Erdogan" is a people and a titled person."""
        tokens, titles = self.tokens, self.titles
        for at in range(start, end):
            length = title_at(tokens, at, end, titles)
            if (
                length
                and not is_organisation(tokens[at:end], titles)
                and not (at + length == end and self._goes_on_as_surname(start, at))
            ):
                before = self.names(start, at) if at > start else []
                rest = at + length
                while rest < end and (more := 1 if tokens[rest].text == "." else title_at(tokens, rest, end, titles)):
                    rest += more
                title = _words(tokens[at:rest])
                return before + (self._after_title(rest, end, title) if rest < end else [])
        words = [t.text for t in tokens[start:end]]
        person = len(words) > 1 and (words[1].lower() in titles.given or SHOUTED.fullmatch(words[1]))
        if person and is_people(words[0], self.nouns, titles) and not is_organisation(tokens[start:end], titles):
            return [*self._made(start, start + 1, ""), *self._made(start + 1, end, "")]
        for at in range(start + 2, end - 1):  # "High Council of State Khaled al-Mechri"
            common = tokens[at - 1].tag != "NP0" and tokens[at - 1].text not in ("of", "for", "and", "&")
            given = common and tokens[at].text.lower() in titles.given
            if given and is_organisation(tokens[start:at], titles):
                return self._made(start, at, "") + self.names(at, end)
        return self._made(start, end, leading_title(tokens, start, titles))

    def _goes_on_as_surname(self, start: int, at: int) -> bool:
        """Whether a title's word at a run's end is a surname: "King" in "Martin Luther King", not in "Saudi King"."""
        before = self.tokens[at - 1].text
        return at > start and not is_people(before, self.nouns, self.titles) and before.lower() not in countries()

    def _after_title(self, start: int, end: int, title: str) -> list[Name]:
        if self.tokens[start].text in ("of", "for", "and", "&"):
            return self.names(start + 1, end) if start + 1 < end else []
        return self._made(start, end, title)

    def _made(self, start: int, end: int, title: str) -> list[Name]:
        tokens = self.tokens
        while end > start and tokens[end - 1].text in ("of", "for", "and", "&", "the", "-", "."):
            end -= 1
        while end > start and (tokens[start].text in ("-", "the") or tokens[start].lemma == "the"):
            start += 1
        if start >= end:
            return []
        part = tokens[start:end]
        sort = sort_of(tokens, start, end, self.nouns, self.titles, titled=bool(title))
        acronym = _explained(tokens, start, end)
        return [Name(Span(part[0].start, part[-1].end), _words(part), sort, title, acronym)]


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
