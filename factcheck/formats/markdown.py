"""The report for people: Markdown that reads well on GitHub and in a plain editor.

Everything that comes from an article, a file name or a settings file is escaped: it is shown, never obeyed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from factcheck import digest
from factcheck.domain import (
    Check,
    Discrepancy,
    Evidence,
    Findings,
    Ladder,
    Relation,
    ReportedArticle,
    ReportedStory,
    Rung,
    Side,
)
from factcheck.text.excerpt import excerpt
from factcheck.text.markup import hypertext, markdown, markdown_part

# Layout, not tuning: what still reads in a table cell and on a page.
_QUOTE = 280
_ROWS_PER_SIDE = 4
_SKIPS_OPEN = 10
_WORST = 3
_SECTIONS = {Relation.CONFLICT: "Conflicts", Relation.CONTESTED: "Contested", Relation.UPDATE: "Updates"}


class Format:
    """Opens with the worst; then story by story; then what was weighed, left out, and how it was made.

    Of a checked draft it opens with the verdict; then come the findings that fail, the others, the suppressed.
    """

    suffix: ClassVar[str] = ".md"

    def render(self, findings: Findings, *, show_set_aside: bool = False) -> str:
        labels = digest.labels(findings)
        if findings.check:
            blocks = [*_checked(findings, findings.check, labels)]
        else:
            blocks = [*_opening(findings)]
            for story in findings.stories:
                blocks += _story(story, findings, labels)
            blocks += _kept_apart(findings, labels)
        blocks += _compatible(findings)
        blocks += _skipped(findings)
        blocks += _articles(findings.articles, labels)
        if show_set_aside:
            blocks += _set_aside(findings.articles, labels)
        blocks += _made_by(findings)
        return "\n\n".join(blocks) + "\n"


def _opening(findings: Findings) -> Iterable[str]:
    yield "# What the articles disagree about"
    yield f"Compared: {digest.scale(findings)}."
    yield f"Found: **{digest.outcome(findings)}**."
    if findings.made_by.only:
        yield f"Narrowed to {markdown('; '.join(findings.made_by.only))}: other differences are not shown."
    if not findings.discrepancies and not findings.made_by.only:
        yield "Nothing was found on which these articles disagree. That is no proof that they are right."
    yield from _worst(digest.worst(findings))


def _worst(worst: Sequence[Discrepancy]) -> Iterable[str]:
    if worst:
        yield "The worst first:"
        yield "\n".join(
            f"{place}. [{markdown(d.summary)}](#{_anchor(d)}) ({markdown(d.kind)}, {d.severity}, {d.confidence:.2f})"
            for place, d in enumerate(worst, start=1)
        )


def _checked(findings: Findings, check: Check, labels: dict[str, str]) -> Iterable[str]:
    failing, passing, suppressed = digest.gathered(findings)
    yield f"# {markdown(check.path)} against its sources"
    yield f"**{'Fails the check' if failing else 'Passes the check'}**: {digest.verdict(findings, check)}."
    yield from _worst([*failing, *passing][:_WORST])
    for heading, found in (
        ("Fails the check", failing),
        ("Does not fail the check", passing),
        ("Does not count", suppressed),
    ):
        if found:
            yield f"## {heading}"
            for discrepancy in found:
                yield from _finding(discrepancy, labels, check)
    if check.notices:
        yield "## To be noted"
        yield "\n".join(f"- {markdown(notice)}" for notice in check.notices)


def _story(story: ReportedStory, findings: Findings, labels: dict[str, str]) -> Iterable[str]:
    every = [d for d in findings.discrepancies if d.story == story.id]
    found = digest.counting(every)
    yield f"## {markdown(story.title) or 'Story'}"
    yield f"{digest.counted(len(story.articles), 'article')}: {', '.join(_label(a, labels) for a in story.articles)}."
    if not found:
        yield "Its differences are all kept apart, at the end." if every else digest.nothing_found(story)
    for relation, heading in _SECTIONS.items():
        if of_it := digest.of_relation(found, relation):
            yield f"### {heading}"
            for discrepancy in of_it:
                yield from _finding(discrepancy, labels)
    yield from _undetermined(digest.of_relation(found, Relation.UNDETERMINED), labels)
    yield from _spellings(digest.of_relation(found, Relation.VARIANT), labels)
    yield from _ladders([ladder for ladder in findings.ladders if ladder.story == story.id], labels)


def _kept_apart(findings: Findings, labels: dict[str, str]) -> Iterable[str]:
    if found := digest.kept_apart(findings.discrepancies):
        yield "## Kept apart"
        told = "\n\n".join(block for discrepancy in found for block in _finding(discrepancy, labels))
        yield _folded(f"{digest.counted(len(found), 'finding')} that no longer count", told)


def _finding(discrepancy: Discrepancy, labels: dict[str, str], check: Check | None = None) -> Iterable[str]:
    yield f'<a id="{_anchor(discrepancy)}"></a>'
    yield f"#### {markdown(discrepancy.summary)}"
    yield _table(
        ("Value", "Claimant", "Source", "As of", "Quote"),
        [row for side in digest.sides_in_order(discrepancy, check) for row in _side_rows(side, labels, check)],
    )
    last = digest.answered(discrepancy)
    reviewed = f"- **Reviewed:** {markdown(last)}\n" if last else ""
    stands = digest.standing(discrepancy, check)
    standing = f"- **{'Verdict' if check else 'Standing'}:** {markdown(stands)}\n" if stands else ""
    yield (
        f"- **Why:** {markdown(discrepancy.why)}\n"
        f"- **To check:** {markdown(discrepancy.check)}\n{reviewed}{standing}"
        f"- {markdown(discrepancy.kind)}, {discrepancy.relation}; severity {discrepancy.severity}; "
        f"confidence {discrepancy.confidence:.2f}; id {markdown(discrepancy.id)}"
    )


def _side_rows(side: Side, labels: dict[str, str], check: Check | None) -> Iterable[Sequence[str]]:
    """The first row bears the side's label; the others the words of their own source, which may put it otherwise."""
    label = f"**{markdown(side.value) or '–'}**"
    said = sorted(side.evidence, key=lambda evidence: check is not None and evidence.article != check.draft)
    for place, evidence in enumerate(said[:_ROWS_PER_SIDE]):
        value = (place and markdown(_words(evidence))) or label
        claimant, as_of = (markdown(known or "") or "–" for known in (evidence.claimant, evidence.as_of))
        yield value, claimant, _source(evidence, labels, check), as_of, _quote(evidence)
    if rest := said[_ROWS_PER_SIDE:]:
        sources = sorted({_label(evidence.article, labels) for evidence in rest})
        yield label, "", ", ".join(sources), "", f"and {digest.counted(len(rest), 'more quote')}"


