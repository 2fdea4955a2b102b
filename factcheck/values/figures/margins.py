"""By how much somebody wins, which is nobody's count: "won by 1,190 votes", "a lead of 1,190", "1,190 votes ahead"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.domain.text import Span, Token
from factcheck.text.clauses import FINITE

_WINNING = frozenset(
    """win lead beat defeat trail lose edge outpoll outvote oust unseat hold carry retain take ahead behind victory
    clear""".split()  # noqa: SIM905
)
_MARGINS = frozenset({"margin", "majority", "lead", "plurality", "advantage"})
_VICTORIES = _MARGINS | {"victory", "win", "defeat", "loss"}
_HEDGES = frozenset("about around some nearly almost just over only more less than a an".split())  # noqa: SIM905
_TALLIED = frozenset(
    """vote ballot seat point percentage per percent % goal run stroke shot length wicket game set lap second
    minute""".split()  # noqa: SIM905
)
_AGAINST = frozenset({"to", "against"})
_REACH = 10  # words from "by" back to the verb, over whom and what is won


def is_margin(tokens: Sequence[Token], value: Span) -> bool:
    """Whether the number at `value` is that by which somebody is ahead; "by 4,120 votes to 3,980" are two counts."""
    first = next((n for n, token in enumerate(tokens) if token.start >= value.start), len(tokens))
    last = next((n for n, token in enumerate(tokens) if token.start >= value.end), len(tokens))
    after = [token.lemma for token in tokens[last : last + 2]]
    if after[:1] and (
        after[0] in {"ahead", "behind", "clear"} or (after[0] in _VICTORIES and _hyphened(tokens, value))
    ):
        return True
    against = after[:1] and after[0] in _AGAINST and after[-1][:1].isdigit()
    if against or any(token.lemma in _AGAINST for token in tokens[first:last]):
        return False
    at = first - 1
    while at >= 0 and tokens[at].lemma in _HEDGES:
        at -= 1
    if at > 0 and tokens[at].lemma == "of":
        return tokens[at - 1].lemma in _MARGINS
    return at >= 0 and tokens[at].lemma == "by" and _tallies(tokens, last) and _wins_before(tokens, at)


def _tallies(tokens: Sequence[Token], last: int) -> bool:
    """Whether the number counts what is won by, or nothing that is said: nobody wins "by 12 soldiers"."""
    beside = tokens[last - 1 : last + 1]
    return any(token.lemma in _TALLIED for token in beside) or not any(token.tag.startswith("NN") for token in beside)


def _wins_before(tokens: Sequence[Token], by: int) -> bool:
    """Whether the nearest verb before "by", or a word in its place, is of winning: "led Marsh by", "ahead by"."""
    for token in reversed(tokens[max(0, by - _REACH) : by]):
        if token.lemma in _WINNING and not (token.lemma == "lead" and token.tag.startswith("NN")):
            return True  # what she widens her lead by is no margin
        if token.tag in FINITE or token.tag.startswith("VV"):
            return False
    return False


def _hyphened(tokens: Sequence[Token], value: Span) -> bool:
    return any("-" in token.text for token in tokens if token.start < value.end and token.end > value.start)
