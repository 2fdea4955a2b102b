"""What a report says at a glance: counts, order and names, the same in every format. Pure functions of Findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from factcheck.domain.findings import (
    ClaimState,
    Discrepancy,
    DraftCheck,
    Evidence,
    Findings,
    Pardon,
    Relation,
    ReportedArticle,
    ReportedStory,
    Severity,
    Side,
    Suppression,
    Totals,
)
from factcheck.text.excerpt import ELLIPSIS, excerpt, one_line, shortened
from factcheck.text.once import remembered

# What totals.conflicts counts: contested is a conflict whose parties are named.
WEIGHTY = (Relation.CONFLICT, Relation.CONTESTED)

_BY_REVIEWERS = (Pardon.VERDICT, Pardon.CALIBRATION)

# Layout, not tuning: what still reads in one message.
_QUOTE = 200
_QUOTES = 6
_TITLE = 8  # words
_EVENT = 100  # characters
_STEM = 4  # letters: what a word has in common with its other forms, and "was" and "the" have not

_NOUNS = {
    Relation.UPDATE: ("update", "updates"),
    Relation.UNDETERMINED: ("undetermined difference", "undetermined differences"),
    Relation.VARIANT: ("spelling variant", "spelling variants"),
}

# How the states of a draft's claims are called, those first that say that it agrees with its sources.
STATES = {
    ClaimState.BORNE_OUT: "borne out",
    ClaimState.CONTRADICTED: "contradicted",
    ClaimState.ABSENT: "in no source",
    ClaimState.NOT_COMPARED: "not compared",
}


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """Return '1 article', '2 articles'."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def ranked(discrepancies: Iterable[Discrepancy]) -> list[Discrepancy]:
    """Return the worst first: by severity, then confidence; the id settles ties."""
    return sorted(discrepancies, key=lambda d: (-d.severity.rank, -d.confidence, d.id))


def of_relation(discrepancies: Iterable[Discrepancy], relation: Relation) -> list[Discrepancy]:
    """Return those of a relation that count, worst first."""
    return ranked(d for d in discrepancies if d.relation is relation and not d.suppressed)


def worst(findings: Findings, *, count: int = 3) -> list[Discrepancy]:
    """Return the `count` gravest of the conflicts and contested claims."""
    return ranked(_conflicts(counting(findings.discrepancies)))[:count]


def counting(discrepancies: Iterable[Discrepancy]) -> list[Discrepancy]:
    """Return the findings that nothing lets pass, in their order."""
    return [d for d in discrepancies if not d.suppressed]


def kept_apart(discrepancies: Iterable[Discrepancy]) -> list[Discrepancy]:
    """Return the findings that something lets pass, the worst first: they stay visible, at the end."""
    return ranked(d for d in discrepancies if d.suppressed)


def scale(findings: Findings) -> str:
    """Say how much was compared: '5 articles of 4 independent origins; of 40 claims, 12 could be compared'."""
    totals = findings.totals
    return (
        f"{counted(totals.articles, 'article')} of {counted(totals.origins, 'independent origin')}; "
        f"of {counted(totals.claims, 'claim')}, {totals.compared} could be compared"
    )


def outcome(findings: Findings) -> str:
    """Say what was found: '2 conflicts (1 high, 1 low), 1 of them contested, 1 update', or 'no conflicts'.

    What is suppressed is counted apart: '1 kept apart by verdict'.
    """
    found = counting(findings.discrepancies)
    conflicts = _conflicts(found)
    times = Counter(d.severity for d in conflicts)
    grave = ", ".join(f"{times[severity]} {severity}" for severity in reversed(Severity) if times[severity])
    parts = [f"{counted(len(conflicts), 'conflict')} ({grave})" if conflicts else "no conflicts"]
    if contested := len(of_relation(conflicts, Relation.CONTESTED)):
        parts.append(f"{contested} of them contested")
    for relation, nouns in _NOUNS.items():
        if number := len(of_relation(found, relation)):
            parts.append(counted(number, *nouns))
    parts += [f"{number} kept apart by {by}" for by, number in _pardons(findings)]
    return ", ".join(parts)


