"""Overstated: the draft tells as done what its sources only plan, allege or deny, or turns a "not" round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field

from factcheck.domain.account import Account, Marked
from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.story import Compatible, Story
from factcheck.domain.values import Status
from factcheck.findings.sides import discrepancy, told
from factcheck.settings.config import Settings
from factcheck.settings.lexicons import Lexicons
from factcheck.text.excerpt import one_line
from factcheck.values.deeds.tellings import AHEAD, DUE, Teller, Telling
from factcheck.values.deeds.verb_groups import Standing
from factcheck.values.deeds.vocabulary import Weights, other_days

_HELD_BACK = frozenset({Status.ALLEGED, Status.DENIED})
_SHOWN = 16  # words of a clause that a summary shows


class OverstatedSettings(Settings):
    min_confidence: float = Field(0.5, ge=0, le=1)
    """0..1; findings below it are left out"""
    told: float = Field(0.5, ge=0, le=1)
    """0..1, share by weight of each clause's content words that the other's passage has too"""
    light: float = Field(0.7, ge=0, le=1)
    """0..1, the same for verbs that say little ("be", "go", "take")"""
    denied: float = Field(0.65, ge=0, le=1)
    """0..1, the same of a denial's words in the passage that asserts"""
    denial_extra: float = Field(0.3, ge=0, le=1)
    """0..1, the same of the words of what it denies, which may say more"""
    in_clause: float = Field(0.6, ge=0, le=1)
    """0..1, share of one clause's words that the other clause itself has, not its passage"""
    shared: int = Field(2, ge=0)
    """content words that two clauses must have in common beside the verb, if they have so many"""
    borne_out: float = Field(0.35, ge=0, le=1)
    """0..1, share of the draft clause's words from which on a source that tells the deed as the draft does, or leaves
    it open, speaks for it
    """
    in_other_words: float = Field(0.75, ge=0, le=1)
    """0..1, the same where the source has another verb"""


class _Stand(StrEnum):
    """How a source's telling stands to the draft's."""

    BEARS_OUT = "bears out"
    NEGATED = "negated"
    OPPOSITE = "opposite"
    AHEAD = "ahead"
    HELD_BACK = "held back"
    NEITHER = "neither"


_ODDS = frozenset({_Stand.NEGATED, _Stand.OPPOSITE, _Stand.AHEAD, _Stand.HELD_BACK})


@dataclass(frozen=True, slots=True)
class _Overstatement:
    """A telling of the draft and one of a source, how they stand, and how surely they are of one deed, 0 to 1."""

    ours: Telling
    theirs: Telling
    stand: _Stand
    likeness: float


