"""Outcomes: two sources tell the opposite of one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pydantic import Field

from factcheck.domain.account import Claim
from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.story import Cluster, Compatible, Story
from factcheck.domain.values import Outcome, Statement, Status
from factcheck.findings.sides import Claims, contested, discrepancy, listed
from factcheck.interfaces import Judge
from factcheck.settings.config import Settings
from factcheck.settings.lexicons import Opposites
from factcheck.text.excerpt import one_line
from factcheck.text.matter import MATTER
from factcheck.text.nearness import Bag, matter_of
from factcheck.values.marks import marked

_OPEN = {Status.PLANNED, Status.HOPED}
_NO_ACCOUNT = {Status.QUESTION, Status.CONDITIONAL}


class OutcomeSettings(Settings):
    min_confidence: float = Field(0.45, ge=0, le=1)
    """0..1, mean probability inside the slot; findings below it are left out. Set where the truce and the deal of the
    seeds are found (.49 and .74), and in five real articles on the same day (.48 and .52)
    """
    several: tuple[str, ...] = ("offer", "schedule", "talks", "vote")
    """sorts of event of which one story tells several: two that turned out otherwise are mostly two, unless both are
    told in the same words
    """
    same_words: int = Field(2, ge=0)
    """words that the clauses of such two must have in common beside those for the event and how it turned out. Of 12
    such findings with .45 and more in 578 unlabelled stories, read once, one is right (a game called off, or put off),
    and it alone has two
    """
    right: float = Field(0.35, ge=0, le=1)
    """0..1, share of such findings that are right, as of dates: of seven on news that no rule had seen none was. The
    confidence is this share of the slot's probability
    """
    exclusion: float = Field(0.9, ge=0, le=1)
    """0..1, the judge's probability from which on two statements exclude each other that no lexicon has as opposites
    """


class Kind:
    """Opposite accounts of how one event turned out.

    The truce held or was broken, the deal was signed or left unsigned, the bill passed or was voted down. The
    opposites come from a lexicon by type of event, negation turned over, and a judge has to agree that the
    two statements exclude each other. Editors care because a headline hangs on it.

    Example: "the ceasefire has largely held" against "repeatedly violated the cease-fire".

    No discrepancy: a question or a condition; two events of one type: two votes, talks, offers or games are one where
    both are told in the same words. Where one account only plans or hopes ("hoped to
    sign") and the other reports what came ("left without signing"), the story has moved on: an update.
    """

    Settings = OutcomeSettings

    def __init__(self, settings: OutcomeSettings, *, judge: Judge, opposites: Opposites) -> None:
        self.settings = settings
        self.judge = judge
        self.opposites = opposites

    def compare(self, story: Story) -> Iterator[Found | Compatible]:
        """See interfaces.Kind."""
        for cluster in story.clusters:
            if isinstance(cluster.claims[0].value, Outcome):
                yield from self._weigh(cluster, story)
        yield from self._exclusions(story)

    def _exclusions(self, story: Story) -> Iterator[Found]:
        """Yield the pairs of whole statements that the judge is sure cannot both hold, each sentence once."""
        pairs = [cluster for cluster in story.clusters if isinstance(cluster.claims[0].value, Statement)]
        verdicts = self.judge.judge([(marked(left), marked(right)) for left, right in (pair.claims for pair in pairs)])
        surest = sorted(zip(pairs, verdicts, strict=True), key=lambda one: (-one[1].contradiction, one[0].claims[0].id))
        seen: set[str] = set()
        for pair, verdict in surest:
            if verdict.contradiction < self.settings.exclusion:
                return
            if seen & {claim.sentence.text for claim in pair.claims}:
                continue
            seen |= {claim.sentence.text for claim in pair.claims}
            left, right = pair.claims
            yield discrepancy(
                story,
                "outcome",
                f"{marked(left)} / {marked(right)}",
                values={_told(claim): (claim,) for claim in pair.claims},
                relation=Relation.CONTESTED if contested([(left,), (right,)]) else Relation.CONFLICT,
                severity=Severity.MEDIUM,
                confidence=min(0.99, pair.cohesion * verdict.contradiction),
                summary="Two statements on one thing that exclude each other",
                why=(
                    f"Read together, the two statements are of one thing with a probability of {pair.cohesion:.2f} and "
                    f"exclude each other with one of {verdict.contradiction:.2f}."
                ),
                check="Read both passages in full: do they speak of the same moment, and who is their source?",
            )

    def _weigh(self, cluster: Cluster, story: Story) -> Iterator[Found | Compatible]:
        sides: dict[str, list[Claim]] = defaultdict(list)
        for claim in cluster.claims:
            if claim.status not in _NO_ACCOUNT:
                sides[_outcome(claim).side].append(claim)
        if len(sides) < 2 or len({c.article for side in sides.values() for c in side}) < 2:
            return
        values: dict[str, Claims] = {side: tuple(claims) for side, claims in sorted(sides.items())}
        left, right = values.values()
        pairs = [(a, b) for a in left for b in right if a.article != b.article]
        verdicts = self.judge.judge([(_words(a), _words(b)) for a, b in pairs])
        surest = max(verdicts, key=lambda verdict: verdict.contradiction, default=None)
        if surest is None or not surest.excludes:
            return
        event = _outcome(cluster.claims[0]).event
        if cluster.cohesion < self.settings.min_confidence or not self._one_event(event, pairs):
            return
        relation = _relation(left, right)
        excluded = [pair for pair, verdict in zip(pairs, verdicts, strict=True) if verdict.excludes]
        grave = relation is not Relation.UPDATE and (self.judge.stands_alone or _borne_out(excluded, left, right))
        yield discrepancy(
            story,
            "outcome",
            event,
            values=values,
            relation=relation,
            severity=Severity.HIGH if grave else Severity.MEDIUM,
            confidence=min(0.99, cluster.cohesion) * self.settings.right,
            summary=f"The {event}: {listed(values, story)}",
            why=_why(relation, surest.contradiction),
            check=f"Look up how the {event} stood at the time of each report, and who says so.",
            thing=cluster,
        )

    def _one_event(self, event: str, pairs: Sequence[tuple[Claim, Claim]]) -> bool:
        """Whether accounts of two articles are of one event: any two are where a story has one of the sort."""
        if event not in self.settings.several:
            return True
        own = frozenset(word for words in self.opposites[event].values() for word in words)
        return any(len((_clause(a) & _clause(b)) - own) >= self.settings.same_words for a, b in pairs)


def _clause(claim: Claim) -> Bag:
    """The words of matter of the clause that tells an outcome, without those that tell it."""
    tokens, clause, said = claim.sentence.tokens, claim.clause, claim.span
    inside = (t for t in tokens if clause.start <= t.start and t.end <= clause.end)
    return matter_of((t for t in inside if not (said.start <= t.start and t.end <= said.end)), MATTER)


def _outcome(claim: Claim) -> Outcome:
    assert isinstance(claim.value, Outcome)
    return claim.value


def _borne_out(excluded: Sequence[tuple[Claim, Claim]], left: Claims, right: Claims) -> bool:
    """Whether the words themselves bear out the judge on a pair: neither sentence tells of the other's side, too."""
    both = {_place(claim) for claim in left} & {_place(claim) for claim in right}
    return any(both.isdisjoint({_place(a), _place(b)}) for a, b in excluded)


def _place(claim: Claim) -> tuple[str, int]:
    return claim.article, claim.sentence.span.start


def _told(claim: Claim) -> str:
    start = claim.sentence.span.start
    return one_line(claim.sentence.text[claim.span.start - start : claim.span.end - start])


def _words(claim: Claim) -> str:
    return claim.sentence.text


def _relation(left: Claims, right: Claims) -> Relation:
    if any(c.status in _OPEN for c in left) != any(c.status in _OPEN for c in right):
        return Relation.UPDATE
    return Relation.CONTESTED if contested([left, right]) else Relation.CONFLICT


def _why(relation: Relation, excluded: float) -> str:
    if relation is Relation.UPDATE:
        return "One account tells what was planned or hoped for, the other what came of it: the story has moved on."
    return (
        "The two accounts give opposite outcomes of one event: both cannot hold at one time "
        f"(probability by the judge {excluded:.2f})."
    )
