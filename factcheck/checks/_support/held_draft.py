"""A draft held against its sources, with what more than one question reads of the two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from factcheck.align.parts import of_more_places
from factcheck.checks._support.names.passages import Passages
from factcheck.checks._support.people.attachments import Attachments, attached
from factcheck.checks._support.people.epithets import BearerMention
from factcheck.checks._support.values.calendar import Calendar
from factcheck.checks._support.values.inventory import Known, inventory
from factcheck.checks._support.verdict import Sight, SupportThresholds
from factcheck.domain.account import Account, Claim, Quotable
from factcheck.domain.story import Book, Story
from factcheck.findings.sides import told
from factcheck.interfaces import Encoder, Parser
from factcheck.settings.lexicons import Lexicons
from factcheck.text.nearness import Nearness


@dataclass(frozen=True)
class HeldDraft:
    """A draft, its story and what reads them. What is worked out of them is worked out once, when first asked for."""

    draft: Account
    story: Story
    thresholds: SupportThresholds
    lexicons: Lexicons
    parser: Parser
    encoder: Encoder

    @property
    def sources(self) -> Sequence[Account]:
        return self.story.sources

    @property
    def book(self) -> Book:
        return self.story.book

    @property
    def day(self) -> date | None:
        """The day of the draft, if it names one."""
        stamp = self.draft.article.published or self.draft.article.updated
        return stamp.date() if stamp else None

    @cached_property
    def days(self) -> Mapping[str, date]:
        """The day of each source that names one, by article."""
        stamps = ((a.article.id, a.article.published or a.article.updated) for a in self.sources)
        return {name: stamp.date() for name, stamp in stamps if stamp}

    @cached_property
    def nearness(self) -> Nearness:
        """How near two sentences are, by the words that are rare among the sources."""
        return Nearness([sentence for account in self.sources for sentence in account.sentences])

    @cached_property
    def calendar(self) -> Calendar:
        """The times that the sources bear out."""
        return Calendar(self.sources, self.day)

    @cached_property
    def numbers(self) -> Sequence[Known]:
        """Every number that the sources give."""
        return inventory(self.sources, self.lexicons)

    @cached_property
    def passages(self) -> Passages:
        """The sentences of the sources beside those of the draft, by the names in them."""
        return Passages(self.draft, self.sources, self.lexicons, self.nearness)

    def quotable(self, place: Sight) -> Quotable:
        """Return the claim that stands at a place, or else the bare words."""
        account = self._accounts[place.sentence.article]
        same: Iterator[Quotable] = (claim for claim in account.claims if claim.span == place.span)
        return next(same, told(account, place.sentence, place.span))

    def is_wider(self, whole: Sight, part: Sight) -> bool:
        """Whether the one figure is of several places, of which the other is told of some."""
        one, other = self.quotable(whole), self.quotable(part)
        return isinstance(one, Claim) and isinstance(other, Claim) and of_more_places(one, other, self.story)

    @property
    def people(self) -> Sequence[BearerMention]:
        """Whom the draft names, with what it attaches to each."""
        return self._attached[0]

    @property
    def attachments(self) -> Attachments:
        """What the sources attach to people."""
        return self._attached[1]

    @cached_property
    def _accounts(self) -> Mapping[str, Account]:
        return {account.article.id: account for account in self.story.accounts}

    @cached_property
    def _attached(self) -> tuple[Sequence[BearerMention], Attachments]:
        return attached(self.draft, self.sources, self.book, self.lexicons)