def nothing_found(story: ReportedStory) -> str:
    """Say why a story has no findings: its articles agree, or there is only one."""
    if len(story.articles) < 2:
        return "It stands alone: no other article is on this event."
    return "No differences were found in this story."


class Gathered(NamedTuple):
    """The findings by what they do to a check, each group worst first. Of a report, all are `passing`."""

    failing: list[Discrepancy]
    passing: list[Discrepancy]
    suppressed: list[Discrepancy]


def gathered(findings: Findings) -> Gathered:
    """Sort the findings: what fails the check, what does not, what somebody answers for or was there before."""
    failing = findings.check.failing if findings.check else ()
    gathered = Gathered([], [], [])
    for d in ranked(findings.discrepancies):
        group = gathered.suppressed if d.suppressed else gathered.failing if d.id in failing else gathered.passing
        group.append(d)
    return gathered


def headline(findings: Findings) -> str:
    """Say what it came to: a check's verdict, else what was found in how much."""
    if findings.check:
        return f"{verdict(findings, findings.check)}."
    return f"Found {outcome(findings)} in {scale(findings)}."


def draft_first(discrepancy: Discrepancy, draft: str) -> list[Evidence]:
    """Return the evidence of a finding, the draft's own first, else in the order of its sides."""
    said = [evidence for side in discrepancy.sides for evidence in side.evidence]
    return sorted(said, key=lambda evidence: evidence.article != draft)


def in_order(discrepancy: Discrepancy, findings: Findings) -> list[Evidence]:
    """Return the evidence of a finding, the draft's own first if there is a draft."""
    return draft_first(discrepancy, findings.check.draft if findings.check else "")


def sides_in_order(discrepancy: Discrepancy, check: DraftCheck | None) -> list[Side]:
    """Return the sides of a finding, the draft's own first if there is a draft."""
    draft = check.draft if check else None
    return sorted(discrepancy.sides, key=lambda side: all(e.article != draft for e in side.evidence))


def said(evidence: Evidence, labels: Mapping[str, str], *, marks: tuple[str, str] = ("**", "**")) -> str:
    """Say who is quoted with what: 'Herald, citing the police, 2021-05-04: “Some **250** people ...”'.

    The differing words stand between `marks`.
    """
    cut = excerpt(evidence.quote, evidence.span, limit=_QUOTE)
    marked = f"{marks[0]}{cut.marked}{marks[1]}" if cut.marked else ""
    claimant = f", citing {evidence.claimant}" if evidence.claimant else ""
    as_of = f", {evidence.as_of}" if evidence.as_of else ""
    return f"{labels.get(evidence.article, evidence.article)}{claimant}{as_of}: “{cut.before}{marked}{cut.after}”"


def of_event(discrepancy: Discrepancy) -> str:
    """Say of what event the values are: 'blast killed (guards), Halden, Tue 14 May 2024'.

    What the summary says already is left out, and so is what would make it long. '' where nothing else is told.
    """
    known = _stems(discrepancy.summary)
    event = discrepancy.event
    what, who, where, when = (one_line(part or "") for part in (event.what, event.who, event.where, event.when))
    who, where, when = (part if _stems(part) - known else "" for part in (who, where, when))
    if not (who or where or when or _stems(what) - known):
        return ""
    if who and what:
        who = f"({who})" if _stems(who) - _stems(what) else ""
    told = [part for part in (" ".join(part for part in (what, who) if part), where, when) if part]
    while len(told) > 1 and len(", ".join(told)) > _EVENT:
        told.pop()
    line = ", ".join(told)
    return line if len(line) <= _EVENT else f"{line[: _EVENT - 1].rstrip()}{ELLIPSIS}"


def _stems(text: str) -> set[str]:
    """The beginnings of the words of a text, without the small ones that tell nothing by themselves."""
    words = re.findall(r"\w+", text.casefold())
    return {word if word.isdigit() else word[:_STEM] for word in words if len(word) >= _STEM or word.isdigit()}


