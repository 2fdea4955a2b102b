"""From the claims of one slot to the sides of a discrepancy: who says what, and how to name the difference.

Shared by the kinds; it knows no kind.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from factcheck.domain.account import Account, Claim, Marked, Quotable
from factcheck.domain.findings import Evidence, Found, Relation, Rung, Severity, Side
from factcheck.domain.story import Cluster, Compatible, Dispute, Story
from factcheck.domain.text import Article, Part, Sentence, Span
from factcheck.domain.values import AGREEING, TELLING, Agreement, Figure, Moment, Timing
from factcheck.values.figures.agreement import describe_figure

_NAMED = 8  # values that are told in a row; of 334 findings on news and drafts none has more than seven

Compare = Callable[[Claim, Claim], Agreement]
Claims = tuple[Claim, ...]
Said = TypeVar("Said", bound=Quotable)
Thing = TypeVar("Thing", int, str, tuple[str, int])


def fingerprint(kind: str, slot: str, values: Iterable[str]) -> str:
    """Return the stable id of a discrepancy: 12 hex digits over what it is about and the values, in any order."""
    text = "\0".join([kind, slot, *sorted(set(values))])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def told(account: Account, sentence: Sentence, span: Span) -> Marked:
    """Mark words in a sentence of `account`, told on its day, for a kind that reads its own values."""
    published = account.article.published or account.article.updated
    return Marked(sentence, span, as_of=published.date() if published else None)


def excluding(
    values: Mapping[str, Iterable[Said]], exclude: Callable[[str, str], bool], *, reconciled: bool = True
) -> dict[str, tuple[Said, ...]]:
    """Keep the values that exclude another one: those of most articles first, what says so in the order of the text.

    With `reconciled`, an article that gives both of two values knows how they go together: those do not exclude.
    """
    said = {v: tuple(sorted(found, key=lambda one: (one.article, one.span))) for v, found in values.items()}
    articles = {value: {one.article for one in found} for value, found in said.items()}
    kept: set[str] = set()
    for left, right in combinations(sorted(said), 2):
        both = articles[left] & articles[right]
        apart = not both if reconciled else len(articles[left] | articles[right]) > 1
        if apart and exclude(left, right):
            kept |= {left, right}
    return {value: said[value] for value in sorted(kept, key=lambda v: (-len(articles[v]), v))}


def joined(pairs: Iterable[tuple[Thing, Thing]]) -> tuple[frozenset[Thing], ...]:
    """Return the groups of all that pairs tie together, by way of others too; the order of the pairs never matters."""
    groups: dict[Thing, set[Thing]] = {}
    for one, other in pairs:
        ours, theirs = groups.setdefault(one, {one}), groups.setdefault(other, {other})
        if ours is not theirs:
            ours |= theirs
            groups.update(dict.fromkeys(theirs, ours))
    return tuple(sorted({frozenset(group) for group in groups.values()}, key=min))


def sides_of(claims: Sequence[Claim], compare: Compare) -> tuple[Claims, ...]:
    """Split the claims of one slot into sides that clash with each other across articles.

    Precise values open sides first; a claim joins the side all of whose members it agrees with. A claim that
    agrees with several sides (a vague one) belongs to none, unless its value is just the same as the first one's.
    Sides that clash with no other are left out.
    """
    sides: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: (_width(c), c.id)):
        fits = [side for side in sides if all(compare(claim, other) in AGREEING for other in side)]
        if not fits:
            sides.append([claim])
        elif len(fits) == 1 or compare(claim, fits[0][0]) is Agreement.SAME:
            fits[0].append(claim)
    clashing = [side for side in sides if any(_clash(side, other, compare) for other in sides if other is not side)]
    return tuple(tuple(sorted(side, key=lambda c: c.id)) for side in clashing)


def clashing_pairs(sides: Sequence[Claims], compare: Compare) -> Iterator[tuple[Claim, Claim, Agreement]]:
    """Yield each pair of claims of different articles and sides that exclude each other."""
    for n, left in enumerate(sides):
        for right in sides[:n]:
            for a in left:
                for b in right:
                    if a.article != b.article and (agreement := compare(a, b)) in TELLING:
                        yield a, b, agreement


def agreeing_pairs(claims: Sequence[Claim], compare: Compare, reasons: Mapping[Agreement, str]) -> Iterator[Compatible]:
    """Yield the pairs of two articles that were weighed and agree though their words differ, with the reason why."""
    for b, a in combinations(claims, 2):
        if a.article != b.article and _words(a) != _words(b):
            yield Compatible(reasons[compare(a, b)], b, a)


def contested(sides: Sequence[Claims]) -> bool:
    """Whether each side cites somebody and no two cite the same."""
    claimants = [{claim.claimant.key for claim in side if claim.claimant} for side in sides]
    pairs = ((a, b) for one, other in combinations(claimants, 2) for a in one for b in other)
    return all(claimants) and not any(_one_body(a, b) for a, b in pairs)


def _one_body(one: str, other: str) -> bool:
    """Whether two claimants are one: "the health ministry" is also "the health ministry in Lindal"."""
    short, long = sorted((one, other), key=len)
    return long == short or long.startswith(tuple(f"{short} {place}" for place in ("in ", "of ", "for ", "at ")))


def listed(values: Mapping[str, Iterable[Quotable | Evidence]], story: Story) -> str:
    """Say the values in a row, and which of them is the draft's, where it has one alone."""
    ours = [value for value, said in values.items() if any(one.article == story.draft for one in said)]
    if len(ours) != 1:
        return in_a_row([*values], " against ")
    others = in_a_row([value for value in values if value != ours[0]], " and ")
    return f"{ours[0]} in the draft, {others} in the sources"


