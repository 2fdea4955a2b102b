"""Numbers of which a word nearby says what they are: the size of a quake, the class of a storm, the split of a vote."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.domain.text import Token
from factcheck.domain.values import Hedge
from factcheck.settings.lexicons import Hedges
from factcheck.values.figures.bounds import bounded
from factcheck.values.figures.measured import FigureMention
from factcheck.values.figures.numbers import Number, read_low, word

_QUAKES = frozenset({"quake", "earthquake", "tremor", "temblor", "aftershock", "foreshock"})
_GREATEST_QUAKE = 10.0  # on any scale of magnitudes
_STORMS = frozenset({"hurricane", "storm", "typhoon", "cyclone"})
_STRONGEST_STORM = 5  # of the Saffir-Simpson scale, and of Australia's
_SPLIT = frozenset({"-", "–", "to", "against"})
_VOTES = frozenset({"vote", "ruling", "verdict"})
_IN_COURT_OR_SPORT = frozenset({"decision", "majority", "margin", "split"})  # votes where a body is named that votes
_BODIES = frozenset({"vote", "court", "justice", "judge", "council", "senate", "panel", "jury", "verdict"})
_VOTING = frozenset({"vote", "rule", "decide", "deadlock"})
_ADOPTING = frozenset({"approve", "pass", "back", "endorse", "adopt", "reject"})
_SEATS = 3000  # more than any body has that votes; "4,120 votes to 3,980" are those of two candidates
_TO_A_VOTE = frozenset({"of", "by", "a", "an", "the", "was"})  # between "vote" and its number: "by a vote of 7-2"


def on_a_scale(tokens: Sequence[Token], number: Number, hedges: Hedges) -> FigureMention | None:
    """Read a number that stands on a scale of its own; None for any other."""
    if number.ordinal or number.share or number.lower < 0:
        return None
    return _quake(tokens, number, hedges) or _storm(tokens, number) or _vote(tokens, number)


def _quake(tokens: Sequence[Token], number: Number, hedges: Hedges) -> FigureMention | None:
    """As in "a tremor of 5.2", "a 5.9 quake": only with a decimal, which nothing that is counted has."""
    if number.glued or number.upper > _GREATEST_QUAKE or not word(tokens, number.first).count("."):
        return None
    bounds = bounded(tokens, number, number.first, number.last, hedges)
    before, after = _lemma(tokens, bounds.first - 2), _lemma(tokens, number.last)
    if after in _QUAKES:
        noun, last = after, number.last + 1
    elif before in _QUAKES and word(tokens, bounds.first - 1) in ("of", "measuring"):
        noun, last = before, number.last
    else:
        return None
    return FigureMention(bounds.first, last, last, bounds.lower, bounds.upper, "magnitude", bounds.hedge, noun)


def _storm(tokens: Sequence[Token], number: Number) -> FigureMention | None:
    """As in "a Category 3 hurricane", "weakened to Category 2": where the sentence speaks of a storm."""
    within = 1 <= number.upper <= _STRONGEST_STORM and not number.upper % 1
    if word(tokens, number.first - 1) != "category" or not within or number.glued:
        return None
    storms = [token.lemma.lower() for token in tokens if token.lemma.lower() in _STORMS]
    if not storms:
        return None
    after = _lemma(tokens, number.last)
    noun, last = (after, number.last + 1) if after in _STORMS else ("storm", number.last)
    return FigureMention(number.first - 1, number.last, last, number.lower, number.upper, "category", Hedge.EXACT, noun)


def _vote(tokens: Sequence[Token], number: Number) -> FigureMention | None:
    """As in "on a 5-4 vote", "voted 7-2", "by a vote of 51 to 49": those for it, narrowed by those against it."""
    low = read_low(tokens, number.first)
    named = low is not None and word(tokens, low.last) in ("vote", "votes")  # "11 votes to three"
    if low is None or low.glued or low.upper % 1 or word(tokens, low.last + named) not in _SPLIT:
        return None
    against = read_low(tokens, low.last + named + 1)
    if (
        against is None
        or against.glued
        or against.ordinal
        or against.upper % 1
        or max(low.upper, against.upper) > _SEATS
    ):
        return None
    first, last = low.first, against.last
    last += last < len(tokens) - 1 and tokens[last].tag.startswith("AJ")  # "a 24-15 bipartisan vote"
    noun = _lemma(tokens, last)
    body = any(token.lemma.lower() in _BODIES for token in tokens)
    if (noun in _VOTES or (body and noun in _IN_COURT_OR_SPORT)) and word(tokens, low.last + named) != "against":
        last += 1
    elif named or _voted(tokens, first, body=body):
        last = against.last
    else:
        return None
    narrowing = frozenset({f"to {against.lower:g}"})
    return FigureMention(first, against.last, last, low.lower, low.upper, "vote", Hedge.EXACT, "vote", narrowing)


def _voted(tokens: Sequence[Token], first: int, *, body: bool) -> bool:
    """Whether a vote stands before: "voted 7-2", "a vote of 7-2", "the council approved it 7-2"; not "won 7-2"."""
    if body and any(t.tag.startswith("VV") and t.lemma in _ADOPTING for t in tokens[:first]):
        return True
    at = first - 1
    while at > 0 and word(tokens, at) in _TO_A_VOTE:
        at -= 1
    verb = tokens[at].tag.startswith("VV") and tokens[at].lemma in _VOTING
    return at >= 0 and (verb or _lemma(tokens, at) in ({"vote", *_IN_COURT_OR_SPORT} if body else {"vote"}))


def _lemma(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lemma.lower() if 0 <= at < len(tokens) else ""
