"""Status: asserted as a fact here, only alleged or denied there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pydantic import Field

from factcheck.domain.account import Claim
from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.story import Cluster, Compatible, Story
from factcheck.domain.values import Proposition, Status
from factcheck.findings.sides import Claims, discrepancy
from factcheck.settings.config import Settings

_WEAKER = {Status.ALLEGED, Status.DENIED}


class StatusSettings(Settings):
    confidence: float = Field(0.2, ge=0, le=1)
    """0..1; of seven such findings on news that no rule had seen none was right"""
    min_confidence: float = Field(0.3, ge=0, le=1)
    """0..1, how many of such findings are right; those below it are left out: all, but for `report --recall`"""
    one_thing: float = Field(0.4, ge=0, le=1)
    """0..1, mean probability inside the slot, from which on the statements are of one thing"""


class Kind:
    """One statement that a source gives as a fact and another as an allegation or a denial.

    Only statements with the same doer, verb and object are compared. Editors care because an allegation
    printed as a fact is what libel suits are about.

    Example: "Merania backs General Tarn" against "Merania has been accused of backing General Tarn".

    Hardly any such finding was right on news that no rule had seen: only `report --recall` shows them.

    No discrepancy: attributed speech ("X said that ..."), which is the usual way to report; plans and hopes;
    two different acts of one doer.
    """

    Settings = StatusSettings

    def __init__(self, settings: StatusSettings) -> None:
        self.settings = settings

    def compare(self, story: Story) -> Iterator[Found | Compatible]:
        """See interfaces.Kind."""
        if self.settings.confidence < self.settings.min_confidence:
            return
        for cluster in story.clusters:
            if isinstance(cluster.claims[0].value, Proposition):
                yield from self._weigh(cluster, story)

    def _weigh(self, cluster: Cluster, story: Story) -> Iterator[Found]:
        sides: dict[str, list[Claim]] = defaultdict(list)
        for claim in cluster.claims:
            if claim.status in _WEAKER or _as_fact(claim):
                sides[claim.status.value].append(claim)
        facts = sides.pop(Status.ASSERTED.value, [])
        if not facts or not sides or cluster.cohesion < self.settings.one_thing:
            return
        others = {claim.article for claims in sides.values() for claim in claims}
        facts = [claim for claim in facts if claim.article not in others]
        if not facts:
            return
        values: dict[str, Claims] = {"asserted": tuple(facts)} | {k: tuple(v) for k, v in sorted(sides.items())}
        proposition = cluster.claims[0].value
        assert isinstance(proposition, Proposition)
        about = f"{proposition.doer} {proposition.verb} {proposition.object}"
        yield discrepancy(
            story,
            "status",
            about,
            values=values,
            relation=Relation.CONTESTED,
            severity=Severity.MEDIUM,
            confidence=self.settings.confidence,
            summary=f"{_statement(facts[0], proposition)} {' against '.join(values)}",
            why="One source states as a fact what another only reports as alleged or denied.",
            check="Look up what the fact rests on: who saw it, who says so, and whether it was ever confirmed.",
            thing=cluster,
        )


def _as_fact(claim: Claim) -> bool:
    """Whether the outlet itself says so: no speaker, no quotation marks, no negation."""
    return claim.status is Status.ASSERTED and not (claim.negated or claim.claimant or claim.quoted)


def _statement(claim: Claim, proposition: Proposition) -> str:
    """What is asserted or alleged, names as the source writes them."""
    doer, target = (_as_written(key, claim.sentence.text) for key in (proposition.doer, proposition.object))
    return f"Did {doer} {proposition.verb} {target}?"


def _as_written(key: str, text: str) -> str:
    """The words of a name's key as they stand in the text; in capitals where only another form stands there."""
    found = [re.search(rf"\b{re.escape(word)}\w*", text, re.IGNORECASE) for word in key.split()]
    return " ".join(match.group() if match else word.title() for match, word in zip(found, key.split(), strict=True))
