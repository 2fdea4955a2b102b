"""What came of stories that were compared before, in a run of this process or of any other.

It is taken again where nothing has changed that it is made of: the accounts on one event, the settings and word lists,
the models, and this program. So where one article more comes in, the stories that it is not on are not compared again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from factcheck.comparing import Weighed
from factcheck.domain.story import OneEvent, Story
from factcheck.grouping import book_of
from factcheck.models.classifiers import SHIPPED
from factcheck.settings.config import Config, kind_settings
from factcheck.settings.identity import identity
from factcheck.shelves import kinds
from factcheck.tools import Tools
from factcheck.understand import packing
from factcheck.understand.memory import LIBRARIES as OF_ACCOUNTS
from factcheck.understand.memory import NOTHING, Memory, state_of

# What stories are compared by: all of this program, and libraries (of the models their names tell).
_PROGRAM = ("",)
LIBRARIES = (*OF_ACCOUNTS, "numpy", "scikit-learn", "scipy")


@dataclass(frozen=True)
class Recalling:
    """Recalls and keeps stories for one run; none of accounts that the `memory` does not know."""

    memory: Memory
    tools: Tools

    def recalled(self, together: Sequence[OneEvent]) -> list[Weighed | None]:
        """Return what came of each before, under the story's present number; None for what is to be compared."""
        if self.memory.stories is NOTHING:
            return [None] * len(together)
        keys = [self._key(one) for one in together]
        kept = self.memory.stories.known([key for key in keys if key])
        return [self._unpacked(kept.get(key), one) if key else None for key, one in zip(keys, together, strict=True)]

    def keep(self, together: Sequence[OneEvent], weighed: Sequence[Weighed], before: Sequence[Weighed | None]) -> None:
        """Keep what is new, but for a story in which something failed; nothing where a judge was missing."""
        if self.tools.judge.left_out or self.memory.stories is NOTHING:
            return
        new = (
            (self._key(one), made)
            for one, made, known in zip(together, weighed, before, strict=True)
            if known is None and not made.left_out
        )
        self.memory.stories.keep({key: form for key, made in new if key and (form := _packed(made))})

    def _key(self, one: OneEvent) -> bytes | None:
        """What the story is made of, whatever its number; None where what the desk has settled is a part of it."""
        everyone = [one.accounts, *(one.copies[of] for of in sorted(one.copies))]
        digests = [[self.memory.digest(account) for account in several] for several in everyone]
        if one.settled or not all(digest for several in digests for digest in several):
            return None
        made_of = [self._way, digests, sorted(one.copies), one.draft]
        return hashlib.sha256(json.dumps(made_of).encode()).digest()

    @cached_property
    def _way(self) -> list[Any]:
        """By what stories can be told to have been compared alike, whatever their articles."""
        tools = self.tools
        return [
            state_of(_PROGRAM, LIBRARIES),
            identity(tools.config, tools.lexicons),
            [tools.parser.name, tools.encoder.name, tools.aligner.name, tools.decision.name, tools.judge.name],
            [type(kind).__module__ for kind in tools.kinds],
            [hashlib.sha256(card.read_bytes()).hexdigest() for card in _cards(tools.config)],
        ]

    def _unpacked(self, value: Any, one: OneEvent) -> Weighed | None:
        """What was packed; None for what is damaged, or of another form."""
        match packing.unpacked(value):
            case [[title, clusters, dict() as origins, apart, dict() as events, disputes], found, compatible, reasons]:
                parts = (clusters, origins, apart, events, one.draft, (), disputes, one.copies)
                story = Story(one.id, title, one.accounts, *parts, book=book_of(one, self.tools))
                told = tuple(replace(finding, story=one.id) for finding in found)
                return Weighed(story, told, compatible, reasons)
            case _:
                return None


def _packed(weighed: Weighed) -> bytes | None:
    """What came of a story, without its accounts, which are kept themselves; None for what cannot be kept."""
    story = weighed.story
    aligned = (
        story.title,
        story.clusters,
        dict(story.origins),
        story.set_apart,
        dict(story.one_event),
        story.disputes,
    )
    try:
        return packing.packed((aligned, weighed.found, weighed.compatible, weighed.reasons))
    except TypeError:  # a kind's finding has a value that is none of the domain's: it costs time, never the run
        return None


def _cards(config: Config) -> list[Path]:
    """The cards of models that the settings name, other than those that travel with the package."""
    named = {getattr(kind_settings(kind, config), "model", SHIPPED) for kind in kinds()}
    return [Path(model) for model in sorted({*named, config.alignment.decision} - {SHIPPED})]
