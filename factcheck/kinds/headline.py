"""Headlines: a headline that its own text does not bear out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations

from pydantic import Field

from factcheck.align.comparability import agreement, hindrance
from factcheck.domain.account import Account, Claim
from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.story import Story
from factcheck.domain.text import Part
from factcheck.domain.values import CLASHING, Figure, Hedge, Outcome, Status
from factcheck.findings.sides import discrepancy
from factcheck.settings.config import Settings
from factcheck.settings.lexicons import Lexicons, Nouns
from factcheck.values.figures.agreement import ANYBODY, compare_figures, describe_figure
from factcheck.values.figures.counted import is_person

_OPEN = {Status.PLANNED, Status.HOPED, Status.CONDITIONAL, Status.QUESTION}
_PEOPLE = {"killed", "injured", "displaced", "missing", "held", "arrested", "rescued"}
# Figures of these are of the one thing that a report is about; sums of money, lengths and shares are of anything.
_OF_THE_EVENT = {"magnitude"}
_MOST_PARTS = 3  # figures that a headline may have added up: "six dead" of two men, three women and a child


class HeadlineSettings(Settings):
    """No finding in 465 headlines of 772 articles, right or wrong; of 26 figures in them that were falsified 5 were
    found.
    """

    figure_confidence: float = Field(0.7, ge=0, le=1)
    """0..1; chosen, for want of findings"""
    outcome_confidence: float = Field(0.5, ge=0, le=1)
    """0..1; likewise: a headline's outcome may be of another body or another day"""
    lead: int = Field(3, ge=1)
    """sentences of the text's opening that may contradict its headline: with 8 they find 7 of the 26 and one false
    alarm, with all 8 of them and two
    """
    shared_context: int = Field(1, ge=0)
    """words and names that the headline must share with the sentence that contradicts it"""


class Kind:
    """A headline that the text under it does not bear out.

    A headline gives a figure or an outcome, the opening of its own article another, and nothing in the article agrees
    with the headline. Editors care because most readers read the headline alone. Both quotes stand in one article.

    Example: "Flood in Varnholm kills 21" over "The flood killed 12 people in Varnholm."

    A title that a file gives beside the text (a field of JSON or CSV, front matter, a page's own) is a headline, too.

    No discrepancy: a rounder or vaguer figure ("dozens dead"), a sum of the text's figures, a figure that stands
    anywhere in the text; other groups, other days and parts of a whole; headlines that ask or announce; a title beside
    the text that is all in capitals, or is told in nearly the same words by the text's own headline.
    """

    Settings = HeadlineSettings

    def __init__(self, settings: HeadlineSettings, *, lexicons: Lexicons) -> None:
        self.settings = settings
        self.lexicons = lexicons
        self._hindrance = partial(hindrance, hedges=lexicons.hedges, nouns=lexicons.nouns, play=lexicons.play)

    def compare(self, story: Story) -> Iterator[Found]:
        """See interfaces.Kind."""
        alike: dict[tuple[str, str, str], list[tuple[Claim, Claim]]] = defaultdict(list)
        for account in sorted(story.accounts, key=lambda a: a.article.id):
            for above, below in self._unborne(account):
                alike[_slot(above), _label(above), _label(below)].append((above, below))
        for (slot, said, told), pairs in sorted(alike.items()):
            yield from self._found(story, slot, said, told, pairs)

    def _unborne(self, account: Account) -> Iterator[tuple[Claim, Claim]]:
        """Yield each claim of the headline that the text contradicts and nowhere supports, with the first that does."""
        above = [c for c in account.headline if c.status not in _OPEN]
        end = max((c.sentence.span.end for c in above if c.sentence.field is Part.TEXT), default=0)
        below = [c for c in account.claims if c.span.start >= end and c.sentence.span.start >= end]
        opening = {s.index for s in [s for s in account.sentences if s.span.start >= end][: self.settings.lead]}
        for claim in above:
            against = [c for c in below if c.sentence.index in opening and self._clash(claim, c)]
            if against and not _borne_out(claim, below, self.lexicons.nouns):
                yield claim, against[0]

    def _clash(self, above: Claim, below: Claim) -> bool:
        """Whether a claim of the text is of the headline's thing and cannot hold beside it."""
        if below.status in _OPEN or agreement(above, below) not in CLASHING or self._hindrance(above, below):
            return False
        if isinstance(above.value, Outcome) and isinstance(below.value, Outcome):
            said = not above.quoted and not below.quoted and not _unfinished(below)
            return said and above.value.event == below.value.event
        if isinstance(above.value, Figure) and isinstance(below.value, Figure):
            if above.value.hedge is below.value.hedge is Hedge.VAGUE:  # "thousands" for "tens of thousands" is shorter
                return False
            shared = (above.context | above.names) & (below.context | below.names)
            return _one_quantity(above.value, below.value) and len(shared) >= self.settings.shared_context
        return False

    def _found(
        self, story: Story, slot: str, said: str, told: str, pairs: Sequence[tuple[Claim, Claim]]
    ) -> Iterator[Found]:
        value = pairs[0][0].value
        figure = isinstance(value, Figure)
        confidence = self.settings.figure_confidence if figure else self.settings.outcome_confidence
        yield discrepancy(
            story,
            "headline",
            slot,
            values={
                f"headline: {said}": tuple(above for above, _ in pairs),
                f"text: {told}": tuple(below for _, below in pairs),
            },
            relation=Relation.CONFLICT,
            severity=Severity.HIGH if isinstance(value, Figure) and value.role in _PEOPLE else Severity.MEDIUM,
            confidence=confidence,
            summary=f"Inside one article, the headline against its own text: {said} against {told}",
            why=(
                "The opening of the text contradicts the headline, and nothing further down agrees with it: "
                f"{'the figures cannot both be right' if figure else 'the outcomes are opposites'}."
            ),
            check="Read the article in full: which of the two does its own reporting support?",
        )


