"""What is known of two words of names that bears on whether they are one: the evidence of align/weights.py.

The names of the evidence belong to the shipped card (models/naming.json); training/fit_naming.py fits it on them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import groupby, product

from jellyfish import metaphone
from rapidfuzz.distance import OSA

from factcheck.align.namings import LAST, Mention, Naming
from factcheck.domain.account import Account
from factcheck.settings.lexicons import Titles
from factcheck.text.matter import matter_beside
from factcheck.values.names.spelling import fixed, inflected

# Every piece of evidence, and how a report calls it.
EVIDENCE: Mapping[str, str] = {
    "distance": "how many letters differ",
    "one letter": "how many letters differ",
    "near": "how many letters differ",
    "doubled": "the letters that differ",
    "swapped": "the letters that differ",
    "last letter": "the letters that differ",
    "sound": "how the words sound",
    "initial": "how the words begin",
    "begins alike": "how the words begin",
    "begins": "whether one is short for the other",
    "short form": "whether one is short for the other",
    "length": "the length of the words",
    "inflected": "whether one is a form of the other",
    "one of them": "whether one is a form of the other",
    "country": "whether they are countries or peoples",
    "both given": "whether they are given names",
    "small letters": "whether they are common words",
    "last": "the rest of the names",
    "others equal": "the rest of the names",
    "others differ": "the rest of the names",
    "given differ": "the rest of the names",
    "one alone": "the rest of the names",
    "first": "the rest of the names",
    "words": "the rest of the names",
    "other sorts": "what the names are names of",
    "person": "what the names are names of",
    "persons": "what the names are names of",
    "organisation": "what the names are names of",
    "place": "what the names are names of",
    "demonym": "what the names are names of",
    "articles": "the number of articles",
    "few": "how many articles have each",
    "many": "how many articles have each",
    "any both": "whether an article has both",
    "both": "whether an article has both",
    "both share": "whether an article has both",
    "both in full": "whether an article has both",
    "once": "how often each is used",
    "context": "the words around them",
    "names": "other names beside them",
    "title": "the titles before them",
}
CARD = "naming.json"  # of the shipped weights
_LOOKED_AT = 12  # mentions of each word whose surroundings are held against those of the other


class Gathering:
    """What the mentions of a story tell of the pairs in it."""

    def __init__(self, told: Sequence[Mention], accounts: Sequence[Account], titles: Titles) -> None:
        self._told, self._accounts, self._titles = told, accounts, titles
        self._short_forms = frozenset(titles.short_for)
        self._beside: dict[Mention, frozenset[str]] = {}

    def row(self, naming: Naming) -> list[float]:
        """Return the evidence on a pair, in the order of EVIDENCE."""
        known = {**self._spelling(naming), **self._rest(naming), **self._uses(naming), **self._around(naming)}
        return [float(known[name]) for name in EVIDENCE]

    def _spelling(self, naming: Naming) -> dict[str, float]:
        one, other = naming.words
        short, long = sorted(naming.words, key=len)
        distance = OSA.distance(one, other)
        return {
            "distance": distance / len(long),
            "one letter": distance == 1,
            "near": naming.near,
            "doubled": _undoubled(one) == _undoubled(other),
            "swapped": sorted(one) == sorted(other),
            "last letter": one[-1] == other[-1],
            "sound": metaphone(one) == metaphone(other),
            "initial": one[0] == other[0],
            "begins alike": one[:3] == other[:3],
            "begins": long.startswith(short),
            "short form": not self._short_forms.isdisjoint({(one, other), (other, one)}),
            "length": len(short),
            "inflected": inflected(one, other, self._titles.given),
            "one of them": inflected(one, other) and any(_counted(m) for found in naming.mentions for m in found),
            "country": fixed(one, other),
            "both given": one in self._titles.given and other in self._titles.given,
            "small letters": len({one, other} & self._small),
        }

    def _rest(self, naming: Naming) -> dict[str, float]:
        ones, others = ({w for m in found for w in m.words[:-1] if len(w) > 1} for found in naming.mentions)
        sort, sorts = ({m.name.sort for m in found} - {"other"} for found in naming.mentions)
        last, given = naming.place == LAST, self._titles.given
        return {
            "last": last,
            "others equal": last and bool(ones & others),
            "others differ": last and bool(ones and others) and not ones & others,
            "given differ": last and bool(ones & given and others & given) and not ones & others,
            "one alone": last and bool(ones) != bool(others),
            "first": naming.place[1] == 0,
            "words": len(naming.place[0]),
            "other sorts": bool(sort and sorts) and not sort & sorts,
            "persons": "person" in sort & sorts,
            **{name: name in sort | sorts for name in ("person", "organisation", "place", "demonym")},
        }

    def _uses(self, naming: Naming) -> dict[str, float]:
        ones, others = ({m.article for m in found} for found in naming.mentions)
        both = ones & others
        few, many = sorted((len(ones - both), len(others - both)))
        return {
            "articles": math.log(len(self._accounts)),
            "few": math.log1p(few),
            "many": math.log1p(many),
            "any both": bool(both),
            "both": len(both),
            "both share": len(both) / len(ones | others),
            "both in full": bool(set.intersection(*(_in_full(found) for found in naming.mentions))),
            "once": min(map(len, naming.mentions)) == 1,
        }

    def _around(self, naming: Naming) -> dict[str, float]:
        """How alike the sentences of two mentions in different articles are, at the most."""
        own = {word for found in naming.mentions for m in found for word in m.words}
        context, names, title = 0.0, 0, False
        for one, other in product(*(found[:_LOOKED_AT] for found in naming.mentions)):
            if one.article != other.article:
                ours, theirs = self._matter(one), self._matter(other)
                context = max(context, len((ours & theirs) - own) / (1 + min(len(ours), len(theirs))))
                names = max(names, len((self._names_beside(one) & self._names_beside(other)) - own))
                title |= bool(one.name.title) and one.name.title.lower() == other.name.title.lower()
        return {"context": context, "names": names, "title": title}

    def _matter(self, mention: Mention) -> frozenset[str]:
        if mention not in self._beside:
            self._beside[mention] = matter_beside(mention.sentence, mention.name.span)
        return self._beside[mention]

    def _names_beside(self, mention: Mention) -> set[str]:
        here = self._of_sentence[mention.article, mention.sentence.index]
        return {other.words[-1] for other in here if other is not mention}

    @cached_property
    def _of_sentence(self) -> Mapping[tuple[str, int], list[Mention]]:
        found: dict[tuple[str, int], list[Mention]] = defaultdict(list)
        for mention in self._told:
            found[mention.article, mention.sentence.index].append(mention)
        return found

    @cached_property
    def _small(self) -> frozenset[str]:
        """The words that the story has in small letters."""
        tokens = (t.text for a in self._accounts for s in a.sentences for t in s.tokens)
        return frozenset(text for text in tokens if text.islower())


def _in_full(found: Sequence[Mention]) -> set[tuple[str, str]]:
    """The articles that have a name of several words, each with its first word."""
    return {(m.article, m.words[0]) for m in found if len(m.words) > 1}


def _counted(mention: Mention) -> bool:
    """Whether "a" stands before a name: one of many, such as a player of a team."""
    before = [token.text for token in mention.sentence.tokens if token.end <= mention.name.span.start]
    return bool(before) and before[-1].lower() in {"a", "an"}


def _undoubled(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))
