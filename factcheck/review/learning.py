"""Fitting a calibrator on what reviewers answered, and measuring on stories that it did not see what it does.

The findings of one story resemble each other, so that a story is held out whole. What reviewers saw first is what was
least sure: the share confirmed of all answers says nothing of the tool, that of the random sample does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from factcheck.domain.findings import Answer, Found, Pardon, Ruled
from factcheck.errors import UsageError
from factcheck.findings.assembly import rank
from factcheck.findings.digest import counted
from factcheck.review.answers import Kept
from factcheck.review.calibration import WORDS, Calibrator, Weight
from factcheck.review.ledger import Ledger, RunOf
from factcheck.review.ruling import Reviewed
from factcheck.review.verdicts import Index, Precision, open_to_review, precision_by_kind, standing
from factcheck.settings.config import CalibrationSettings

if TYPE_CHECKING:
    import numpy as np

_FOLDS = 5
_DRAWS = 2000  # of the bootstrap
_SEED = 1
_LEVEL = (2.5, 97.5)  # percentiles: an interval of 95 %
_DIGITS = 4  # of a weight: beyond it, machines differ
_SCALE_DIGITS = 6


class Example(NamedTuple):
    """A finding that was answered, and how."""

    finding: str
    story: str
    features: Mapping[str, float | str]
    confirmed: bool


class Share(NamedTuple):
    """A share with its interval of 95 %."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.2f} ({self.low:.2f} to {self.high:.2f})"


@dataclass(frozen=True, slots=True)
class Measured:
    """What hiding the unlikely does on held-out stories; `recall` is of the confirmed findings, before it is 1.

    `gained` is by how much precision rises, `brier` the mean squared error of the confidence before and after.
    """

    before: Share
    after: Share
    gained: Share
    recall: Share
    brier: tuple[float, float]


