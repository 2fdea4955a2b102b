"""How much of what factcheck says is right, and how much it misses: a table per kind.

usage: python benchmarks/quality.py PACK [--jobs N] [--markdown] [--models]

PACK is a labelled pack (see factcheck/scoring.py): articles/<event>.jsonl, gold.jsonl, perhaps judged.jsonl. Each
event is read by itself, through the packaged model and the default settings. A finding is right when it stands on a
clear conflict of the gold, arguable (and left out of precision) when on an arguable one, else wrong. Recall is over the
clear conflicts between two articles; a gold kind that factcheck does not have counts as missed. With --models a line
is printed for each way to align and judge: by rules, with the trained aligner, with the trained judge, with both.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from factcheck import scoring
from factcheck.config import Config, load_config
from factcheck.interfaces import member
from factcheck.running import Run, compare_events

HEAD = ("kind", "right", "wrong", "arguable", "precision", "gold", "found", "recall")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--models", action="store_true", help="compare the trained models with the rules")
    given = parser.parse_args()
    events = scoring.load_pack(given.pack)
    if not given.models:
        print(table(measured(events, load_config(), given.jobs), markdown=given.markdown))
        return
    rows = [("way", "right", "wrong", "arguable", "precision", "found", "recall", "F1", "wrong per 10")]
    for way, config in ways(load_config()).items():
        f = measured(events, config, given.jobs)
        counts = (f[name] for name in ("right", "wrong", "arguable"))
        rows.append(
            (way, *map(str, counts), f["precision"], f["found"], f["recall"], f["f1"], f["wrong_per_10_articles"])
        )
    print(laid_out([tuple(map(str, row)) for row in rows], markdown=given.markdown))


def measured(events: Sequence[scoring.Event], config: Config, jobs: int) -> Mapping:
    """Score the findings on every event."""
    render = member("formats", "json")().render
    # A fixed day: no figure here may depend on when it is measured.
    found = compare_events(events, Run(config, date(2100, 1, 1)), jobs=jobs)
    return scoring.score(events, {name: json.loads(render(findings)) for name, findings in found.items()}).figures()


def ways(config: Config) -> Mapping[str, Config]:
    """The four ways to align and judge, by name."""
    rules, learned = (config.aligner.model_copy(update={"name": name}) for name in ("rules", "cross_encoder"))
    lexicon, judge = (config.judge.model_copy(update={"name": name}) for name in ("lexicon", "cross_encoder"))
    weighed = config.statements.model_copy(update={"compared": True})
    return {
        "rules": config.model_copy(update={"aligner": rules, "judge": lexicon}),
        "aligner": config.model_copy(update={"aligner": learned, "judge": lexicon}),
        "judge": config.model_copy(update={"aligner": rules, "judge": judge}),
        "both": config.model_copy(update={"aligner": learned, "judge": judge}),
        "both, statements too": config.model_copy(update={"aligner": learned, "judge": judge, "statements": weighed}),
    }


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
    return f"{laid_out([HEAD, *rows], markdown=markdown)}\n\n{last}"


def laid_out(rows: Sequence[tuple[str, ...]], *, markdown: bool) -> str:
    """Lay rows out in columns, the first row as the head."""
    lines = [rows[0], ("---",) * len(rows[0]), *rows[1:]] if markdown else rows
    shape = "| {} |".format if markdown else str
    return "\n".join(shape((" | " if markdown else " ").join(_padded(line))) for line in lines)


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
    return [f"{cell:20}" if n == 0 else f"{cell:>9}" for n, cell in enumerate(cells)]


if __name__ == "__main__":
    main()
