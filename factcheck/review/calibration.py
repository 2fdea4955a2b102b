"""The formula that says how likely reviewers confirm a finding, and which of those that were learnt is in use.

A calibrator is a logistic formula over what a finding shows of itself (`features`), fitted on what reviewers answered
(review/learning.py). It is kept beside the ledger as plain numbers, with all that were adopted before it, the last of
which is in use; it runs nothing and needs no library.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations, product
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

from factcheck.domain.findings import Evidence, Found, Side
from factcheck.errors import ConfigError, UsageError
from factcheck.findings import output
from factcheck.review import stores
from factcheck.review.ledger import default_url
from factcheck.settings.lexicons import load_lexicons

NAME = "calibrator.json"
SCHEMA: Literal["factcheck.calibrator/1"] = "factcheck.calibrator/1"
WORDS = ("kind", "relation")  # the features that are words; all others are numbers

_SUREST = 0.99  # of which log-odds are taken: beyond it a confidence says no more
_CONTENT = re.compile(r"[^\W\d_]{4,}")  # shorter words are mostly grammar


class _Plain(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Weight(_Plain):
    """How a feature that is a number counts: `weight` per `scale` above `mean`."""

    mean: FiniteFloat
    scale: float = Field(gt=0, allow_inf_nan=False)
    weight: FiniteFloat


class Calibrator(_Plain):
    """A logistic formula, and how many answers it was fitted on. A word or number unknown to it counts nothing."""

    confirmed: int
    dismissed: int
    stories: int
    bias: FiniteFloat
    numbers: dict[str, Weight]
    words: dict[str, dict[str, FiniteFloat]]

    @property
    def identity(self) -> str:
        """Twelve hexadecimal digits that are equal for equal formulas."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def probability(self, features: Mapping[str, float | str]) -> float:
        """Return how likely a reviewer confirms a finding of these features, 0 to 1, to two digits as it is shown."""
        score = self.bias
        for name, number in sorted(self.numbers.items()):
            value = features.get(name)
            if isinstance(value, float | int):
                score += number.weight * (value - number.mean) / number.scale
        for name, weights in sorted(self.words.items()):
            score += weights.get(str(features.get(name, "")), 0.0)
        return round(1 / (1 + math.exp(-min(max(score, -50.0), 50.0))), 2)


class _Adopted(_Plain):
    """The file: every calibrator that was adopted and not reverted, the one in use last."""

    schema_: Literal["factcheck.calibrator/1"] = Field(default=SCHEMA, alias="schema")
    adopted: tuple[Calibrator, ...]


def features(found: Found) -> Mapping[str, float | str]:
    """Return what a finding shows of itself, whatever else is in its run."""
    bounded = min(max(found.confidence, 1 - _SUREST), _SUREST)
    sides = found.sides
    days = _days_apart(sides)
    return {
        "kind": found.kind,
        "relation": found.relation.value,
        "log_odds": round(math.log(bounded / (1 - bounded)), 6),
        "severity": float(found.severity.rank),
        "sides": float(len(sides)),
        "origins": _doublings(sum(side.origins for side in sides)),
        "fewest_origins": _doublings(min(side.origins for side in sides)),
        "evidence": _doublings(sum(len(side.evidence) for side in sides)),
        "hedged": float(any(_hedged(side.value) for side in sides)),
        "shared_words": round(max(_shared(a, b) for a, b in _across(sides)), 6),
        "same_claimant": float(any(_same_claimant(a, b) for a, b in _across(sides))),
        "dated": float(days is not None),
        "days_apart": _doublings(1 + (days or 0)),
    }


def beside(ledger_url: str, folder: Path) -> Path:
    """Return the file beside a ledger; beside that of the folder's project, where the ledger is on a server."""
    url = ledger_url if ledger_url.startswith(stores.SQLITE) else default_url(folder)
    return Path(url.removeprefix(stores.SQLITE)).parent / NAME


def in_use(path: Path) -> Calibrator | None:
    """Return the calibrator that was adopted last, None when there is none. Raises ConfigError as `_read` does."""
    return next(reversed(_read(path)), None)


def adopt(path: Path, calibrator: Calibrator) -> bool:
    """Put a calibrator to use and keep those before it; False when it is in use already. Raises OutputError."""
    adopted = _read(path)
    if adopted and adopted[-1] == calibrator:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, (*adopted, calibrator))
    return True


def revert(path: Path) -> Calibrator | None:
    """Take the calibrator in use out of it, and return the one before, None for none. Raises UsageError."""
    adopted = _read(path)
    if not adopted:
        raise UsageError(f"{path}: no calibrator is in use, so that there is nothing to revert")
    _write(path, adopted[:-1])
    return in_use(path)


def _read(path: Path) -> tuple[Calibrator, ...]:
    """Return all that are adopted. Raises ConfigError when the file is none of this version."""
    try:
        return _Adopted.model_validate_json(path.read_text(encoding="utf-8")).adopted
    except FileNotFoundError:
        return ()
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise ConfigError(
            f"{path}: is no calibrator of this factcheck ({where}: {first['msg']}); remove it and adopt one anew, or "
            "run with --ignore-verdicts"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}; check the file, or run with --ignore-verdicts") from error


def _write(path: Path, adopted: Sequence[Calibrator]) -> None:
    plain = _Adopted(adopted=tuple(adopted)).model_dump(mode="json", by_alias=True)
    output.write(path, json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n")


def _doublings(number: int) -> float:
    return round(math.log2(max(number, 1)), 6)


def _across(sides: Sequence[Side]) -> Iterable[tuple[Evidence, Evidence]]:
    """Pair each quote with those of the other sides."""
    return (pair for a, b in combinations(sides, 2) for pair in product(a.evidence, b.evidence))


def _shared(one: Evidence, other: Evidence) -> float:
    """Share of the content words of the shorter quote that the other has, too; the differing words left out."""
    mine, theirs = _content(one), _content(other)
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def _content(evidence: Evidence) -> frozenset[str]:
    start, end = evidence.span
    beside = f"{evidence.quote[:start]} {evidence.quote[end:]}"
    return frozenset(_CONTENT.findall(beside.lower()))


def _same_claimant(one: Evidence, other: Evidence) -> bool:
    return one.claimant is not None and other.claimant is not None and one.claimant.lower() == other.claimant.lower()


def _days_apart(sides: Sequence[Side]) -> int | None:
    """Return the days between the nearest accounts of two sides, None when no two say to which day they count."""
    pairs = ((a.as_of, b.as_of) for a, b in _across(sides))
    return min(
        (abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days) for a, b in pairs if a and b), default=None
    )


def _hedged(value: str) -> bool:
    return _hedging().search(value.lower()) is not None


@lru_cache(maxsize=1)
def _hedging() -> re.Pattern[str]:
    hedges = load_lexicons().hedges
    bounds = (*hedges.about, *hedges.nearly, *hedges.just_over, *hedges.at_least, *hedges.at_most)
    known = sorted(bounds, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(words) for words in known)})\b")
