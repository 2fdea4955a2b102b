"""What the tests of the ledger share: lines made by hand, and a program that answers until it is stopped."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from factcheck.domain.findings import Answer, Dismissal
from factcheck.review.answers import Kept

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
ROOT = Path(__file__).parent.parent


def line(
    uid: str,
    *,
    finding: str = "f1",
    answer: Answer | None = Answer.CONFIRMED,
    reviewer: str = "ann",
    kind: str = "figure",
    statements: tuple[tuple[str, ...], ...] = (("a",), ("b",)),
    withdraws: str | None = None,
    sampled: bool = False,
    reason: Dismissal | None = None,
    note: str = "",
) -> Kept:
    return Kept(
        uid=uid,
        finding=finding,
        kind=kind,
        summary="The number of people moved differs",
        statements=statements,
        answer=answer,
        reason=reason,
        note=note,
        reviewer=reviewer,
        at=AT,
        withdraws=withdraws,
        sampled=sampled,
        story="ferry",
        features={"confidence": 0.8, "relation": "conflict"},
    )


@contextmanager
def program(code: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A Python program that has this package and these helpers; it is ended when it is not waited for."""
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def output(code: str, *arguments: str) -> str:
    """Run such a program to its end and return what it prints."""
    with program(code, *arguments) as process:
        out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out