def _words(evidence: Evidence) -> str:
    start, end = evidence.span
    return evidence.quote[start:end]


def _undetermined(found: list[Discrepancy], labels: dict[str, str]) -> Iterable[str]:
    if found:
        yield _folded(
            f"{digest.counted(len(found), 'difference')} that could not be decided "
            "(for want of a date, a context or a common measure)",
            "\n\n".join(block for discrepancy in found for block in _finding(discrepancy, labels)),
        )


def _spellings(found: list[Discrepancy], labels: dict[str, str]) -> Iterable[str]:
    if found:
        yield "### Spellings"
        yield "\n".join(f"- {' / '.join(_spelling(side, labels) for side in d.sides)}" for d in found)


def _spelling(side: Side, labels: dict[str, str]) -> str:
    sources = dict.fromkeys(_label(evidence.article, labels) for evidence in side.evidence)
    return f"**{markdown(side.value)}** ({', '.join(sources)})"


def _ladders(ladders: Sequence[Ladder], labels: dict[str, str]) -> Iterable[str]:
    if ladders:
        yield "### Figures, lowest to highest"
    for ladder in sorted(ladders, key=lambda one: (one.quantity, [(rung.lower, rung.value) for rung in one.rungs])):
        lowest, highest = ladder.rungs[0], ladder.rungs[-1]
        yield _folded(
            f"{hypertext(ladder.quantity)}: lowest {hypertext(lowest.value)}, highest {hypertext(highest.value)}",
            _table(("Value", "Source", "As of", "Quote"), [_rung_row(rung, labels) for rung in ladder.rungs]),
        )


