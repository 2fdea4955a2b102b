"""Statements that have no value to compare, brought together across articles: "the truce held", "he left early".

Every clause of an article is held against the clause of each other article that shares most of its rare words; the
aligner says which of these pairs are of one thing. Whether two statements exclude each other is the judge's to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from factcheck.align.similarity import cosines
from factcheck.domain.account import Claim
from factcheck.domain.story import Cluster
from factcheck.domain.values import Status
from factcheck.interfaces import Aligner
from factcheck.settings.config import StatementSettings
from factcheck.values.marks import marked

if TYPE_CHECKING:
    from factcheck.align.similarity import Matrix

_TOLD = {Status.ASSERTED, Status.ALLEGED, Status.DENIED}  # what tells how things are: no plan, no question


def pair_statements(statements: Sequence[Claim], aligner: Aligner, settings: StatementSettings) -> tuple[Cluster, ...]:
    """Return pairs of statements of two articles that are of one thing, each a cluster with its probability."""
    import numpy as np

    told = sorted((claim for claim in statements if claim.status in _TOLD), key=lambda claim: claim.id)
    texts = [marked(claim) for claim in told]
    pairs = sorted({(i, j) for i, j in candidates(told, settings) if texts[i] != texts[j]})  # echoes exclude nothing
    odds = aligner.odds([(texts[i], texts[j]) for i, j in pairs])
    likely = 1 / (1 + np.exp(-np.nan_to_num(odds, nan=-np.inf)))
    return tuple(
        Cluster((told[i], told[j]), round(float(p), 4))
        for (i, j), p in zip(pairs, likely, strict=True)
        if p >= settings.same_thing
    )


def candidates(statements: Sequence[Claim], settings: StatementSettings) -> Iterator[tuple[int, int]]:
    """Yield each statement's number with that of the nearest statement of each other article, the lower one first."""
    alike = cosines([sorted(claim.context | claim.names) for claim in statements])
    articles: dict[str, list[int]] = defaultdict(list)
    for i, claim in enumerate(statements):
        articles[claim.article].append(i)
    for i, claim in enumerate(statements):
        for article, others in articles.items():
            if article != claim.article:
                j = _nearest(alike, i, others)
                if alike[i, j] >= settings.alike:
                    yield min(i, j), max(i, j)


def _nearest(alike: Matrix, i: int, others: Sequence[int]) -> int:
    return max(others, key=lambda j: (alike[i, j], -j))
