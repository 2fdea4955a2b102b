"""Enumerations of names, and what they are members of: "backed by Egypt, Jordan and the UAE".

No parser: the words right before and right after the names say how they stand to a verb or a noun. A list whose
place in its sentence is not plain is left out, and so is one that says that it is not complete ("including").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factcheck.domain.account import Name
from factcheck.domain.text import Sentence, Span, Token
from factcheck.settings.lexicons import Deeds
from factcheck.text.clauses import clause_at, clauses
from factcheck.values.lists.belonging import Membership, standing_of

_JOINTS = frozenset({",", "and", "&"})
_INSIDE = _JOINTS | {"the", "both", "."}  # what may stand between two members, beside their titles
# Words by which a list gives only some: before it, or right behind it.
_SOME = frozenset({"include", "including", "like", "such", "mainly", "mostly", "among", "example", "some"}) | {
    "especially",
    "notably",
    "particularly",
}
_ADDING = frozenset({"also", "additionally", "too"})  # what is said comes on top of what was said before
_MORE = frozenset("other others elsewhere more etc another along well both plus together".split())  # noqa: SIM905
_MATTER = ("NN", "VV", "AJ")
_SOON = 3  # words before or behind a list that may open it


@dataclass(frozen=True, slots=True)
class Listing:
    """Names in one row, all that the sentence gives. `matter` are the lemmas and `others` the names around them."""

    sentence: Sentence
    span: Span
    clause: Span
    members: tuple[Name, ...]
    standing: Membership
    matter: frozenset[str]
    others: tuple[Name, ...]


def find_listings(sentence: Sentence, names: Sequence[Name], deeds: Deeds) -> Iterator[Listing]:
    """Yield the closed lists of at least two names in a sentence; `names` those in it."""
    here = [name for name in names if _inside(name.span, sentence.span)]
    cuts = clauses(sentence) if len(here) > 1 else ()
    for members in _rows(here, sentence.tokens):
        span = Span(members[0].span.start, members[-1].span.end)
        clause = Span(clause_at(cuts, span.start).start, clause_at(cuts, span.end - 1).end)
        tokens = [t for t in sentence.tokens if _inside(Span(t.start, t.end), clause)]
        before, after = _around(tokens, members[0], span)
        standing = None if _open(before, after) else standing_of(before, after, deeds)
        if standing is None:
            continue
        owner = _antecedent(sentence.tokens, tokens)
        outside = [t for t in (*owner, *before, *after) if t.tag.startswith(_MATTER)]
        near = Span(min([clause.start, *(t.start for t in owner)]), clause.end)
        yield Listing(
            sentence,
            span,
            clause,
            tuple(members),
            standing,
            frozenset(deeds.classes.get(t.lemma, t.lemma) for t in outside if t.lemma not in deeds.light),
            tuple(n for n in here if n.span.overlaps(near) and not n.span.overlaps(span)),
        )


def _antecedent(tokens: Sequence[Token], clause: Sequence[Token]) -> list[Token]:
    """The noun or name that a clause which opens with "who" or "which" speaks of."""
    before = [t for t in tokens if t.end <= clause[0].start and t.tag.startswith(("NN", "NP"))]
    return before[-1:] if clause[0].tag in ("PNQ", "DTQ") else []


def _rows(names: Sequence[Name], tokens: Sequence[Token]) -> Iterator[list[Name]]:
    """Yield the names that stand in one row: commas between them, "and" before the last."""
    row: list[Name] = []
    for name in names:
        if row and _joined(row[-1], name, tokens):
            row.append(name)
            continue
        yield from _closed(row, tokens)
        row = [name]
    yield from _closed(row, tokens)


def _joined(left: Name, right: Name, tokens: Sequence[Token]) -> bool:
    between = _between(left, right, tokens)
    title = {word.strip(".") for word in right.title.lower().split()}
    words = {t.text.lower() for t in between}
    return bool(words & _JOINTS) and all(w in _INSIDE or w.isdigit() or w.strip(".") in title for w in words)


def _closed(row: list[Name], tokens: Sequence[Token]) -> Iterator[list[Name]]:
    """A row ends in "and" or is none; a second "and" inside makes it unclear what belongs to what."""
    ands = ["and" in {t.text.lower().replace("&", "and") for t in _between(a, b, tokens)} for a, b in pairwise(row)]
    if ands and ands[-1] and sum(ands) == 1 and _one_sort(row):
        yield row


def _one_sort(row: Sequence[Name]) -> bool:
    sorts = {name.sort for name in row} - {"other"}
    return len(sorts) < 2 or sorts == {"place", "organisation"}


def _between(left: Name, right: Name, tokens: Sequence[Token]) -> list[Token]:
    return [t for t in tokens if left.span.end <= t.start and t.end <= right.span.start]


def _around(tokens: Sequence[Token], first: Name, span: Span) -> tuple[list[Token], list[Token]]:
    """The tokens of the clause before the list, the first member's title left off, and those behind it."""
    before = [t for t in tokens if t.end <= span.start]
    title = {word.strip(".") for word in first.title.lower().split()}
    while before and (before[-1].text.lower().strip(".") in title or (title and before[-1].text == ".")):
        before.pop()
    return before, [t for t in tokens if t.start >= span.end]


def _open(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether the list says that there are more, or goes on with what has no name."""
    if any(t.lemma in _SOME or t.text.lower() in _SOME for t in before[-_SOON:]):
        return True
    if before and (before[-1].tag == "CJC" or any(t.lemma in _ADDING for t in before)):
        return True
    behind = [t.text.lower() for t in after[:_SOON]]
    return bool(set(behind) & _MORE) or behind[:1] in (["and"], ["or"], ["'s"], ["’s"]) or behind[:1] == ["("]


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