def _unfinished(claim: Claim) -> bool:
    """Whether an outcome is only what was wanted or kept from being: "needed to pass", "from passing"."""
    before = [t for t in claim.sentence.tokens if t.end <= claim.span.start]
    return bool(before) and (before[-1].tag == "TO0" or before[-1].lemma == "from")


def _one_quantity(above: Figure, below: Figure) -> bool:
    """Whether two figures of one unit count the same: one fate, or one noun that says what; or measure the event."""
    if above.unit == "count":
        one_fate = above.role is not None and above.role == below.role
        return one_fate or (above.noun == below.noun and above.noun not in ANYBODY)
    return above.unit in _OF_THE_EVENT


def _borne_out(above: Claim, below: Sequence[Claim], nouns: Nouns) -> bool:
    """Whether anything in the text agrees with the headline: the value itself, or figures that add up to it."""
    value = above.value
    if isinstance(value, Outcome):
        return any(c.value == replace(value, words=c.value.words) for c in below if isinstance(c.value, Outcome))
    if not isinstance(value, Figure):
        return True
    figures = {c.value for c in below if isinstance(c.value, Figure) and _may_support(value, c.value, nouns)}
    if any(compare_figures(value, figure) not in CLASHING for figure in figures):
        return True
    ordered = sorted(figures, key=lambda f: (f.lower, f.upper, f.words, f.noun))
    groups = [group for size in range(2, _MOST_PARTS + 1) for group in combinations(ordered, size)]
    return any(_adds_up(value, group) for group in groups)


def _may_support(above: Figure, below: Figure, nouns: Nouns) -> bool:
    """Whether a figure of the text may be of what the headline counts: of persons anything that befell none other."""
    if above.unit != below.unit or (above.role != below.role and None not in (above.role, below.role)):
        return False
    one, other = (figure.noun in ANYBODY or is_person(figure.noun, nouns) for figure in (above, below))
    return above.unit != "count" or above.noun == below.noun or ((above.role in _PEOPLE or one) and other)


def _adds_up(value: Figure, parts: Sequence[Figure]) -> bool:
    low, high = sum(f.lower for f in parts), sum(f.upper for f in parts)
    return low <= value.upper and value.lower <= high


def _slot(claim: Claim) -> str:
    value = claim.value
    return f"{value.unit} {value.role or value.noun}" if isinstance(value, Figure) else claim.slot


def _label(claim: Claim) -> str:
    value = claim.value
    return describe_figure(value) if isinstance(value, Figure) else value.side if isinstance(value, Outcome) else ""
