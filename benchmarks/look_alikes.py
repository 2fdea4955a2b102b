"""Whether look-alike events are told apart in one run: how many findings have evidence from two events.

usage: python benchmarks/look_alikes.py PACK [--markdown]

PACK is a labelled pack (see factcheck/scoring.py) with look-alike events: those whose names begin with the same number,
such as 12ecb and 12ecbplus. A line is printed for each such group, all its articles in one run with the default
settings, and a last one for all events of the pack in one run. "apart" counts the findings when each event is read by
itself, "together" those of the one run, "across" those of them whose quotes stand in articles of more than one event.
Those are printed below the table, and then the exit code is 1.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from quality import laid_out

from factcheck.domain.findings import Discrepancy, Findings
from factcheck.running import Run, compare_events, compare_paths
from factcheck.scoring import Event, load_pack
from factcheck.settings.config import load_config
from factcheck.tools import make_encoder

HEAD = ("events", "articles", "groups", "apart", "together", "across")
_NUMBER = re.compile(r"\d+")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    given = parser.parse_args()
    events = load_pack(given.pack)
    # A fixed day: no figure here may depend on when it is measured.
    run = Run(load_config(), date(2100, 1, 1))
    encoder = make_encoder(run.config)
    apart = compare_events(events, run)
    rows, crossing = [HEAD], []
    for together in [*look_alikes(events), events]:
        found = compare_paths([str(event.path) for event in together], run, encoder=encoder)
        across = across_events(found, together)
        rows.append(row(together, apart, found, across))
        crossing += across
    print(laid_out(rows, markdown=given.markdown))
    for finding in crossing:
        print(f"\n{finding.kind}, {finding.confidence:.2f}: {finding.summary}")
        print("\n".join(f"  [{side.value}] {e.article}: {e.quote}" for side in finding.sides for e in side.evidence))
    sys.exit(1 if crossing else 0)


def look_alikes(events: Sequence[Event]) -> list[list[Event]]:
    """Return the groups of two or more events whose names begin with the same number, in the order of their names."""
    groups: dict[int, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda event: event.name):
        if number := _NUMBER.match(event.name):
            groups[int(number[0])].append(event)
    return [groups[number] for number in sorted(groups) if len(groups[number]) > 1]


def across_events(found: Findings, events: Sequence[Event]) -> list[Discrepancy]:
    """Return the findings whose evidence stands in articles of more than one of the events."""
    event_of = {article: event.name for event in events for article in event.texts}
    return [
        finding
        for finding in found.discrepancies
        if len({event_of[evidence.article] for side in finding.sides for evidence in side.evidence}) > 1
    ]


def row(
    together: Sequence[Event], apart: Mapping[str, Findings], found: Findings, across: Sequence[Discrepancy]
) -> tuple[str, ...]:
    """The columns of HEAD."""
    names = [event.name for event in together]
    alone = sum(len(apart[name].discrepancies) for name in names if name in apart)
    groups = sum(len(story.articles) > 1 for story in found.stories)
    label = ", ".join(names) if len(names) <= 3 else f"all {len(names)}"
    return (label, *map(str, (len(found.articles), groups, alone, len(found.discrepancies), len(across))))


if __name__ == "__main__":
    main()
