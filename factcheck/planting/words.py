"""Words put for others of their class: contraries, offices, orders in time, how many of some."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from factcheck.domain.text import Span
from factcheck.planting.changes import Alteration, Change, cased
from factcheck.planting.passages import DraftPassage, Stock
from factcheck.settings.lexicons import Pairs, PlantingWords

_TIMES = {"before": "after", "after": "before"}


@lru_cache(maxsize=2)
def _contraries(lists: PlantingWords) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The contraries of each word, by how tags of its part of speech begin."""
    return {
        "VB": _both_ways(lists.turned_verbs),
        "NN": _both_ways(lists.turned_nouns),
        "JJ": _both_ways(lists.turned_adjectives),
    }


def _both_ways(pairs: Pairs) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        found[one].append(other)
        found[other].append(one)
    return {word: tuple(others) for word, others in found.items()}


def contrary(passage: DraftPassage, stock: Stock) -> Iterator[Alteration]:
    """A word turned into its opposite."""
    particles = {verb.token for verb in passage.grammar.verbs() if verb.particle}
    for i, tag in enumerate(passage.grammar.tags):
        words = _contraries(stock.lexicons.planting).get(tag[:2], {})
        lemma = passage.low(i) if tag.startswith("JJ") else passage.grammar.lemmas[i]
        word = passage.of(passage.span(i))
        named = tag.startswith("NNP") or (i > 0 and word[0].isupper() and passage.low(i - 1)[-1:].isalnum())
        surely = stock.forms.of(lemma, tag) == passage.low(i) and not named
        if not surely or i in particles or not passage.free(passage.span(i)) or passage.grammar.entities[i]:
            continue
        for other in words.get(lemma, ()):
            put = cased(stock.forms.of(other, tag), word)
            yield Alteration((Change(passage.span(i), put),), (i,))


@lru_cache(maxsize=2)
def _offices(lists: PlantingWords) -> Mapping[str, tuple[str, ...]]:
    """The others of its family for each office, the longest first."""
    families = lists.offices.values()
    found = {office: tuple(o for o in family if o != office) for family in families for office in family}
    return dict(sorted(found.items(), key=lambda one: (-len(one[0].split()), one[0])))


def office(passage: DraftPassage, stock: Stock) -> Iterator[Alteration]:
    """An office, a body or a trade in the place of another one."""
    text, start, taken = passage.sentence.text, passage.sentence.span.start, list[Span]()
    for phrase, others in _offices(stock.lexicons.planting).items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(phrase)}(s?)(?![\w-])", text, re.IGNORECASE):
            span = Span(start + match.start(), start + match.end())
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            if not passage.free(span) or not _stands_alone(passage, span, plural=bool(match[1])):
                continue
            for other in others:
                put = cased(stock.forms.of(other, "NNS" if match[1] else "NN"), match.group())
                yield Alteration((Change(span, put),), passage.inside(span))


def _stands_alone(passage: DraftPassage, span: Span, *, plural: bool) -> bool:
    """Whether the words are nouns in that number, and no part of a longer office or of a name: "vice president"."""
    tags, inside = passage.grammar.tags, passage.inside(span)
    if not tags[inside[-1]].startswith("NN") or (tags[inside[-1]] in ("NNS", "NNPS")) != plural:
        return False
    before, after = inside[0] - 1, inside[-1] + 1
    longer = (before >= 0 and tags[before].startswith("NN")) or passage.low(after) in ("of", "for", "general")
    first = passage.grammar.entities[inside[0]] in ("ORG", "FAC", "WORK_OF_ART")
    follows = after < len(tags) and tags[after] == "NN"
    return not (longer or first or follows)


def order(passage: DraftPassage, stock: Stock) -> Iterator[Alteration]:  # noqa: ARG001 - all sorts are asked alike
    """Of two deeds the other one told first: "before the vote" for "after the vote"."""
    for i in passage.grammar.orders():
        span = passage.span(i)
        if passage.free(span):
            yield Alteration((Change(span, cased(_TIMES[passage.low(i)], passage.of(span))),), (i,))


def subset(passage: DraftPassage, stock: Stock) -> Iterator[Alteration]:
    """Said of all that is true of some, of most that is true of few, and the like."""
    lists = stock.lexicons.planting
    for i, of in passage.grammar.shares():
        words, span = lists.of_many if of else lists.before_many, passage.span(i)
        if passage.low(i) not in words or not passage.free(span) or passage.low(i - 1) in ("a", "the", "at", "very"):
            continue
        for other in words:
            if other != passage.low(i):
                yield Alteration((Change(span, cased(other, passage.of(span))),), (i,))
