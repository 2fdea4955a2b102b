"""People, bodies and places put for others, two of them exchanged, and words in another's mouth."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from factcheck.domain.account import Name
from factcheck.planting.changes import Alteration, Change
from factcheck.planting.passages import DraftPassage, Stock

_VOWELS = "aeiou"
_LINKING = 3  # letters of words like "for" and "the", which two names may well share
_AGREEING = ("VBZ", "VBP")  # tags of forms that tell one from many


def name(passage: DraftPassage, stock: Stock) -> Iterator[Alteration]:
    """Another person or body, another given name, or a surname misspelt."""
    for one in _names(passage, stock, ("person", "organisation")):
        invented = (o for o in (*_renamed(one, stock), *_misspelt(one)) if o not in stock.names[one.sort])
        for other in (*_others(one, passage, stock), *invented):
            yield Alteration((Change(one.span, other),), passage.inside(one.span))


def place(passage: DraftPassage, stock: Stock) -> Iterator[Alteration]:
    """Another place of the draft or its sources."""
    for one in _names(passage, stock, ("place", "region")):
        for other in _others(one, passage, stock):
            yield Alteration((Change(one.span, other),), passage.inside(one.span))


def attribution(passage: DraftPassage, stock: Stock) -> Iterator[Alteration]:
    """What somebody says, said by somebody else whom the draft or its sources cite."""
    for span, words in passage.tellers():
        inside = passage.inside(span)
        beside = passage.grammar.tags[max(inside[0] - 1, 0)], *passage.grammar.tags[inside[-1] + 1 : inside[-1] + 2]
        if any(tag in _AGREEING for tag in beside):
            continue
        for other in stock.tellers:
            if not _kin(words, other) and other not in passage.sentence.text:
                # A word that is small elsewhere has a capital here.
                begins = inside[0] == 0 or words != passage.of(span)
                put = other[:1].upper() + other[1:] if begins else other
                yield Alteration((Change(span, put),), inside)


def exchanged_names(passage: DraftPassage, stock: Stock) -> Iterator[Alteration]:
    """Two names of one sort, each in the other's place; not where it is all one who does it to whom."""
    if {*passage.grammar.lemmas} & stock.lexicons.planting.mutual:
        return
    for one, other in combinations(_names(passage, stock, ("person", "organisation", "place")), 2):
        alike = one.sort == other.sort and len(one.text.split()) == len(other.text.split())
        apart = not _kin(one.text, other.text) and not passage.grammar.of_one_list(one.span, other.span)
        if alike and apart and passage.led(one.span) == passage.led(other.span):
            changes = Change(one.span, passage.of(other.span)), Change(other.span, passage.of(one.span))
            yield Alteration(changes, (*passage.inside(one.span), *passage.inside(other.span)))


def _names(passage: DraftPassage, stock: Stock, sorts: tuple[str, ...]) -> list[Name]:
    """The names of these sorts that may be altered: those of no doubtful sort, as they are written elsewhere."""
    known = (n for n in passage.names if n.sort in sorts and n.text in stock.names[n.sort])
    return [n for n in known if passage.free(n.span) and passage.of(n.span) == n.text]


def _others(one: Name, passage: DraftPassage, stock: Stock) -> list[str]:
    """The names that can stand for one: of its sort and length, of nobody whom the sentence names already."""
    alike = (o for o in stock.names[one.sort] if (" " in o) == (" " in one.text) or one.sort != "person")
    fitting = [o for o in alike if (o in stock.led) == (one.text in stock.led)]
    return [o for o in fitting if not _kin(o, one.text) and not _kin(o, passage.sentence.text)]


def _renamed(one: Name, stock: Stock) -> Iterator[str]:
    """The name with another given name that begins alike, so that most keep their sex."""
    given, _, rest = one.text.partition(" ")
    known = stock.lexicons.titles.given
    if rest and one.sort == "person" and given.lower() in known:
        near = (o for o in sorted(known) if o[:2] == given[:2].lower() and o != given.lower() and len(o) > 2)
        yield from (f"{other.title()} {rest}" for other in near)


def _misspelt(one: Name) -> Iterator[str]:
    """The name with another vowel in its surname, inside it, where an eye runs over it."""
    before, _, surname = one.text.rpartition(" ")
    inner = [i for i in range(2, len(surname) - 1) if surname[i] in _VOWELS]
    if one.sort != "person" or len(surname) < 5 or not surname.isalpha() or not inner:
        return
    at = inner[-1]
    for vowel in _VOWELS:
        if vowel != surname[at]:
            yield f"{before} {surname[:at]}{vowel}{surname[at + 1 :]}".strip()


def _kin(one: str, other: str) -> bool:
    """Whether two names have a word in common, or a text has one of a name's."""
    return not {w.lower() for w in one.split() if w[0].isupper() or len(w) > _LINKING}.isdisjoint(_bare(other))


def _bare(text: str) -> set[str]:
    return {word.strip(".,;:!?\"'“”‘’()").removesuffix("'s").removesuffix("’s").lower() for word in text.split()}
