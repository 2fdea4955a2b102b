"""Findings made by hand: several stories, every relation, and words that try to break out of a report."""

from __future__ import annotations

from factcheck.domain.findings import (
    ClaimState,
    Discrepancy,
    DraftCheck,
    DraftClaim,
    Evidence,
    Findings,
    Ladder,
    MadeBy,
    Pardon,
    Reason,
    Relation,
    ReportedArticle,
    ReportedSetAside,
    ReportedSkip,
    ReportedStory,
    Rung,
    Severity,
    Side,
    Suppression,
    Totals,
)
from factcheck.findings.assembly import worst_first
from factcheck.findings.digest import totals
from factcheck.interfaces import Reviewing

NASTY = "a|b `c` <script>alert(1)</script> [x](http://evil.example) **bold** $x$ & \\\nnew line # end"
LONG = "The ministry said in a very long statement that " + "many words came before " * 40 + "700 people were moved."


def evidence(
    article: str, quote: str, marked: str, *, claimant: str | None = None, as_of: str | None = None
) -> Evidence:
    """A quote that begins its article's text, which begins its file."""
    at = quote.index(marked)
    before = quote[:at]
    return Evidence(
        article=article,
        start=0,
        end=len(quote),
        quote=quote,
        span=(at, at + len(marked)),
        line=before.count("\n") + 1,
        column=at - before.rfind("\n"),
        claimant=claimant,
        as_of=as_of,
    )


def side(value: str, *quotes: Evidence) -> Side:
    return Side(value=value, origins=len({quote.article for quote in quotes}), evidence=quotes)


def discrepancy(
    name: str,
    *sides: Side,
    relation: Relation = Relation.CONFLICT,
    severity: Severity = Severity.MEDIUM,
    confidence: float = 0.8,
    kind: str = "figure",
    story: str = "ferry",
    summary: str = "The number of people moved differs: 250 or 700",
) -> Discrepancy:
    return Discrepancy(
        id=name,
        story=story,
        kind=kind,
        relation=relation,
        severity=severity,
        confidence=confidence,
        summary=summary,
        why="The two intervals do not meet.",
        check="Look up the coastguard's count.",
        sides=sides,
    )


def article(name: str, source: str, *, origin: str | None = None) -> ReportedArticle:
    return ReportedArticle(
        id=name,
        source=source,
        title=f"Ferry: {name}",
        published="2021-05-04",
        updated=None,
        path=f"in/{name}.txt",
        sha256="0" * 64,
        origin=origin or name,
        sentences=12,
        claims=5,
        notes=("no year in the dateline",) if name == "one" else (),
        set_aside=(ReportedSetAside(start=0, end=9, quote="Read more", reason="link list"),) if name == "one" else (),
    )


ONE = evidence(
    "one", "Some 250 people were moved, the coastguard said.", "250", claimant="the coastguard", as_of="2021-05-04"
)
TWO = evidence("two", LONG, "700 people")
THREE = evidence("three", f"{NASTY} 700 of them", "700")

SERIES = (
    Rung(value="10", lower=10, upper=10, evidence=ONE),
    Rung(value=NASTY, lower=30, upper=None, evidence=THREE.model_copy(update={"as_of": "2021-05-05"})),
    Rung(value="40", lower=40, upper=40, evidence=TWO.model_copy(update={"as_of": "2021-05-06"})),
    Rung(value="forty", lower=40, upper=40, evidence=ONE.model_copy(update={"as_of": "2021-05-06"})),
    Rung(value="up to 20", lower=0, upper=20, evidence=TWO),
)