class Check:
    """A deed that the draft tells as done, and that every source which tells it plans, alleges, denies or negates.

    Each clause of the draft is held against the source clauses with the same verb, or one that counts as the same or as
    its opposite, whose doer and object coincide. Editors care because a plan told as done, an allegation told as a fact
    and a dropped "not" are what corrections and libel suits are made of.

    Example: "Both chambers have ratified the pact" against "both chambers have yet to ratify it".

    No discrepancy: a deed that one source tells as the draft does; a statement handed to a speaker, where the source
    alleges it; a plan told as a plan; denials of a part ("not immediately", "not all"); quotations.
    """

    Settings = OverstatedSettings

    def __init__(self, settings: OverstatedSettings, *, lexicons: Lexicons) -> None:
        self.settings = settings
        self.speech, self.standing = lexicons.speech, lexicons.standing
        self.teller = Teller(lexicons)
        opposites = {word for sides in lexicons.contraries.values() for words in sides.values() for word in words}
        self.light = lexicons.deeds.light - opposites

    def compare(self, story: Story) -> Iterator[Found | Compatible]:
        """See interfaces.Kind."""
        if story.checked is None:
            return
        weights = Weights(story.accounts, self.teller.vocabulary)
        accounts = {account.article.id: account for account in story.accounts}
        by_deed: dict[str, list[Telling]] = defaultdict(list)
        for telling in (t for account in story.sources for t in self.teller.tellings(account)):
            for deed in telling.deeds:
                by_deed[deed].append(telling)
        surest: dict[int, list[_Overstatement]] = {}
        drafted = list(self.teller.tellings(story.checked))
        for ours in filter(self._weighable, drafted):
            pairs = [p for p in self._pairs(ours, by_deed, weights) if not _told_beside(p, drafted)]
            odds = self._at_odds(pairs, by_deed, weights)
            if odds:
                known = surest.setdefault(ours.sentence.index, odds)
                surest[ours.sentence.index] = max(known, odds, key=lambda found: found[0].likeness)
            elif met := next(
                (p for p in pairs if p.stand is _Stand.BEARS_OUT and p.likeness >= self.settings.told), None
            ):
                yield Compatible("a deed told alike", _marked(met.ours, accounts), _marked(met.theirs, accounts))
        for odds in surest.values():
            yield self._found(odds, story, accounts)

    def _weighable(self, ours: Telling) -> bool:
        """Whether the draft tells a deed, in its own words or somebody's, that a source may deny."""
        standing = ours.standing
        told_as_fact = standing.sure and standing.status in (Status.ASSERTED, Status.PLANNED)
        unfit = ours.quoted or ours.reduced or (ours.relative and ours.verb in self.light)
        return told_as_fact and not (unfit or (ours.verb in self.speech.verbs and ours.verb != "tell"))

    def _pairs(self, ours: Telling, by_deed: Mapping[str, Sequence[Telling]], weights: Weights) -> list[_Overstatement]:
        """Return the source tellings of what may be one deed with ours."""
        deeds = [*ours.deeds, *([DUE] if ours.verb in self.standing.deciding else [])]
        candidates = {id(telling): telling for deed in deeds for telling in by_deed.get(deed, ())}
        pairs = []
        for theirs in candidates.values():
            stand = _stand(ours, theirs)
            spoken = stand in (_Stand.AHEAD, _Stand.HELD_BACK) and ours.verb in self.standing.spoken
            staged = stand in (_Stand.NEGATED, _Stand.OPPOSITE) and ours.stage.apart(theirs.stage)
            if spoken or staged:
                stand = _Stand.NEITHER
            told, given = weights.covered(ours.matter, theirs.wider), weights.covered(theirs.matter, ours.wider)
            if stand not in _ODDS:
                pairs.append(_Overstatement(ours, theirs, stand, told))
            elif not theirs.quoted and self._one_deed(ours, theirs, told, given, weights):
                pairs.append(_Overstatement(ours, theirs, stand, (told * given) ** 0.5))
        return sorted(
            pairs, key=lambda p: (-p.likeness, p.theirs.sentence.text, p.theirs.sentence.article, p.theirs.span)
        )

    def _one_deed(self, ours: Telling, theirs: Telling, told: float, given: float, weights: Weights) -> bool:
        """Whether the words around two verbs coincide: `told` of ours the source has, `given` of its the draft."""
        least_told = least_given = max(self.settings.told, self.settings.light if ours.verb in self.light else 0)
        if ours.standing.negated != theirs.standing.negated:
            # What is denied of all is denied of a part ("no man was charged", "two men were charged with arson"): the
            # denial's words must be in the assertion, hardly the other way round.
            denial, assertion = self.settings.denied, self.settings.denial_extra
            least_told, least_given = (denial, assertion) if ours.standing.negated else (assertion, denial)
        shared = len(ours.matter & theirs.matter)
        few = max(1, min(self.settings.shared, len(ours.matter), len(theirs.matter)))
        if told < least_told or given < least_given or shared < few:
            return False
        narrow = weights.covered(ours.matter, theirs.matter), weights.covered(theirs.matter, ours.matter)
        if max(narrow) < self.settings.in_clause:
            return False
        if shared < self.settings.shared and (ours.pronoun or theirs.pronoun):
            return False  # "did not meet them": who knows whom
        if other_days(ours.days, theirs.days):
            return False
        if ours.passive != theirs.passive and ours.doers and theirs.doers and not ours.doers & theirs.doers:
            return False
        comparable = ours.passive == theirs.passive and DUE not in theirs.deeds
        if comparable and ours.subject and theirs.subject:
            both = ours.heads and theirs.heads  # "Rao's opponent" is not Rao
            return bool(ours.heads & theirs.heads if both else ours.subject & theirs.subject)
        if ours.verb in self.light and theirs.standing.status is Status.ASSERTED:
            return False  # "this was not Tarn" against "Ley is": who is meant is open
        return shared >= self.settings.shared or theirs.standing.status in AHEAD

    def _at_odds(
        self, pairs: Sequence[_Overstatement], by_deed: Mapping[str, Sequence[Telling]], weights: Weights
    ) -> list[_Overstatement]:
        """Return the pairs at odds, best first; none where any source may tell the deed as the draft does."""
        odds = [pair for pair in pairs if pair.stand in _ODDS]
        if not odds or odds[0].likeness < self.settings.min_confidence:
            return []
        if any(p.stand not in _ODDS and p.likeness >= self.settings.borne_out for p in pairs):
            return []
        if odds[0].stand in (_Stand.AHEAD, _Stand.HELD_BACK) and self._in_other_words(odds[0], by_deed, weights):
            return []
        return odds

    def _in_other_words(self, odds: _Overstatement, by_deed: Mapping[str, Sequence[Telling]], weights: Weights) -> bool:
        """Whether a source tells something as done, by any verb, whose clause has nearly all that ours has."""
        least = max(self.settings.in_other_words, odds.likeness)
        return any(
            weights.covered(odds.ours.matter, theirs.matter | {*theirs.deeds}) >= least
            for tellings in by_deed.values()
            for theirs in tellings
            if theirs.standing == _DONE and theirs.past and theirs.sentence is not odds.theirs.sentence
        )

    def _found(self, odds: Sequence[_Overstatement], story: Story, accounts: Mapping[str, Account]) -> Found:
        best = odds[0]
        ours, theirs = _label(best.ours), _label(best.theirs)
        how, why = _WORDS[best.stand]
        status = best.theirs.standing.status.value
        return discrepancy(
            story,
            "overstated",
            best.ours.verb,
            values={
                ours: (_marked(best.ours, accounts),),
                theirs if theirs != ours else f"{theirs} ({status})": tuple(_marked(p.theirs, accounts) for p in odds),
            },
            relation=Relation.CONFLICT,
            severity=Severity.HIGH,
            confidence=min(0.99, best.likeness),
            summary=f"{how.format(status)}: “{ours}” against “{theirs}”",
            why=why.format(status),
            check="Read the source's sentence again: was it done, and does anybody say so who knows?",
        )


