"""A ledger with one run to review: three findings of a ferry, the texts of two of its articles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from findings_samples import THREE, discrepancy, evidence, findings, side

from factcheck.domain.findings import Discrepancy, Evidence, Findings, Severity
from factcheck.review.dialogue import Dialogue
from factcheck.review.ledger import Ledger
from factcheck.review.session import Session

HERALD = (
    "The ferry left Tarn at noon on Monday with a full deck. Weather was poor and the harbour had warned captains "
    "twice. Some 250 people were moved, the coastguard said. Buses took them to a school. The mayor thanked everybody."
)
COURIER = (
    "A ferry ran aground near Orlund. The ministry put the number of people moved at more than 700 people. "
    "They were taken to hotels overnight. A second boat stood by."
)
TEXTS = {"one": HERALD, "two": COURIER}


def quoted(article: str, quote: str, marked: str, **more: Any) -> Evidence:
    """A quote at its place in its article's text."""
    start = TEXTS[article].index(quote)
    return evidence(article, quote, marked, **more).model_copy(update={"start": start, "end": start + len(quote)})


FEW = quoted(
    "one",
    "Some 250 people were moved, the coastguard said.",
    "250",
    claimant="the coastguard",
    as_of="2021-05-04",
)
MANY = quoted("two", "The ministry put the number of people moved at more than 700 people.", "more than 700 people")
MOVED = discrepancy(
    "aaaaaaaaaaa1", side("250", FEW), side("more than 700", MANY), severity=Severity.HIGH, confidence=0.51
)
PLACE = discrepancy(
    "aaaaaaaaaaa2",
    side("a school", quoted("one", "Buses took them to a school.", "a school")),
    side("hotels", quoted("two", "They were taken to hotels overnight.", "hotels")),
    kind="place",
    confidence=0.6,
    summary="Where they were taken differs: a school or hotels",
)
THRICE = discrepancy(
    "aaaaaaaaaaa3",
    side("250", FEW),
    side("more than 700", MANY),
    side("700", THREE),
    kind="actor",
    confidence=0.7,
    summary="Three accounts of the rescue",
)


def ledger_of(folder: Path, *found: Discrepancy) -> Ledger:
    ledger = Ledger(f"sqlite:///{folder / 'ledger.sqlite'}")
    ledger.record(run_of(*found), TEXTS)
    return ledger


def run_of(*found: Discrepancy) -> Findings:
    return findings(*(found or (MOVED, PLACE, THRICE)))


def dialogue_of(ledger: Ledger, reviewer: str = "Ana", **options: Any) -> Dialogue:
    session = Session(ledger, None, reviewer, **{"sample": 0.0, **options})
    return Dialogue(session, ledger.texts(session.run.id))