DISCREPANCIES = (
    discrepancy("f1", side("250", ONE), side("700", TWO, THREE), severity=Severity.HIGH, confidence=0.9),
    discrepancy("f2", side(NASTY, ONE), side("9", THREE), confidence=0.95, summary=NASTY),
    discrepancy("f3", side("low", ONE), side("high", TWO), severity=Severity.LOW, summary="A small matter"),
    discrepancy("c1", side("left", ONE), side("stayed", TWO), relation=Relation.CONTESTED, kind="outcome"),
    discrepancy("u1", side("10", ONE), side("12", TWO), relation=Relation.UPDATE, summary="The toll rose").model_copy(
        update={"series": SERIES}
    ),
    discrepancy("n1", side("Friday", ONE), side("4 May", TWO), relation=Relation.UNDETERMINED, kind="date"),
    discrepancy("v1", side("Sarraj", ONE), side("al-Serraj", TWO), relation=Relation.VARIANT, kind="name"),
    discrepancy("g1", side("3", ONE), side("4", THREE), story="bridge", confidence=0.7, summary="The bridge's age"),
)


def tally(words: list[str]) -> dict[str, int]:
    return {word: words.count(word) for word in sorted(set(words))}


def findings(*discrepancies: Discrepancy) -> Findings:
    conflicts = [d for d in discrepancies if d.relation in (Relation.CONFLICT, Relation.CONTESTED)]
    return Findings(
        made_by=MadeBy(
            version="1.2.3",
            parser="grammar@abc",
            encoder="model@abc",
            aligner="rules",
            decision="decision@abc",
            judge="lexicon",
            config_sha256="f" * 64,
        ),
        articles=(article("one", "Herald"), article("two", "Courier"), article("three", "Herald", origin="one")),
        stories=(
            ReportedStory(id="ferry", title=f"The ferry {NASTY}", articles=("one", "two", "three")),
            ReportedStory(id="bridge", title="The bridge", articles=("one", "three")),
        ),
        skipped=(ReportedSkip(path="in/x|y.pdf", reason="it holds no text; give a scanned file to OCR first"),),
        discrepancies=discrepancies,
        ladders=(
            Ladder(
                story="ferry",
                quantity="people moved",
                rungs=(
                    Rung(value="250", lower=250, upper=250, evidence=ONE),
                    Rung(value="more than 700", lower=700.1234567891, upper=None, evidence=TWO),
                ),
            ),
        ),
        compatible=(Reason(reason="rounding", count=2), Reason(reason="different roles", count=5)),
        totals=Totals(
            articles=3,
            origins=2,
            sentences=36,
            claims=15,
            compared=9,
            conflicts=len(conflicts),
            by_relation=tally([d.relation.value for d in discrepancies]),
            by_severity=tally([d.severity.value for d in conflicts]),
        ),
    )


def reviewed(run: Findings, reviewing: Reviewing) -> Findings:
    """A run as it is reported with the reviewers' word on its findings."""
    ruled = worst_first(reviewing.ruled(d.found) for d in run.discrepancies)
    found = tuple(map(Discrepancy.of, ruled))
    made_by = run.made_by.model_copy(update={"calibrator": reviewing.calibrator})
    counts = totals(run.articles, found, compared=run.totals.compared)
    return run.model_copy(update={"discrepancies": found, "made_by": made_by, "totals": counts})


FULL = findings(*DISCREPANCIES)
EMPTY = findings()

# --- a checked draft

# What a terminal, a page, an annotation and an XML file would obey: bidi overrides, ends of CDATA, escapes of newlines.
ACTING = "\u202eevil\u202c <b onclick=x> ]]> %0A::error::x \x1b[31m {0} [x](1) &amp; \u2066y, z: 1\r\n::error::y"
DRAFT = f"""The ferry ran aground on Tuesday, and 700 people
were moved.

Some 40 sailors stayed, the owner said: "{ACTING}" It had left on
Monday morning.
The bridge is 3 years old. The 700 people were fed."""


def of_draft(quote: str, marked: str, *, first_line: int = 3) -> Evidence:
    """A quote of the draft, whose text begins on the third line of its file."""
    start = DRAFT.index(quote)
    at = quote.index(marked)
    before = DRAFT[: start + at]
    return Evidence(
        article="draft",
        start=start,
        end=start + len(quote),
        quote=quote,
        span=(at, at + len(marked)),
        line=before.count("\n") + first_line,
        column=len(before) - before.rfind("\n"),
    )


