"""Which articles are on one event: two earthquakes years apart in one folder must never be compared.

Articles on one event share rare names, in the opening above all, and figures; what every article of the run has
("India" in two stories on the Indian navy) weighs little. How likely two articles are on one event is a
logistic function of three cosines; see training/fit_event_gate.py for how its weights were found.

Where look-alikes were taken for one event all the same, the sides of a finding are articles of one and of the other,
which are less likely on one event than those of a single event are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

from factcheck.align.similarity import Spread, agglomerate, cosines
from factcheck.domain.account import Account
from factcheck.domain.findings import Found
from factcheck.domain.story import Story
from factcheck.domain.text import Sentence
from factcheck.settings.config import EventSettings
from factcheck.shelves import declares

if TYPE_CHECKING:
    from factcheck.align.similarity import Matrix

TWO_EVENTS = "of articles that are hardly on one event"
_OPENING = 5  # sentences in which news names its event


@dataclass(frozen=True, slots=True)
class Signs:
    """What an article is known by to be on an event: its names, its figures, and the names of its opening."""

    names: tuple[str, ...]
    figures: tuple[str, ...]
    opening: tuple[str, ...]


def signs_of(found: Sequence[Sentence]) -> Signs:
    """Return the signs of an article by its sentences."""
    return signs_by([[token.text for token in sentence.tokens] for sentence in found])


def signs_by(found: Sequence[Sequence[str]]) -> Signs:
    """Return the signs of an article by the words of its sentences."""
    return Signs(tuple(_names(found)), tuple(_figures(found)), tuple(_names(found[:_OPENING], opening=True)))


def same_event_groups(accounts: Sequence[Account], settings: EventSettings) -> tuple[tuple[int, ...], ...]:
    """Group accounts (by index) that are on one event; every account is in exactly one group.

    What is rare among many stories may be common to two look-alikes of them: each group is looked at again by
    itself until it holds together.
    """
    return groups_by([signs_of(account.sentences) for account in accounts], settings)


def groups_by(
    signs: Sequence[Signs], settings: EventSettings, spreads: Mapping[str, Spread] | None = None
) -> tuple[tuple[int, ...], ...]:
    """Group articles by their signs, as `same_event_groups`.

    With `spreads` they are some of many articles, whose words are so rare: see `likenesses_by`.
    """
    groups = agglomerate(1 - likely_by(signs, settings, spreads), settings.same_event)
    if len(groups) == 1 and spreads is None:
        return groups
    parts = [(group, groups_by([signs[i] for i in group], settings)) for group in groups]
    return tuple(sorted(tuple(group[i] for i in part) for group, inside in parts for part in inside))


def group_of(draft: Account, sources: Sequence[Account], settings: EventSettings) -> tuple[int, ...]:
    """Return the sources (by index) that a draft is to be held against: all of its event.

    Who names sources for a draft has said that they are on its event, so each group that has an article as likely as
    `same_draft` counts. None where no group is that likely.
    """
    likely = _likely([draft, *sources], settings)[0, 1:]
    groups = same_event_groups(sources, settings)
    return tuple(sorted(i for group in groups if max(likely[j] for j in group) >= settings.same_draft for i in group))


def of_two_events(found: Found, story: Story, settings: EventSettings) -> bool:
    """Whether the articles of a finding's sides are hardly on one event; what speaks for itself is never."""
    return not declares(found.kind, "by_wording") and _between_sides(found, story) < settings.between_sides


def _between_sides(found: Found, story: Story) -> float:
    """How likely articles of two sides are on one event: the mean.

    It is 1 where each side has one article: two articles on one event may have little in common. Several that give one
    value and have little in common with those that give the other are more than chance.
    """
    copies = {copy.article.id for several in story.copies.values() for copy in several}
    sides = [{evidence.article for evidence in side.evidence} - copies for side in found.sides]
    if all(len(side) == 1 for side in sides):
        return 1.0
    pairs = {(min(a, b), max(a, b)) for one, other in combinations(sides, 2) for a, b in product(one, other)}
    likely = [story.one_event[pair] for pair in sorted(pairs) if pair in story.one_event]
    return sum(likely) / len(likely) if likely else 1.0


def one_event(accounts: Sequence[Account], settings: EventSettings) -> Mapping[tuple[str, str], float]:
    """Return for each two accounts how likely they are on one event, by the ids of their articles in order."""
    likely = _likely(accounts, settings)
    ids = [account.article.id for account in accounts]
    return {(min(a, b), max(a, b)): float(likely[i, j]) for (i, a), (j, b) in combinations(enumerate(ids), 2) if a != b}


def _likely(accounts: Sequence[Account], settings: EventSettings) -> Matrix:
    return likely_by([signs_of(account.sentences) for account in accounts], settings)


def likely_by(signs: Sequence[Signs], settings: EventSettings, spreads: Mapping[str, Spread] | None = None) -> Matrix:
    """Return how likely each two articles are on one event, shape (len(signs), len(signs))."""
    import numpy as np

    odds = sum(settings.weights[name] * m for name, m in likenesses_by(signs, spreads).items()) + settings.bias
    likely: Matrix = np.round(1 / (1 + np.exp(-odds)), 4)
    np.fill_diagonal(likely, 1)
    return likely


def likenesses(accounts: Sequence[Account]) -> Mapping[str, Matrix]:
    """Return what speaks for two accounts being on one event: a cosine of every pair, by the weight's name."""
    return likenesses_by([signs_of(account.sentences) for account in accounts])


def likenesses_by(signs: Sequence[Signs], spreads: Mapping[str, Spread] | None = None) -> Mapping[str, Matrix]:
    """Return the same by the articles' signs; `spreads`, by the weight's name, say how rare words are among more."""
    bags = {
        "names": [one.names for one in signs],
        "figures": [one.figures for one in signs],
        "opening": [one.opening for one in signs],
    }
    return {name: cosines(these, spreads[name] if spreads else None) for name, these in bags.items()}


def _names(found: Sequence[Sequence[str]], *, opening: bool = False) -> list[str]:
    """Capitalised words; the first of a sentence is one by rule, and says nothing beyond the opening."""
    first = 0 if opening else 1
    return [word for sentence in found for word in sentence[first:] if word[0].isupper()]


def _figures(found: Sequence[Sequence[str]]) -> list[str]:
    return [word for sentence in found for word in sentence if word[0].isdigit()]
