"""What words of a draft were held against, and whether the source's words say the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations, product
from operator import itemgetter

from factcheck.align.comparability import agreement, compare_times
from factcheck.domain.account import Account, Claim, Quotable
from factcheck.domain.findings import Evidence, Found, Relation
from factcheck.domain.story import Compatible, Story
from factcheck.domain.text import Part, Span
from factcheck.domain.values import AGREEING, Agreement, Figure, Moment, Statement, Timing
from factcheck.findings.sides import evidence_of
from factcheck.gate.drafts import places_in
from factcheck.text.in_order import InOrder
from factcheck.values.speech.utterances import Passage, Word, passages, utterances, whole
from factcheck.values.times.relations import common_ground

_SAME = "a source says the same"
_NOT_ALL = "a source has most of these words, not all of them"
_OTHERWISE = "a source speaks of the same thing, but the two values cannot be compared"
_UNDECIDED = "a source says otherwise, but it could not be decided whether the two exclude each other"
_NEXT_DAY = "a source tells of a neighbouring day"
_ELSEWHERE = "a source has the same value, but not of what is clearly the same thing"
_BY_CHANCE = 10  # below it a number stands in many places, of nothing alike


@dataclass(frozen=True, slots=True)
class Meeting:
    """Words of a draft that met a source's: whether these say the same, and what was said of the two."""

    span: Span
    same: bool
    reason: str
    evidence: Evidence


def meetings(
    draft: Account, story: Story, found: Iterable[Found], compatible: Iterable[Compatible]
) -> Iterator[Meeting]:
    """Yield what was weighed of the draft's words, whatever it has to answer for in the end.

    A part bears out no whole, and a quotation is borne out only by a source that has all of its words.
    """
    yield from _paired(draft, story, compatible)
    yield from _in_one_slot(draft, story)
    yield from _on_sides(draft.article.id, found)
    yield from _elsewhere(draft, story)
    for reason, ours, other in _ours_first(draft, story.set_apart):
        yield Meeting(ours.span, False, reason, evidence_of(other))


def quoted(draft: Account) -> Iterator[Passage]:
    """Yield what stands in quotation marks in a draft, sentence by sentence."""
    return (passage for said in utterances(draft) if said.marked for passage in passages(said))


def inside(place: Span, span: Span) -> bool:
    """Whether half or more of a place lies in a stretch."""
    return 2 * (min(place.end, span.end) - max(place.start, span.start)) >= place.end - place.start


def alike(one: Span, other: Span) -> bool:
    """Whether two stretches are of the same words, more or less."""
    return inside(one, other) and inside(other, one)


def _paired(draft: Account, story: Story, compatible: Iterable[Compatible]) -> Iterator[Meeting]:
    """What the kinds paired and found no discrepancy."""
    told = [(passage.span, _keys(passage.words)) for passage in quoted(draft)]
    quotations = InOrder(told, span_of=itemgetter(0))
    said = {a.article.id: _keys(word for u in whole(a) for word in u.words) for a in story.sources}
    for reason, ours, other in _ours_first(draft, compatible):
        near = quotations.meeting(ours.span)
        words = next((keys for span, keys in near if alike(ours.span, span)), frozenset[str]())
        if words <= said.get(other.article, words):
            yield _meeting(ours, other, reason, reason)
        else:
            yield Meeting(ours.span, False, _NOT_ALL, evidence_of(other))


def _ours_first(draft: Account, pairs: Iterable[Compatible]) -> Iterator[tuple[str, Quotable, Quotable]]:
    for pair in pairs:
        for ours, other in permutations((pair.left, pair.right)):
            if _is_of(ours, draft) and other.article != draft.article.id:
                yield pair.reason, ours, other


def _is_of(said: Quotable, draft: Account) -> bool:
    """Whether words stand in the draft's text: offsets of a headline count elsewhere."""
    return said.article == draft.article.id and said.sentence.field is Part.TEXT


def _in_one_slot(draft: Account, story: Story) -> Iterator[Meeting]:
    """Claims that are of one thing, in the same words, too: of these nobody says more than that they are together."""
    for cluster in story.clusters:
        said = [claim for claim in cluster.claims if _is_of(claim, draft) and not isinstance(claim.value, Statement)]
        for ours, other in product(said, cluster.claims):
            if other.article != draft.article.id:
                yield _meeting(ours, other, _SAME, _OTHERWISE)


def _on_sides(draft: str, found: Iterable[Found]) -> Iterator[Meeting]:
    """What of the findings is on the draft's side, and what could not be decided."""
    for one in found:
        for side in one.sides:
            for place in places_in([side], draft):
                same = [e for e in side.evidence if e.article != draft]
                yield from (Meeting(place, True, _SAME, evidence) for evidence in same)
                if one.relation is Relation.UNDETERMINED:
                    others = (e for other in one.sides if other is not side for e in other.evidence)
                    yield from (Meeting(place, False, _UNDECIDED, evidence) for evidence in others)


_Value = tuple[float, float, str] | Moment


def _elsewhere(draft: Account, story: Story) -> Iterator[Meeting]:
    """The figures and times that a source has as well, of whatever."""
    theirs = [claim for account in story.sources for claim in account.claims]
    by_value: dict[_Value, list[int]] = defaultdict(list)
    for place, claim in enumerate(theirs):
        if (value := _value(claim)) is not None:
            by_value[value].append(place)
    times: dict[Hashable, list[Moment]] = defaultdict(list)
    for value in by_value:
        if isinstance(value, Moment):
            times[common_ground(value)].append(value)
    for ours in draft.claims:
        value = _value(ours)
        if isinstance(value, Moment):
            alike_in = (time for time in times[common_ground(value)] if compare_times(value, time) is Agreement.SAME)
            same = sorted(n for time in alike_in for n in by_value[time])
        else:
            same = by_value.get(value, []) if value is not None and value[0] >= _BY_CHANCE else []
        yield from (Meeting(ours.span, False, _ELSEWHERE, evidence_of(theirs[n])) for n in same)


def _value(claim: Claim) -> _Value | None:
    """What a figure or time is, whatever it is of."""
    match claim.value:
        case Figure(lower, upper, unit):
            return lower, upper, unit
        case Timing(moment=moment):
            return moment
    return None


def _meeting(ours: Quotable, other: Quotable, same: str, otherwise: str) -> Meeting:
    """Say whether a pair says the same, and why; of words that are no claims whoever paired them knows.

    A neighbouring day is no conflict where one of the two tells of a night, and yet bears nothing out.
    """
    if not (isinstance(ours, Claim) and isinstance(other, Claim)):
        return Meeting(ours.span, True, same, evidence_of(other))
    one, two = ours.value, other.value
    if isinstance(one, Timing) and isinstance(two, Timing) and not _share_a_day(one.moment, two.moment):
        return Meeting(ours.span, False, _NEXT_DAY, evidence_of(other))
    agree = agreement(ours, other) in AGREEING
    return Meeting(ours.span, agree, same if agree else otherwise, evidence_of(other))


def _share_a_day(one: Moment, two: Moment) -> bool:
    if one.first and one.last and two.first and two.last:
        return one.first <= two.last and two.first <= one.last
    return one.weekday is None or two.weekday is None or one.weekday == two.weekday


def _keys(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(word.key for word in words)