def _rung_row(rung: Rung, labels: dict[str, str]) -> Sequence[str]:
    evidence = rung.evidence
    return (
        markdown(rung.value),
        _label(evidence.article, labels),
        markdown(evidence.as_of or "–"),
        _quote(evidence),
    )


def _compatible(findings: Findings) -> Iterable[str]:
    if findings.compatible:
        yield "## What looked like a conflict and was not"
        reasons = sorted(findings.compatible, key=lambda reason: (-reason.count, reason.reason))
        yield _table(("Reason", "Pairs"), [(markdown(reason.reason), str(reason.count)) for reason in reasons])


def _skipped(findings: Findings) -> Iterable[str]:
    if findings.skipped:
        yield "## Not read"
        lines = "\n".join(f"- {markdown(skip.path)}: {markdown(skip.reason)}" for skip in findings.skipped)
        yield lines if len(findings.skipped) <= _SKIPS_OPEN else _folded("Which, and why", lines)


def _articles(articles: Sequence[ReportedArticle], labels: dict[str, str]) -> Iterable[str]:
    if articles:
        yield "## Articles"
        yield _table(
            ("Article", "Title", "Published", "Origin", "Sentences", "Claims", "File"),
            [_article_row(article, labels) for article in articles],
        )
    if folded := sum(article.origin != article.id for article in articles):
        yield (
            f"{digest.counted(folded, 'article')} with another's text (wire copy, near-identical copies): "
            "counted with it as one origin, not as a further witness."
        )
    if noted := [article for article in articles if article.notes]:
        yield "\n".join(f"- {_label(a.id, labels)}: {markdown('; '.join(a.notes))}" for a in noted)


def _article_row(article: ReportedArticle, labels: dict[str, str]) -> Sequence[str]:
    return (
        _label(article.id, labels),
        markdown(article.title or "–"),
        markdown((article.published or "unknown").removesuffix("T00:00:00")),
        "its own" if article.origin == article.id else f"same as {_label(article.origin, labels)}",
        str(article.sentences),
        str(article.claims),
        markdown(article.path),
    )


def _set_aside(articles: Sequence[ReportedArticle], labels: dict[str, str]) -> Iterable[str]:
    yield "## Left out as page furniture"
    furnished = [article for article in articles if article.set_aside]
    if not furnished:
        yield "Nothing was left out."
    for article in furnished:
        yield f"### {_label(article.id, labels)}"
        rows = [(markdown(aside.reason), _cut(aside.quote, (0, 0))) for aside in article.set_aside]
        yield _table(("Known by", "Text"), rows)


def _made_by(findings: Findings) -> Iterable[str]:
    made_by = findings.made_by
    yield "## How this report was made"
    yield (
        f"factcheck {markdown(made_by.version)}; encoder {markdown(made_by.encoder)}; "
        f"aligner {markdown(made_by.aligner)}; judge {markdown(made_by.judge)}; "
        f"settings {markdown(made_by.config_sha256[:12])}; "
        f"{f'calibrator {markdown(made_by.calibrator)}; ' if made_by.calibrator else ''}"
        f"report format {markdown(findings.schema_)}."
    )


def _folded(summary: str, content: str) -> str:
    return f"<details>\n<summary>{summary}</summary>\n\n{content}\n\n</details>"


def _quote(evidence: Evidence) -> str:
    return _cut(evidence.quote, evidence.span)


def _cut(quote: str, span: tuple[int, int]) -> str:
    """Show a quote with the differing words in bold; as HTML, because ** fails next to punctuation."""
    cut = excerpt(quote, span, limit=_QUOTE)
    before, marked, after = (markdown_part(part) for part in (cut.before, cut.marked, cut.after))
    return f"{before}<b>{marked}</b>{after}" if marked else before + after


def _source(evidence: Evidence, labels: dict[str, str], check: Check | None) -> str:
    """Name the article; where a draft was checked, with the line, so that it can be mended."""
    label = _label(evidence.article, labels)
    return f"{label}, line {evidence.line}" if check else label


def _label(article: str, labels: dict[str, str]) -> str:
    return markdown(labels.get(article, article))


def _anchor(discrepancy: Discrepancy) -> str:
    """Return what a link can point to: letters, digits and hyphens of the id alone."""
    return "finding-" + "".join(c if c.isascii() and c.isalnum() else "-" for c in discrepancy.id)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
