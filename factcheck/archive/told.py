"""What an archive says of itself and of what was done to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from factcheck.domain.text import Skipped


@dataclass(frozen=True, slots=True)
class Added:
    """What became of articles that were given to an archive.

    `corrected` took the place of an earlier text, `known` are there already, or in a later edition. `stories` were
    compared for it, `findings` are the ids of what nobody had seen before. Where folders are followed, so many articles
    are `gone` with their files.
    """

    new: int
    corrected: int
    known: int
    stories: tuple[int, ...]
    findings: tuple[str, ...]
    skipped: tuple[Skipped, ...] = ()
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """Which stories were compared, and the ids of what nobody had seen before in them."""

    stories: tuple[int, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many articles were taken out, and which stories were compared again for it."""

    articles: int
    stories: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StoryOf:
    """A story as it is listed; `first` and `last` are days on which its articles came out, where any is known."""

    number: int
    title: str
    articles: int
    sources: int
    findings: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class ArchiveStatus:
    """How an archive stands: `due` stories are still to be compared, `otherwise` were by other settings or versions.

    So many findings were `refused` by a target, and are not offered to it again unless that is asked for.
    """

    where: str
    articles: int
    stories: int
    several: int
    findings: int
    due: int
    otherwise: int
    refused: int
    damaged: tuple[str, ...]
    search: str
