"""What of the findings concerns a draft, and what of it was held against a source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from factcheck.domain.account import Account, Claim, Quotable
from factcheck.domain.findings import Found, Relation, Severity, Side
from factcheck.domain.story import Compatible, Story
from factcheck.domain.text import Article, Part, Span
from factcheck.domain.values import AGREEING, Agreement, Figure, Timing
from factcheck.findings.digest import WEIGHTY
from factcheck.findings.successions import LaterEdition
from factcheck.shelves import declares
from factcheck.text.in_order import spans_in_order
from factcheck.values.figures.agreement import compare_figures
from factcheck.values.times.relations import compare_moments

_AHEAD = "No source has the draft's figure, so that it is not borne out as a later one."
_BEHIND = "A source has a later one than the draft."
_LIKELY = 0.5  # how surely, 0 to 1, two values are of one thing from which on it is worth knowing that sources differ
# From so many sentences on, such a share of them makes a source a version of the draft. Of 160 drafts written in words
# of their own none has more than .06 of a source's, of 4,978 pairs of articles on one story one has .7.
_SENTENCES, _MUCH = 4, 0.7
_NO_SOURCE = "No source has the draft's words."
_SHARED = "A source says as the draft does, so that this counts one step less grave."


def _no_edition(_later: str, _former: str) -> bool:
    return False


def dated(draft: Article, sources: Sequence[Article]) -> Article:
    """Return a draft without a date with that of its latest source: what its weekdays are counted from."""
    days = [known for s in sources if (known := s.published or s.updated)]
    if draft.published or draft.updated or not days:
        return draft
    latest = max(days, key=lambda day: day.date())
    note = f"the draft gives no date of its own; its days are counted from that of its latest source, {latest:%Y-%m-%d}"
    return replace(draft, published=latest, notes=(*draft.notes, note))


def much_alike(draft: Account, sources: Iterable[Account]) -> Iterator[str]:
    """Say which sources have nearly all of a draft word for word: earlier versions of it, perhaps."""
    said = {" ".join(sentence.text.split()) for sentence in draft.sentences}
    for source in sources if len(said) >= _SENTENCES else ():
        share = len(said & {" ".join(sentence.text.split()) for sentence in source.sentences}) / len(said)
        if share >= _MUCH:
            yield (
                f"{source.article.path}: {share:.0%} of the draft's sentences stand in it word for word; if it is an "
                "earlier version of the draft, leave it out, since it bears out whatever both have"
            )


def stands_on(sides: Iterable[Side], draft: str) -> bool:
    """Whether the draft is on one of the sides."""
    return any(evidence.article == draft for side in sides for evidence in side.evidence)


def borne_out(draft: str, compatible: Iterable[Compatible]) -> frozenset[tuple[Span, str]]:
    """Return where the draft says what a source says, too, in whatever words, and the source's article."""
    claims = ((ours, other) for c in compatible for ours, other in ((c.left, c.right), (c.right, c.left)))
    same = ((ours, other) for ours, other in claims if ours.article == draft != other.article)
    return frozenset((ours.span, other.article) for ours, other in same if not _of_two_values(ours, other))


def _of_two_values(ours: Quotable, other: Quotable) -> bool:
    """Whether two values differ and are no conflict for another reason: a part bears out no whole, a day no other."""
    if not (isinstance(ours, Claim) and isinstance(other, Claim)):
        return False
    one, two = ours.value, other.value
    if isinstance(one, Timing) and isinstance(two, Timing):
        return compare_moments(one.moment, two.moment) is Agreement.DISJOINT
    return isinstance(one, Figure) and isinstance(two, Figure) and compare_figures(one, two) not in AGREEING


def answered_for(
    found: Iterable[Found],
    compatible: Iterable[Compatible],
    draft: str,
    sources: Collection[str],
    *,
    ignored: Collection[str] = (),
    edition: LaterEdition = _no_edition,
) -> list[Found]:
    """Return what the draft has to answer for: the findings as they concern it, those of the same words told once.

    `edition` says whether the first of two sources is a later edition of the second.
    """
    backed = borne_out(draft, compatible)
    concerned = []
    for one in found:
        allies = _articles(side for side in one.sides if stands_on([side], draft))
        outside = {span for span, article in backed if article not in allies}
        if own := concerning(one, draft, sources, outside, edition=edition):
            concerned.append(own)
    return told_once(concerned, draft, ignored=ignored)


def _articles(sides: Iterable[Side]) -> set[str]:
    return {evidence.article for side in sides for evidence in side.evidence}