_DONE = Standing()
_WORDS = {
    _Stand.NEGATED: (
        "Said of one deed with and without “not”",
        "The draft and every source that tells of this deed differ by a negation.",
    ),
    _Stand.OPPOSITE: (
        "Opposite outcomes of one thing",
        "The draft and every source that tells of this give outcomes of which one excludes the other.",
    ),
    _Stand.AHEAD: (
        "Told as done, {} in the source",
        "Every source that tells of this deed gives it as {}; none says that it was done.",
    ),
    _Stand.HELD_BACK: (
        "Told as a fact, {} in the source",
        "Every source that tells of this gives it as {}; none states it as a fact.",
    ),
}


def _told_beside(pair: _Overstatement, drafted: Sequence[Telling]) -> bool:
    """Whether the draft's sentence tells the source's side, too: "convicted on six counts and acquitted on two"."""
    beside = (t for t in drafted if t.sentence is pair.ours.sentence and t is not pair.ours)
    return pair.stand is _Stand.OPPOSITE and any(_stand(t, pair.theirs) is _Stand.BEARS_OUT for t in beside)


def _stand(ours: Telling, theirs: Telling) -> _Stand:
    """Say how a source's telling stands to one of the draft, were they of one deed."""
    mine, other = ours.standing, theirs.standing
    shared = next((deed for deed in ours.deeds if deed in theirs.deeds), None)
    if shared is None:  # a decision that is still to come
        return _Stand.AHEAD if ours.past and mine == _done_by(mine) else _Stand.NEITHER
    same = ours.deeds[shared] == theirs.deeds[shared]
    agreeing = (mine.negated == other.negated) == same
    if not other.sure:
        return _Stand.BEARS_OUT
    if mine.status is Status.PLANNED:
        if other.status is Status.PLANNED:
            return _Stand.NEGATED if same and not agreeing else _Stand.BEARS_OUT
        return _Stand.BEARS_OUT if other.status is Status.ASSERTED else _Stand.NEITHER
    if other.status is Status.ASSERTED:
        return _Stand.BEARS_OUT if agreeing else _Stand.NEGATED if same else _Stand.OPPOSITE
    if mine.negated or not same:
        return _Stand.NEITHER
    if other.status in AHEAD:
        return _Stand.AHEAD if ours.past else _Stand.NEITHER
    return _Stand.HELD_BACK if other.status in _HELD_BACK and not (mine.said or ours.after_claim) else _Stand.NEITHER


def _done_by(standing: Standing) -> Standing:
    """A deed told as done, by whomever."""
    return Standing(said=standing.said)


def _marked(telling: Telling, accounts: Mapping[str, Account]) -> Marked:
    return told(accounts[telling.sentence.article], telling.sentence, telling.span)


def _label(telling: Telling) -> str:
    """The words of a clause from its subject to its end, or from its verb on where that is long."""
    text, start = telling.sentence.text, telling.sentence.span.start
    first = min(telling.span.start, telling.clause.start)
    words = text[first - start : max(telling.clause.end, telling.span.end) - start].split()
    if len(words) > _SHOWN:
        words = text[telling.span.start - start : max(telling.clause.end, telling.span.end) - start].split()[:_SHOWN]
    return one_line(" ".join(words)).strip(' ,.;:“”"')