def in_a_row(values: Sequence[str], between: str) -> str:
    """Name values in a row; of many the first few, whosever they are, and how many more there are."""
    more = len(values) - _NAMED
    return f"{between.join(values[:_NAMED])} and {more} more" if more > 0 else between.join(values)


def side(said: Sequence[Quotable], value: str, story: Story) -> Side:
    """Make the reported side: one piece of evidence per article, that of what leads the side first."""
    ordered = (said[0], *sorted(said, key=lambda one: (one.article, one.quoted, one.sentence.span.start)))
    return side_with(map(evidence_of, ordered), value, story)


def side_with(evidence: Iterable[Evidence], value: str, story: Story) -> Side:
    """Make a side of the first piece of evidence of each article, in the order given, its copies behind it."""
    first: dict[str, Evidence] = {}
    for one in evidence:
        if one.article not in first:
            first[one.article] = one
            first.update((copy.article.id, _copied(one, copy.article)) for copy in story.copies.get(one.article, ()))
    origins = {story.origins.get(article, article) for article in first}
    return Side(value=value, origins=len(origins), evidence=tuple(first.values()))


def _copied(evidence: Evidence, copy: Article) -> Evidence:
    """The same words where they stand in a copy."""
    places = copy.stands if evidence.field is Part.TEXT else copy.title_places
    span = Span(evidence.start + evidence.span[0], evidence.start + evidence.span[1])
    line, column = places.of(span) if places else (None, None)
    return Evidence(**{**dict(evidence), "article": copy.id, "line": line, "column": column})


def evidence_of(said: Quotable) -> Evidence:
    """The sentence, with the differing words marked."""
    claimant = said.claimant.name if said.claimant else None
    as_of = said.as_of.isoformat() if said.as_of else None
    return evidence_at(said.sentence, said.span, claimant=claimant, as_of=as_of)


def evidence_at(sentence: Sentence, span: Span, *, claimant: str | None = None, as_of: str | None = None) -> Evidence:
    """A sentence as evidence, with the words at `span`, offsets of the article, marked."""
    start, end = sentence.span
    line, column = sentence.places.of(span)
    return Evidence(
        article=sentence.article,
        start=start,
        end=end,
        quote=sentence.text,
        span=(span.start - start, span.end - start),
        line=line,
        column=column,
        claimant=claimant,
        as_of=as_of,
        field=sentence.field,
    )


def rung_of(claim: Claim, figure: Figure) -> Rung:
    """A figure as one of several that are told of a quantity."""
    upper = None if math.isinf(figure.upper) else figure.upper
    return Rung(value=describe_figure(figure), lower=figure.lower, upper=upper, evidence=evidence_of(claim))


def labelled(
    sides: Sequence[Claims], lead: Callable[[Claims], Claim], label: Callable[[Claim], str]
) -> dict[str, Claims]:
    """Name each side by the claim that leads it, which then stands first; equal names are told apart by a number."""
    named: dict[str, Claims] = {}
    for claims in sides:
        first = lead(claims)
        name = label(first)
        same = sum(known == name or known.startswith(f"{name} (") for known in named)
        named[f"{name} ({same + 1})" if same else name] = (first, *(c for c in claims if c is not first))
    return named


def discrepancy(
    story: Story,
    kind: str,
    slot: str,
    *,
    values: Mapping[str, Sequence[Quotable]],
    relation: Relation,
    severity: Severity,
    confidence: float,
    summary: str,
    why: str,
    check: str,
    thing: Cluster | Dispute | None = None,
    series: tuple[Rung, ...] = (),
    ground: str = "",
) -> Found:
    """Put a discrepancy together; `values` maps each side's label to what is said on it.

    Of a `thing`, what made one thing of its claims is said after the `why`.
    """
    return Found(
        id=fingerprint(kind, slot, (_in_any_words(said[0], label) for label, said in values.items())),
        story=story.id,
        kind=kind,
        relation=relation,
        severity=severity,
        confidence=round(confidence, 2),
        summary=summary,
        why=f"{why} {_one_thing(thing)}" if thing and thing.grounds else why,
        check=check,
        sides=tuple(side(said, label, story) for label, said in values.items()),
        series=series,
        ground=ground,
    )


def _in_any_words(said: Quotable, label: str) -> str:
    """A value by which a finding is known, whichever article's words stand for it: "14" and "fourteen" are one."""
    match said.value if isinstance(said, Claim) else None:
        case Figure(lower=lower, upper=upper, unit=unit):
            return f"{lower:g} {upper:g} {unit}"
        case Timing(moment=Moment(first=first, last=last, clock=clock, weekday=weekday, month=month, day=day)):
            return f"{first} {last} {clock} {weekday} {month} {day}" if first is None else f"{first} {last} {clock}"
        case _:
            return label


def _one_thing(thing: Cluster | Dispute) -> str:
    likely = thing.likely if isinstance(thing, Dispute) else thing.cohesion
    return f"Taken for one thing ({likely:.2f}) most of all by {' and '.join(thing.grounds)}."


def _clash(left: Sequence[Claim], right: Sequence[Claim], compare: Compare) -> bool:
    return any(True for _ in clashing_pairs((tuple(left), tuple(right)), compare))


def _width(claim: Claim) -> float:
    """How far the value's interval reaches: the precise ones decide the sides."""
    lower, upper = getattr(claim.value, "lower", 0.0), getattr(claim.value, "upper", 0.0)
    return float(upper - lower)


def _words(claim: Claim) -> str:
    """The value as the article words it."""
    start = claim.sentence.span.start
    return claim.sentence.text[claim.span.start - start : claim.span.end - start]
