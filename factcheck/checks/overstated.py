"""Overstated: the draft tells as done what its sources only plan, allege or deny, or turns it round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pydantic import Field

from factcheck.checks._support.deeds.deeds import DUE, Deed, Teller
from factcheck.checks._support.deeds.one_deed import (
    ODDS,
    TURNED,
    DeedPair,
    Stand,
    evidence,
    order_evidence,
    shared,
    stand,
)
from factcheck.domain.account import Account, Marked
from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.story import Compatible, Story
from factcheck.domain.text import Token
from factcheck.domain.values import Status
from factcheck.findings.sides import discrepancy, told
from factcheck.interfaces import Parser
from factcheck.settings.config import Settings
from factcheck.settings.lexicons import Lexicons
from factcheck.text.excerpt import one_line
from factcheck.values.deeds.vocabulary import Weights

_TOLD = frozenset({Status.ASSERTED, Status.PLANNED, Status.ALLEGED})
_EMPTY = frozenset({"be", "have", "do"})  # whose complement says what is told
_SHOWN = 16  # words of a clause that a summary shows


class OverstatedSettings(Settings):
    min_confidence: float = Field(0.5, ge=0, le=1)
    """0..1; findings below it are left out"""
    one_deed: float = Field(2.8, ge=0)
    """points of evidence from which on two clauses at odds are of one deed"""
    another_standing: float = Field(3.5, ge=0)
    """points from which on a deed told as done, but planned or alleged in the source, is one deed"""
    certain: float = Field(4.0, ge=0)
    """points from which on a finding about polarity or outcome is of high severity"""
    borne_out: float = Field(1.5, ge=0)
    """points from which on a source that tells the deed as the draft does, or leaves it open, speaks for it"""
    in_other_words: float = Field(0.75, ge=0, le=1)
    """0..1, share of the draft clause's words that a source tells as done by another verb"""