OURS = of_draft("The ferry ran aground on Tuesday, and 700 people\nwere moved.", "700 people")
ACROSS = of_draft("It had left on\nMonday morning.", "left on\nMonday")
ACTS = of_draft(f'Some 40 sailors stayed, the owner said: "{ACTING}"', "40 sailors")
BRIDGE = of_draft("The bridge is 3 years old.", "3 years")
WIDER = of_draft("The ferry ran aground on Tuesday, and 700 people\nwere moved.", "and 700 people\nwere moved")

WAIVER = Suppression(by=Pardon.WAIVER, reason=f"the owner confirmed it {ACTING}", owner="desk", expires="2031-01-31")
KNOWN = Suppression(by=Pardon.BASELINE, reason="it was there when the baseline was written")

CHECKED_DISCREPANCIES = (
    discrepancy("fails", side("700", OURS), side("250", ONE), severity=Severity.HIGH, confidence=0.9),
    discrepancy("acts", side(ACTING, ACTS), side("9", THREE), severity=Severity.HIGH, summary=ACTING),
    discrepancy("warns", side("Monday", ACROSS), side("Friday", TWO, ONE), kind="date", summary="When (leave)"),
    discrepancy("wider", side("700", WIDER), side("250", ONE), severity=Severity.LOW, summary="A small matter"),
    discrepancy(
        "waived", side("3", BRIDGE), side("4", THREE), severity=Severity.HIGH, summary="The bridge's age"
    ).model_copy(update={"suppressed": WAIVER}),
    discrepancy(
        "known", side("Tuesday", of_draft(OURS.quote, "Tuesday")), side("4 May", TWO), summary="When (ground)"
    ).model_copy(update={"suppressed": KNOWN}),
)


def checked(*discrepancies: Discrepancy, failing: tuple[str, ...] = (), first_line: int = 3) -> Findings:
    whole = findings(*discrepancies)
    draft = article("draft", "News desk").model_copy(update={"path": "desk/my draft:1.txt"})
    check = DraftCheck(
        draft="draft",
        path=draft.path,
        text=DRAFT,
        first_line=first_line,
        claims=6,
        met=5,
        failing=failing,
        notices=("waiver of gone (desk): no finding of this run has that id",) if discrepancies else (),
    )
    return whole.model_copy(
        update={
            "articles": (*whole.articles, draft),
            "stories": (ReportedStory(id="ferry", title="The ferry", articles=("draft", "one", "two", "three")),),
            "check": check,
        }
    )


CHECKED = checked(*CHECKED_DISCREPANCIES, failing=("fails", "acts"))
CLEAN = checked()


# --- a checked draft with its coverage


def told(words: str, state: ClaimState, reason: str, *quotes: Evidence, by: tuple[str, ...] = ()) -> DraftClaim:
    start = DRAFT.index(words)
    return DraftClaim(
        start=start,
        end=start + len(words),
        words=words,
        state=state,
        reason=reason,
        evidence=quotes,
        findings=by,
    )


COVERAGE = (
    told("Tuesday", ClaimState.CONTRADICTED, "When (ground)", by=("known",)),
    told(
        "700 people", ClaimState.CONTRADICTED, "The number of people moved differs: 250 or 700", by=("fails", "wider")
    ),
    told("40 sailors", ClaimState.ABSENT, ACTING, by=("acts",)),
    told(ACTING, ClaimState.BORNE_OUT, NASTY, THREE, ONE),
    told("Monday", ClaimState.CONTRADICTED, "When (leave)", by=("warns",)),
    told("3 years", ClaimState.CONTRADICTED, "The bridge's age", by=("waived",)),
    told("were fed", ClaimState.NOT_COMPARED, "no source says this or otherwise", TWO),
)
COVERED = CHECKED.model_copy(
    update={
        "check": CHECKED.check and CHECKED.check.model_copy(update={"coverage": COVERAGE}),
        "discrepancies": tuple(
            d.model_copy(update={"absent": True}) if d.id == "acts" else d for d in CHECKED.discrepancies
        ),
    }
)
SAMPLES = {"full": FULL, "empty": EMPTY, "checked": CHECKED, "clean": CLEAN, "covered": COVERED}