def concerning(
    found: Found,
    draft: str,
    sources: Collection[str],
    backed_at: Collection[Span] = (),
    *,
    edition: LaterEdition = _no_edition,
) -> Found | None:
    """Return the finding as it concerns the draft, None where the draft has nothing to answer for.

    It has not where it stands on no side, where nothing could be decided, where it spells a name as sources do and no
    more of them in another way, and where the story moved on and it tells the latest state that a source has, or both.
    `backed_at` is where it says what a source outside of the finding says, which then is on its side as well. A draft
    that is behind, or ahead of all its sources, is in conflict with them. With a source on its side it counts one step
    less grave: the sources are at odds, too. For a figure or time it has nothing to answer for if that source is later
    than all others, or the two are hardly of one thing. But what the desk has settled is no source: against it, nothing
    is less grave for being in print.
    """
    sides = [{evidence.article for evidence in side.evidence} for side in found.sides]
    on = [side for side, articles in zip(found.sides, sides, strict=True) if draft in articles]
    if not on or found.relation is Relation.UNDETERMINED:
        return None
    allies = [e.as_of or "" for side in on for e in side.evidence if e.article != draft]
    backed = any(place in backed_at for place in places_in(on, draft))
    if found.relation is Relation.VARIANT and _is_theirs_to_settle(found, on, draft):
        return None
    if found.relation is Relation.UPDATE:
        others = [e.as_of or "" for side in found.sides if side not in on for e in side.evidence]
        former, newer = _articles(on) - {draft}, _articles(side for side in found.sides if side not in on)
        superseded = bool(former) and all(any(edition(new, old) for new in newer) for old in former)
        if backed or (allies and max(allies) >= max(others, default="") and not superseded):
            return None
        own = max((e.as_of or "" for side in on for e in side.evidence if e.article == draft), default="")
        why = _BEHIND if allies or own < max(others, default="") else _AHEAD
        return replace(found, relation=Relation.CONFLICT, why=f"{found.why} {why}")
    if allies and _at_odds_without_it(found, on, draft):
        return None
    if not (allies or backed) or any(articles.isdisjoint({draft, *sources}) for articles in sides):
        return found
    lower = list(Severity)[max(0, found.severity.rank - 1)]
    return replace(found, severity=lower, why=f"{found.why} {_SHARED}")


def _is_theirs_to_settle(found: Found, on: Collection[Side], draft: str) -> bool:
    """Whether the draft writes a name in one way, some sources do, too, and no more of them in any other way."""
    with_it = _articles(on) - {draft}
    others = [side for side in found.sides if side not in on]
    return len(on) == 1 and bool(with_it) and all(len(with_it) >= len(_articles([side])) for side in others)


def _at_odds_without_it(found: Found, on: Collection[Side], draft: str) -> bool:
    """Whether sources differ on a value and the draft, which has one of them on its side, need not answer for it.

    So it is where that one is later than all that say otherwise, and where they are hardly of one thing at all.
    """
    if not declares(found.kind, "moves_on"):
        return False
    ours = [e.as_of or "" for side in on for e in side.evidence if e.article != draft]
    theirs = [e.as_of or "" for side in found.sides if side not in on for e in side.evidence]
    return found.confidence < _LIKELY or ("" not in theirs and min(ours) > max(theirs, default=""))


def told_once(found: Sequence[Found], draft: str, *, ignored: Collection[str] = ()) -> list[Found]:
    """Leave out a finding of last resort where another says of most of its words what a source has in their stead.

    That other is a conflict of a kind that is not among the `ignored`, and then counts as grave as both.
    """
    kept = []
    for finding in found:
        if declares(finding.kind, "last_resort"):
            if not any(_replaces(other, finding, draft, ignored) for other in found):
                kept.append(finding)
            continue
        left_out = [d for d in found if declares(d.kind, "last_resort") and _replaces(finding, d, draft, ignored)]
        worst = max((finding.severity, *(d.severity for d in left_out)), key=lambda severity: severity.rank)
        graver = worst is not finding.severity
        kept.append(replace(finding, severity=worst, why=f"{finding.why} {_NO_SOURCE}") if graver else finding)
    return kept


def _replaces(one: Found, last: Found, draft: str, ignored: Collection[str]) -> bool:
    """Whether a conflict marks half or more of the draft's words that a finding of last resort marks."""
    if declares(one.kind, "last_resort") or one.kind in ignored or one.relation not in WEIGHTY:
        return False
    ours, theirs = (places_in(d.sides, draft) for d in (one, last))
    return any(
        2 * (min(mine.end, span.end) - max(mine.start, span.start)) >= span.end - span.start
        for mine in ours
        for span in theirs
    )


def places_in(sides: Iterable[Side], draft: str | None) -> list[Span]:
    """Where the differing words stand in the draft's text."""
    said = [e for side in sides for e in side.evidence if e.article == draft and e.field is Part.TEXT]
    return [Span(*e.span).moved(e.start) for e in said]


def met(draft: Account, story: Story, found: Sequence[Found], compatible: Sequence[Compatible]) -> int:
    """Count the draft's claims that were held against a source's: in a slot with one, or weighed by a kind.

    That no source has some words is no meeting.
    """
    weighed = spans_in_order(met_places(story, found, compatible))
    return sum(bool(weighed.overlapping(claim.span)) for claim in draft.claims)


def met_places(story: Story, found: Sequence[Found], compatible: Sequence[Compatible]) -> frozenset[Span]:
    """Return where the draft was held against a source, in claims, quotations and clauses."""
    draft = story.draft
    slots = [c.claims for c in story.clusters if {claim.article for claim in c.claims} - {draft}]
    places = {claim.span for claims in slots for claim in claims if claim.article == draft}
    places |= {c.span for pair in compatible for c in (pair.left, pair.right) if c.article == draft}
    told = [d for d in found if not declares(d.kind, "last_resort")]
    return frozenset(places | {place for d in told for place in places_in(d.sides, draft)})