class Flips(NamedTuple):
    """The findings of a run that a calibrator would hide or show again, each as it would be."""

    hidden: tuple[Ruled, ...]
    shown: tuple[Ruled, ...]


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a ledger teaches: a calibrator, what it does on stories it did not see, and what to the last run.

    `kinds` is the precision of each kind in the findings drawn by chance; `run` is None before the first one.
    """

    calibrator: Calibrator
    given: Sequence[Example]
    measured: Measured
    kinds: Mapping[str, Precision]
    run: RunOf | None
    flips: Flips

    def lines(self) -> Iterator[str]:
        """Tell it, for a person to decide on."""
        yield from _of_given(self.given)
        yield from _of_measured(self.measured)
        yield from _of_kinds(self.kinds)
        if self.run:
            yield from _of_flips(self.flips, self.run)


def learn(ledger: Ledger, settings: CalibrationSettings, now: Calibrator | None) -> Learnt:
    """Fit and measure on all answers of a ledger; `now` is the calibrator in use. Raises UsageError for too few."""
    kept = ledger.verdicts()
    given = examples(kept)
    enough(given, settings)
    calibrator = fit(given, looseness=settings.looseness)
    run, changed = None, Flips((), ())
    if ledger.runs():
        run, findings = ledger.run()
        found = [d.found for d in open_to_review(findings)]
        before, after = (Reviewed(Index(kept), formula, settings.cutoff) for formula in (now, calibrator))
        changed = flips(found, before, after)
    return Learnt(calibrator, given, measured(given, settings), precision_by_kind(kept), run, changed)


def examples(kept: Sequence[Kept]) -> list[Example]:
    """Return what there is to learn from: the last answer that stands to each finding, but for the unsure ones."""
    last = {one.finding: one for one in standing(kept)}
    known = (Answer.CONFIRMED, Answer.DISMISSED)
    return [
        Example(finding, one.story or finding, dict(one.features), one.answer is Answer.CONFIRMED)
        for finding, one in sorted(last.items())
        if one.answer in known
    ]


def enough(given: Sequence[Example], settings: CalibrationSettings) -> None:
    """Raise UsageError, with the reason, when nothing can be learnt from so little."""
    confirmed = sum(one.confirmed for one in given)
    if len(given) < settings.fewest:
        raise UsageError(
            f"{counted(len(given), 'verdict')} {'stands' if len(given) == 1 else 'stand'} (confirmed or dismissed), "
            f"and it takes {settings.fewest} "
            "(calibration.fewest): less would be learnt by heart; answer more with factcheck review"
        )
    if confirmed in {0, len(given)}:
        every = "confirmed" if confirmed else "dismissed"
        raise UsageError(f"all {len(given)} verdicts are {every}: nothing tells the right from the wrong; review more")
    if len({one.story for one in given}) < 2:
        raise UsageError("all verdicts are on one story, so that none can be held out; review another story")


def fit(given: Sequence[Example], *, looseness: float) -> Calibrator:
    """Fit the formula: ridge-penalised logistic regression. The same answers in any order give the same numbers.

    Needs a confirmed and a dismissed one. A number counts by its standard score, a word by a weight of its own.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    ordered = sorted(given, key=lambda one: (one.finding, one.confirmed))
    names = sorted({name for one in ordered for name, value in one.features.items() if _is_number(name, value)})
    values = {name: _column(ordered, name) for name in names}
    scales = {name: float(column.std()) for name, column in values.items()}
    varied = [name for name in names if round(scales[name], _SCALE_DIGITS) > 0]
    words = sorted({(name, str(one.features[name])) for one in ordered for name in WORDS if name in one.features})
    columns = [(values[name] - values[name].mean()) / scales[name] for name in varied]
    columns += [np.array([float(one.features.get(name) == word) for one in ordered]) for name, word in words]
    model = LogisticRegression(C=looseness, max_iter=1000)
    model.fit(np.column_stack(columns), [one.confirmed for one in ordered])
    weights = [round(float(weight), _DIGITS) for weight in model.coef_[0]]
    numbers = {
        name: Weight(
            mean=round(float(values[name].mean()), _DIGITS), scale=round(scales[name], _SCALE_DIGITS), weight=weight
        )
        for name, weight in zip(varied, weights, strict=False)
    }
    of_words: dict[str, dict[str, float]] = {}
    for (name, word), weight in zip(words, weights[len(varied) :], strict=True):
        of_words.setdefault(name, {})[word] = weight
    confirmed = sum(one.confirmed for one in ordered)
    return Calibrator(
        confirmed=confirmed,
        dismissed=len(ordered) - confirmed,
        stories=len({one.story for one in ordered}),
        bias=round(float(model.intercept_[0]), _DIGITS),
        numbers=numbers,
        words=of_words,
    )


def held_out(given: Sequence[Example], *, looseness: float) -> list[float]:
    """Return for each example its probability by a formula fitted on other stories; takes two stories or more.

    Where the other stories have answers of one sort alone there is no formula, and the confidence stays as stated.
    """
    from sklearn.model_selection import GroupKFold

    stories = [one.story for one in given]
    likely = [_stated(one) for one in given]
    folds = GroupKFold(min(_FOLDS, len(set(stories))))
    for seen, unseen in folds.split(stories, groups=stories):
        others = [given[i] for i in seen]
        if len({one.confirmed for one in others}) == 2:
            formula = fit(others, looseness=looseness)
            for i in unseen:
                likely[i] = formula.probability(given[i].features)
    return likely


def measured(given: Sequence[Example], settings: CalibrationSettings) -> Measured:
    """Measure on held-out stories what hiding the unlikely does; intervals by drawing whole stories again."""
    import numpy as np

    likely = held_out(given, looseness=settings.looseness)
    stories = sorted({one.story for one in given})
    # per story: answers, confirmed, shown, confirmed and shown
    counts = np.zeros((len(stories), 4))
    for one, probability in zip(given, likely, strict=True):
        shown = probability >= settings.cutoff
        counts[stories.index(one.story)] += (1, one.confirmed, shown, one.confirmed and shown)
    draws = np.random.default_rng(_SEED).integers(len(stories), size=(_DRAWS, len(stories)))
    totals = np.vstack([counts.sum(axis=0), counts[draws].sum(axis=1)])  # as it is, then as it might have been
    before, after, recall = (_divided(totals[:, a], totals[:, b]) for a, b in ((1, 0), (3, 2), (3, 1)))
    truth = np.array([one.confirmed for one in given], dtype=float)
    errors = [float(((np.array(guess) - truth) ** 2).mean()) for guess in ([_stated(one) for one in given], likely)]
    return Measured(_share(before), _share(after), _share(after - before), _share(recall), brier=(errors[0], errors[1]))


