"""Margins of a draft, held against the difference of the two counts that its sources give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.values.reach import same_number, within
from factcheck.checks._support.verdict import Doubt, Sight, Where, Why
from factcheck.domain.account import Claim
from factcheck.domain.findings import Severity
from factcheck.domain.text import Span
from factcheck.domain.values import Figure
from factcheck.values.figures.agreement import best_value, describe_figure
from factcheck.values.figures.margins import is_margin

_CAST = frozenset({"vote", "ballot"})
_DIFFERS = "{one:,.0f} less {other:,.0f} is {margin:,.0f}, and no source gives another margin."


class Margins:
    """What the sources' counts make of the margins in a draft."""

    def __init__(self, held: HeldDraft) -> None:
        self._draft, self._thresholds = held.draft, held.thresholds
        told = [claim for account in held.sources for claim in account.claims if _is_exact(claim)]
        self._margins = [claim for claim in told if is_margin(claim.sentence.tokens, claim.span)]
        of_holders = [claim for claim in told if claim.holder]
        self._pairs = [pair for pair in combinations(of_holders, 2) if _of_two(*pair)]

    def weigh(self) -> Iterator[Doubt]:
        """Yield the margins that are no difference of two counts of the sources, in the order of the draft's text."""
        counted = [_number(claim) for claim in self._draft.claims if _is_exact(claim) and claim.holder]
        for claim in self._draft.claims:
            if (
                _is_exact(claim)
                and is_margin(claim.sentence.tokens, claim.span)
                and (doubt := self._of(claim, counted))
            ):
                yield doubt

    def _of(self, said: Claim, counted: Sequence[float]) -> Doubt | None:
        figure = said.value
        assert isinstance(figure, Figure)
        if figure.noun not in _CAST and "majority" in said.context:
            return None  # of seats it is what one has beyond all others together
        pairs = [pair for pair in self._pairs if all(_is_named(claim, said) for claim in pair)]
        if not pairs or any(same_number(_number(known), _number(said)) for known in self._margins):
            return None
        if any(within(figure, _difference(pair)) for pair in pairs):
            return None
        one, other = max(pairs, key=lambda pair: sum(_number(claim) in counted for claim in pair))
        high, low = sorted((_number(one), _number(other)), reverse=True)
        words = _DIFFERS.format(one=high, other=low, margin=high - low)
        together = one.sentence is other.sentence
        span = Span(min(one.span.start, other.span.start), max(one.span.end, other.span.end)) if together else one.span
        return Doubt(
            sort="margin",
            slot=figure.noun,
            label=describe_figure(figure),
            said=Sight(said.sentence, said.span),
            nearest=Sight(one.sentence, span),
            nearest_label=f"{high - low:,.0f} ({high:,.0f} less {low:,.0f})",
            severity=Severity.HIGH,
            confidence=self._thresholds.value_confidence,
            why=Why(words, Where.WORKED_OUT),
        )


def _is_exact(claim: Claim) -> bool:
    return isinstance(claim.value, Figure) and claim.value.unit == "count" and claim.value.lower == claim.value.upper


def _number(claim: Claim) -> float:
    assert isinstance(claim.value, Figure)
    return best_value(claim.value)


def _of_two(one: Claim, other: Claim) -> bool:
    """Whether an article gives two holders a count of one thing each."""
    nouns = {claim.value.noun for claim in (one, other) if isinstance(claim.value, Figure)}
    of_two = not set(one.holder.split()) & set(other.holder.split())
    return one.article == other.article and of_two and len(nouns - {""}) < 2


def _difference(pair: tuple[Claim, Claim]) -> float:
    return abs(_number(pair[0]) - _number(pair[1]))


def _is_named(known: Claim, said: Claim) -> bool:
    """Whether the draft's sentence names the holder, be it in short."""
    words = set(known.holder.split())
    return any(set(name.split()) <= words or words <= set(name.split()) for name in said.names)
