"""What reviewers answered, weighed: which answer stands, whether it is still of what is said, what answers come to.

An answer is of a finding, and holds as long as the statements are the same, wherever they stand and whoever prints
them.
"""

from __future__ import annotations

import hashlib
import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations

from factcheck.domain.findings import Answer, Discrepancy, Evidence, Findings, Found, Pardon, Ruled
from factcheck.errors import UsageError
from factcheck.findings.digest import counted
from factcheck.review import answers as form
from factcheck.review.answers import Kept
from factcheck.text.excerpt import one_line

_SETTLED = (Pardon.WAIVER, Pardon.BASELINE)  # somebody answers for these already
_95 = 1.96  # standard deviations on either side that hold 95 % of a normal distribution


# --- the statements of a finding --------------------------------------------------------------


def statement_key(evidence: Evidence) -> str:
    """Return what is equal for two quotes of the same words with the same words marked, whatever the white space."""
    start, end = evidence.span
    parts = (evidence.quote[:start], evidence.quote[start:end], evidence.quote[end:])
    words = "\n".join(" ".join(unicodedata.normalize("NFC", part).lower().split()) for part in parts)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def statements(found: Found) -> tuple[tuple[str, ...], ...]:
    """Return the keys of the statements on each side, in the order of the sides."""
    return tuple(tuple(sorted({statement_key(e) for e in side.evidence})) for side in found.sides)


def open_to_review(findings: Findings) -> Iterator[Discrepancy]:
    """Yield what a reviewer may have something to say to, as it was before any answer.

    What is waived or was there before is not asked.
    """
    for d in findings.discrepancies:
        if not (d.suppressed and d.suppressed.by in _SETTLED):
            yield Discrepancy.of(Ruled(d.found, likely=None if d.stated is None else d.confidence))


# --- which answers stand, and of what ---------------------------------------------------------


def when_given(kept: Kept) -> tuple[datetime, str]:
    """Return what verdicts are ordered by: the time, then the uid, whichever came into this ledger first.

    Ledgers that told each other all say the same, and an old answer that arrives late overturns no later one.
    """
    return kept.at if kept.at.tzinfo else kept.at.replace(tzinfo=UTC), kept.uid


def standing(kept: Iterable[Kept]) -> Sequence[Kept]:
    """Return the answers that nobody took back, in the order they were given (when_given)."""
    given = sorted(kept, key=when_given)
    withdrawn = {one.withdraws for one in given}
    return [one for one in given if one.answer is not None and one.uid not in withdrawn]


def holds(kept: Kept, found: Found) -> bool:
    """Whether an answer is of this finding: of the same id, or of the same statements, side by side."""
    return _holds(kept, found, statements(found))


def touches(kept: Kept, found: Found) -> bool:
    """Whether an answer was of at least one of this finding's statements."""
    ours = {key for side in statements(found) for key in side}
    return kept.kind == found.kind and any(not ours.isdisjoint(side) for side in kept.statements)


def _holds(kept: Kept, found: Found, ours: Sequence[Sequence[str]]) -> bool:
    if kept.finding == found.id:
        return True
    return kept.kind == found.kind and _paired(kept.statements, ours)


def _paired(theirs: Sequence[Sequence[str]], ours: Sequence[Sequence[str]]) -> bool:
    """Whether every side stands, with all its statements, inside a side of its own, and none is left over.

    More statements may have come to a side: more articles say so. One that is gone may be a value that was changed.
    """
    if len(theirs) != len(ours):
        return False
    near = [[i for i, our in enumerate(ours) if set(their) <= set(our)] for their in theirs]
    taken: dict[int, int] = {}

    def placed(side: int, tried: set[int]) -> bool:
        for other in near[side]:
            if other not in tried:
                tried.add(other)
                if other not in taken or placed(taken[other], tried):
                    taken[other] = side
                    return True
        return False

    return all(placed(side, set()) for side in range(len(theirs)))


class Index:
    """Verdicts by the findings that they may be of, added in any order: when they were given (when_given) counts."""

    def __init__(self, kept: Iterable[Kept] = ()) -> None:
        self._withdrawn: set[str] = set()
        self._of_finding: defaultdict[str, list[Kept]] = defaultdict(list)
        self._of_statement: defaultdict[tuple[str, str], list[Kept]] = defaultdict(list)
        for one in kept:
            self.add(one)

    def add(self, one: Kept) -> None:
        """Take in the next line."""
        if one.withdraws is not None:
            self._withdrawn.add(one.withdraws)
        if one.answer is not None:
            self._of_finding[one.finding].append(one)
            for key in {key for side in one.statements for key in side}:
                self._of_statement[one.kind, key].append(one)

    def on(self, found: Found, said: Sequence[Sequence[str]] | None = None) -> tuple[Kept | None, bool]:
        """Return the last standing answer that holds of a finding and True, else the last that touches it and False.

        `said` are its statements, where they are known already.
        """
        if not self._of_finding:
            return None, False
        said = statements(found) if said is None else said
        near = list(self._of_finding.get(found.id, ()))
        for key in {key for side in said for key in side}:
            near += self._of_statement.get((found.kind, key), ())
        stand = sorted((one for one in near if one.uid not in self._withdrawn), key=when_given, reverse=True)
        held = next((one for one in stand if _holds(one, found, said)), None)
        return held or next(iter(stand), None), held is not None

    def confirmed_by(self, found: Found) -> tuple[str, ...]:
        """Return the reviewers whose last answer that holds of a finding confirms it."""
        said = statements(found)
        near = {one.uid: one for one in self._of_finding.get(found.id, ())}
        for key in {key for side in said for key in side}:
            near |= {one.uid: one for one in self._of_statement.get((found.kind, key), ())}
        stand = sorted((one for uid, one in near.items() if uid not in self._withdrawn), key=when_given)
        last = {one.reviewer: one.answer for one in stand if _holds(one, found, said)}
        return tuple(sorted(reviewer for reviewer, answer in last.items() if answer is Answer.CONFIRMED))


