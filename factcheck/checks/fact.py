"""Fact: a figure that the desk has settled, given otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from pydantic import Field

from factcheck.align.comparability import agreement, hindrance
from factcheck.domain.account import Claim
from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.story import Compatible, Settled, Story
from factcheck.domain.values import AGREEING, CLASHING, Figure
from factcheck.findings.sides import Claims, discrepancy
from factcheck.settings.config import Settings
from factcheck.settings.lexicons import Hedges, Nouns, Play
from factcheck.values.figures.agreement import describe_figure


class FactSettings(Settings):
    confidence: float = Field(0.8, ge=0, le=1)
    """0..1; the desk says what it is of, and the words of the sentence agree"""


class Check:
    """A figure that the desk has settled (`facts.toml`) and that the draft or a source gives otherwise.

    A figure is of the same thing as a settled one when it counts the same fate of people, or the same noun, of which
    the same was done ("houses destroyed") or the same words are told ("people in hospital"); a measure, when its
    sentence has a word of what is measured. Editors care because what was once looked up need not be looked up again,
    and must not slip back.

    Example: the desk has settled 43 dead as of 5 January; the draft says "the strike killed 41 people".

    No discrepancy: intervals that agree ("at least 40" and 43); a figure beside one that agrees in the same article, as
    a part beside the whole; a part told by its noun ("41 cadets"); a smaller toll of an earlier day, or a larger one of
    a later day, which is an update.
    """

    Settings = FactSettings

    def __init__(self, settings: FactSettings, *, hedges: Hedges, nouns: Nouns, play: Play) -> None:
        self.settings = settings
        self._hindrance = partial(hindrance, hedges=hedges, nouns=nouns, play=play)

    def compare(self, story: Story) -> Iterator[Found | Compatible]:
        """See interfaces.Kind."""
        for settled in story.settled:
            others: list[list[Claim]] = []
            for account in story.accounts:
                claims = [claim for claim in account.claims if self._is_of(claim, settled)]
                agreeing = [claim for claim in claims if agreement(settled.claim, claim) in AGREEING]
                for claim in agreeing[:1]:
                    yield Compatible("as the desk has settled it", settled.claim, claim)
                told = _of_its_deed(claims, settled.claim)
                clashing = [claim for claim in told if agreement(settled.claim, claim) in CLASHING]
                if clashing and not agreeing:  # the largest of an article is the whole, the others may be parts of it
                    _join(others, max(clashing, key=lambda claim: _figure(claim).lower))
            if others:
                values = {describe_figure(_figure(side[0])): tuple(side) for side in others}
                yield self._found(settled.claim, values, story)

    def _is_of(self, claim: Claim, settled: Settled) -> bool:
        ours, theirs = settled.claim.value, claim.value
        if not isinstance(ours, Figure) or not isinstance(theirs, Figure) or ours.unit != theirs.unit:
            return False
        words = claim.sentence.text.casefold()
        if settled.about and not any(word in words for word in settled.about):
            return False
        if self._hindrance(settled.claim, claim) is not None:
            return False
        if ours.role or theirs.role:
            return ours.role == theirs.role
        if ours.noun:
            return theirs.noun == ours.noun and _may_be_of_its_deed(claim, settled.claim)
        named = settled.claim.context or {ours.noun}
        return bool(named & (claim.context | {claim.predicate}))

    def _found(self, settled: Claim, others: dict[str, Claims], story: Story) -> Found:
        ours = describe_figure(_figure(settled))
        relation = Relation.UPDATE if _moved_on(settled, others.values()) else Relation.CONFLICT
        moved_on = "One of the figures counts to another day: look whether the settled one is still current."
        return discrepancy(
            story,
            "fact",
            settled.slot,
            values={f"{ours} (settled)": (settled,), **others},
            relation=relation,
            severity=Severity.HIGH,
            confidence=self.settings.confidence,
            summary=f"Settled by the desk: {ours}; given otherwise: {', '.join(others)}",
            why=moved_on if relation is Relation.UPDATE else "It is not the figure that the desk has looked up.",
            check="Use the settled figure, or settle it anew in the file of desk figures.",
        )


def _may_be_of_its_deed(claim: Claim, settled: Claim) -> bool:
    """Whether a sentence tells of the settled deed: as what was done, or in all the words that the desk has for it."""
    return claim.predicate == settled.predicate != "" or settled.context <= claim.context


def _of_its_deed(claims: Sequence[Claim], settled: Claim) -> Sequence[Claim]:
    """Figures of the settled deed itself where there are any, else all that may be of it; a fate tells enough."""
    if _figure(settled).role or not settled.predicate:
        return claims
    return [claim for claim in claims if claim.predicate == settled.predicate] or claims


def _join(sides: list[list[Claim]], claim: Claim) -> None:
    """Add a claim to the side that it agrees with, or open one."""
    for side in sides:
        if agreement(side[0], claim) in AGREEING:
            side.append(claim)
            return
    sides.append([claim])


def _moved_on(settled: Claim, others: Iterable[Claims]) -> bool:
    """Whether every other toll is smaller and of an earlier day, or larger and of a later one."""
    return all(_growing(settled, claim) for claims in others for claim in claims)


def _growing(settled: Claim, other: Claim) -> bool:
    if _figure(settled).role is None or settled.as_of is None or other.as_of is None:
        return False
    more = _figure(other).lower > _figure(settled).lower
    return other.as_of > settled.as_of if more else other.as_of < settled.as_of


def _figure(claim: Claim) -> Figure:
    assert isinstance(claim.value, Figure)
    return claim.value