def told(discrepancy: Discrepancy, findings: Findings) -> Iterator[str]:
    """Tell a finding in lines of plain text: who says what and where, the rule, what to look up, what it does."""
    known, evidence = labels(findings), in_order(discrepancy, findings)
    for one in evidence[:_QUOTES]:
        yield one_line(f"{place(one, findings)}: {said(one, known)}")
    if rest := evidence[_QUOTES:]:
        yield f"and {counted(len(rest), 'more quote')}"
    yield one_line(f"Why: {discrepancy.why}")
    yield one_line(f"Check: {discrepancy.check}")
    if last := answered(discrepancy):
        yield f"Reviewed: {last}"
    stands = standing(discrepancy, findings.check)
    does = f"; {stands}" if stands else ""
    yield one_line(f"{discrepancy.relation}, confidence {discrepancy.confidence:.2f}; id {discrepancy.id}{does}")


def place(evidence: Evidence, findings: Findings) -> str:
    """Say where the differing words stand, as far as it is known: 'wires/coast.txt:12:5', 'coast.jsonl:3', 'a.html'."""
    return placed(path_of(evidence.article, findings), evidence)


def placed(path: str, evidence: Evidence) -> str:
    """Return a path with the line and column of an evidence, from 1, as far as they are known."""
    column = f":{evidence.column}" if evidence.column else ""
    return f"{path}:{evidence.line}{column}" if evidence.line else path


def path_of(article: str, findings: Findings) -> str:
    """Return the file that an article was read from, given its id; the id where the findings do not list it."""
    return _paths(findings).get(article, article)


@remembered(1)
def _paths(findings: Findings) -> Mapping[str, str]:
    return {article.id: article.path for article in findings.articles}


def anchor(discrepancy: Discrepancy) -> str:
    """Return what a link can point to: letters, digits and hyphens of the id alone."""
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in discrepancy.id)


def answered(discrepancy: Discrepancy) -> str:
    """Tell the last answer to a finding: 'confirmed by Ann: the coastguard has 250'; '' where there is none."""
    last = discrepancy.verdict
    if last is None:
        return ""
    note = ": ".join(part for part in (last.reason, last.note) if part)
    since = "" if last.holds else ", before a statement changed"
    return one_line(f"{last.answer} by {last.reviewer}{since}{f': {note}' if note else ''}")


def standing(discrepancy: Discrepancy, check: DraftCheck | None) -> str:
    """Say whether a finding fails the check, and what lets it pass; of a report, what keeps it apart, or nothing."""
    if discrepancy.suppressed is not None:
        return f"{'passes' if check else 'is kept apart'} {_pardoned(discrepancy.suppressed)}"
    if check is None:
        return ""
    return "fails the check" if discrepancy.id in check.failing else "does not fail the check"


def _pardoned(pardon: Suppression) -> str:
    if pardon.owner is None:
        return f"by the {pardon.by}: {pardon.reason}"
    until = f", until {pardon.expires}" if pardon.expires else ""
    return f"by a {pardon.by} of {pardon.owner}{until}: {pardon.reason}"


def verdict(findings: Findings, check: DraftCheck) -> str:
    """Say what a check came to: '3 findings, 2 of them fail the check, 1 passes by waiver; 12 of 15 claims ...'."""
    found = len(findings.discrepancies)
    parts = [counted(found, "finding") if found else "No findings"]
    if found == len(check.failing) == 1:
        parts = ["1 finding, which fails the check"]
    elif check.failing:
        parts.append(f"{len(check.failing)} of them {'fails' if len(check.failing) == 1 else 'fail'} the check")
    parts += [f"{number} {'passes' if number == 1 else 'pass'} by {by}" for by, number in _pardons(findings)]
    return f"{', '.join(parts)}; {check.met} of {counted(check.claims, 'claim')} of the draft could be compared"


def covered(check: DraftCheck) -> str:
    """Say what became of a draft's claims: 'Of 9 claims and quotations: 4 borne out, 1 contradicted, ...'.

    '' of a report that was written before it was told.
    """
    states = Counter(claim.state for claim in check.coverage)
    told = ", ".join(f"{states[state]} {called}" for state, called in STATES.items())
    number = counted(len(check.coverage), "claim or quotation", "claims and quotations")
    return f"Of {number}: {told}" if check.coverage else ""


