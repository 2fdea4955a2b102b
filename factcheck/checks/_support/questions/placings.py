"""What a draft says a place lies in, or what sort of place it is, held against what its sources say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.names.mentions import name_words
from factcheck.checks._support.names.slots import names_of
from factcheck.checks._support.verdict import Doubt, Sight, Where, Why
from factcheck.domain.account import Account, Name
from factcheck.domain.findings import Severity
from factcheck.domain.text import Sentence, Span
from factcheck.values.names.peoples import demonyms
from factcheck.values.names.spelling import countries, words_of

_DESCRIBING = ("AJ", "NN", "NP")  # how the tags of words begin that say what a place is
_FEWEST = 2  # words of a description that fits few places: "the border village of"; "the city of" fits many
_PERHAPS = frozenset({"place", "other"})  # sorts of names that may be a place's

_LISTED = frozenset({"and", "or", "'s", "’s"})  # behind a country that is one of several places

_STATE, _COUNTRY, _DESCRIBED = "state", "country", "description"
_WHY = {
    _STATE: Why("The sources have the place in another state, and nowhere in this one.", Where.ELSEWHERE),
    _COUNTRY: Why("The sources have the place in another country, and nowhere in this one.", Where.ELSEWHERE),
    _DESCRIBED: Why("The sources say this of another place, and nowhere of the draft's.", Where.ELSEWHERE),
}


@dataclass(frozen=True, slots=True)
class _Placing:
    """A name and what goes with it: the state or country behind its comma, or the description before its "of".

    `known` is what two placings of one `sort` have in common, `told` what tells them apart and stands at `span`.
    """

    sort: str
    sentence: Sentence
    known: tuple[str, ...]
    told: str
    span: Span


class Placings:
    """Holds the places of a draft against those of its sources."""

    def __init__(self, held: HeldDraft) -> None:
        self._draft, self._sources = held.draft, held.sources
        self._nearness, self._thresholds = held.nearness, held.thresholds
        lexicons = held.lexicons
        self._states, self._places = dict(lexicons.places.states), lexicons.titles.places
        self._countries = demonyms(lexicons.nouns)

    def weigh(self) -> Iterator[Doubt]:
        """Yield the placings of which the sources have another alone, once each."""
        told: set[str] = set()
        for one in self._placings(self._draft):
            theirs = [known for known in self._known if (known.sort, known.known) == (one.sort, one.known)]
            others = {known.told for known in theirs}
            if one.told not in told and len(others) == 1 and one.told not in others and not self._told_so(one):
                told.add(one.told)
                yield self._doubt(one, theirs[0])

    def _told_so(self, ours: _Placing) -> bool:
        """Whether a sentence of the sources has place and country, or place and what sort of place it is."""
        beside = ours.known[-1:] if ours.sort == _DESCRIBED else ours.known
        words = {*beside, *ours.told.split()}
        return any(words <= spelt for spelt in self._spelt)

    def _placings(self, account: Account) -> Iterator[_Placing]:
        for sentence in account.sentences:
            names = [name for name in names_of(account, sentence) if name.sort in _PERHAPS]
            for name, behind in pairwise(names):
                yield from self._held(sentence, name, behind)
            for name in names:
                yield from self._described(sentence, name)

    def _held(self, sentence: Sentence, name: Name, behind: Name) -> Iterator[_Placing]:
        """Yield the state or country that stands behind a name's comma, unless they are part of a list."""
        start = sentence.span.start
        between = sentence.text[name.span.end - start : behind.span.start - start]
        holder = self._holder(behind.text)
        if between.strip() != "," or holder is None or self._holder(name.text) is not None:
            return
        after = [token.text.lower() for token in sentence.tokens if token.start >= behind.span.end][:2]
        if not _LISTED & set(after[:1] if after[:1] != [","] else after):
            yield _Placing(holder[0], sentence, name_words(name.text), holder[1], behind.span)

    def _holder(self, text: str) -> tuple[str, str] | None:
        """Return whether a name is a state's or a country's, and its one name; None if neither."""
        plain = " ".join(words_of(text))
        if plain in self._states:
            return _STATE, self._states[plain]
        return (_COUNTRY, plain) if plain in countries() else None

    def _described(self, sentence: Sentence, name: Name) -> Iterator[_Placing]:
        """Yield what stands before the "of" of a place, where few places are that: "the border village of"."""
        before = [token for token in sentence.tokens if token.end <= name.span.start]
        if not before or before[-1].text.lower() != "of":
            return
        at = len(before) - 1
        while at > 0 and before[at - 1].tag.startswith(_DESCRIBING):
            at -= 1
        words = tuple(word for token in before[at:-1] for word in name_words(token.text))
        if at > 0 and before[at - 1].text.lower() == "the" and len(words) >= _FEWEST and words[-1] in self._places:
            yield _Placing(_DESCRIBED, sentence, words, " ".join(name_words(name.text)), name.span)

    @cached_property
    def _known(self) -> tuple[_Placing, ...]:
        return tuple(placing for account in self._sources for placing in self._placings(account))

    @cached_property
    def _spelt(self) -> tuple[frozenset[str], ...]:
        """The words of each sentence of the sources, and the countries of the peoples among them."""
        texts = (name_words(sentence.text) for account in self._sources for sentence in account.sentences)
        return tuple(
            frozenset({*words, *(part for w in words if w in self._countries for part in self._countries[w].split())})
            for words in texts
        )

    def _doubt(self, ours: _Placing, theirs: _Placing) -> Doubt:
        said, nearest = Sight(ours.sentence, ours.span), Sight(theirs.sentence, theirs.span)
        likeness = self._nearness.of_sentences(ours.sentence, theirs.sentence)
        return Doubt(
            sort="place",
            slot="",
            label=said.words,
            said=said,
            nearest=nearest,
            nearest_label=nearest.words,
            severity=Severity.HIGH if likeness >= self._thresholds.same_statement else Severity.MEDIUM,
            confidence=self._thresholds.changed_confidence,
            why=_WHY[ours.sort],
        )
