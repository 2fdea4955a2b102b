"""The articles on one event, aligned: which claims are of one thing, and what kinds and judges say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import Protocol

from factcheck.domain.account import Account, Claim, Quotable


@dataclass(frozen=True, slots=True)
class OneEvent:
    """The accounts on one event, before their claims are aligned: what a `Story` of that `id` is made of.

    `copies`, `draft` and `settled` are as of the story.
    """

    id: str
    accounts: tuple[Account, ...]
    copies: Mapping[str, tuple[Account, ...]] = field(default_factory=dict)
    draft: str | None = None
    settled: tuple[Settled, ...] = ()


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims of several articles that fill one slot. `cohesion` is their mean similarity, 0 to 1.

    `grounds` are, in words, what spoke most for it.
    """

    claims: tuple[Claim, ...]
    cohesion: float
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims of several articles that are likely of one thing and exclude each other, by side.

    The first claims of the first two sides are the pair that was decided on; `likely`, 0 to 1, is how many of such
    findings are right. `grounds` are, in words, what was decisive for that pair.
    """

    sides: tuple[tuple[Claim, ...], ...]
    likely: float
    grounds: tuple[str, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, side after side."""
        return tuple(claim for side in self.sides for claim in side)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a judge says of a pair of statements: three probabilities that sum to 1."""

    contradiction: float
    entailment: float
    neutral: float

    @property
    def excludes(self) -> bool:
        """Whether the two likelier exclude each other than not."""
        return self.contradiction > self.entailment + self.neutral


@dataclass(frozen=True, slots=True)
class Compatible:
    """A pair of statements that was weighed and found no discrepancy; counted by reason."""

    reason: str
    left: Quotable
    right: Quotable


@dataclass(frozen=True, slots=True)
class Settled:
    """A figure that the desk has looked up; a sentence must have one of the words `about`, where there are any."""

    claim: Claim
    about: frozenset[str] = frozenset()


class Book(Protocol):
    """Which mentions of names are one thing across articles; values/names/namebook.py makes it."""

    def key(self, text: str) -> str:
        """Return the key of a mention as written, equal for all ways to write the name."""


@dataclass(frozen=True, slots=True)
class Story:
    """The articles on one event, what they claim, and which of it is of the same thing.

    `origins` maps an article's id to the id of the article that stands for its origin (wire copy and
    near-identical texts share one). `one_event` says how likely two of the articles, by their ids in order, are on one
    event. `set_apart` are pairs that looked like a conflict and are of two things, `disputes` what figures
    and times are in dispute. `draft` is the id of the article
    that is checked against the others, if one is; `settled` what the desk has settled. `book` is of the names in all of
    the articles, and of no others. `copies` say word for word what an account says, by the id of its article: they are
    compared with nothing, and stand beside it as evidence.
    """

    id: str
    title: str
    accounts: tuple[Account, ...]
    clusters: tuple[Cluster, ...]
    origins: Mapping[str, str] = field(default_factory=dict)
    set_apart: tuple[Compatible, ...] = ()
    one_event: Mapping[tuple[str, str], float] = field(default_factory=dict)
    draft: str | None = None
    settled: tuple[Settled, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    copies: Mapping[str, tuple[Account, ...]] = field(default_factory=dict)
    _: KW_ONLY
    book: Book

    @property
    def told(self) -> tuple[Account, ...]:
        """All accounts, copies too, by the ids of their articles."""
        copies = (copy for several in self.copies.values() for copy in several)
        return tuple(sorted((*self.accounts, *copies), key=lambda account: account.article.id))

    @property
    def checked(self) -> Account | None:
        """The account of the draft."""
        return next((account for account in self.accounts if account.article.id == self.draft), None)

    @property
    def sources(self) -> tuple[Account, ...]:
        """The accounts that nobody checks: all of them, or all but the draft's."""
        return tuple(account for account in self.accounts if account.article.id != self.draft)
