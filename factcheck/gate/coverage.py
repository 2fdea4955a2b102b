"""What became of every claim of a draft: borne out, contradicted, in no source, or not to be held against any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from factcheck.domain.account import Account, Claim
from factcheck.domain.findings import ClaimState, Discrepancy, DraftClaim, Found, Pardon, Relation
from factcheck.domain.story import Compatible, Story
from factcheck.domain.text import Span
from factcheck.domain.values import Course, Figure, Hedge, Timing
from factcheck.findings.sides import side_with
from factcheck.gate.drafts import places_in
from factcheck.gate.meetings import Meeting, alike, inside, meetings, quoted
from factcheck.text.in_order import InOrder, spans_in_order

_FEWEST = 4  # words of a quotation: fewer are a term or a nickname, no statement
_SPELLED = "a source has it in another spelling"
_DISMISSED = "reviewers let the difference pass that was found"
_AGAIN = "Said again. "
_EARLIER = "it is told as an earlier state of things, and how they stand now is what is compared"
_VAGUE = "the words are too vague to be held against a figure"
_NOTHING = {
    Figure: "no source gives this or another figure of what is clearly the same thing",
    Timing: "no source gives a time of what is clearly the same thing",
}
_NO_WORDS = "no source says this or otherwise in words that could be compared"


def coverage(
    draft: Account,
    story: Story,
    found: Sequence[Found],
    compatible: Sequence[Compatible],
    judged: Sequence[Discrepancy],
) -> tuple[DraftClaim, ...]:
    """Return the claims of a draft's text, its quotations and all else that findings stand on, in the text's order.

    `found` and `compatible` are what the kinds made of the story, `judged` what of it the draft has to answer for. Each
    stretch of words is told once, with one state: what contradicts it goes before that no source has it, and both
    before what bears it out.
    """
    stands = [(place, d) for d in judged for place in places_in(d.sides, story.draft)]
    claims = {claim.span: claim for claim in draft.claims}
    spans = {*claims, *(passage.span for passage in quoted(draft) if len(passage.words) >= _FEWEST)}
    known = spans_in_order(spans)
    spans |= {place for place, _ in stands if not any(inside(place, span) for span in known.meeting(place))}
    met = InOrder(meetings(draft, story, found, compatible), span_of=attrgetter("span"))
    words = _DraftWords(draft.article.text, story, met, InOrder(stands, span_of=itemgetter(0)))
    return tuple(_said_again([words.told(span, claims.get(span)) for span in sorted(spans)]))


@dataclass(frozen=True, slots=True)
class _DraftWords:
    """All that is known of a draft's words: what they met in its sources, and where findings stand on them."""

    text: str
    story: Story
    met: InOrder[Meeting]
    stands: InOrder[tuple[Span, Discrepancy]]

    def told(self, span: Span, claim: Claim | None) -> DraftClaim:
        """Say what became of a stretch of words, and of the claim that it makes."""
        own = [d for place, d in self.stands.meeting(span) if inside(place, span)]
        near = [one for one in self.met.meeting(span) if alike(one.span, span)]
        bearing, beside = ([one for one in near if one.same is same] for same in (True, False))
        state, reason = _state(own, bearing) or (ClaimState.NOT_COMPARED, _why_not(own, beside, claim))
        shown = {ClaimState.BORNE_OUT: bearing, ClaimState.NOT_COMPARED: beside}.get(state, [])
        return DraftClaim(
            start=span.start,
            end=span.end,
            words=span.of(self.text),
            state=state,
            reason=reason,
            evidence=side_with((one.evidence for one in shown), "", self.story).evidence if shown else (),
            findings=tuple(dict.fromkeys(d.id for d in own)),
        )


def _state(own: Sequence[Discrepancy], bearing: Sequence[Meeting]) -> tuple[ClaimState, str] | None:
    """Return the state of what could be compared, and why it is in it: the gravest word counts."""
    counting = [d for d in own if not _dismissed(d)]
    at_odds = [d for d in counting if d.relation is not Relation.VARIANT]
    otherwise = next((d for d in at_odds if not d.absent), None)
    if otherwise is not None:
        return ClaimState.CONTRADICTED, otherwise.summary
    if at_odds:
        return ClaimState.ABSENT, at_odds[0].summary
    if bearing:
        return ClaimState.BORNE_OUT, bearing[0].reason
    return (ClaimState.BORNE_OUT, _SPELLED) if counting else None


def _why_not(own: Sequence[Discrepancy], beside: Sequence[Meeting], claim: Claim | None) -> str:
    value = claim.value if claim is not None else None
    if own:
        return _DISMISSED
    if beside:
        return beside[0].reason
    if claim is not None and claim.course is Course.EARLIER:
        return _EARLIER
    if isinstance(value, Figure) and value.hedge is Hedge.VAGUE:
        return _VAGUE
    return _NOTHING.get(type(value), _NO_WORDS)


def _said_again(told: Sequence[DraftClaim]) -> Iterator[DraftClaim]:
    """A finding is told once: the same words in another place of the draft are in no source either."""
    absent = {one.words.casefold(): one for one in reversed(told) if one.state is ClaimState.ABSENT}
    for one in told:
        first = absent.get(one.words.casefold())
        if first is not None and one.state is ClaimState.NOT_COMPARED:
            again = {"state": first.state, "reason": f"{_AGAIN}{first.reason}", "findings": first.findings}
            yield DraftClaim(**{**dict(one), **again, "evidence": ()})
        else:
            yield one


def _dismissed(discrepancy: Discrepancy) -> bool:
    """Whether reviewers say that it is none, themselves or by what they taught."""
    return discrepancy.suppressed is not None and discrepancy.suppressed.by in (Pardon.VERDICT, Pardon.CALIBRATION)
