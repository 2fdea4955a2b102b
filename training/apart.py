"""What is found on news whose topics no model has seen: every model fitted without them, all at once.

usage: python -m training.apart PACK... [--folds 6] [--build build/apart] [-o reports.json]

Of each fold the decision on figures and times, the one on quotations and the weights of names are fitted on the other
folds' topics, and its events are compared with these three. Printed are the counts by kind for each pack, and how many
findings of each confidence are right. Word lists and thresholds are as shipped: who chose them may have seen a pack.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from pathlib import Path

from factcheck.align.decision import load_decision, write_decision
from factcheck.align.naming_evidence import EVIDENCE as OF_NAMES
from factcheck.align.one_utterance import load_one_utterance, write_one_utterance
from factcheck.align.weights import write_weights
from factcheck.scoring import Event, Judged
from factcheck.settings.config import Config, load_config, overlaid, shipped
from factcheck.settings.lexicons import load_lexicons
from factcheck.tools import make_tools
from training import fit_decision, fit_naming, fit_quotations
from training.fit_decision import Comparing, Examples, Pack, all_but, comparing, dealt, measure

BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packs", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--build", type=Path, default=Path("build/apart"))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("-o", "--out", type=Path, help="where to write the reports of all events, as JSON")
    args = parser.parse_args()
    args.build.mkdir(parents=True, exist_ok=True)
    packs = [Pack.read(folder) for folder in args.packs]
    models = _Models(packs, args.folds)
    reports: dict[str, dict] = {}

    def learn(n: int, held: AbstractSet[str]) -> Comparing:
        settings = overlaid(shipped(), models.fitted(args.build, n, held), "the models of a fold")
        compared = comparing(Config.model_validate(settings), args.jobs)

        def kept(events: Sequence[Event]) -> Mapping[str, dict]:
            found = compared(events)
            reports.update(found)
            return found

        return kept

    judged = measure([pack for pack in packs if pack.judged is None], learn, folds=args.folds)
    print("\n".join(reliability(judged)))
    if args.out:
        args.out.write_text(json.dumps(reports, ensure_ascii=False), encoding="utf-8")


class _Models:
    """The examples of all three models, and what is fitted on some of them."""

    def __init__(self, packs: Sequence[Pack], folds: int) -> None:
        config, lexicons = load_config(), load_lexicons()
        tools = make_tools(config, lexicons, None, ["kinds"])
        whole = [(event, pack) for pack in packs if pack.judged is None for event in pack.events]
        self.folds = dealt(packs, folds)
        self.figures = [
            e for pack in packs for events in pack.readings() for e in fit_decision.examples_of(events, pack, config)
        ]
        self.quotations = [
            fit_quotations.examples_of(event, pack, fit_quotations.stories_of(event, tools)) for event, pack in whole
        ]
        self.names = [fit_naming.examples_of(event, pack, config) for event, pack in whole]

    def fitted(self, build: Path, n: int, held: AbstractSet[str]) -> dict:
        """Fit all three without the topics held; return the settings that name them."""
        told = [all_but(held)]
        figures, quotations, names = (
            (build / f"{what}-{n}.json").absolute() for what in ("figures", "quotes", "names")
        )
        shipped, spoken = load_decision(), load_one_utterance()
        write_decision(
            figures,
            fit_decision.fit(_without(self.figures, held)),
            slope=shipped.slope,
            intercept=shipped.intercept,
            made_of=told,
        )
        model = fit_quotations.fit(_without(self.quotations, held), slope=spoken.slope, intercept=spoken.intercept)
        write_one_utterance(quotations, model, made_of=told)
        write_weights(names, fit_naming.fit(_without(self.names, held), self.folds), tuple(OF_NAMES), told)
        return {
            "alignment": {"decision": str(figures)},
            "kinds": {"quote": {"model": str(quotations)}, "name": {"model": str(names)}},
        }


def _without(examples: Iterable[Examples], held: AbstractSet[str]) -> list[Examples]:
    return [e for e in examples if e.topic not in held]


def reliability(judged: Sequence[Judged]) -> list[str]:
    """Return a table of what confidences mean, as lines; arguable findings are left out."""
    clear = [one for one in judged if one.verdict != "arguable"]
    lines, error = ["confidence: findings, right, share, said on the mean"], 0.0
    for low, high in pairwise(BINS):
        inside = [one for one in clear if low <= one.confidence < high]
        if inside:
            right = sum(one.verdict == "right" for one in inside)
            said = sum(one.confidence for one in inside) / len(inside)
            error += abs(right - said * len(inside)) / len(clear)
            lines.append(
                f"  {low:.1f} to {min(high, 1):.1f}: {len(inside)}, {right}, {right / len(inside):.2f}, {said:.2f}"
            )
    right = sum(one.verdict == "right" for one in clear)
    return [*lines, f"in all {right} right, {len(clear) - right} wrong; expected calibration error {error:.3f}"]


if __name__ == "__main__":
    main()
