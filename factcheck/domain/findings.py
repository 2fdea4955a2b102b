"""What was found, stage by stage, and the report of it.

Found (by a kind) ─ reviewers ─▶ Ruled ─ gate ─▶ Discrepancy, which stands in the report. What is written into it are
pydantic models, because their JSON Schema is the contract.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from factcheck.domain.text import Part

SCHEMA = "factcheck.report/1"


class Reported(BaseModel):
    """Base of everything in a report: frozen, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Relation(StrEnum):
    """What the difference is: see docs/kinds.md. `variant` is a house-style note, never a conflict."""

    CONFLICT = "conflict"
    CONTESTED = "contested"
    UPDATE = "update"
    UNDETERMINED = "undetermined"
    VARIANT = "variant"


class Severity(StrEnum):
    """The harm if it were printed wrong; of a finding on a draft, no more than it is sure (findings/sureness.py)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        return ("low", "medium", "high").index(self.value)


class Evidence(Reported):
    """One quote of one article; `span` marks the differing words inside the quote, from its beginning.

    `line` and `column`, from 1, are where the differing words begin in the article's file. There is no column where
    they do not stand there just as they were read, between marks and escapes, and no line where it is not known.

    `start` and `end` count in the article's text, or in its title where that is the `field`: a headline that does not
    stand in the text.
    """

    article: str
    start: int
    end: int
    quote: str
    span: tuple[int, int]
    line: int | None
    column: int | None
    claimant: str | None = None
    as_of: str | None = None
    field: Part = Part.TEXT

    def stands_in(self, text: str) -> bool:
        """Whether the quote stands in this text of its article, word for word; a title's stands in none."""
        return self.field is Part.TEXT and text[self.start : self.end] == self.quote


class Side(Reported):
    """One of the accounts: a value, who gives it, and how many independent origins that is."""

    value: str
    origins: int
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class Rung(Reported):
    """One of the values that are told of a quantity, and who gives it: a step of a ladder, a state of a series."""

    value: str
    lower: float
    upper: float | None
    evidence: Evidence


class ReportedEvent(Reported):
    """The event that the values of a finding belong to, as the sentences on its sides tell it; null is what none tells.

    `what` is the deed and `who` did it or underwent it, in words of a sentence. `where` and `when` tell both of two
    places or times, with " / " between them, where the sides name different ones; a time is that of the deed, never of
    the page.
    """

    what: str | None = None
    where: str | None = None
    when: str | None = None
    who: str | None = None


UNTOLD = ReportedEvent()


class Pardon(StrEnum):
    """What lets a finding pass."""

    WAIVER = "waiver"
    BASELINE = "baseline"
    VERDICT = "verdict"
    CALIBRATION = "calibration"


class Suppression(Reported):
    """Why a finding does not count: somebody answers for it, or it was there before. It stays visible."""

    by: Pardon
    reason: str
    owner: str | None = None
    expires: str | None = None


class Answer(StrEnum):
    """What a reviewer says of a finding."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    UNSURE = "unsure"


class Dismissal(StrEnum):
    """Why a finding is dismissed."""

    SAME = "same after all"
    DIFFERENT = "different things"
    UPDATE = "update"
    NOT_COMPARABLE = "not comparable"
    MISREAD = "misread"


class Verdict(Reported):
    """A reviewer's answer to a finding. It no longer `holds` when a statement on either side has changed since."""

    answer: Answer
    reason: Dismissal | None = None
    note: str = ""
    reviewer: str
    at: str
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """What a kind found: two or more accounts of one thing that differ. Nobody has said a word on it yet.

    `confidence`, 0 to 1, is as the kind states it. `series` are the states of a quantity, those of the earliest day
    first, where there are enough of them to show a course. Of what `event` its values are is read when every kind is
    done. It is `absent` where no source has what the draft says; the other side then shows what comes nearest. `ground`
    is the sort of evidence that it rests on, "" where its kind tells of none.
    """

    id: str
    story: str
    kind: str
    relation: Relation
    severity: Severity
    confidence: float
    summary: str
    why: str
    check: str
    sides: tuple[Side, ...]
    series: tuple[Rung, ...] = ()
    event: ReportedEvent = UNTOLD
    absent: bool = False
    ground: str = ""

    def __post_init__(self) -> None:
        if len(self.sides) < 2 or not 0 <= self.confidence <= 1:
            raise ValueError(f"no finding: sides {len(self.sides)}, confidence {self.confidence}")


@dataclass(frozen=True, slots=True)
class Ruled:
    """A finding with the reviewers' word: their last answer to it, and whether that, or what they taught, hides it.

    `likely` is the confidence of their calibrator, None where there is none.
    """

    found: Found
    verdict: Verdict | None = None
    likely: float | None = None
    suppressed: Suppression | None = None

    @property
    def confidence(self) -> float:
        """How sure it is: as calibrated, else as its kind states it."""
        return self.found.confidence if self.likely is None else self.likely


