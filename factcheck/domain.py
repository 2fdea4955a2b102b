"""What the stages hand to each other: one frozen type per stage, complete at birth.

    Article ─ read ─▶ Account (Sentences, Claims) ─ align ─▶ Story (Clusters) ─ compare ─▶ Discrepancy ─▶ Findings

Every `start` and `end` in this package is an offset in characters into `Article.text`, end exclusive,
so that `article.text[start:end]` is always the quoted words.

The stages up to `Cluster` are dataclasses (made by the thousand); what is written into a report is a
pydantic model, because its JSON Schema is the contract.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

SCHEMA = "factcheck.report/1"


class Span(NamedTuple):
    """Characters `start` up to, not including, `end` of an article's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


# --- read ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read. `text` is what every offset points into; unknown metadata is None.

    `first_line` is the line of its file, from 1, on which the text begins.
    """

    id: str
    text: str
    source: str
    sha256: str
    path: str
    title: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    author: str | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()
    first_line: int = 1


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not read, and why, in words that say what to do."""

    path: str
    reason: str


# --- understood ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark with its lemma (lower case) and its tag of the BNC C5 tagset."""

    start: int
    end: int
    text: str
    lemma: str
    tag: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article; `quoted` are the stretches of it that stand in quotation marks.

    `line` and `column`, from 1, are where it begins in the article's file.
    """

    article: str
    index: int
    span: Span
    text: str
    tokens: tuple[Token, ...]
    quoted: tuple[Span, ...] = ()
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class SetAside:
    """Page furniture: kept out of the comparison, never deleted."""

    span: Span
    reason: str


class Agreement(StrEnum):
    """How two values of one slot stand to each other."""

    SAME = "same"
    CONTAINED = "contained"
    BOUND_VIOLATED = "bound violated"
    FAR_BELOW = "far below"
    DISJOINT = "disjoint"
    NOT_COMPARABLE = "not comparable"


AGREEING = frozenset({Agreement.SAME, Agreement.CONTAINED})
CLASHING = frozenset({Agreement.DISJOINT, Agreement.BOUND_VIOLATED})  # both cannot hold


class Status(StrEnum):
    """What a sentence does with its statement."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    HOPED = "hoped for"
    ALLEGED = "alleged"
    DENIED = "denied"
    CONDITIONAL = "conditional"
    QUESTION = "question"


class Course(StrEnum):
    """Where a value stands in the course of the story, by the words around it."""

    SETTLED = "settled"
    RUNNING = "running"
    REVISED = "revised"
    EARLIER = "earlier"


class Hedge(StrEnum):
    """How a figure or a moment is bounded by the words around it."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    RANGE = "range"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Figure:
    """An interval over what is counted or measured.

    `lower` and `upper` are in `unit` (see values/figures/units.py: "count", "percent", "ordinal", "metre",
    "second", "USD", ...); `upper` may be infinite. `noun` is the lemma of the counted noun ("" if none),
    `modifiers` the lemmas that narrow it, `role` what befell the counted ("killed", ...) or None.
    """

    lower: float
    upper: float
    unit: str
    hedge: Hedge
    words: str
    noun: str = ""
    modifiers: frozenset[str] = frozenset()
    role: str | None = None

    def __post_init__(self) -> None:
        if not self.lower <= self.upper or math.isinf(self.lower):
            raise ValueError(f"no interval: {self.lower} to {self.upper}")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as far as the words fix it: days, a time of day, or both.

    `first` and `last` are calendar days, both included, or None when the year or the publication date
    is unknown; then `weekday` (Monday is 0), `month` and `day` hold what was said. `clock` is minutes
    after midnight, lower and upper, both included; `zone` the stated time zone's offset in minutes.
    """

    words: str
    hedge: Hedge = Hedge.EXACT
    granularity: str = "day"
    first: date | None = None
    last: date | None = None
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    clock: tuple[int, int] | None = None
    zone: int | None = None


class Boundary(StrEnum):
    """Which point of an event a moment gives."""

    AT = "at"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Timing:
    """When an event happened, began or ended. `event` is the lemma of its verb or noun."""

    moment: Moment
    event: str
    boundary: Boundary = Boundary.AT


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an event of a known type turned out: `side` is one of the lexicon's opposites for `event`."""

    event: str
    side: str
    words: str


@dataclass(frozen=True, slots=True)
class Proposition:
    """Who does what to whom: the lemma of the verb and the names before and after it, active voice."""

    verb: str
    doer: str
    object: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What a clause says as a whole, with the figures and times in it masked: `text` is what a model reads."""

    text: str


Value = Figure | Timing | Outcome | Proposition | Statement


@dataclass(frozen=True, slots=True)
class Name:
    """A person, organisation or place as written once."""

    span: Span
    text: str
    sort: str
    title: str = ""
    acronym: str = ""


@dataclass(frozen=True, slots=True)
class Claimant:
    """To whom a statement is attributed; `name` is as written, `key` equal for ways to write one name."""

    name: str
    span: Span
    key: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one value, with all that it takes to say whether another is of the same thing.

    `span` is the value's words and `clause` the stretch that speaks of it. Two texts are embedded: `slot`,
    what the value is a value of ("assault rifles seized"), and `masked`, the clause with a placeholder for
    the value. `context` holds the content lemmas of the sentence, `particulars` its other values, `names`
    the keys of its names, `owner` the key of the one that the value belongs to and `person` that of the nearest
    person in the clause ("" if none is near).
    `when` and `since` bind the statement to a time, `as_of` is the day to which it counts or on which it was told. What
    the article itself gives as the `EARLIER` value of something is no account of its own of how things stand.
    A `summed` figure is a part of a total of the same sentence.
    """

    id: str
    sentence: Sentence
    span: Span
    clause: Span
    value: Value
    slot: str
    masked: str
    predicate: str = ""
    context: frozenset[str] = frozenset()
    particulars: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    owner: str = ""
    person: str = ""
    when: Moment | None = None
    since: Moment | None = None
    claimant: Claimant | None = None
    quoted: bool = False
    status: Status = Status.ASSERTED
    negated: bool = False
    as_of: date | None = None
    course: Course = Course.SETTLED
    summed: bool = False

    @property
    def article(self) -> str:
        return self.sentence.article