def made_with(findings: Findings) -> str:
    """Say in one line what made the report."""
    made = findings.made_by
    parts = {
        "factcheck": made.version,
        "parser": made.parser,
        "encoder": made.encoder,
        "aligner": made.aligner,
        "figures decided by": made.decision,
        "judge": made.judge,
        "settings": made.config_sha256[:12],
        "calibrator": made.calibrator,
        "report format": findings.schema_,
    }
    return "; ".join(f"{part} {name}" for part, name in parts.items() if name)


@remembered(1)
def labels(findings: Findings) -> Mapping[str, str]:
    """Return how each article is called, in words of its own and never by its id.

    That is its source, else its title, its day or its file. Where several would be called alike, the day, the title or
    the file tells them apart: 'Fox News, 29 June'; at last a number does.
    """
    alike: dict[str, list[ReportedArticle]] = {}
    for article in findings.articles:
        alike.setdefault(_called(article), []).append(article)
    return {a.id: label for name, group in alike.items() for a, label in zip(group, _apart(name, group), strict=True)}


def _called(article: ReportedArticle) -> str:
    own = article.source if article.source != article.id else ""  # the reader calls the source of an unsigned text so
    return own or _titled(article) or _day(article, year=True) or PurePath(article.path).name


def _apart(name: str, group: Sequence[ReportedArticle]) -> list[str]:
    """Return a name for each of several articles that one name is of."""
    if len(group) == 1:
        return [name]
    years = len({(a.published or "")[:4] for a in group}) > 1
    days, titles = [_day(a, year=years) for a in group], [_titled(a) for a in group]
    files, numbers = [PurePath(a.path).name for a in group], [str(n) for n in range(1, len(group) + 1)]
    telling = (days, titles, files, numbers)
    words = next(words for words in telling if name not in words and all(words) and len(set(words)) == len(group))
    return [f"{name}, {word}" for word in words]


def _titled(article: ReportedArticle) -> str:
    return f"“{shortened(article.title, words=_TITLE)}”" if article.title else ""


def _day(article: ReportedArticle, *, year: bool) -> str:
    if not article.published:
        return ""
    day = date.fromisoformat(article.published[:10])
    return f"{day.day} {day:%B %Y}" if year else f"{day.day} {day:%B}"


def narrowed(findings: Findings, *, kinds: Collection[str] | None, least: Severity | None) -> Findings:
    """Keep only the discrepancies of `kinds` and of at least that severity; None keeps all.

    What was asked for is written into `made_by.only`, so that a narrowed report never passes for a whole one.
    """
    if kinds is None and least is None:
        return findings
    kept = tuple(
        d
        for d in findings.discrepancies
        if (kinds is None or d.kind in kinds) and (least is None or d.severity.rank >= least.rank)
    )
    only = ([f"kinds {', '.join(sorted(kinds))}"] if kinds is not None else []) + (
        [f"severity {least} and above"] if least is not None else []
    )
    return findings.model_copy(
        update={
            "made_by": findings.made_by.model_copy(update={"only": tuple(only)}),
            "discrepancies": kept,
            "totals": totals(findings.articles, kept, compared=findings.totals.compared),
        }
    )


def totals(articles: Sequence[ReportedArticle], discrepancies: Iterable[Discrepancy], *, compared: int) -> Totals:
    """Count what is in a report, without what reviewers dismissed, themselves or by what they taught."""
    left = [d for d in discrepancies if not (d.suppressed and d.suppressed.by in _BY_REVIEWERS)]
    conflicts = _conflicts(left)
    return Totals(
        articles=len(articles),
        origins=len({article.origin for article in articles}),
        sentences=sum(article.sentences for article in articles),
        claims=sum(article.claims for article in articles),
        compared=compared,
        conflicts=len(conflicts),
        by_relation=_tally(d.relation for d in left),
        by_severity=_tally(d.severity for d in conflicts),
    )


def _pardons(findings: Findings) -> list[tuple[Pardon, int]]:
    return sorted(Counter(d.suppressed.by for d in findings.discrepancies if d.suppressed).items())


def _conflicts(discrepancies: Iterable[Discrepancy]) -> list[Discrepancy]:
    return [d for d in discrepancies if d.relation in WEIGHTY]


def _tally(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(str(word) for word in words).items()))
