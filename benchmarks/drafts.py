"""How many planted errors a check finds, and how often it cries wolf on a clean draft.

usage: python benchmarks/drafts.py FOLDER... [--show] [--grounds FILE]

Each FOLDER is a story: sources/*.txt, drafts beside them, and expected.toml with an [[error]] table for each planted
error (see tests/drafts/README.md). An error is found when a finding stands on the sentence of the draft that holds it,
whatever the finding's kind. A finding on any other sentence is a false alarm, in a clean draft as in a planted one.
--show lists the errors that were missed and the false alarms. --grounds adds a line of JSON to FILE for each finding of
a check of drafts, with its ground, what the check states of it, and whether it was right; it is meant for drafts that
are new, for training/fit_grounds.py. Nothing is then weighed by what was counted before.
"""

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from factcheck.domain.findings import Discrepancy, Findings, Severity
from factcheck.errors import NothingComparable
from factcheck.findings.sureness import ground_of
from factcheck.intake.reading import read, read_draft
from factcheck.interfaces import Encoder
from factcheck.running import Run, check_article
from factcheck.settings.config import Config, SurenessSettings, load_config
from factcheck.tools import make_encoder

FIXED_DAY = date(2100, 1, 1)  # no figure here may depend on when it is measured


@dataclass(frozen=True, slots=True)
class Planted:
    """An error in a draft: its sort, its words, and where they stand."""

    draft: str
    kind: str
    words: str
    start: int


@dataclass(slots=True)
class Tally:
    """What was counted over some stories."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    grave: Counter[str] = field(default_factory=Counter)
    drafts: int = 0
    clean: int = 0
    clean_without_high: int = 0
    clean_without_any: int = 0
    alarms: Counter[Severity] = field(default_factory=Counter)
    met: int = 0
    claims: int = 0
    lines: list[str] = field(default_factory=list)
    grounds: list[dict[str, Any]] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--show", action="store_true", help="list what was missed and what was wrong")
    parser.add_argument("--grounds", type=Path, metavar="FILE", help="add what each finding rests on to this file")
    given = parser.parse_args()
    config = load_config()
    if given.grounds:  # as the checks state it: what was counted before does not count here
        config = config.model_copy(update={"sureness": SurenessSettings(fewest=sys.maxsize, grave=0, weighty=0)})
    tally = measured(given.folders, make_encoder(config), config)
    print("\n".join([*table(tally), *(tally.lines if given.show else ())]))
    if given.grounds:
        with given.grounds.open("a", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(row)}\n" for row in tally.grounds)


def measured(folders: Sequence[Path], encoder: Encoder, config: Config) -> Tally:
    """Check every draft of the stories against its sources."""
    tally = Tally()
    for folder in folders:
        errors = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8")).get("error", [])
        for path in sorted(folder.glob("*.txt")):
            _count(path, [error for error in errors if error["draft"] == path.name], encoder, config, tally)
    return tally


def table(tally: Tally) -> Iterator[str]:
    """Yield the figures as lines of Markdown."""
    yield "| planted | errors | found | as high | share found |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for kind in sorted(tally.planted):
        yield _row(kind, tally.planted[kind], tally.found[kind], tally.grave[kind])
    yield _row("**all**", tally.planted.total(), tally.found.total(), tally.grave.total())
    yield ""
    yield (
        f"{tally.clean} clean drafts: {tally.clean_without_high} without a high finding, {tally.clean_without_any} "
        f"without any; false alarms in all {tally.drafts} drafts: "
        + ", ".join(f"{tally.alarms[severity]} {severity}" for severity in reversed(Severity))
        + f". {tally.met} of {tally.claims} claims could be compared."
    )


def _row(name: str, planted: int, found: int, grave: int) -> str:
    return f"| {name} | {planted} | {found} | {grave} | {found / planted:.2f} |" if planted else f"| {name} | 0 | | | |"


def _count(path: Path, errors: Sequence[dict[str, str]], encoder: Encoder, config: Config, tally: Tally) -> None:
    draft = read_draft(str(path), today=FIXED_DAY)
    sources = read([str(path.parent / "sources")], today=FIXED_DAY)
    planted = [Planted(path.name, e["kind"], e["words"], draft.text.index(e["words"])) for e in errors]
    try:
        findings = check_article(draft, sources, Run(config, FIXED_DAY), encoder=encoder)
    except NothingComparable as error:
        sys.exit(f"{path}: {error}")
    story = path.parent.name
    right: set[str] = set()
    for error in planted:
        on_it = [d for d in findings.discrepancies if _stands_on(d, error, findings)]
        right |= {d.id for d in on_it}
        tally.planted[error.kind] += 1
        tally.found[error.kind] += bool(on_it)
        tally.grave[error.kind] += any(d.severity is Severity.HIGH for d in on_it)
        if not on_it:
            tally.lines.append(f"missed {story}/{error.draft} {error.kind}: {error.words}")
    alarms = [d for d in findings.discrepancies if d.id not in right]
    tally.alarms.update(d.severity for d in alarms)
    tally.lines += [f"alarm {story}/{path.name} {d.kind} {d.severity}: {d.summary}" for d in alarms]
    named = {"set": path.resolve().parent.parent.name, "story": story, "draft": path.name}
    tally.grounds += [
        {**named, **_ground(d, right=d.id in right)} for d in findings.discrepancies if ground_of(d.found)
    ]
    tally.drafts += 1
    if not planted:
        tally.clean += 1
        tally.clean_without_high += not any(d.severity is Severity.HIGH for d in alarms)
        tally.clean_without_any += not alarms
    assert findings.check
    tally.met += findings.check.met
    tally.claims += findings.check.claims


def _ground(discrepancy: Discrepancy, *, right: bool) -> dict[str, Any]:
    grave = discrepancy.severity is Severity.HIGH
    return {"ground": ground_of(discrepancy.found), "stated": discrepancy.confidence, "grave": grave, "right": right}


def _stands_on(discrepancy: Discrepancy, error: Planted, findings: Findings) -> bool:
    assert findings.check
    draft, end = findings.check.draft, error.start + len(error.words)
    evidence = (e for side in discrepancy.sides for e in side.evidence if e.article == draft)
    return any(e.start < end and error.start < e.end for e in evidence)


if __name__ == "__main__":
    main()