def flips(found: Iterable[Found], now: Reviewed, then: Reviewed) -> Flips:
    """Say which findings would be hidden, and which shown again, with another calibrator; the worst first."""
    both = sorted(((now.ruled(one), then.ruled(one)) for one in found), key=lambda pair: rank(pair[1]))
    return Flips(
        tuple(after for before, after in both if _hidden(after) and not _hidden(before)),
        tuple(after for before, after in both if _hidden(before) and not _hidden(after)),
    )


def _of_given(given: Sequence[Example]) -> Iterator[str]:
    confirmed, stories = sum(one.confirmed for one in given), len({one.story for one in given})
    answers = f"{counted(len(given), 'verdict')}, {confirmed} confirmed and {len(given) - confirmed} dismissed"
    yield f"{answers}, on {counted(stories, 'story', 'stories')}."
    yield f"On held-out stories ({min(_FOLDS, stories)} folds; 95 % intervals by drawing stories again):"


def _of_measured(measured: Measured) -> Iterator[str]:
    gained = measured.gained
    yield f"  precision     {measured.before} -> {measured.after}"
    yield f"  difference   {gained.value:+.2f} ({gained.low:+.2f} to {gained.high:+.2f})"
    yield f"  recall        1.00 -> {measured.recall}, of the confirmed findings"
    yield f"  Brier score   {measured.brier[0]:.3f} -> {measured.brier[1]:.3f}, of the confidence"
    if gained.low <= 0:
        yield "  The interval of the difference holds zero: these answers do not show that it helps."


def _of_kinds(kinds: Mapping[str, Precision]) -> Iterator[str]:
    if not kinds:
        yield "Precision by kind is not known: no finding that was drawn by chance is confirmed or dismissed."
        return
    yield "Precision by kind, as the program stands, of findings drawn by chance alone (95 %, Wilson):"
    width = max(map(len, kinds))
    for kind, of in sorted(kinds.items()):
        share = Share(of.right / of.answered, of.low, of.high)
        yield f"  {kind:{width}}   {share}, {of.right} of {of.answered}"


def _of_flips(found: Flips, run: RunOf) -> Iterator[str]:
    for what, changed in (("hidden", found.hidden), ("shown again", found.shown)):
        of = counted(len(changed), "finding")
        yield f"Of the last run, {run.id} ({run.title}), {of} would be {what}{':' if changed else '.'}"
        for one in changed:
            d = one.found
            yield f"  {d.id} {d.kind}, confidence {d.confidence:.2f} -> {one.confidence:.2f}: {d.summary}"


def _is_number(name: str, value: float | str) -> bool:
    return name not in WORDS and isinstance(value, float | int)


def _column(given: Sequence[Example], name: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return a feature of every example; where an old verdict has none, the mean of the others."""
    import numpy as np

    found = [one.features.get(name) for one in given]
    known = [float(value) for value in found if isinstance(value, float | int)]
    mean = sum(known) / len(known)
    return np.array([float(value) if isinstance(value, float | int) else mean for value in found])


def _stated(example: Example) -> float:
    import math

    odds = example.features.get("log_odds", 0.0)
    return 1 / (1 + math.exp(-odds)) if isinstance(odds, float | int) else 0.5


def _divided(part: Any, whole: Any) -> Any:
    """Divide; where nothing is left to be right or wrong, nothing is wrong."""
    import numpy as np

    return np.where(whole > 0, part / np.maximum(whole, 1), 1.0)


def _share(values: Any) -> Share:
    """Take the first as it is, the others as what might have been."""
    import numpy as np

    low, high = np.percentile(values[1:], _LEVEL)
    return Share(float(values[0]), float(low), float(high))


def _hidden(ruled: Ruled) -> bool:
    return ruled.suppressed is not None and ruled.suppressed.by is Pardon.CALIBRATION
