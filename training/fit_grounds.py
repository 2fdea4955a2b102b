"""Count how many findings on each ground were right, on drafts that no rule had been made from.

usage: python -m training.fit_grounds [-o factcheck/models/grounds.json]

training/labels/grounds.jsonl has a line for each finding of a check on drafts with planted errors and on clean ones:
of each set of drafts what the program of its day found when the set was first opened (benchmarks/drafts.py --grounds).
Right is what stands on a planted error. What is printed says, of each set by what was counted on the others, how many
findings would be of high severity, and told at all, from several confidences on, and on how many clean drafts there is
a false one.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck.findings.sureness import CARD, GroundCount
from factcheck.settings.config import SurenessSettings
from training.label_packs import LABELS

FINDINGS = LABELS / "grounds.jsonl"
_FROM = (0.6, 0.65, 0.7, 0.75, 0.8)
_TOLD_FROM = (0.3, 0.35, 0.4, 0.45, 0.5)


@dataclass(frozen=True, slots=True)
class Opened:
    """A finding on a draft of a set that had just been opened; `grave` if its check took it for of high severity."""

    set: str
    story: str
    draft: str
    ground: str
    stated: float
    grave: bool
    right: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--out", type=Path, nargs="?", const=CARD, help="write the card")
    args = parser.parse_args()
    opened = [Opened(**json.loads(line)) for line in FINDINGS.read_text(encoding="utf-8").splitlines()]
    print("\n".join(measured(opened, SurenessSettings())))
    if args.out:
        grounds = {ground: (known.right, known.of) for ground, known in counted(opened).items()}
        card = {"made_of": sorted({one.set for one in opened}), "grounds": grounds}
        args.out.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
        print(f"written: {args.out}")


def counted(opened: Sequence[Opened]) -> dict[str, GroundCount]:
    """Return for each ground how many findings were right, and of how many."""
    right, of = Counter(one.ground for one in opened if one.right), Counter(one.ground for one in opened)
    return {ground: GroundCount(right[ground], of[ground]) for ground in sorted(of)}


def measured(opened: Sequence[Opened], settings: SurenessSettings) -> Iterator[str]:
    """Yield a line for each confidence from which on findings would be of high severity, and told at all."""
    sure: list[tuple[float, Opened]] = []
    for held in sorted({one.set for one in opened}):
        known = counted([one for one in opened if one.set != held])
        sure += [(_confidence(one, known, settings), one) for one in opened if one.set == held]
    grave = [(chance, one) for chance, one in sure if one.grave]
    for least in (0.0, *_FROM):
        yield f"of high severity from {least:.2f}: {_told(grave, least)}"
    for least in (0.0, *_TOLD_FROM):
        yield f"told from {least:.2f}: {_told(sure, least)}"


def _told(sure: Sequence[tuple[float, Opened]], least: float) -> str:
    told = [one for chance, one in sure if chance >= least]
    false = [one for one in told if not one.right]
    clean = {(one.set, one.story) for one in false if one.draft.startswith("clean")}
    return f"{len(told) - len(false)} right, {len(false)} false, on {len(clean)} clean drafts"


def _confidence(one: Opened, known: dict[str, GroundCount], settings: SurenessSettings) -> float:
    """How sure a finding is by what was counted; 1 where that is too little to make it less grave."""
    by = known.get(one.ground)
    return 1.0 if by is None or by.of < settings.fewest else by.confidence(one.stated, settings)


if __name__ == "__main__":
    main()