class Check:
    """A deed that the draft tells as done, and that every source which tells it plans, alleges, denies or negates.

    Each clause of the draft is held against the source clauses with the same verb or noun, or with one that counts as
    the same or as its contrary. What speaks for and against their being of one deed (doer, object, speaker, words,
    days, names) is summed up; so is what speaks for two deeds told in another order. Editors care because a plan told
    as done, an allegation told as a fact, a dropped "not" and an order turned round are what corrections and libel
    suits are made of.

    Example: "Both chambers have ratified the pact" against "both chambers have yet to ratify it".

    No discrepancy: a deed that one source tells as the draft does; a statement handed to a speaker, where the source
    alleges it; a plan told as a plan; denials of a part ("not immediately", "not all"); quotations.
    """

    Settings = OverstatedSettings

    def __init__(self, settings: OverstatedSettings, *, lexicons: Lexicons, parser: Parser) -> None:
        self.settings = settings
        self.speech, self.standing, self.negators = lexicons.speech, lexicons.standing, lexicons.statuses.negators
        self.teller = Teller(lexicons, parser)
        opposites = {word for sides in lexicons.contraries.values() for words in sides.values() for word in words}
        self.light = lexicons.deeds.light - opposites

    def compare(self, story: Story) -> Iterator[Found | Compatible]:
        """See interfaces.Kind."""
        if story.checked is None:
            return
        weights = Weights(story.accounts, self.teller.vocabulary)
        accounts = {account.article.id: account for account in story.accounts}
        by_deed: dict[str, list[Deed]] = defaultdict(list)
        for deed in (d for account in story.sources for d in self.teller.deeds(account)):
            for called in deed.called:
                by_deed[called].append(deed)
        ordered = [deed for deed in {id(d): d for deeds in by_deed.values() for d in deeds}.values() if deed.orders]
        surest: dict[int, list[DeedPair]] = {}
        drafted = list(self.teller.deeds(story.checked))
        for ours in filter(self._weighable, drafted):
            pairs = [p for p in self._pairs(ours, by_deed, weights) if not _told_beside(p, drafted)]
            if odds := self._at_odds(pairs, by_deed, weights):
                known = surest.setdefault(ours.sentence.index, odds)
                surest[ours.sentence.index] = max(known, odds, key=lambda found: found[0].points)
            elif met := next(
                (p for p in pairs if p.stand is Stand.BEARS_OUT and p.points >= self.settings.borne_out), None
            ):
                yield Compatible("a deed told alike", _marked(met.ours, accounts), _marked(met.theirs, accounts))
        for ours in (d for d in drafted if d.orders and not d.quoted and d.sentence.index not in surest):
            if odds := self._reversed(ours, ordered, weights):
                surest[ours.sentence.index] = odds
        for odds in surest.values():
            if self._confidence(odds[0]) >= self.settings.min_confidence:
                yield self._found(odds, story, accounts)

    def _weighable(self, ours: Deed) -> bool:
        """Whether the draft tells a deed, in its own words or somebody's, that a source may deny."""
        said = ours.verb in self.speech.verbs and ours.verb != "tell"
        alleged = ours.status is Status.ALLEGED and not ours.said
        return ours.status in _TOLD and not (
            ours.open or ours.defining or ours.quoted or said or alleged or ours.verb in _EMPTY
        )

    def _pairs(self, ours: Deed, by_deed: Mapping[str, Sequence[Deed]], weights: Weights) -> list[DeedPair]:
        """Return the source's deeds that may be one with ours, with what speaks for it, the likeliest first."""
        called = [*ours.called, *([DUE] if ours.verb in self.standing.deciding else [])]
        pairs = []
        for theirs in {id(d): d for name in called for d in by_deed.get(name, ())}.values():
            by, light = shared(ours, theirs), ours.verb in self.light
            how = stand(ours, theirs, by)
            spoken = how is Stand.HELD_BACK and ours.verb in self.standing.spoken
            if spoken or (how in TURNED and ours.stage.apart(theirs.stage)):
                how = Stand.NEITHER
            pairs.append(DeedPair(ours, theirs, how, sum(evidence(ours, theirs, by, weights, light=light))))
        return sorted(
            pairs, key=lambda p: (-p.points, p.theirs.sentence.text, p.theirs.sentence.article, p.theirs.span)
        )

    def _reversed(self, ours: Deed, ordered: Sequence[Deed], weights: Weights) -> list[DeedPair]:
        """Return the source's deeds that were done before what the draft has before them, best first."""
        pairs = [
            DeedPair(ours, theirs, Stand.REVERSED if turned else Stand.BEARS_OUT, points)
            for theirs in ordered
            for mine in ours.orders
            for other in theirs.orders
            for turned, points in order_evidence(mine, other, ours, theirs, weights)
        ]
        if any(p.stand is Stand.BEARS_OUT and p.points >= self.settings.borne_out for p in pairs):
            return []
        odds = [p for p in pairs if p.stand is Stand.REVERSED and p.points >= self.settings.one_deed]
        return sorted(odds, key=lambda p: (-p.points, p.theirs.sentence.text, p.theirs.sentence.article, p.theirs.span))

    def _at_odds(
        self, pairs: Sequence[DeedPair], by_deed: Mapping[str, Sequence[Deed]], weights: Weights
    ) -> list[DeedPair]:
        """Return the pairs at odds, best first; none where any source may tell the deed as the draft does."""
        least = {s: self.settings.one_deed if s in TURNED else self.settings.another_standing for s in ODDS}
        odds = [p for p in pairs if p.stand in ODDS and p.points >= least[p.stand] and not self._as_often_denied(p)]
        if not odds:
            return []
        told = [p for p in pairs if p.stand is Stand.BEARS_OUT and p.points >= self.settings.borne_out]
        if any(not odds[0].outweighs(p) for p in told):
            return []
        if any(p.stand is Stand.NEITHER and p.points >= odds[0].points for p in pairs):
            return []  # what is likelier of the same deed leaves it open
        if odds[0].stand not in TURNED and self._in_other_words(odds[0], by_deed, weights):
            return []
        return odds

    def _as_often_denied(self, pair: DeedPair) -> bool:
        """Whether both clauses of two deeds, of which one is negated, negate as often: then they do it elsewhere."""
        ours, theirs = (
            sum(t.text.lower().replace("’", "'") in self.negators for t in deed.sentence.tokens if _inside(t, deed))
            for deed in (pair.ours, pair.theirs)
        )
        return pair.stand is Stand.NEGATED and ours == theirs > 0

    def _in_other_words(self, odds: DeedPair, by_deed: Mapping[str, Sequence[Deed]], weights: Weights) -> bool:
        """Whether a source tells something as done, by any verb, whose clause has nearly all that ours has."""
        return any(
            weights.covered(odds.ours.matter, theirs.matter | {*theirs.called}) >= self.settings.in_other_words
            for deeds in by_deed.values()
            for theirs in deeds
            if theirs.status is Status.ASSERTED
            and not theirs.negated
            and theirs.past
            and theirs.sentence is not odds.theirs.sentence
        )

    def _confidence(self, pair: DeedPair) -> float:
        """Return how sure a pair at odds is: one half where it is just of one deed."""
        return min(0.99, pair.points / (2 * self.settings.one_deed))

    def _found(self, odds: Sequence[DeedPair], story: Story, accounts: Mapping[str, Account]) -> Found:
        best = odds[0]
        ours, theirs = _label(best.ours), _label(best.theirs)
        how, why = _WORDS[best.stand]
        status = best.theirs.status.value
        certain = best.stand is not Stand.REVERSED and best.points >= self.settings.certain
        return discrepancy(
            story,
            "overstated",
            best.ours.verb,
            values={
                ours: (_marked(best.ours, accounts),),
                theirs if theirs != ours else f"{theirs} ({status})": tuple(_marked(p.theirs, accounts) for p in odds),
            },
            relation=Relation.CONFLICT,
            severity=Severity.HIGH if certain else Severity.MEDIUM,
            confidence=self._confidence(best),
            summary=f"{how.format(status)}: “{ours}” against “{theirs}”",
            why=why.format(status),
            check="Read the source's sentence again: was it done, and does anybody say so who knows?",
            ground=f"{best.stand.value} {status}" if best.stand is Stand.AHEAD else best.stand.value,
        )


