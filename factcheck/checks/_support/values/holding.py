"""To what a number belongs, by the words nearest to it: "Bloom, 48", "thefts by 38%", "9 percent of the road money"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.domain.text import Span, Token
from factcheck.text.nearness import Bag
from factcheck.values.figures.counted import CALENDAR

_TIMES = frozenset("year month week day decade century quarter night morning evening season time".split())  # noqa: SIM905
_REACH = 8  # words before the number up to the noun and the verb that it belongs to
_BEHIND = 4  # and behind it up to the place or the name
_LINKS = frozenset({"in", "for", "of", "from", "at"})
_ARTICLES = frozenset({"AT0", "DPS", "DT0"})
_SAYING = frozenset({"say", "tell", "report", "put", "give", "add", "accord", "estimate"})


def holder(tokens: Sequence[Token], number: Span) -> Bag:
    """Return the lemmas of the nearest noun with those beside it, of the nearest verb, and of a name right behind.

    `tokens` are those of the clause. What is said "of" something is that thing's alone.
    """
    before = [t for t in tokens if t.end <= number.start][-_REACH:]
    after = [t for t in tokens if t.start >= number.end]
    inside = [t for t in tokens if number.start < t.start < number.end]
    of = next((n for n, t in enumerate(inside) if t.lemma == "of"), None)  # "9 percent of the road money"
    after = after if of is None else [*inside[of:], *after]
    behind = _run_behind(after)
    if after and after[0].lemma == "of" and behind:
        return behind
    if after and _is_name(after[0]):
        return _run(after)  # "48-year-old Ada Bloom"
    verb = next((t.lemma for t in reversed(before) if t.tag.startswith("VV") and t.lemma not in _SAYING), "")
    return _last_run(before) | behind | ({verb} if verb else frozenset())


def first_name(tokens: Sequence[Token]) -> Bag:
    """Return the lemmas of the first name of a sentence."""
    at = next((n for n, t in enumerate(tokens) if t.tag == "NP0" and _is_name(t)), None)
    return frozenset() if at is None else _run(tokens[at:])


def _last_run(before: Sequence[Token]) -> Bag:
    """The last noun and what is beside it; of "thefts in Lindal" and "sales of skates" both."""
    at = next((n for n in range(len(before) - 1, -1, -1) if _is_noun(before[n])), None)
    if at is None:
        return frozenset()
    found = _run(before[at::-1])
    rest = list(before[: at + 1])
    while rest and (rest[-1].lemma in found or rest[-1].tag in _ARTICLES):
        rest.pop()
    return found | _last_run(rest[:-1]) if rest and rest[-1].lemma in _LINKS else found


def _run_behind(after: Sequence[Token]) -> Bag:
    """The noun or name behind "of", the name behind another such word."""
    at = next((n for n, t in enumerate(after[:_BEHIND]) if t.lemma in _LINKS), None)
    if at is None:
        return frozenset()
    rest = [t for t in after[at + 1 :] if t.tag not in _ARTICLES]
    if not rest or not (_is_noun(rest[0]) or rest[0].tag.startswith("AJ")):
        return frozenset()
    named = _is_name(rest[0])
    return _run(rest) if named or at == 0 else frozenset()


def _run(tokens: Sequence[Token]) -> Bag:
    """The words of nouns, names and adjectives that begin a row of tokens."""
    found = []
    for token in tokens:
        if not (_is_noun(token) or (token.tag.startswith("AJ") and token.text[:1].isalpha())):
            break
        found.append(token.lemma)
    return frozenset(found)


def _is_noun(token: Token) -> bool:
    return token.tag.startswith(("NN", "NP")) and not _is_time(token) and token.text[:1].isalpha()


def _is_name(token: Token) -> bool:
    return (token.tag == "NP0" or (token.tag.startswith("NN") and token.text[:1].isupper())) and not _is_time(token)


def _is_time(token: Token) -> bool:
    return token.lemma in CALENDAR or token.lemma in _TIMES
