"""The event that a finding's values belong to: what the sentences on its sides agree on, and where they part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from factcheck.domain.account import Account, Claim, Marked, Quotable
from factcheck.domain.events import EventMention
from factcheck.domain.findings import Evidence, Found, Relation, ReportedEvent
from factcheck.domain.story import Story
from factcheck.domain.text import Part, Sentence, Span
from factcheck.domain.values import CLASHING, Moment
from factcheck.values.names.spelling import countries
from factcheck.values.times.moments import compare_moments, describe_moment

Read = Callable[[Sequence[Quotable]], Sequence[EventMention]]
BOTH = " / "  # between what the sides tell differently


def with_events(found: Sequence[Found], story: Story, read: Read) -> list[Found]:
    """Return the findings of a story, each with its event; `read` tells of what event each of several values is.

    How a name is spelt belongs to none.
    """
    quoted = _QuotedValues(story)
    of_event = [() if one.relation is Relation.VARIANT else one.sides for one in found]
    sides = [[quoted.different(side.evidence) for side in of_one] for of_one in of_event]
    mentions = iter(read([said for one in sides for side in one for said in side]))
    told = [[[next(mentions) for _ in side] for side in one] for one in sides]
    return [replace(one, event=event_of(of_one)) for one, of_one in zip(found, told, strict=True)]


def event_of(sides: Sequence[Sequence[EventMention]]) -> ReportedEvent:
    """Return what is told most often, the earlier side first where as many tell otherwise.

    Where the sides name places that have nothing in common, or times that exclude each other, both are told.
    """
    every = [mention for side in sides for mention in side]
    return ReportedEvent(
        what=_most(mention.what for mention in every) or None,
        where=BOTH.join(", ".join(places) for places in _places(sides)) or None,
        when=BOTH.join(map(describe_moment, _times(sides))) or None,
        who=_most(mention.who for mention in every) or None,
    )


def _most(words: Iterable[str]) -> str:
    """The most frequent of what is told, however it is written."""
    told = [word for word in words if word]
    times = Counter(word.casefold() for word in told)
    return max(told, key=lambda word: times[word.casefold()], default="")


def _places(sides: Sequence[Sequence[EventMention]]) -> Iterator[tuple[str, ...]]:
    """The places of each side as most of its sentences tell them, those that go together once, as the fuller tells."""
    kept: list[tuple[str, ...]] = []
    for side in sides:
        told = Counter(mention.where for mention in side if mention.where)
        if not told:
            continue
        places = max(told, key=lambda where: (told[where], len(where)))
        near = next((one for one in kept if not _apart(one, places)), None)
        if near is None:
            kept.append(places)
        elif _narrower(places, near):
            kept[kept.index(near)] = places
    yield from kept


def _apart(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether what is in the one places is not in the others: they share no word, and no country may hold the rest."""
    words = [{word for place in places for word in place.casefold().split()} for places in (one, other)]
    return words[0].isdisjoint(words[1]) and _countries(one) == _countries(other)


def _narrower(one: Sequence[str], other: Sequence[str]) -> bool:
    return len(one) > len(other) or (_countries(other) and not _countries(one))


def _countries(places: Sequence[str]) -> bool:
    return all(place.casefold() in countries() for place in places)


def _times(sides: Sequence[Sequence[EventMention]]) -> Iterator[Moment]:
    """The time of each side as most of its sentences tell it, those that go together once."""
    kept: list[Moment] = []
    for side in sides:
        told = [mention.when for mention in side if mention.when]
        labels = Counter(map(describe_moment, told))
        moment = max(told, key=lambda one: labels[describe_moment(one)], default=None)
        if moment and all(compare_moments(moment, one) in CLASHING for one in kept):
            kept.append(moment)
    yield from kept


class _QuotedValues:
    """The sentences of a story, and the claims in them, by where they stand."""

    def __init__(self, story: Story) -> None:
        claims = [c for account in story.told for c in (*account.claims, *account.headline)]
        self._claims: Mapping[tuple[str, Part, Span], Claim] = {
            (c.article, c.sentence.field, c.span): c for c in reversed(claims)
        }
        self._sentences = {_where(sentence): sentence for account in story.told for sentence in _all(account)}

    def different(self, evidence: Iterable[Evidence]) -> list[Quotable]:
        """Return the values that are quoted, those in one sentence word for word once: a copy adds nothing."""
        told: dict[tuple[str, tuple[int, int]], Quotable] = {}
        for one in evidence:
            sentence = self._sentences.get((one.article, one.field, one.start))
            if sentence is not None and (one.quote, one.span) not in told:
                span = Span(one.start + one.span[0], one.start + one.span[1])
                claim = self._claims.get((one.article, one.field, span))
                told[one.quote, one.span] = claim or Marked(sentence, span)
        return list(told.values())


def _all(account: Account) -> Iterator[Sentence]:
    yield from account.sentences
    yield from (claim.sentence for claim in account.headline)


def _where(sentence: Sentence) -> tuple[str, Part, int]:
    return sentence.article, sentence.field, sentence.span.start
