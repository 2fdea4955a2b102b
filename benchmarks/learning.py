"""What verdicts teach: precision on events not yet seen, against the number of verdicts given.

usage: python benchmarks/learning.py PACK [--orders N] [--set KEY=VALUE ...] [--jobs N] [--svg FILE]

PACK is a labelled pack (see factcheck/scoring.py), whose gold stands for the reviewer: a finding on a clear conflict is
confirmed, one on an arguable conflict is left unanswered, every other is dismissed. With the settings as shipped too
few findings are wrong for anything to be learnt from them, so that they are lowered, twice (LOWER and LOWEST below, or
those of --set): the figures are of such a looser program and say how fast it learns, not how good the shipped one is.

The events are answered one after another, in N random orders. After each event a calibrator is fitted on the answers so
far, as factcheck calibrate does but without waiting for 50, and the findings of the events that are still to come are
hidden where it gives them less than calibration.cutoff. Printed are, by the number of verdicts given, the mean over the
orders of the precision on what is still to come: of all, of as many as are shown but the surest by the confidence as
stated, and of what is shown; by how much the last is above the first, with the standard deviation over the orders; and
how much of the confirmed is still shown.
"""

import argparse
import html
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random
from statistics import fmean, stdev
from typing import NamedTuple

from quality import laid_out
from sklearn.metrics import roc_auc_score

from factcheck.domain.findings import Findings
from factcheck.review.calibration import Calibrator, features
from factcheck.review.learning import Example, fit, held_out
from factcheck.running import Run, compare_events
from factcheck.scoring import Event, load_pack, score
from factcheck.settings.layers import Resolved, settle
from factcheck.shelves import member

LOWER = (
    *(f"kinds.{kind}.min_confidence=0" for kind in ("date", "figure", "outcome", "status")),
    "alignment.same_slot=0.2",
    "alignment.disparity=0",
    "alignment.counted_twice=1",
    "alignment.also_given=-1",
    "alignment.agreement_bonus=0",
    "event.between_sides=0",
    "kinds.name.shared_context=0",
    "kinds.list.shared_matter=0",
    "kinds.place.shared_context=0",
    "kinds.actor.shared_context=0",
    "kinds.headline.shared_context=0",
    "kinds.headline.lead=99",
    "kinds.quote.likely=0.1",
    "kinds.attribution.statement_shared=0.4",
)
LOWEST = (  # slots hold claims of other things, too: three in four findings are wrong
    *(one for one in LOWER if not one.startswith("alignment.same_slot")),
    "alignment.same_slot=0.05",
    "alignment.same_deed=0.2",
    "alignment.same_outcome=0.01",
)
STEP = 10  # verdicts between two points of the curve
FEWEST_LEFT = 10  # findings still to come, under which a precision says nothing
HEAD = ("verdicts", "to come", "precision", "surest as stated", "calibrated", "difference", "spread", "still shown")
WIDTH, HEIGHT, MARGIN = 480, 320, 48  # pixels
COLOURS = ("steelblue", "darkorange")


class Point(NamedTuple):
    """One order after some verdicts: of the findings `to_come`, the precision without and with, and the recall.

    `surest` is the precision of as many as are shown, chosen by the confidence as stated.
    """

    verdicts: int
    to_come: int
    without: float
    surest: float
    with_it: float
    recall: float


class Mean(NamedTuple):
    """All orders after about as many verdicts; `spread` is the standard deviation of the difference."""

    verdicts: int
    to_come: float
    without: float
    surest: float
    with_it: float
    spread: float
    recall: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--orders", type=int, default=10)
    parser.add_argument("--set", dest="sets", action="append", help="instead of the lowered settings")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--svg", type=Path, help="where to draw the curve")
    given = parser.parse_args()
    ways = {"as set": given.sets} if given.sets else {"lower": LOWER, "lowest": LOWEST}
    curves = {}
    for name, flags in ways.items():
        settled = settle(given.pack, flags=flags)
        answered = answers(load_pack(given.pack), settled, given.jobs)
        settings = settled.config.calibration
        curves[name] = means([taught(answered, n, settings.cutoff, settings.looseness) for n in range(given.orders)])
        rows = [HEAD, *map(_row, curves[name])]
        print(f"Settings {name}: {told(answered, settings.looseness)}\n\n{laid_out(rows, markdown=True)}\n")
    if given.svg:
        given.svg.write_text(drawn(curves, "Precision on events not yet seen"), encoding="utf-8")


def told(answered: Sequence[Example], looseness: float) -> str:
    confirmed, events = sum(one.confirmed for one in answered), len({one.story for one in answered})
    stated = area(answered, [float(one.features["log_odds"]) for one in answered])
    calibrated = area(answered, held_out(answered, looseness=looseness))
    return (
        f"{len(answered)} findings on {events} events, {confirmed} confirmed, {len(answered) - confirmed} dismissed; "
        f"area under the ROC curve {stated:.2f} as stated, {calibrated:.2f} calibrated on other events"
    )


def area(answered: Sequence[Example], likely: Sequence[float]) -> float:
    """Return how often a confirmed finding is given more than a dismissed one: .5 is chance."""
    return float(roc_auc_score([one.confirmed for one in answered], likely))


def answers(events: Sequence[Event], settled: Resolved, jobs: int) -> list[Example]:
    """Answer every finding of every event by the gold."""
    # A fixed day: no figure here may depend on when it is measured.
    found = compare_events(events, Run(settled.config, date(2100, 1, 1)), jobs=jobs)
    return [one for event in events if event.name in found for one in answered(event, found[event.name])]


