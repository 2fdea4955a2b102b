"""Enumerations of names, and what they are members of: "backed by Egypt, Jordan and the UAE".

No parser: the words right before and right after the names say how they stand to a verb or a noun. A list whose
place in its sentence is not plain is left out, and so is one that says that it is not complete ("including").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from factcheck.domain import Name, Sentence, Span, Token
from factcheck.text.clauses import FINITE, clause_at, clauses
from factcheck.values.deeds.deeds import Deeds

DOER, OBJECT, NAMED = "doer", "object", "named"

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
_NAMING = frozenset({"name", "identify"})
_NOUNS = ("NN0", "NN1", "NN2")
_PHRASE = (*_NOUNS, "AJ", "AT0", "DPS", "ORD", "CRD", "DT0")
_HELPING = ("VB", "VH", "VM", "VD", "AV0", "XX0", "TO0", "AJS")
_MATTER = ("NN", "VV", "AJ")
_SOON = 3  # words before or behind a list in which it may be opened
_AS_NOUNS = ("dead", "injured", "wounded", "missing", "accused")  # "the dead were Ada and Ian"
_HYPHENS = ("-", "‐", "‑")  # "hardest - hit" in text that was taken apart
_LONGEST = 8  # words of the phrase that says what the names are: "the four villages hit hardest by"


@dataclass(frozen=True, slots=True)
class Place:
    """How a list stands in its sentence: as the doer or object of a deed, behind a preposition, or as the names of
    what `governor` says (`role` NAMED). `noun` is what the members are said to be ("village"), `count` how many.
    """

    role: str
    governor: str
    noun: str = ""
    count: str = ""
    utmost: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Names in one row, all that the sentence gives. `matter` are the lemmas and `others` the names around them."""

    sentence: Sentence
    span: Span
    clause: Span
    members: tuple[Name, ...]
    place: Place
    matter: frozenset[str]
    others: tuple[Name, ...]


def find_listings(sentence: Sentence, names: Sequence[Name], deeds: Deeds) -> Iterator[Listing]:
    """Yield the closed lists of at least two names in a sentence; `names` are those of its article."""
    here = sorted((n for n in names if _inside(n.span, sentence.span)), key=lambda n: n.span)
    cuts = clauses(sentence) if len(here) > 1 else ()
    for members in _rows(here, sentence.tokens):
        span = Span(members[0].span.start, members[-1].span.end)
        clause = Span(clause_at(cuts, span.start).start, clause_at(cuts, span.end - 1).end)
        tokens = [t for t in sentence.tokens if _inside(Span(t.start, t.end), clause)]
        before, after = _around(tokens, members[0], span)
        place = None if _open(before, after) else _place(before, after, deeds)
        if place is None:
            continue
        outside = [t for t in (*before, *after) if t.tag.startswith(_MATTER)]
        yield Listing(
            sentence,
            span,
            clause,
            tuple(members),
            place,
            frozenset(deeds.classes.get(t.lemma, t.lemma) for t in outside if t.lemma not in deeds.light),
            tuple(n for n in here if _inside(n.span, clause) and not n.span.overlaps(span)),
        )


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


def _place(before: Sequence[Token], after: Sequence[Token], deeds: Deeds) -> Place | None:
    noun, count, utmost, rest = _said_to_be(before, after)
    place = _governed(rest, after, deeds) if noun is not None else None
    if place is None or noun is None:
        return None
    if place.role == NAMED:
        return place
    if noun and _utmost(after[:_SOON]):  # "the villages of A and B were worst hit"
        return Place(NAMED, noun, noun, count, utmost=True)
    return replace(place, noun=noun, count=count, utmost=utmost)


def _said_to_be(before: Sequence[Token], after: Sequence[Token]) -> tuple[str | None, str, bool, Sequence[Token]]:
    """Return the noun that says what the names are, its number, whether it is marked as the utmost, and what stands
    before it; the noun is None where the names only go with another noun ("Mitchell and Nixon aide").
    """
    if after and after[0].tag.startswith(("NN", "NP")):
        plural = after[0].tag == "NN2"
        return (after[0].lemma if plural else None), "", False, _less_modifiers(before)[0]
    rest = list(before)
    if rest and rest[-1].text in (":", ",", "-", "--", "–", "—"):
        rest.pop()
        head, count, utmost, left = _phrase(rest)
        definite = bool(rest[len(left) :]) and rest[len(left)].lemma == "the" and rest[-1].tag == "NN2"
        return (head or None) if count or definite else None, count, utmost, left
    if len(rest) > 1 and rest[-1].lemma == "of" and rest[-2].tag == "NN2":
        return _phrase(rest[:-1])
    if rest and rest[-1].tag == "NN2":
        return _phrase(rest)
    left, utmost = _less_modifiers(rest)
    return "", "", utmost, left


