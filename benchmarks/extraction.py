"""How many of the figures that two readers marked in sentences of news are found, with the right noun and fate.

usage: python benchmarks/extraction.py stories.unlabelled.jsonl.gz [--half open|kept|last] [--missed]

The sentences are those of training/labels/values.jsonl; their texts stand in the file of stories alone. A figure counts
where both readers give it alike; it is found where one of the sentence's claims stands on it with its number. Of units
but counts, shares, orders and ages the number may be converted and is not compared, and no noun is asked for.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from factcheck.domain.text import Article, Span
from factcheck.domain.values import Figure
from factcheck.settings.config import load_config
from factcheck.settings.lexicons import load_lexicons
from factcheck.tools import make_parser
from factcheck.understand.accounts import understand

LABELS = Path(__file__).parents[1] / "training" / "labels" / "values.jsonl"
_AS_TOLD = {"count", "percent", "ordinal", "year of age"}  # units in which a figure's number is the one that is told
_NEAR = 0.11  # share by which a hedge may move the lower bound


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--half", choices=("open", "kept", "last"), default="open")
    parser.add_argument("--missed", action="store_true", help="list what was missed")
    args = parser.parse_args()
    rows = [row for row in map(json.loads, LABELS.read_text(encoding="utf-8").splitlines()) if row["half"] == args.half]
    texts = _texts(args.stories, {row["article"] for row in rows})
    lexicons, grammar = load_lexicons(), make_parser(load_config())
    total: Counter[str] = Counter()
    for row in rows:
        sentence = texts[row["article"]][row["start"] : row["end"]]
        (account,) = understand([Article(row["id"], f"{sentence}\n", "", "", "")], lexicons, parser=grammar)
        figures = [(c.span, c.value) for c in account.claims if isinstance(c.value, Figure)]
        for one, other in _agreed(*row["read"]):
            total["labelled"] += 1
            found = next((f for f in figures if _is_it(*f, one)), None)
            if found is None:
                if args.missed:
                    print(f"{row['id']}: {sentence[one['start'] : one['end']]}")
                continue
            figures.remove(found)
            told, readings = found[1], (one, other)
            total["found"] += 1
            total["noun right"] += told.unit != "count" or told.noun in {r.get("noun", "").lower() for r in readings}
            total["fate right"] += (told.role or "") in {r.get("role", "") for r in readings}
        total["beside them"] += len(figures)
    print(
        ", ".join(f"{name} {total[name]}" for name in ("labelled", "found", "noun right", "fate right", "beside them"))
    )


def _texts(path: Path, wanted: set[str]) -> dict[str, str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return {row["id"]: row["text"] for row in map(json.loads, file) if row["id"] in wanted}


def _agreed(ours: list[dict], theirs: list[dict]) -> Iterator[tuple[dict, dict]]:
    """Yield the figures that both readers mark at one place with one number."""
    left = [reading for reading in theirs if reading["sort"] == "figure"]
    for one in (reading for reading in ours if reading["sort"] == "figure"):
        alike = (r for r in left if _meet(r, one["start"], one["end"]) and r.get("lower") == one.get("lower"))
        if (other := next(alike, None)) is not None:
            left.remove(other)
            yield one, other


def _meet(reading: dict, start: int, end: int) -> bool:
    return bool(reading["start"] < end and start < reading["end"])


def _is_it(span: Span, figure: Figure, reading: dict) -> bool:
    if not _meet(reading, span.start, span.end):
        return False
    low = reading.get("lower")
    return low is None or figure.unit not in _AS_TOLD or math.isclose(figure.lower, low, rel_tol=_NEAR, abs_tol=0.01)


if __name__ == "__main__":
    main()