def answered(event: Event, findings: Findings) -> list[Example]:
    """Answer the findings of one event; the arguable ones stay open."""
    report = json.loads(member("formats", "json")().render(findings))
    judged = score([event], {event.name: report}).judged
    return [
        Example(f"{event.name} {d.id}", event.name, features(d.found), verdict.verdict == "right")
        for d, verdict in zip(findings.discrepancies, judged, strict=True)
        if verdict.verdict != "arguable"
    ]


def taught(answered: Sequence[Example], seed: int, cutoff: float, looseness: float) -> list[Point]:
    """Answer event after event in a random order, and say after each what the answers do to the events to come."""
    events = sorted({one.story for one in answered})
    Random(seed).shuffle(events)
    points = []
    for count in range(len(events)):
        seen = [one for one in answered if one.story in events[:count]]
        rest = [one for one in answered if one.story in events[count:]]
        if len(rest) >= FEWEST_LEFT:
            formula = fit(seen, looseness=looseness) if len({one.confirmed for one in seen}) == 2 else None
            points.append(point(rest, formula, len(seen), cutoff))
    return points


def point(rest: Sequence[Example], formula: Calibrator | None, verdicts: int, cutoff: float) -> Point:
    shown = [one for one in rest if formula is None or formula.probability(one.features) >= cutoff]
    confirmed, right = sum(one.confirmed for one in rest), sum(one.confirmed for one in shown)
    surest = sorted(rest, key=lambda one: (-float(one.features["log_odds"]), one.finding))[: len(shown)]
    return Point(
        verdicts,
        len(rest),
        confirmed / len(rest),
        sum(one.confirmed for one in surest) / len(shown) if shown else 1.0,
        right / len(shown) if shown else 1.0,
        right / confirmed if confirmed else 1.0,
    )


def means(orders: Sequence[Sequence[Point]]) -> list[Mean]:
    """Average the orders at every STEP verdicts, each at its first event that has brought it so far."""
    curve = []
    for verdicts in range(0, max(order[-1].verdicts for order in orders) + 1, STEP):
        reached = [p for order in orders if (p := next((p for p in order if p.verdicts >= verdicts), None))]
        if len(reached) == len(orders):
            gained = [p.with_it - p.without for p in reached]
            columns = [fmean(column) for column in list(zip(*reached, strict=True))[1:]]
            curve.append(Mean(verdicts, *columns[:4], stdev(gained) if len(gained) > 1 else 0.0, columns[4]))
    return curve


def drawn(curves: Mapping[str, Sequence[Mean]], title: str) -> str:
    """Return precision (up) against verdicts given (right) as an SVG picture.

    Each curve is drawn with its spread; dashed is the precision of all findings, without a calibrator.
    """
    wide, high = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    most = max(1, *(curve[-1].verdicts for curve in curves.values()))

    def at(verdicts: int, precision: float) -> str:
        return f"{MARGIN + verdicts / most * wide:.1f},{HEIGHT - MARGIN - min(max(precision, 0), 1) * high:.1f}"

    def line(name: str, curve: Sequence[Mean], colour: str) -> str:
        band = [at(m.verdicts, m.with_it + m.spread) for m in curve]
        band += [at(m.verdicts, m.with_it - m.spread) for m in reversed(curve)]
        calibrated = " ".join(at(m.verdicts, m.with_it) for m in curve)
        plain = " ".join(at(m.verdicts, m.without) for m in curve)
        x, y = at(curve[-1].verdicts, curve[-1].with_it).split(",")
        return (
            f'<g stroke="{colour}" fill="none" stroke-width="2"><polygon points="{" ".join(band)}" fill="{colour}" '
            f'fill-opacity="0.15" stroke="none"/><polyline points="{plain}" stroke-dasharray="4 3"/>'
            f'<polyline points="{calibrated}"/></g><text x="{x}" y="{float(y) - 8:.1f}" fill="{colour}" font-size="12" '
            f'text-anchor="end">{html.escape(name)}</text>'
        )

    across = "".join(
        f'<text x="{at(n, 0).split(",")[0]}" y="{HEIGHT - MARGIN + 16}" text-anchor="middle">{n}</text>'
        for n in range(0, most + 1, 2 * STEP)
    )
    up = "".join(
        f'<text x="{MARGIN - 6}" y="{HEIGHT - MARGIN - t * high + 4:.0f}" text-anchor="end">{t:g}</text>'
        for t in (0, 0.25, 0.5, 0.75, 1)
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{WIDTH / 2}" y="20" text-anchor="middle">{html.escape(title)}</text>',
        f'<path d="M{MARGIN},{MARGIN} V{HEIGHT - MARGIN} H{WIDTH - MARGIN}" fill="none" stroke="gray"/>',
        f'<g font-size="12">{across}{up}</g>',
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 10}" text-anchor="middle">verdicts given</text>',
        f'<text transform="translate(14 {HEIGHT / 2}) rotate(-90)" text-anchor="middle">precision</text>',
        *(line(name, curve, colour) for (name, curve), colour in zip(curves.items(), COLOURS, strict=False)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _row(mean: Mean) -> tuple[str, ...]:
    return (
        str(mean.verdicts),
        f"{mean.to_come:.0f}",
        f"{mean.without:.2f}",
        f"{mean.surest:.2f}",
        f"{mean.with_it:.2f}",
        f"{mean.with_it - mean.without:+.2f}",
        f"{mean.spread:.2f}",
        f"{mean.recall:.2f}",
    )


if __name__ == "__main__":
    main()
