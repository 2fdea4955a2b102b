"""New findings for others: a line of JSON each, an Atom feed, or a signed call of somebody's server.

A finding is noted as posted when its target has it: whatever ends the program in between, it comes once more rather
than not at all, under the same id.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from xml.etree.ElementTree import Element, SubElement, tostring

from factcheck.archive.archive import Archive
from factcheck.domain.findings import Discrepancy, Findings
from factcheck.errors import OutputError
from factcheck.findings.output import encoded, write
from factcheck.text.excerpt import in_xml, inert

SCHEMA = "factcheck.finding/1"
_ATOM = "http://www.w3.org/2005/Atom"
_ENTRIES = 100  # of a feed, the latest: who asks once a day misses none


class Taker(Protocol):
    """Takes findings. `name` is what the archive knows it by from run to run."""

    @property
    def name(self) -> str: ...

    def take(self, findings: Findings) -> Iterator[str | Refused]:
        """Yield the id of each finding as soon as the target has it, or that it will not have this one.

        Raises OutputError where it takes none for now.
        """


@dataclass(frozen=True, slots=True)
class Refused:
    """A finding that a target will not have, and why."""

    finding: str
    why: str


@dataclass(frozen=True, slots=True)
class Posted:
    """How many findings were taken, and whether all that were offered were.

    What a target refused before is not offered, unless that is asked for, and does not count.
    """

    taken: int
    all: bool


def post_new(
    archive: Archive, targets: Sequence[Taker], tell: Callable[[str], None], *, refused: bool = False
) -> Posted:
    """Give every target what it does not have yet, and what it `refused` before only where that is asked for.

    `tell` is told what is left for the next call, and once what a target refuses.
    """
    taken, everything = 0, True
    for target in targets:
        try:
            for given in target.take(archive.news_for(target.name, refused=refused)):
                if isinstance(given, Refused):
                    tell(f"Not posted, and offered again only by archive watch --refused: {given.finding}: {given.why}")
                    everything = False
                    archive.posted(target.name, given.finding, refused=True)
                else:
                    archive.posted(target.name, given)
                    taken += 1
        except OutputError as error:
            tell(f"Not posted, and tried again with the next change: {error}")
            everything = False
    return Posted(taken, everything)


def lines(findings: Findings) -> Iterator[tuple[str, bytes]]:
    """Yield each finding that counts: its id, and itself as one line of JSON with the articles that it quotes."""
    articles = {one.id: one for one in findings.articles}
    for finding in _counting(findings.discrepancies):
        quoted = dict.fromkeys(e.article for side in finding.sides for e in side.evidence)
        told = {
            "schema": SCHEMA,
            "finding": finding.model_dump(mode="json"),
            "articles": [
                articles[name].model_dump(
                    mode="json", include={"id", "source", "title", "published", "updated", "path"}
                )
                for name in quoted
                if name in articles
            ],
        }
        yield finding.id, encoded(json.dumps(told, ensure_ascii=True, separators=(",", ":")))


def _counting(discrepancies: Iterable[Discrepancy]) -> list[Discrepancy]:
    return [one for one in discrepancies if one.suppressed is None]


@dataclass(frozen=True, slots=True)
class Lines:
    """A file that is added to, or what `put` writes to where there is none."""

    file: Path | None
    put: Callable[[str], None]

    @property
    def name(self) -> str:
        return f"jsonl {self.file.resolve() if self.file else '-'}"

    def take(self, findings: Findings) -> Iterator[str | Refused]:
        """See Taker."""
        for finding, line in lines(findings):
            if self.file is None:
                self.put(line.decode() + "\n")
            else:
                try:
                    with self.file.open("ab") as there:
                        there.write(line + b"\n")
                except OSError as error:
                    raise OutputError(
                        f"{self.file}: cannot be written: {error.strerror}; free space or permit it"
                    ) from error
            yield finding


def write_feed(archive: Archive, file: Path) -> None:
    """Write the latest findings as an Atom feed (RFC 4287), whole or not at all. Raises OutputError."""
    findings, days = archive.latest(_ENTRIES)
    feed = Element("feed", xmlns=_ATOM)
    shown = sorted(_counting(findings.discrepancies), key=lambda one: (days[one.id], one.id), reverse=True)
    newest = max((days[one.id] for one in shown), default=archive.run.today)
    _said(feed, "id", f"urn:factcheck:archive:{archive.identity}")
    _said(feed, "title", "Findings of factcheck")
    _said(feed, "updated", f"{newest}T00:00:00Z")
    _said(SubElement(feed, "author"), "name", "factcheck")
    sources = {one.id: one.source for one in findings.articles}
    for finding in shown:
        entry = SubElement(feed, "entry")
        _said(entry, "id", f"urn:factcheck:finding:{finding.id}")
        _said(entry, "title", f"{finding.relation}, {finding.kind}: {finding.summary}")
        _said(entry, "updated", f"{days[finding.id]}T00:00:00Z")
        quotes = [
            f"{side.value}: {sources.get(e.article, e.article)}: “{e.quote}”"
            for side in finding.sides
            for e in side.evidence
        ]
        _said(entry, "content", "\n".join([finding.why, *quotes, finding.check])).set("type", "text")
    write(file, '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n")


def _said(parent: Element, name: str, text: str) -> Element:
    made = SubElement(parent, name)
    made.text = "\n".join(in_xml(inert(line)) for line in text.split("\n"))
    return made
