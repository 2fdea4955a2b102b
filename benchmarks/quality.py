"""How much of what factcheck says is right, and how much it misses: a table per kind.

usage: python benchmarks/quality.py PACK [--jobs N] [--markdown] [--models] [--beside FOLDER]
                                    [--floors FILE [--pin [--allow-regression]]]

PACK is a labelled pack (see factcheck/scoring.py): articles/<event>.jsonl, gold.jsonl, perhaps judged.jsonl. Each
event is read by itself, through the packaged model and the default settings. A finding is right when it stands on a
clear conflict of the gold, arguable (and left out of precision) when on an arguable one, else wrong. Recall is over the
clear conflicts between two articles; a gold kind that factcheck does not have counts as missed. With --models a line
is printed for each way to align and judge: by rules, with the trained aligner, with the trained judge, with both.
--beside scores the reports of another program (<event>.json, as factcheck score --reports reads them) beside it.
--floors compares the figures with those pinned in FILE for the pack of that name and exits with 1 when one is lower;
--pin raises the floors that were passed and refuses to lower one (exit 1); with --allow-regression it writes all
figures and prints what was lowered.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from factcheck import scoring
from factcheck.running import Run, compare_events
from factcheck.settings.config import Config, load_config
from factcheck.shelves import member

HEAD = ("kind", "right", "wrong", "arguable", "precision", "gold", "found", "recall")
WAYS = ("way", "right", "wrong", "arguable", "precision", "found", "recall", "F1", "wrong per 10")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--models", action="store_true", help="compare the trained models with the rules")
    parser.add_argument("--beside", type=Path, help="a folder of another program's reports on the pack")
    parser.add_argument("--floors", type=Path, help="the file of pinned figures")
    parser.add_argument("--pin", action="store_true", help="raise the floors in the file of --floors")
    parser.add_argument("--allow-regression", action="store_true", help="let --pin lower a floor")
    given = parser.parse_args()
    if (given.pin and not given.floors) or (given.allow_regression and not given.pin):
        parser.error("--pin goes with --floors FILE, and --allow-regression with --pin")
    events = scoring.load_pack(given.pack)
    if not given.models:
        figures = measured(events, load_config(), given.jobs).figures()
        print(table(figures, markdown=given.markdown))
        if given.beside:
            other = scoring.score(events, scoring.load_reports(given.beside, events)).figures()
            print(f"\n{given.beside}: {in_a_line(other)}")
        if given.floors:
            now, name = pinned(given.pack, figures), given.pack.resolve().name
            sys.exit(keep_floors(given.floors, name, now, write=given.pin, may_fall=given.allow_regression))
        return
    by_way = {way: measured(events, config, given.jobs).figures() for way, config in ways(load_config()).items()}
    print(laid_out([WAYS, *(_row_of_way(way, figures) for way, figures in by_way.items())], markdown=given.markdown))


def measured(events: Sequence[scoring.Event], config: Config, jobs: int) -> scoring.Score:
    """Score the findings on every event."""
    render = member("formats", "json")().render
    # A fixed day: no figure here may depend on when it is measured.
    found = compare_events(events, Run(config, date(2100, 1, 1)), jobs=jobs)
    return scoring.score(events, {name: json.loads(render(findings)) for name, findings in found.items()})


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
    rows = _rows(figures)
    last = (
        f"{len(rows) - 1} kinds, {figures['articles']} articles; F1 {figures['f1']:.3f}; "
        f"wrong findings per 10 articles {figures['wrong_per_10_articles']}"
    )
    return f"{laid_out([HEAD, *rows], markdown=markdown)}\n\n{last}"


def in_a_line(figures: Mapping) -> str:
    """All kinds together."""
    return (
        f"precision {figures['precision']:.3f}, recall {figures['recall']:.3f}, F1 {figures['f1']:.3f}, "
        f"wrong findings per 10 articles {figures['wrong_per_10_articles']}"
    )


def pinned(pack: Path, figures: Mapping) -> dict:
    """The figures that may not fall, by kind, and the sha256 of the pack that they hold for."""
    digest = hashlib.sha256()
    for path in sorted(path for path in pack.rglob("*.jsonl") if path.is_file()):
        digest.update(path.name.encode() + path.read_bytes())
    rows = [dict(zip(HEAD, row, strict=True)) for row in _rows(figures)]
    floors = {row["kind"]: {figure: row[figure] for figure in ("precision", "recall")} for row in rows}
    return {"pack": digest.hexdigest(), "floors": floors}


def keep_floors(path: Path, name: str, now: Mapping, *, write: bool, may_fall: bool = False) -> int:
    """Compare with the figures pinned for the pack of that name, or pin them; return the exit code, print what fell.

    A floor that a figure fell below stays as it is, unless it may fall. Floors of a pack that has changed since do not
    stand beside figures of the pack as it is: where one would be lowered, nothing is written.
    """
    packs = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    before = packs.get(name)
    same = before is not None and before["pack"] == now["pack"]
    if not write and not same:
        print(f"{path} holds no figures of this pack as it is; pin them with --pin", file=sys.stderr)
        return 1
    fallen = list(_fallen(before["floors"], now["floors"])) if before else []
    head = "Floors lowered:" if write and may_fall else "Fallen below their floor:"
    print("\n".join(["", head, *fallen] if fallen else ["", "No figure fell below its floor."]))
    refused = bool(fallen) and not (write and may_fall)
    if write and (same or not refused):
        kept = {"pack": now["pack"], "floors": _raised(before["floors"], now["floors"])} if refused else now
        path.write_text(json.dumps(packs | {name: kept}, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    if write and refused:
        rest = "The other floors are pinned" if same else "The pack has changed and nothing is pinned"
        print(f"{rest}; --allow-regression lowers these.", file=sys.stderr)
    return int(refused)


def _raised(before: Mapping, now: Mapping) -> dict:
    """Each floor or what was reached, whichever is higher."""
    floors = {kind: dict(reached) for kind, reached in now.items()}
    for kind, figure, floor, _ in _below(before, now):
        floors.setdefault(kind, dict(before[kind]))[figure] = floor
    return floors


def _fallen(before: Mapping, now: Mapping) -> Iterator[str]:
    for kind, figure, floor, reached in _below(before, now):
        yield f"{kind}: {figure} was {floor}, is {reached}"


def _below(before: Mapping, now: Mapping) -> Iterator[tuple[str, str, str, str]]:
    """Kind, figure, floor and what was reached, where that is less."""
    for kind, floors in before.items():
        for figure, floor in floors.items():
            reached = now.get(kind, {}).get(figure, "-")
            if floor != "-" and _is_below(reached, floor):
                yield kind, figure, floor, reached


def laid_out(rows: Sequence[tuple[str, ...]], *, markdown: bool) -> str:
    """Lay rows out in columns, the first row as the head."""
    lines = [rows[0], ("---",) * len(rows[0]), *rows[1:]] if markdown else rows
    shape = "| {} |".format if markdown else str
    return "\n".join(shape((" | " if markdown else " ").join(_padded(line))) for line in lines)


def _rows(figures: Mapping) -> list[tuple[str, ...]]:
    """A row of the columns of HEAD for each kind, then one for all kinds together."""
    counts = figures["kinds"]
    kinds = sorted({kind.removeprefix("gold:") for kind in counts})
    rows = [_row(kind, counts.get(kind, {}), counts.get(f"gold:{kind}", {})) for kind in kinds]
    return [*rows, _row("all", figures, figures)]


def _row_of_way(way: str, figures: Mapping) -> tuple[str, ...]:
    """The columns of WAYS."""
    names = ("right", "wrong", "arguable", "precision", "found", "recall", "f1", "wrong_per_10_articles")
    return (way, *(str(figures[name]) for name in names))


def _is_below(now: str, floor: str) -> bool:
    return now == "-" or float(now) < float(floor)


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
