"""What reviewers answered, weighed: which answer stands, whether it is still of what is said, what answers come to.

An answer is of a finding, and holds as long as the statements are the same, wherever they stand and whoever prints
them.
"""

from __future__ import annotations

import hashlib
import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from factcheck.domain.findings import Answer, Discrepancy, Evidence, Findings, Pardon, Suppression, Verdict
from factcheck.errors import UsageError
from factcheck.findings.digest import counted, recounted
from factcheck.review import answers as form
from factcheck.review.answers import Kept
from factcheck.text.excerpt import one_line

_95 = 1.96  # standard deviations on either side that hold 95 % of a normal distribution


# --- the statements of a finding --------------------------------------------------------------


def statement_key(evidence: Evidence) -> str:
    """Return what is equal for two quotes of the same words with the same words marked, whatever the white space."""
    start, end = evidence.span
    parts = (evidence.quote[:start], evidence.quote[start:end], evidence.quote[end:])
    words = "\n".join(" ".join(unicodedata.normalize("NFC", part).lower().split()) for part in parts)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def statements(discrepancy: Discrepancy) -> tuple[tuple[str, ...], ...]:
    """Return the keys of the statements on each side, in the order of the sides."""
    return tuple(tuple(sorted({statement_key(e) for e in side.evidence})) for side in discrepancy.sides)


# --- which answers stand, and of what ---------------------------------------------------------


def standing(kept: Iterable[Kept]) -> Sequence[Kept]:
    """Return the answers that nobody took back, in the order they were given."""
    given = list(kept)
    withdrawn = {one.withdraws for one in given}
    return [one for one in given if one.answer is not None and one.uid not in withdrawn]


def holds(kept: Kept, discrepancy: Discrepancy) -> bool:
    """Whether an answer is of this finding: of the same id, or of the same statements, side by side."""
    return _holds(kept, discrepancy, statements(discrepancy))


def touches(kept: Kept, discrepancy: Discrepancy) -> bool:
    """Whether an answer was of at least one of this finding's statements."""
    ours = {key for side in statements(discrepancy) for key in side}
    return kept.kind == discrepancy.kind and any(not ours.isdisjoint(side) for side in kept.statements)


def _holds(kept: Kept, discrepancy: Discrepancy, ours: Sequence[Sequence[str]]) -> bool:
    if kept.finding == discrepancy.id:
        return True
    return kept.kind == discrepancy.kind and _paired(kept.statements, ours)


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
    """Verdicts by the findings that they may be of; they are added in the order they were given."""

    def __init__(self, kept: Iterable[Kept] = ()) -> None:
        self._order: dict[str, int] = {}
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
            self._order[one.uid] = len(self._order)
            self._of_finding[one.finding].append(one)
            for key in {key for side in one.statements for key in side}:
                self._of_statement[one.kind, key].append(one)

    def on(self, discrepancy: Discrepancy, said: Sequence[Sequence[str]] | None = None) -> tuple[Kept | None, bool]:
        """Return the last standing answer that holds of a finding and True, else the last that touches it and False.

        `said` are its statements, where they are known already.
        """
        if not self._order:
            return None, False
        said = statements(discrepancy) if said is None else said
        near = list(self._of_finding.get(discrepancy.id, ()))
        for key in {key for side in said for key in side}:
            near += self._of_statement.get((discrepancy.kind, key), ())
        stand = sorted((one for one in near if one.uid not in self._withdrawn), key=lambda one: -self._order[one.uid])
        held = next((one for one in stand if _holds(one, discrepancy, said)), None)
        return held or next(iter(stand), None), held is not None

    def confirmed_by(self, discrepancy: Discrepancy) -> tuple[str, ...]:
        """Return the reviewers whose last answer that holds of a finding confirms it."""
        said = statements(discrepancy)
        near = {one.uid: one for one in self._of_finding.get(discrepancy.id, ())}
        for key in {key for side in said for key in side}:
            near |= {one.uid: one for one in self._of_statement.get((discrepancy.kind, key), ())}
        stand = sorted((one for uid, one in near.items() if uid not in self._withdrawn), key=self._when)
        last = {one.reviewer: one.answer for one in stand if _holds(one, discrepancy, said)}
        return tuple(sorted(reviewer for reviewer, answer in last.items() if answer is Answer.CONFIRMED))

    def _when(self, one: Kept) -> int:
        return self._order[one.uid]


# --- honouring them -----------------------------------------------------------------------------


def ruled(findings: Findings, kept: Iterable[Kept]) -> Findings:
    """Return the findings with the last answer to each; what was dismissed, and still is the same, no longer counts."""
    index = Index(kept)
    found = tuple(_ruled(d, *index.on(d), index.confirmed_by(d)) for d in findings.discrepancies)
    return recounted(findings.model_copy(update={"discrepancies": found}))


def unruled(findings: Findings) -> Findings:
    """Return the findings as they were before any answer."""
    return recounted(findings.model_copy(update={"discrepancies": tuple(map(_unruled, findings.discrepancies))}))


def _ruled(
    discrepancy: Discrepancy,
    last: Kept | None,
    held: bool,  # noqa: FBT001
    confirmed_by: Sequence[str],
) -> Discrepancy:
    """Return a finding with the last answer to it. While a reviewer confirms it, no other's dismissal hides it."""
    if last is None or last.answer is None:
        return discrepancy
    others = [name for name in confirmed_by if name != last.reviewer]
    against = f"confirmed by {', '.join(others)}" if others and last.answer is not Answer.CONFIRMED else ""
    verdict = Verdict(
        answer=last.answer,
        reason=last.reason,
        note="; ".join(part for part in (last.note, against) if part),
        reviewer=last.reviewer,
        at=last.at.isoformat(),
        holds=held,
    )
    suppressed = discrepancy.suppressed
    if held and last.answer is Answer.DISMISSED and suppressed is None and not confirmed_by:
        suppressed = Suppression(by=Pardon.VERDICT, reason=_reason(last), owner=last.reviewer)
    return discrepancy.model_copy(update={"verdict": verdict, "suppressed": suppressed})


def _unruled(discrepancy: Discrepancy) -> Discrepancy:
    if discrepancy.verdict is None:
        return discrepancy
    by_verdict = discrepancy.suppressed is not None and discrepancy.suppressed.by is Pardon.VERDICT
    suppressed = None if by_verdict else discrepancy.suppressed
    return discrepancy.model_copy(update={"verdict": None, "suppressed": suppressed})


def _reason(kept: Kept) -> str:
    said = kept.reason.value if kept.reason else "dismissed"
    return f"{said}: {kept.note}" if kept.note else said


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
                    f"{path}:{number}: is no verdict; write the file with factcheck verdicts export: {error}"
                ) from error
    return kept