_WORDS = {
    Stand.NEGATED: (
        "Said of one deed with and without “not”",
        "The draft and every source that tells of this deed differ by a negation.",
    ),
    Stand.OPPOSITE: (
        "Opposite outcomes of one thing",
        "The draft and every source that tells of this give outcomes of which one excludes the other.",
    ),
    Stand.REVERSED: (
        "One before the other, the other way round",
        "The draft and every source that tells which of the two came first give another order.",
    ),
    Stand.AHEAD: (
        "Told as done, {} in the source",
        "Every source that tells of this deed gives it as {}; none says that it was done.",
    ),
    Stand.HELD_BACK: (
        "Told as a fact, {} in the source",
        "Every source that tells of this gives it as {}; none states it as a fact.",
    ),
}


def _inside(token: Token, deed: Deed) -> bool:
    return deed.clause.start <= token.start < deed.clause.end


def _told_beside(pair: DeedPair, drafted: Sequence[Deed]) -> bool:
    """Whether the draft's sentence tells the source's side, too: "convicted on six counts and acquitted on two"."""
    beside = (d for d in drafted if d.sentence is pair.ours.sentence and d is not pair.ours)
    return pair.stand in TURNED and any(
        stand(d, pair.theirs, shared(d, pair.theirs)) is Stand.BEARS_OUT
        for d in beside
        if {*d.called} & {*pair.theirs.called}
    )


def _marked(deed: Deed, accounts: Mapping[str, Account]) -> Marked:
    return told(accounts[deed.sentence.article], deed.sentence, deed.span)


def _label(deed: Deed) -> str:
    """The words of a clause from its subject to its end, or from its verb on where that is long."""
    text, start = deed.sentence.text, deed.sentence.span.start
    first, last = min(deed.span.start, deed.clause.start), max(deed.clause.end, deed.span.end)
    words = text[first - start : last - start].split()
    if len(words) > _SHOWN:
        words = text[deed.span.start - start : last - start].split()[:_SHOWN]
    return one_line(" ".join(words)).strip(' ,.;:“”"')
