"""Misplaced: the draft puts a thing or a deed somewhere else than its sources do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import Field

from factcheck.domain.account import Account
from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.story import Story
from factcheck.findings.sides import discrepancy, told
from factcheck.settings.config import Settings
from factcheck.settings.lexicons import Lexicons, Phrases
from factcheck.values.deeds.vocabulary import Vocabulary, Weights, Words, days, other_days
from factcheck.values.names.lines import lines
from factcheck.values.names.spelling import words_of
from factcheck.values.places.gazetteer import Gazetteer
from factcheck.values.places.scenes import Scene, find_scenes


class MisplacedSettings(Settings):
    confidence: float = Field(0.7, ge=0, le=1)
    """0..1; chosen, for want of findings"""
    shared: int = Field(3, ge=0)
    """content words that the two sentences share beside the place and the word it belongs to"""
    covered: float = Field(0.5, ge=0, le=1)
    """0..1, share by weight of one sentence's content words that the other has too"""
    shared_briefly: int = Field(2, ge=0)
    """the same for a draft sentence that says little more"""
    covered_briefly: float = Field(0.7, ge=0, le=1)
    """0..1, share by weight of such a sentence's content words that the source has"""
    borne_out: float = Field(0.35, ge=0, le=1)
    """0..1, share of the draft sentence's content words from which on a source's sentence with the draft's place speaks
    for it
    """


_Passages = Sequence[tuple[frozenset[str], Words]]  # of each source sentence its words as names, and its content words


@dataclass(frozen=True, slots=True)
class _Placed:
    """A scene with the content words of its sentence but for its head and the place."""

    account: Account
    scene: Scene
    head: str
    matter: Words
    days: Words


class Check:
    """A thing or deed that the draft puts in one place and every source that tells of it in another.

    The word that the place belongs to is the same ("its plant in ...", "flew to ..."), and so is most of what the
    sentences say beside it. Editors care because readers on the spot notice at once.

    Example: "a fire at its warehouse in Oldgate hurt two guards" against "two guards were hurt by a fire at its
    warehouse in Milltown".

    No discrepancy: a place and what holds it, two names that some article ties together; a place that any source has
    with the same word or in a sentence of like words; a place that the draft has as well; lists of places.
    """

    Settings = MisplacedSettings

    def __init__(self, settings: MisplacedSettings, *, lexicons: Lexicons) -> None:
        self.settings = settings
        self.places = lexicons.places
        self.vocabulary = Vocabulary(lexicons)

    def compare(self, story: Story) -> Iterator[Found]:
        """See interfaces.Kind."""
        if story.checked is None:
            return
        weights = Weights(story.accounts, self.vocabulary)
        read = {a.article.id: tuple(lines(a.sentences, a.names)) for a in story.accounts}
        gazetteer = Gazetteer.of((line for found in read.values() for line in found), self.places)
        placed = {
            account.article.id: [
                _placed(account, scene, self.vocabulary, self.places.seated)
                for line in read[account.article.id]
                for scene in find_scenes(line, self.places)
            ]
            for account in story.accounts
        }
        drafted = placed.pop(story.checked.article.id)
        theirs = [one for found in placed.values() for one in found]
        passages = [
            (frozenset(words_of(s.text)), self.vocabulary.words(s.tokens)) for a in story.sources for s in a.sentences
        ]
        both = {words_of(one.scene.places[0]) for one in drafted}
        for ours in drafted:
            meant = [
                other
                for other in theirs
                if words_of(other.scene.places[0]) not in both and self._one_scene(ours, other, gazetteer, weights)
            ]
            if meant and not self._borne_out(ours, theirs, passages, weights):
                yield self._found(ours, meant, story)

    def _one_scene(self, ours: _Placed, other: _Placed, gazetteer: Gazetteer, weights: Weights) -> bool:
        """Whether two scenes are one thing's or one deed's, and their places exclude each other."""
        one, two = ours.scene, other.scene
        if (ours.head, one.way) != (other.head, two.way) or other_days(ours.days, other.days):
            return False
        if not (gazetteer.knows(one.places[0]) and gazetteer.knows(two.places[0])):
            return False
        covered = weights.covered(ours.matter, other.matter), weights.covered(other.matter, ours.matter)
        shared = len(ours.matter & other.matter)
        near = shared >= self.settings.shared and max(covered) >= self.settings.covered
        brief = shared >= self.settings.shared_briefly and covered[0] >= self.settings.covered_briefly
        return (near or brief) and gazetteer.exclude(one.places, two.places)

    def _borne_out(self, ours: _Placed, theirs: Sequence[_Placed], passages: _Passages, weights: Weights) -> bool:
        """Whether a source has the draft's place with the same word, or in a sentence of like words."""
        place = words_of(ours.scene.places[0])
        if any(one.head == ours.head and place in map(words_of, one.scene.places) for one in theirs):
            return True
        return any(
            set(place) <= spelt and weights.covered(ours.matter, matter) >= self.settings.borne_out
            for spelt, matter in passages
        )

    def _found(self, ours: _Placed, meant: Sequence[_Placed], story: Story) -> Found:
        label, other = ours.scene.places[0], meant[0].scene.places[0]
        same = [one for one in meant if words_of(one.scene.places[0]) == words_of(other)]
        head = ours.scene.head
        return discrepancy(
            story,
            "misplaced",
            head,
            values={
                label: (told(ours.account, ours.scene.sentence, ours.scene.span),),
                other: tuple(told(one.account, one.scene.sentence, one.scene.span) for one in same),
            },
            relation=Relation.CONFLICT,
            severity=Severity.MEDIUM,
            confidence=self.settings.confidence,
            summary=f"Where ({head}): {label} in the draft, {other} in the source",
            why="The place belongs to the same word in sentences of like words; no source has the draft's place there.",
            check="Read the source's sentence again; no source puts it where the draft does.",
        )


def _placed(account: Account, scene: Scene, vocabulary: Vocabulary, seated: Phrases) -> _Placed:
    """A scene with what is said beside it: neither the place's own words nor its head."""
    own = {word for place in scene.places for word in words_of(place)}
    head = seated[0] if scene.head in seated else vocabulary.classes.get(scene.head, scene.head)
    words = vocabulary.words(scene.sentence.tokens)
    matter = frozenset(word for word in words if word not in own and word != head)
    return _Placed(account, scene, head, matter, days(scene.sentence.tokens))