@dataclass(frozen=True, slots=True)
class Account:
    """One source's account of the story: the article, understood.

    `claims` are of single values, `statements` of whole clauses.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    set_aside: tuple[SetAside, ...]
    names: tuple[Name, ...]
    claims: tuple[Claim, ...]
    statements: tuple[Claim, ...] = ()


# --- aligned ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims of several articles that fill one slot. `cohesion` is their mean similarity, 0 to 1.

    `grounds` are, in words, what spoke most for it.
    """

    claims: tuple[Claim, ...]
    cohesion: float
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a judge says of a pair of statements: three probabilities that sum to 1."""

    contradiction: float
    entailment: float
    neutral: float


@dataclass(frozen=True, slots=True)
class Compatible:
    """A pair of figures or times that was weighed and found no discrepancy; counted by reason."""

    reason: str
    left: Claim
    right: Claim


@dataclass(frozen=True, slots=True)
class Settled:
    """A figure that the desk has looked up; a sentence must have one of the words `about`, where there are any."""

    claim: Claim
    about: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Story:
    """The articles on one event, what they claim, and which of it is of the same thing.

    `origins` maps an article's id to the id of the article that stands for its origin (wire copy and
    near-identical texts share one). `one_event` says how likely two of the articles, by their ids in order, are on one
    event. `set_apart` are pairs that looked like a conflict and are of two things. `draft` is the id of the article
    that is checked against the others, if one is; `settled` what the desk has settled.
    """

    id: str
    title: str
    accounts: tuple[Account, ...]
    clusters: tuple[Cluster, ...]
    origins: Mapping[str, str] = field(default_factory=dict)
    set_apart: tuple[Compatible, ...] = ()
    one_event: Mapping[tuple[str, str], float] = field(default_factory=dict)
    draft: str | None = None
    settled: tuple[Settled, ...] = ()

    @property
    def checked(self) -> Account | None:
        """The account of the draft."""
        return next((account for account in self.accounts if account.article.id == self.draft), None)

    @property
    def sources(self) -> tuple[Account, ...]:
        """The accounts that nobody checks: all of them, or all but the draft's."""
        return tuple(account for account in self.accounts if account.article.id != self.draft)


# --- reported: the JSON contract ------------------------------------------------------------------


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
    """The harm if it were printed wrong."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        return ("low", "medium", "high").index(self.value)


class Evidence(Reported):
    """One quote of one article; `span` marks the differing words inside the quote, from its beginning.

    `line` and `column`, from 1, are where the differing words begin in the article's file: for text and Markdown lines
    of the file itself, for every other form lines of the text as it was read.
    """

    article: str
    start: int
    end: int
    quote: str
    span: tuple[int, int]
    line: int
    column: int
    claimant: str | None = None
    as_of: str | None = None


class Side(Reported):
    """One of the accounts: a value, who gives it, and how many independent origins that is."""

    value: str
    origins: int
    evidence: tuple[Evidence, ...] = Field(min_length=1)


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


class Discrepancy(Reported):
    """Two or more accounts of one thing that differ; `verdict` is the last that was given on it.

    `stated` is the confidence before a calibrator, where one was used.
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
    sides: tuple[Side, ...] = Field(min_length=2)
    suppressed: Suppression | None = None
    verdict: Verdict | None = None
    stated: float | None = Field(default=None, ge=0, le=1)


class Rung(Reported):
    """One step of a ladder: a value of a quantity and who gives it."""

    value: str
    lower: float
    upper: float | None
    evidence: Evidence


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
    """

    version: str
    encoder: str
    aligner: str
    judge: str
    config_sha256: str
    only: tuple[str, ...] = ()
    changed: tuple[ChangedSetting, ...] = ()
    calibrator: str | None = None


class ReportedArticle(Reported):
    """An article of the run; `sentences` and `claims` are counts, `set_aside` the furniture left out."""

    id: str
    source: str
    title: str | None
    published: str | None
    updated: str | None
    path: str
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


class Check(Reported):
    """What one draft came to against its sources.

    `text` is the draft as read, which the offsets of its evidence point into; `first_line` the line of its file on
    which that begins. Of its `claims`, `met` were held against a source's. `failing` are the ids of the findings
    that count; `notices` what is to be said of the draft, waivers and baseline.
    """

    draft: str
    path: str
    text: str
    first_line: int
    claims: int
    met: int
    failing: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


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
    check: Check | None = None
