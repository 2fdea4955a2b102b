"""How much of what factcheck says is right, and how much it misses: a table per kind.

usage: python benchmarks/quality.py PACK [--jobs N] [--markdown]

PACK is a labelled pack (see factcheck/scoring.py): articles/<event>.jsonl, gold.jsonl, perhaps judged.jsonl. Each
event is read by itself, through the packaged model and the default settings. A finding is right when it stands on a
clear conflict of the gold, arguable (and left out of precision) when on an arguable one, else wrong. Recall is over the
clear conflicts between two articles; a gold kind that factcheck does not have counts as missed.
"""

import argparse
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from factcheck import scoring
from factcheck.config import load_config
from factcheck.interfaces import member
from factcheck.running import Run, compare_events

HEAD = ("kind", "right", "wrong", "arguable", "precision", "gold", "found", "recall")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    given = parser.parse_args()
    events = scoring.load_pack(given.pack)
    render = member("formats", "json")().render
    # A fixed day: no figure here may depend on when it is measured.
    found = compare_events(events, Run(load_config(), date(2100, 1, 1)), jobs=given.jobs)
    reports = {name: json.loads(render(findings)) for name, findings in found.items()}
    print(table(scoring.score(events, reports).figures(), markdown=given.markdown))


def table(figures: Mapping, *, markdown: bool) -> str:
    """Lay the figures out: a row per kind, then all kinds together."""
    counts = figures["kinds"]
    kinds = sorted({kind.removeprefix("gold:") for kind in counts})
    rows = [_row(kind, counts.get(kind, {}), counts.get(f"gold:{kind}", {})) for kind in kinds]
    rows.append(_row("all", figures, figures))
    last = (
        f"{len(rows) - 1} kinds, {figures['articles']} articles; F1 {figures['f1']:.3f}; "
        f"wrong findings per 10 articles {figures['wrong_per_10_articles']}"
    )
    lines = [HEAD, ("---",) * len(HEAD), *rows] if markdown else [HEAD, *rows]
    shape = "| {} |".format if markdown else str
    return "\n".join([*(shape((" | " if markdown else " ").join(_padded(line))) for line in lines), "", last])


def _row(kind: str, found: Mapping[str, int], gold: Mapping[str, int]) -> tuple[str, ...]:
    right, wrong, arguable = (found.get(verdict, 0) for verdict in ("right", "wrong", "arguable"))
    labelled, hit = gold.get("gold", 0), gold.get("found", 0)
    return (
        kind,
        *map(str, (right, wrong, arguable)),
        _share(right, right + wrong),
        *map(str, (labelled, hit)),
        _share(hit, labelled),
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def _padded(cells: tuple[str, ...]) -> list[str]:
    return [f"{cell:12}" if n == 0 else f"{cell:>9}" for n, cell in enumerate(cells)]


if __name__ == "__main__":
    main()