# --- what they come to --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StatementPair:
    """How two reviewers agree: findings that both answered, how many alike, and Cohen's kappa.

    `kappa` is -1 to 1, 0 what chance would give; None where it is not defined: both gave one same answer throughout.
    """

    reviewers: tuple[str, str]
    both: int
    alike: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Stats:
    """The answers of each reviewer, counted, and each two who answered a finding in common."""

    answers: Mapping[str, Mapping[Answer, int]]
    pairs: tuple[StatementPair, ...]


@dataclass(frozen=True, slots=True)
class Precision:
    """Of `answered` findings drawn by chance, `right` were confirmed; `low` to `high` holds the true share at 95 %."""

    right: int
    answered: int
    low: float
    high: float


def agreement(kept: Iterable[Kept]) -> Stats:
    """Count who answered what, the last answer of each to a finding, and measure how far they agree."""
    answers: dict[str, dict[str, Answer]] = {}
    for one in standing(kept):
        assert one.answer is not None
        answers.setdefault(one.reviewer, {})[one.finding] = one.answer
    given = {who: Counter(by_finding.values()) for who, by_finding in sorted(answers.items())}
    couples = combinations(sorted(answers), 2)
    pairs = (_pair(left, right, answers[left], answers[right]) for left, right in couples)
    return Stats(given, tuple(pair for pair in pairs if pair.both))


def _pair(left: str, right: str, ours: Mapping[str, Answer], theirs: Mapping[str, Answer]) -> StatementPair:
    both = sorted(ours.keys() & theirs.keys())
    a, b = [ours[finding].value for finding in both], [theirs[finding].value for finding in both]
    alike = sum(x == y for x, y in zip(a, b, strict=True))
    if len({*a, *b}) < 2:
        return StatementPair((left, right), len(both), alike, None)
    from sklearn.metrics import cohen_kappa_score

    return StatementPair((left, right), len(both), alike, float(cohen_kappa_score(a, b)))


def precision_by_kind(kept: Iterable[Kept]) -> dict[str, Precision]:
    """Return how often each kind is right, from the findings that were drawn by chance; unsure answers do not count."""
    last = {one.finding: one for one in standing(kept) if one.sampled and one.answer is not Answer.UNSURE}
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for one in last.values():
        right[one.kind].append(one.answer is Answer.CONFIRMED)
    return {kind: _precision(sum(answers), len(answers)) for kind, answers in sorted(right.items())}


def _precision(right: int, answered: int) -> Precision:
    """Wilson's score interval (Wilson 1927), which stays inside of 0 and 1 and holds for few answers."""
    share, z2 = right / answered, _95**2
    middle = (share + z2 / (2 * answered)) / (1 + z2 / answered)
    half = _95 / (1 + z2 / answered) * math.sqrt(share * (1 - share) / answered + z2 / (4 * answered**2))
    return Precision(right, answered, max(0.0, middle - half), min(1.0, middle + half))


def told(kept: Sequence[Kept]) -> str:
    """Tell what the answers come to, in lines of text."""
    stats, precision = agreement(kept), precision_by_kind(kept)
    lines = [f"{counted(len(standing(kept)), 'standing answer')} in {counted(len(kept), 'line')}."]
    for who, answers in stats.answers.items():
        lines.append(f"{one_line(who)}: " + ", ".join(f"{answers.get(a, 0)} {a.value}" for a in Answer))
    for pair in stats.pairs:
        kappa = "not defined" if pair.kappa is None else f"{pair.kappa:.2f}"
        who = " and ".join(map(one_line, pair.reviewers))
        lines.append(f"{who}: {pair.alike} of {counted(pair.both, 'common finding')} answered alike, kappa {kappa}")
    for kind, of in precision.items():
        lines.append(
            f"{kind}: {of.right} of {counted(of.answered, 'sampled finding')} right, "
            f"{of.low:.2f} to {of.high:.2f} at 95 %"
        )
    if not precision:
        lines.append("How often each kind is right is not known yet: no finding drawn by chance is answered.")
    return "\n".join(lines) + "\n"


# --- carried from one ledger to another -----------------------------------------------------------


def dumped(kept: Iterable[Kept]) -> str:
    """Return verdicts as JSON Lines."""
    return "".join(f"{form.written(one)}\n" for one in kept)


def loaded(text: str, path: str = "verdicts") -> list[Kept]:
    """Read verdicts of JSON Lines. Raises UsageError naming the line that is none."""
    kept: list[Kept] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                kept.append(form.read(line))
            except ValueError as error:
                raise UsageError(
                    f"{path}:{number}: is no verdict ({error}); write the file with factcheck verdicts export"
                ) from error
    return kept
