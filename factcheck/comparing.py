"""One story from its accounts to what the kinds find in it; where a kind fails, that costs what it would have found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcheck.align.stories import TWO_EVENTS, of_two_events
from factcheck.domain.findings import Found
from factcheck.domain.story import Compatible, OneEvent, Story
from factcheck.domain.text import Skipped
from factcheck.errors import tried
from factcheck.findings.events import with_events
from factcheck.findings.successions import as_editions
from factcheck.findings.sureness import as_sure
from factcheck.grouping import embed, make_story, telling
from factcheck.interfaces import Kind
from factcheck.tools import Tools
from factcheck.understand.events import EventReader


@dataclass(frozen=True, slots=True)
class Weighed:
    """A story, what the kinds found in it, and what they found to agree.

    `reasons` say of each pair that only looked like a conflict why it is none; `left_out` what failed.
    """

    story: Story
    found: tuple[Found, ...]
    compatible: tuple[Compatible, ...]
    reasons: tuple[str, ...]
    left_out: tuple[Skipped, ...] = ()


@dataclass(frozen=True)
class Comparing:
    """What is done with each story by itself, by the crew of a run."""

    tools: Tools

    def weighed(self, together: Sequence[OneEvent]) -> list[Weighed]:
        """Make the story of the accounts on each event, and ask every kind about it."""
        embed(together, self.tools)
        return [self._weighed(accounts) for accounts in together]

    def _weighed(self, accounts: OneEvent) -> Weighed:
        left_out: list[Skipped] = []
        story = make_story(accounts, self.tools, left_out)
        found, compatible, apart = _kinds_asked(story, self.tools, left_out)
        reasons = (pair.reason for pair in (*story.set_apart, *compatible))
        events = _with_events(found, story, self.tools, left_out)
        return Weighed(story, tuple(events), tuple(compatible), (*reasons, *apart), tuple(left_out))


def _kinds_asked(
    story: Story, tools: Tools, left_out: list[Skipped]
) -> tuple[list[Found], list[Compatible], list[str]]:
    """What the kinds found, what they found to agree, and why of what they found some is no finding."""
    found: list[Found] = []
    compatible: list[Compatible] = []
    apart: list[str] = []
    for weighed in (weighed for kind in tools.kinds for weighed in _compared(kind, story, left_out)):
        if isinstance(weighed, Compatible):
            compatible.append(weighed)
        elif of_two_events(weighed, story, tools.config.event):
            apart.append(TWO_EVENTS)
        else:
            found.append(as_sure(as_editions(weighed, story), tools.config.sureness))
    return found, compatible, apart


def _compared(kind: Kind, story: Story, left_out: list[Skipped]) -> list[Found | Compatible]:
    """What a kind finds in a story; where it fails, nothing of this story, and that is told."""
    why = f"the kind {type(kind).__module__.rpartition('.')[2]} failed on this story and found nothing in it"
    nothing: list[Found | Compatible] = []
    return tried(lambda: list(kind.compare(story)), telling(left_out, story.title, why), otherwise=nothing)


def _with_events(found: list[Found], story: Story, tools: Tools, left_out: list[Skipped]) -> Iterable[Found]:
    """The findings with what event each is of; where that cannot be read, as they were."""
    why = "of what event the findings are could not be read in this story"
    reader = EventReader(story.told, tools.lexicons, tools.parser)
    return tried(lambda: with_events(found, story, reader.read), telling(left_out, story.title, why), otherwise=found)
