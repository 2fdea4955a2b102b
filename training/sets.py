"""The labelled pairs that models learn from and are measured on, and what each label allows.

A set is one `NAME.jsonl.gz` in the folder of pairs: a row a line, {"a", "b", "label", ...}. A label names the
classes that may be true, so that two-way sets teach a three-way model without claiming more than they know.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

NLI = ("contradiction", "entailment", "neutral")  # the order of the judge's outputs
Row = Mapping[str, object]  # a line of a set
ALIGNMENT = ("different", "same")  # the order of the aligner's

LABELS: Mapping[str, frozenset[str]] = {
    "contradiction": frozenset({"contradiction"}),
    "entailment": frozenset({"entailment"}),
    "neutral": frozenset({"neutral"}),
    "not_entailment": frozenset({"contradiction", "neutral"}),
    "not_contradiction": frozenset({"entailment", "neutral"}),
    "same": frozenset({"same"}),
    "different": frozenset({"different"}),
    "same_event": frozenset({"same"}),
    "different_event": frozenset({"different"}),
    "paraphrase": frozenset({"same"}),
    "not_paraphrase": frozenset({"different"}),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts and the names of the classes that may hold of them."""

    a: str
    b: str
    label: str

    @property
    def allowed(self) -> frozenset[str]:
        """The classes that the label leaves possible."""
        return LABELS[self.label]


def rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_pairs(path: Path) -> list[Pair]:
    """Return the pairs of a set whose labels are known here; raises ValueError if there is none."""
    pairs = [Pair(str(r["a"]), str(r["b"]), str(r["label"])) for r in rows(path) if str(r.get("label")) in LABELS]
    if not pairs:
        raise ValueError(f"{path}: no row has a label out of {', '.join(LABELS)}")
    return pairs


def write_pairs(path: Path, pairs: Iterable[Pair]) -> int:
    """Write pairs as gzipped JSONL, the same bytes for the same pairs; return how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as out:
        for count, pair in enumerate(pairs, start=1):  # noqa: B007 - the count is what is returned
            row = {"a": pair.a, "b": pair.b, "label": pair.label}
            out.write((json.dumps(row, ensure_ascii=False) + "\n").encode())
    return count


def overlap(a: str, b: str) -> float:
    """Return the share of two texts' longer words that both have, 0..1."""
    one, two = ({word for word in text.lower().split() if len(word) > 3} for text in (a, b))
    return len(one & two) / (len(one | two) or 1)
