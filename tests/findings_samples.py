"""Findings made by hand: several stories, every relation, and words that try to break out of a report."""

from __future__ import annotations

from factcheck.domain import (
    Discrepancy,
    Evidence,
    Findings,
    Ladder,
    MadeBy,
    Reason,
    Relation,
    ReportedArticle,
    ReportedSetAside,
    ReportedSkip,
    ReportedStory,
    Rung,
    Severity,
    Side,
    Totals,
)

NASTY = "a|b `c` <script>alert(1)</script> [x](http://evil.example) **bold** $x$ & \\\nnew line # end"
LONG = "The ministry said in a very long statement that " + "many words came before " * 40 + "700 people were moved."


def evidence(
    article: str, quote: str, marked: str, *, claimant: str | None = None, as_of: str | None = None
) -> Evidence:
    at = quote.index(marked)
    span = (at, at + len(marked))
    return Evidence(article=article, start=0, end=len(quote), quote=quote, span=span, claimant=claimant, as_of=as_of)


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

DISCREPANCIES = (
    discrepancy("f1", side("250", ONE), side("700", TWO, THREE), severity=Severity.HIGH, confidence=0.9),
    discrepancy("f2", side(NASTY, ONE), side("9", THREE), confidence=0.95, summary=NASTY),
    discrepancy("f3", side("low", ONE), side("high", TWO), severity=Severity.LOW, summary="A small matter"),
    discrepancy("c1", side("left", ONE), side("stayed", TWO), relation=Relation.CONTESTED, kind="outcome"),
    discrepancy("u1", side("10", ONE), side("12", TWO), relation=Relation.UPDATE, summary="The toll rose"),
    discrepancy("n1", side("Friday", ONE), side("4 May", TWO), relation=Relation.UNDETERMINED, kind="date"),
    discrepancy("v1", side("Sarraj", ONE), side("al-Serraj", TWO), relation=Relation.VARIANT, kind="name"),
    discrepancy("g1", side("3", ONE), side("4", THREE), story="bridge", confidence=0.7, summary="The bridge's age"),
)


def tally(words: list[str]) -> dict[str, int]:
    return {word: words.count(word) for word in sorted(set(words))}


def findings(*discrepancies: Discrepancy) -> Findings:
    conflicts = [d for d in discrepancies if d.relation in (Relation.CONFLICT, Relation.CONTESTED)]
    return Findings(
        made_by=MadeBy(version="1.2.3", encoder="model@abc", aligner="rules", judge="lexicon", config_sha256="f" * 64),
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


FULL = findings(*DISCREPANCIES)
EMPTY = findings()