class Discrepancy(Reported):
    """Two or more accounts of one thing that differ; `verdict` is the last that was given on it.

    `stated` is the confidence before a calibrator, where one was used. `series` are the states of a quantity by day.
    `event` is what its values belong to; in reports that were written before it was read all of it is null. It is
    `absent` where no source has what the draft says: the other side then shows what comes nearest. `ground` is the sort
    of evidence that a finding on a draft rests on, by which it is told how many like it were right.
    """

    id: str
    story: str
    kind: str
    relation: Relation
    severity: Severity
    confidence: float = Field(ge=0, le=1)
    summary: str
    why: str
    check: str
    event: ReportedEvent = UNTOLD
    sides: tuple[Side, ...] = Field(min_length=2)
    series: tuple[Rung, ...] = ()
    absent: bool = False
    ground: str = ""
    suppressed: Suppression | None = None
    verdict: Verdict | None = None
    stated: float | None = Field(default=None, ge=0, le=1)

    @classmethod
    def of(cls, ruled: Ruled, pardon: Suppression | None = None) -> Discrepancy:
        """Put a finding into the report; a `pardon` of the gate goes before what reviewers let pass."""
        return cls(
            **{**_shared(ruled.found), "confidence": ruled.confidence},
            suppressed=pardon or ruled.suppressed,
            verdict=ruled.verdict,
            stated=None if ruled.likely is None else ruled.found.confidence,
        )

    @property
    def found(self) -> Found:
        """What its kind found, without anybody's word on it: where a report is ruled anew, it is from here."""
        return Found(**{**_shared(self), "confidence": self.confidence if self.stated is None else self.stated})


def _shared(finding: Found | Discrepancy) -> dict[str, Any]:
    """Return what a finding has from its kind, at whatever stage."""
    return {field.name: getattr(finding, field.name) for field in fields(Found)}


class Ladder(Reported):
    """Every value that the sources give for one quantity, lowest first."""

    story: str
    quantity: str
    rungs: tuple[Rung, ...]


class ChangedSetting(Reported):
    """A setting that is not as shipped: its value as JSON, and the file, variable or flag that it is from."""

    key: str
    value: str
    origin: str


class MadeBy(Reported):
    """What made the report, so that it can be made again; `only` is what it was narrowed to, if it was.

    `changed` are the settings that differ from the shipped ones; `calibrator` is the identity of the adopted one.
    `parser` and `decision` are "" in reports that were written before there was any.
    """

    version: str
    encoder: str
    aligner: str
    judge: str
    config_sha256: str
    parser: str = ""
    decision: str = ""
    only: tuple[str, ...] = ()
    changed: tuple[ChangedSetting, ...] = ()
    calibrator: str | None = None


class ReportedArticle(Reported):
    """An article of the run; `sentences` and `claims` are counts, `set_aside` the furniture left out.

    `url` is as the file gave it, and may be anything; it is null in reports that were written before it was told.
    """

    id: str
    source: str
    title: str | None
    published: str | None
    updated: str | None
    path: str
    url: str | None = None
    sha256: str
    origin: str
    sentences: int
    claims: int
    notes: tuple[str, ...] = ()
    set_aside: tuple[ReportedSetAside, ...] = ()


class ReportedSetAside(Reported):
    """Page furniture that was left out of the comparison, and the sign it was known by."""

    start: int
    end: int
    quote: str
    reason: str


class ReportedSkip(Reported):
    path: str
    reason: str


class ReportedStory(Reported):
    """One group of articles on one event."""

    id: str
    title: str
    articles: tuple[str, ...]


class Reason(Reported):
    """How many pairs looked like a conflict and were none, for one reason."""

    reason: str
    count: int


class Totals(Reported):
    articles: int
    origins: int
    sentences: int
    claims: int
    compared: int
    conflicts: int
    by_relation: dict[str, int]
    by_severity: dict[str, int]


class ClaimState(StrEnum):
    """What became of a claim of a draft: that no source has it is one thing, that none could be compared another."""

    CONTRADICTED = "contradicted"
    ABSENT = "absent"
    BORNE_OUT = "borne_out"
    NOT_COMPARED = "not_compared"


class DraftClaim(Reported):
    """Words of a draft that claim something, and what its sources make of them.

    `start` and `end` count in the draft's text, whose `words` stand there. `evidence` is what sources say that bears it
    out, or what it was held against and could not be compared with, one quote a source; what contradicts it, or comes
    nearest to it, is in the `findings`, by their ids.
    """

    start: int
    end: int
    words: str
    state: ClaimState
    reason: str
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[str, ...] = ()


class DraftCheck(Reported):
    """What one draft came to against its sources.

    `text` is the draft as read, which the offsets of its evidence point into; `first_line` the line of its file on
    which that begins, if it is whole lines of the file. Of its `claims`, `met` were held against a source's. `failing`
    are the ids of the findings that count; `notices` what is to be said of the draft, waivers and baseline. `coverage`
    is what became of each claim and quotation of its text and of all that findings stand on, in the order of the text;
    it is empty in reports that were written before it was told.
    """

    draft: str
    path: str
    text: str
    first_line: int | None
    claims: int
    met: int
    failing: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    coverage: tuple[DraftClaim, ...] = ()


class Findings(Reported):
    """The report: the one object that every format is made from. `check` is there when a draft was checked."""

    schema_: str = Field(default=SCHEMA, alias="schema", serialization_alias="schema")
    made_by: MadeBy
    articles: tuple[ReportedArticle, ...]
    stories: tuple[ReportedStory, ...]
    skipped: tuple[ReportedSkip, ...]
    discrepancies: tuple[Discrepancy, ...]
    ladders: tuple[Ladder, ...]
    compatible: tuple[Reason, ...]
    totals: Totals
    check: DraftCheck | None = None