def _phrase(tokens: Sequence[Token]) -> tuple[str, str, bool, Sequence[Token]]:
    """Return head, number and utmostness of the noun phrase that ends here, and what stands before it."""
    at = len(tokens)
    while at > max(0, len(tokens) - _LONGEST) and _in_phrase(tokens, at - 1):
        at -= 1
    part = tokens[at:]
    nouns = [t for t in part if t.tag in _NOUNS or t.text.lower() in _AS_NOUNS]
    count = next((t.lemma for t in part if t.tag == "CRD"), "")
    return (nouns[-1].lemma if nouns else ""), count, _utmost(part), tokens[:at]


def _in_phrase(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token belongs to the noun phrase that goes on behind it; "most affected" and "hit hardest" do."""
    token = tokens[i]
    hyphenated = any(t.text in _HYPHENS for t in tokens[max(0, i - 1) : i])
    return token.tag.startswith((*_PHRASE, "VVN")) or token.text in _HYPHENS or token.lemma == "most" or hyphenated


def _utmost(part: Sequence[Token]) -> bool:
    return any(
        t.tag == "AJS"
        or t.text.lower() in ("most", "worst", "hardest")
        or t.text.lower().startswith(("worst-", "hardest-"))
        for t in part
    )


def _less_modifiers(before: Sequence[Token]) -> tuple[Sequence[Token], bool]:
    at = len(before)
    while at and (before[at - 1].tag.startswith(("AJ", "AT0", "DPS")) or before[at - 1].lemma == "both"):
        at -= 1
    return before[:at], _utmost(before[at:])


def _governed(before: Sequence[Token], after: Sequence[Token], deeds: Deeds) -> Place | None:
    if before and before[-1].lemma == "as":
        return _named_as(before[:-1])
    if (
        not before
        or before[-1].tag in ("CJS", "CJT", "CJC", "DTQ")
        or before[-1].text in (",", ":", ";", '"', "“", "``")
    ):
        return _as_subject(after, deeds)
    last = before[-1]
    if last.lemma == "by" and len(before) > 1 and before[-2].tag in ("VVN", "VVD", "AJ0"):
        return Place(DOER, _deed(before[-2], deeds))
    if last.tag.startswith("VB"):
        return _named(before[:-1])
    if last.tag.startswith("VV"):
        return Place(OBJECT, _deed(last, deeds)) if not _finite_soon(after) else _as_subject(after, deeds)
    if last.tag.startswith("PR") and len(before) > 1 and before[-2].tag.startswith(("NN", "VV")):
        return Place(last.lemma, _deed(before[-2], deeds))
    return None


def _as_subject(after: Sequence[Token], deeds: Deeds) -> Place | None:
    """The list opens its clause: its verb follows."""
    passive = False
    after = after[1:] if after and after[0].text == "," else after
    for token in after:
        if token.tag.startswith("VV"):
            return Place(OBJECT if passive and token.tag in ("VVN", "VVD") else DOER, _deed(token, deeds))
        if not token.tag.startswith(_HELPING) and token.lemma not in ("worst", "most"):
            return None
        passive = passive or token.tag.startswith("VB")
    return None


def _finite_soon(after: Sequence[Token]) -> bool:
    """Whether the list has a verb of its own, as in "officials said A and B were hit"."""
    return bool(after) and after[0].tag in FINITE


def _named_as(before: Sequence[Token]) -> Place | None:
    """What stands before "as": "the victims were named as", "police named the victims as"."""
    verb = next((i for i in range(len(before) - 1, -1, -1) if before[i].tag.startswith("VV")), None)
    if verb is None or before[verb].lemma not in _NAMING:
        return None
    return _named(before if verb < len(before) - 1 else before[:verb])


def _named(before: Sequence[Token]) -> Place | None:
    """What the names are the names of: the subject of "are" or "were identified as"."""
    rest = list(before)
    while rest and rest[-1].tag.startswith(_HELPING):
        rest.pop()
    head, count, utmost, _ = _phrase(rest)
    return Place(NAMED, head, head, count, utmost) if head else None


def _deed(token: Token, deeds: Deeds) -> str:
    return deeds.classes.get(token.lemma, token.lemma)


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
