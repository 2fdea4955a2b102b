"""Of which country people are said to be: one person by name or age, and counted groups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.domain.text import Sentence, Span
from factcheck.settings.lexicons import Actors, Nouns, Titles
from factcheck.values.figures.counted import is_person
from factcheck.values.figures.numbers import read_number
from factcheck.values.names.lines import Line
from factcheck.values.names.peoples import demonyms
from factcheck.values.names.spelling import countries

_LONGEST = 3  # words of "papua new guinean"
_AGED = re.compile(r"(\d{1,3})\s?[-‐‑]\s?years?\s?[-‐‑]\s?old")
_COMPOUND = re.compile(r"\b(\w+)\s?[-‐‑]\s?(\w+)")
_NEAR = 5  # tokens between a number and its people: "12 are reported to be"
_FILLERS = ("AV", "AJ", "VB", "VVN", "TO", "PRF", "DT")
_BETWEEN_GROUPS = frozenset({"and", ",", "nationals", "people", "men"})  # beside other nouns
_LINKS = 2  # words between two groups of one enumeration: "12 Somali men and 11 Yemenis"


@dataclass(frozen=True, slots=True)
class Nationality:
    """A person, by name ("") or age (None), of one country; `noun` is what else the sentence calls him."""

    sentence: Sentence
    span: Span
    country: str
    person: str
    age: int | None
    noun: str


@dataclass(frozen=True, slots=True)
class Group:
    """So many people of one or several countries."""

    sentence: Sentence
    span: Span
    count: int
    countries: frozenset[str]


def _demonym_at(line: Line, i: int, nouns: Nouns) -> tuple[str, int] | None:
    """Return the country of the people or adjective that begins at `i`, and the index after it; the longest counts.

    A compound is none: "British-Australian", "New Zealand-born".
    """
    if not line.tokens[i].text[:1].isupper() or line.word(i - 1) in ("-", "–"):
        return None
    known = demonyms(nouns)
    for length in range(_LONGEST, 0, -1):
        country = known.get(" ".join(line.word(i + k) for k in range(length)))
        if country and i + length <= len(line.tokens):
            return None if line.word(i + length) in ("-", "–") else (country, i + length)
    return None


def tied_countries(line: Line, actors: Actors, nouns: Nouns) -> frozenset[str]:
    """Return the countries that a sentence may give to one person: "Indian-American", "born in Spain, a Dane"."""
    known = demonyms(nouns)
    text = line.sentence.text.lower()
    words = re.findall(r"[\w.]+", text)
    compound = any(one in known and other in known for one, other in _COMPOUND.findall(text))
    if not (compound or actors.ties.intersection(words) or _of_several(line, nouns)):
        return frozenset()
    texts = {" ".join(words[i : i + length]) for i in range(len(words)) for length in range(1, _LONGEST + 1)}
    found = frozenset({known[text] for text in texts if text in known} | (texts & countries()))
    return found if len(found) > 1 else frozenset()


def _of_several(line: Line, nouns: Nouns) -> bool:
    """Whether one person is given several countries: "a British and Australian climber"."""
    for i in range(len(line.tokens)):
        named, noun = _demonyms_from(line, i, nouns)
        if len(named) > 1 and line.tag(noun) == "NN1" and is_person(line.lemma(noun), nouns):
            return True
    return False


def may_be_one(left: str, right: str, actors: Actors) -> bool:
    """Whether one may be of both countries at once: the same, or one in the other."""
    return left == right or (left, right) in actors.inside or (right, left) in actors.inside


def find_nationalities(line: Line, actors: Actors, nouns: Nouns, titles: Titles) -> Iterator[Nationality]:
    """Yield whose country one sentence tells: "Australian climber Jo Hale", "Jo Hale, a 36-year-old Australian"."""
    for i in range(len(line.tokens)):
        found = _demonym_at(line, i, nouns)
        if found is None:
            continue
        country, end = found
        glued = _glued_name(line, i, end, titles)
        noun, after = ("", end) if glued else _noun(line, i, end, actors, nouns)
        if noun is None:
            continue
        person = glued or _before_name(line, after) or _apposed(line, i)
        age = _age(line, i)
        if person or age is not None:
            span = Span(line.tokens[i].start, line.tokens[max(end, after) - 1].end)
            yield Nationality(line.sentence, span, country, person, age, noun)


def find_groups(line: Line, nouns: Nouns) -> Iterator[Group]:
    """Yield the counted people of one sentence by country; neighbours of other countries are added up."""
    found: list[tuple[Group, bool]] = []
    i = 0
    while i < len(line.tokens):
        number = read_number(line.tokens, i)
        whole = number and number.lower == number.upper and not (number.glued or number.ordinal or number.share)
        read = _people_of(line, number.last, nouns) if number and whole else None
        if number and read:
            named, end, persons = read
            span = Span(line.tokens[i].start, line.tokens[end - 1].end)
            found.append((Group(line.sentence, span, int(number.lower), named), persons))
            i = end
        else:
            i += 1
    added = _added(line, found)
    if added:
        yield added
    else:
        yield from (group for group, persons in found if persons and len(found) == 1)


def _noun(line: Line, i: int, end: int, actors: Actors, nouns: Nouns) -> tuple[str | None, int]:
    """Return the noun for a person that a demonym at `i` describes and the index after it: "" for the demonym alone."""
    k = end
    while line.tag(k).startswith("AJ") and k - end < 2:
        k += 1
    lemma = line.lemma(k)
    if line.tag(k) == "NN1" and is_person(lemma, nouns) and line.tag(k + 1) not in ("NN1", "NN2", "POS"):
        return (None, k) if lemma in actors.works_for else (lemma, k + 1)
    alone = line.word(end - 1).endswith(("man", "woman", "er")) and line.word(end - 1) != "german"  # "a German car"
    bare = k == end and (line.word(end) in (",", ".", "who", "and", "") or line.tag(end)[:2] in ("VB", "VV", "VH"))
    one = line.word(i - 1) in ("a", "an", "the") or _age(line, i) is not None
    return ("", end) if ((alone or bare) and one) or (alone and end in line.first) else (None, end)


def _glued_name(line: Line, i: int, end: int, titles: Titles) -> str:
    """The person whose name goes on from a demonym: "Englishman Rob Hale"."""
    if i not in line.first or line.first[i][0].sort not in ("person", "other"):
        return ""
    rest = line.tokens[end : line.first[i][1]]
    given = len(rest) > 1 and rest[0].text.lower() in titles.given
    return " ".join(token.text for token in rest) if given else ""


def _before_name(line: Line, i: int) -> str:
    """The person named right behind: "climber Jo Hale", "climber, Jo Hale,"."""
    if i in line.first:
        name, _ = line.first[i]
        return name.text if name.sort in ("person", "other") else ""
    return ""


def _apposed(line: Line, i: int) -> str:
    """The person named before: "Jo Hale, a 36-year-old", "Jo Hale was an"."""
    k = i - 1
    while line.tag(k).startswith("AJ") or _AGED.fullmatch(line.word(k)):
        k -= 1
    if line.word(k) not in ("a", "an", "the"):
        return ""
    k -= 1
    if line.word(k) in ("is", "was", ","):
        if line.word(k) == line.word(k - 2) == "," and line.tag(k - 1) == "CRD":  # "Jo Hale, 36, a"
            k -= 2
        if k in line.last and line.last[k][0].sort in ("person", "other"):
            return line.last[k][0].text
    return ""


def _age(line: Line, i: int) -> int | None:
    """The age right before a demonym: "36-year-old Australian"."""
    aged = _AGED.fullmatch(line.word(i - 1))
    return int(aged[1]) if aged else None


def _people_of(line: Line, i: int, nouns: Nouns) -> tuple[frozenset[str], int, bool] | None:
    """Read what follows a number: the countries, the index after them, and whether a noun makes them people."""
    for k in range(i, min(i + _NEAR, len(line.tokens))):
        if line.word(k) == "from" and (country := _country(line, k + 1)):
            return frozenset({country[0]}), country[1], False
        named, end = _demonyms_from(line, k, nouns)
        if named:
            noun = end
            while line.tag(noun)[:2] in ("AJ", "NN") and line.tag(noun + 1)[:2] == "NN":
                noun += 1
            people = line.tag(noun) == "NN2" and is_person(line.lemma(noun), nouns)
            alone = line.word(end - 1).endswith("s") and line.tag(noun)[:2] != "NN"
            return named, (noun + 1 if people else end), people or alone
        if not line.tag(k).startswith(_FILLERS):
            return None
    return None


def _demonyms_from(line: Line, i: int, nouns: Nouns) -> tuple[frozenset[str], int]:
    """Return the countries of the enumeration of demonyms that begins at `i`, and the index after it."""
    named: set[str] = set()
    end = i
    found = _demonym_at(line, i, nouns)
    while found:
        named.add(found[0])
        end = found[1]
        goes_on = line.word(end) in ("and", ",", "or") and end + 1 < len(line.tokens)
        found = _demonym_at(line, end + 1, nouns) if goes_on else None
    return frozenset(named), end


def _country(line: Line, i: int) -> tuple[str, int] | None:
    for length in range(_LONGEST, 0, -1):
        text = " ".join(line.word(i + k) for k in range(length))
        if text in countries():
            return text, i + length
    return None


def _added(line: Line, found: list[tuple[Group, bool]]) -> Group | None:
    """Add up the groups of one enumeration: "12 Somalis and 11 Yemenis"; None where they stand apart."""
    groups = [group for group, _ in found]
    kinds = {group.countries for group in groups}
    if len(groups) < 2 or len(kinds) < len(groups):
        return None
    start, end = groups[0].span.end, groups[-1].span.start
    between = [t for t in line.tokens if start <= t.start and t.end <= end]
    inside = [t for t in between if not any(g.span.start <= t.start < g.span.end for g in groups)]
    if any(t.text.lower() not in _BETWEEN_GROUPS and not t.tag.startswith("NN") for t in inside):
        return None
    if len(inside) > _LINKS * (len(groups) - 1):
        return None
    named = frozenset(country for group in groups for country in group.countries)
    span = Span(groups[0].span.start, groups[-1].span.end)
    return Group(line.sentence, span, sum(group.count for group in groups), named)
