"""Whose count it is: "Ada Bloom received 4,120 votes", "gave Bloom 4,120 votes", "4,120 to 3,980 for Ivo Marsh".

Only what a sentence says outright: a name right beside the number, or before a verb of having.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.domain.text import Span, Token
from factcheck.values.figures.compounds import joined
from factcheck.values.figures.margins import is_margin
from factcheck.values.figures.unsaid import of_parent

_HAVING = frozenset(
    [
        "receive",
        "get",
        "win",
        "have",
        "take",
        "gain",
        "poll",
        "score",
        "earn",
        "collect",
        "garner",
        "secure",
        "lead",
        "beat",
        "defeat",
        "carry",
        "draw",
        "amass",
        "finish",
        "end",
    ]
)
_BETWEEN = frozenset({"AV0", "PRP", "AT0", "VHZ", "VHD", "VHB", "AJ0", "DT0", "AJC", "CJS", "PRF"})  # "by more than"
_OF_PARENT = frozenset(
    {"AT0", "AJ0", "VVN", "VVD", "NN1", "PUN", "CRD", "VBZ", "VBD", "PNQ", "AV0"}
)  # "who was a single"
_CAST = frozenset({"vote", "ballot"})
_AGAINST = frozenset({"to", "against"})  # "4,120 votes to 3,980"


def holder_of(tokens: Sequence[Token], value: Span, names: Sequence[tuple[Span, str]]) -> str:
    """Return the key of the name whose count stands at `value`, "" where the sentence does not say so outright.

    A margin is nobody's.
    """
    tokens = joined(tokens)
    if is_margin(tokens, value):
        return ""
    first = next((n for n, token in enumerate(tokens) if token.start >= value.start), len(tokens))
    last = next((n for n, token in enumerate(tokens) if token.start >= value.end), len(tokens))
    counted = tokens[last - 1] if last else None
    if of_parent(tokens, first) and tokens[last - 1].tag == "CRD":
        behind = _at(tokens[last].start, names) if last < len(tokens) else ""
        return behind or _before_parent(tokens, first - 2, names)
    cast = counted is not None and (counted.text[0].isdigit() or counted.lemma in _CAST)  # no goals "for Rovers"
    if cast and last + 1 < len(tokens) and tokens[last].lemma == "for":
        return _at(tokens[last + 1].start, names)
    if first and (key := _ending(tokens[first - 1].end, names)):
        return key
    if first > 1 and tokens[first - 1].lemma in _AGAINST:
        return _beaten(tokens, first - 1, names)
    verb = _verb_before(tokens, first, names)
    return "" if verb is None else _subject(tokens, verb, names)


def _at(start: int, names: Sequence[tuple[Span, str]]) -> str:
    return next((key for span, key in names if span.start <= start < span.end), "")


def _before_parent(tokens: Sequence[Token], at: int, names: Sequence[tuple[Span, str]]) -> str:
    """The name of a parent: "Ada Bloom, 34, a married mother of three", "Bloom is a father of two"."""
    while at and not (key := _ending(tokens[at - 1].end, names)):
        if tokens[at - 1].tag not in _OF_PARENT:
            return ""
        at -= 1
    return key if at else ""


def _ending(end: int, names: Sequence[tuple[Span, str]]) -> str:
    return next((key for span, key in names if span.end == end), "")


def _verb_before(tokens: Sequence[Token], first: int, names: Sequence[tuple[Span, str]]) -> int | None:
    """The verb of having that a number is the object of: whom somebody beats may stand in between."""
    for at in range(first - 1, -1, -1):
        token = tokens[at]
        if token.tag.startswith("VV") or token.lemma == "have":
            auxiliary = token.tag.startswith("VH") and at + 1 < len(tokens) and tokens[at + 1].tag == "VVN"
            return at if token.lemma in _HAVING and not auxiliary else None
        if token.tag not in _BETWEEN and not _at(token.start, names):
            return None
    return None


def _subject(tokens: Sequence[Token], verb: int, names: Sequence[tuple[Span, str]]) -> str:
    """The name right before a verb; not one of several that are listed."""
    at = verb
    while at and tokens[at - 1].tag in ("AV0", "VHZ", "VHD", "VHB"):
        at -= 1
    if not at:
        return ""
    key = _ending(tokens[at - 1].end, names)
    start = next((span.start for span, _ in names if span.end == tokens[at - 1].end), 0)
    before = next((token.lemma for token in reversed(tokens[:at]) if token.end <= start), "")
    return "" if before in ("and", "of", "or") and _listed(tokens, start, names) else key


def _listed(tokens: Sequence[Token], start: int, names: Sequence[tuple[Span, str]]) -> bool:
    """Whether a name stands before the "and" right before `start`: "Bloom and Marsh won"; not "votes and Marsh won"."""
    before = [token for token in tokens if token.end <= start]
    return len(before) > 1 and bool(_ending(before[-2].end, names))


def _beaten(tokens: Sequence[Token], to: int, names: Sequence[tuple[Span, str]]) -> str:
    """Whom the second number is of where the first name beat the second: "Bloom led Marsh by 4,120 votes to 3,980"."""
    before = [(span, key) for span, key in names if span.end <= tokens[to].start]
    if len(before) < 2:
        return ""
    (one, _), (other, key) = before[-2:]
    between = [token for token in tokens if one.end <= token.start and token.end <= other.start]
    verbs = [token for token in between if token.tag.startswith("VV")]
    return key if len(verbs) == 1 and verbs[0].lemma in _HAVING and len(between) <= 2 else ""
