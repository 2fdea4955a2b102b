"""Misnamed: a name of the draft that no source has, where the sources have another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from pydantic import Field
from rapidfuzz import fuzz

from factcheck.domain.account import Account, Name
from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.story import Story
from factcheck.domain.text import Sentence
from factcheck.findings.sides import evidence_at, fingerprint, side_with
from factcheck.settings.config import Settings
from factcheck.settings.lexicons import Titles
from factcheck.text.matter import matter_beside
from factcheck.values.names.spelling import alike, core, words_of

_SORTS = frozenset({"person", "place", "organisation"})


class MisnamedSettings(Settings):
    """Of a draft alone. On 14 drafts in view both changed names are found, without a false alarm; with each of 197
    articles of 16 events as a draft beside the others of its event 6 findings, each a misspelling or a variant.
    """

    confidence: float = Field(0.75, ge=0, le=1)
    """0..1; one confidence for all its findings"""
    similar: float = Field(75, ge=0, le=100)
    """likeness of two names, 0..100, from which on they are spellings of one"""
    shared_context: int = Field(2, ge=1)
    """content words that the sentences of two places must share"""
    same_sentence: float = Field(0.5, ge=0, le=1)
    """share of the shorter sentence's content words from which on the two tell the same"""


@dataclass(frozen=True, slots=True)
class _Named:
    """One name in its sentence; `words` as they are compared."""

    name: Name
    sentence: Sentence
    words: tuple[str, ...]

    @property
    def article(self) -> str:
        return self.sentence.article

    @property
    def matter(self) -> frozenset[str]:
        return matter_beside(self.sentence, self.name.span)


class Check:
    """A person, place or body of the draft that no source names, where a source names another in its stead.

    The other name is one that the draft never mentions: spelt nearly the same, or a place that stands where the draft
    has its own in a sentence that is otherwise the draft's. Editors care because a wrong name is the complaint that
    comes first, and may be the costliest.

    Example: "conciliator Sir Edmund Fairley" in the draft, "Sir Edmund Farr, the conciliator" in every source.

    No discrepancy: a name that any source has, in whatever form; a name that stands for none of the sources'; two
    spellings of one name, which are told as such; the short form beside the long one; accents, hyphens, inflections.
    """

    Settings = MisnamedSettings

    def __init__(self, settings: MisnamedSettings, *, titles: Titles) -> None:
        self.settings = settings
        self.given = titles.given

    def compare(self, story: Story) -> Iterator[Found]:
        """See interfaces.Kind."""
        draft = story.checked
        if draft is None:
            return
        theirs = [named for account in story.sources for named in _named(account)]
        known = {word for named in theirs for word in named.words} | _text_words(story.sources)
        own_words = _text_words([draft])
        missing = [n for n in theirs if not set(n.words) <= own_words]
        seen: set[tuple[str, ...]] = set()
        for ours in _named(draft):
            if set(ours.words) <= known or seen & _tails(ours.words):
                continue
            meant = [other for other in missing if self._stands_for(ours, other)]
            if meant:
                seen |= _tails(ours.words)
                yield self._found(ours, meant, story)

    def _stands_for(self, ours: _Named, other: _Named) -> bool:
        """Whether a name of the draft is where a source has the other."""
        one, two = " ".join(ours.words), " ".join(other.words)
        if ours.name.sort != other.name.sort or alike(one, two, given=self.given):
            return False  # of two spellings of one name the kind `name` tells
        shared = ours.matter & other.matter
        if fuzz.ratio(one, two) >= self.settings.similar:
            return bool(shared)
        fewer = min(len(ours.matter), len(other.matter))
        same = len(shared) >= self.settings.shared_context and len(shared) / fewer >= self.settings.same_sentence
        return same and ours.name.sort == "place" and _before(ours) == _before(other)

    def _found(self, ours: _Named, meant: Sequence[_Named], story: Story) -> Found:
        label, other = ours.name.text, meant[0].name.text
        same = [named for named in meant if named.words == meant[0].words]
        return Found(
            id=fingerprint("misnamed", ours.name.sort, [" ".join(ours.words), " ".join(meant[0].words)]),
            story=story.id,
            kind="misnamed",
            relation=Relation.CONFLICT,
            severity=Severity.HIGH if ours.name.sort == "person" else Severity.MEDIUM,
            confidence=self.settings.confidence,
            summary=f"In the draft {label}, in the sources {other}",
            why="No source has the name in any form, and a source has another in like words.",
            check="Look up the name: an official list, the body's own page, the source itself.",
            sides=(
                side_with([evidence_at(ours.sentence, ours.name.span)], label, story),
                side_with((evidence_at(n.sentence, n.name.span) for n in same), other, story),
            ),
        )


def _named(account: Account) -> Iterator[_Named]:
    for sentence in account.sentences:
        for name in account.names:
            if sentence.span.overlaps(name.span) and name.sort in _SORTS:
                yield _Named(name, sentence, core(words_of(name.text)))


def _text_words(accounts: Sequence[Account]) -> set[str]:
    tokens = chain.from_iterable(s.tokens for account in accounts for s in account.sentences)
    titles = [account.article.title or "" for account in accounts]
    return {word for text in chain((t.text for t in tokens), titles) for word in words_of(text)}


def _tails(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The name and its last word alone: one finding for "Sir Edmund Fairley" and a later "Fairley"."""
    return {words, words[-1:]}


def _before(named: _Named) -> tuple[str, ...]:
    """The two words right before the name: "site in", "born at"."""
    return tuple(t.lemma for t in named.sentence.tokens if t.end <= named.name.span.start)[-2:]
