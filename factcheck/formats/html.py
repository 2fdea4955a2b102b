"""The findings as one page: nothing loaded from elsewhere, whole without script, fit for a screen, a phone, print and
the dark. A checked draft has a few lines of script, for the keys that walk its marks.

Everything that comes from an article, a file name or a settings file is escaped: it is shown, never obeyed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from factcheck.domain.findings import Discrepancy, DraftCheck, Evidence, Findings, Ladder, Relation, ReportedStory, Side
from factcheck.findings import digest
from factcheck.formats._parts.claims import legend, listed
from factcheck.formats._parts.course import rows
from factcheck.formats._parts.marked_draft import Numbered, look, marked, of_draft
from factcheck.formats._parts.page import bar, bullets, document, folded, table
from factcheck.formats._parts.timeline import drawn, picture
from factcheck.text.excerpt import excerpt
from factcheck.text.markup import hypertext, hypertext_part

# Layout, not tuning.
_QUOTE = 600
_QUOTES_OPEN = 3
_SECTIONS = {
    Relation.CONFLICT: "Conflicts",
    Relation.CONTESTED: "Contested",
    Relation.UPDATE: "Updates",
    Relation.UNDETERMINED: "Could not be decided",
    Relation.VARIANT: "Spellings",
}


class Format:
    """A checked draft: its text with every claim marked, beside what its sources say. Else: story by story."""

    suffix: ClassVar[str] = ".html"
    appendable: ClassVar[bool] = False

    def render(self, findings: Findings, *, show_set_aside: bool = False) -> str:
        title = f"{findings.check.path} against its sources" if findings.check else "What the articles disagree about"
        parts = [*(_checked(findings, findings.check) if findings.check else _compared(findings))]
        parts += [*_remarks(findings), *_articles(findings)]
        if show_set_aside:
            parts += _set_aside(findings)
        parts += _made_by(findings)
        return document(title, "\n".join(parts), walks=bool(findings.check and findings.check.coverage))


# --- a checked draft


def _checked(findings: Findings, check: DraftCheck) -> Iterator[str]:
    failing, passing, suppressed = groups = _groups(digest.gathered(findings))
    state = "fails" if failing else "passes"
    yield (
        f'<p class="verdict {state}"><strong>{state.capitalize()} the check.</strong> '
        f"{hypertext(digest.verdict(findings, check))}.</p>"
    )
    yield legend(check, findings)
    yield from _list([one for group in groups for one in group])
    yield f'<div class="desk">\n<section class="draft"><h2>The draft</h2>{marked(check, groups)}</section>\n<section>'
    for heading, group in (
        ("Fails the check", failing),
        ("Does not fail the check", passing),
        ("Does not count", suppressed),
    ):
        if group:
            yield f"<h2>{heading}</h2>"
            yield from (_finding(one, findings) for one in group)
    if not findings.discrepancies:
        yield "<h2>Findings</h2><p>None. That is no proof that the draft is right.</p>"
    yield from (part for story in findings.stories for part in _figures(story, findings))
    yield from listed(check, findings, groups)
    yield "</section>\n</div>"


def _groups(groups: Iterable[Sequence[Discrepancy]]) -> list[list[Numbered]]:
    number, numbered = 0, []
    for group in groups:
        numbered.append([Numbered(number + place, d) for place, d in enumerate(group, start=1)])
        number += len(group)
    return numbered


# --- a report


def _compared(findings: Findings) -> Iterator[str]:
    yield f'<p class="verdict">Found <strong>{hypertext(digest.outcome(findings))}</strong>.</p>'
    yield f'<p class="soft">Compared: {hypertext(digest.scale(findings))}.</p>'
    if only := findings.made_by.only:
        yield f"<p>Narrowed to {hypertext('; '.join(only))}: other differences are not shown.</p>"
    elif not findings.discrepancies:
        yield "<p>Nothing was found on which these articles disagree. That is no proof that they are right.</p>"
    stories = [
        [d for r in _SECTIONS for d in digest.of_relation(digest.counting(_in(findings, story)), r)]
        for story in findings.stories
    ]
    *numbered, apart = _groups([*stories, digest.kept_apart(findings.discrepancies)])
    yield from _list([one for group in (*numbered, apart) for one in group])
    for story, group in zip(findings.stories, numbered, strict=True):
        yield from _story(story, group, findings)
    if apart:
        yield folded(f"Kept apart ({len(apart)})", "\n".join(_finding(one, findings) for one in apart))


def _in(findings: Findings, story: ReportedStory) -> list[Discrepancy]:
    return [d for d in findings.discrepancies if d.story == story.id]


def _story(story: ReportedStory, group: Sequence[Numbered], findings: Findings) -> Iterator[str]:
    labels = digest.labels(findings)
    yield f"<h2>{hypertext(story.title) or 'Story'}</h2>"
    yield f'<p class="soft">{hypertext(", ".join(labels.get(a, a) for a in story.articles))}</p>'
    if not group:
        apart = "Its differences are all kept apart, at the end."
        yield f"<p>{apart if _in(findings, story) else hypertext(digest.nothing_found(story))}</p>"
    for relation, heading in _SECTIONS.items():
        if cards := [_finding(one, findings) for one in group if one.discrepancy.relation is relation]:
            content = "\n".join(cards)
            light = relation in {Relation.UNDETERMINED, Relation.VARIANT}
            yield folded(f"{heading} ({len(cards)})", content) if light else f"<h3>{heading}</h3>\n{content}"
    yield from _figures(story, findings)
    ladders = [ladder for ladder in findings.ladders if ladder.story == story.id]
    yield from (_ladder(ladder, labels) for ladder in sorted(ladders, key=lambda one: (one.quantity, str(one.rungs))))


def _figures(story: ReportedStory, findings: Findings) -> Iterator[str]:
    """The figures of a story that change by day, in one picture; each is also told with its finding."""
    if courses := drawn(story, findings):
        name = f"figures-{findings.stories.index(story) + 1}"
        yield folded(
            "Figures by day", picture("Figures by day", courses.words, courses.content, courses.height, name=name)
        )


def _ladder(ladder: Ladder, labels: Mapping[str, str]) -> str:
    rows = [
        (r.value, labels.get(r.evidence.article, r.evidence.article), r.evidence.as_of or "–") for r in ladder.rungs
    ]
    heading = f"{ladder.quantity}: lowest {ladder.rungs[0].value}, highest {ladder.rungs[-1].value}"
    return folded(heading, table(("Value", "Source", "As of"), rows))


# --- both


def _list(findings: Sequence[Numbered]) -> Iterator[str]:
    if findings:
        yield f'<nav aria-label="Findings"><ol class="list">\n{"".join(map(_entry, findings))}</ol></nav>'


def _entry(one: Numbered) -> str:
    d = one.discrepancy
    after = f" · {d.suppressed.by}" if d.suppressed else ""
    return (
        f'<li><span class="number">{one.number}</span>{_pill(d)}<div><a href="#finding-{digest.anchor(d)}">'
        f'{hypertext(d.summary)}</a> <small class="soft">{hypertext(d.kind)}, {d.relation}{after}</small></div></li>\n'
    )


def _finding(one: Numbered, findings: Findings) -> str:
    d, check = one.discrepancy, findings.check
    classes = f"{d.severity} suppressed" if d.suppressed else d.severity.value
    there = f' <a class="back" href="#at-{digest.anchor(d)}">Show in the draft</a> ·' if of_draft(d, check) else ""
    stands = f"<p><strong>{hypertext(_capital(digest.standing(d, check)))}</strong></p>\n" if d.suppressed else ""
    last = digest.answered(d)
    reviewed = f"<p><strong>Reviewed:</strong> {hypertext(last)}</p>\n" if last else ""
    level = 3 if check else 4
    event = digest.of_event(d)
    of = f'<p class="soft">Of: {hypertext(event)}</p>\n' if event else ""
    sides = "\n".join(_side(side, d, findings) for side in digest.sides_in_order(d, check))
    return (
        f'<article class="finding {classes}" id="finding-{digest.anchor(d)}">\n'
        f'<h{level} class="title">{one.number}. {hypertext(d.summary)}</h{level}>\n{of}'
        f'<p class="tags">{_pill(d)} {hypertext(d.kind)}, {d.relation}; confidence {d.confidence:.2f}</p>\n'
        f'{stands}{reviewed}<div class="sides">\n{sides}\n</div>\n{_course(d, findings)}'
        f"<p><strong>To check:</strong> {hypertext(d.check)}</p>\n"
        f'<p class="soft">{hypertext(d.why)}</p>\n'
        f'<p class="soft">Id {hypertext(d.id)}.{there} <a class="back" href="#top">All findings</a></p>\n</article>'
    )


def _course(discrepancy: Discrepancy, findings: Findings) -> str:
    """The states of a quantity by day: a table, so that it can be read aloud and copied, with a drawn bar a row."""
    states = rows(discrepancy.series, digest.labels(findings))
    cells = "".join(
        f"<tr><td>{hypertext(row.day)}</td><td>{hypertext(row.value)}</td><td>{bar(row.share)}</td>"
        f"<td>{hypertext(', '.join(row.sources))}</td></tr>\n"
        for row in states
    )
    return f'<div class="wide"><table class="course">\n{cells}</table></div>\n' if states else ""


def _side(side: Side, discrepancy: Discrepancy, findings: Findings) -> str:
    quotes = [_quote(evidence, discrepancy, findings) for evidence in side.evidence]
    more = quotes[_QUOTES_OPEN:]
    rest = folded(digest.counted(len(more), "more quote"), "\n".join(more)) if more else ""
    shown = "\n".join(quotes[:_QUOTES_OPEN])
    return f'<div class="side"><strong>{hypertext(side.value) or "–"}</strong>\n{shown}{rest}</div>'


def _quote(evidence: Evidence, discrepancy: Discrepancy, findings: Findings) -> str:
    cut = excerpt(evidence.quote, evidence.span, limit=_QUOTE)
    before, differing, after = (hypertext_part(part) for part in (cut.before, cut.marked, cut.after))
    words = f'<mark class="{look(discrepancy)}">{differing}</mark>' if differing else ""
    who = digest.labels(findings).get(evidence.article, evidence.article)
    citing = f", citing {evidence.claimant}" if evidence.claimant else ""
    known = f"{who}{citing}{f', {evidence.as_of}' if evidence.as_of else ''}"
    return (
        f'<figure><blockquote dir="auto">{before}{words}{after}</blockquote>'
        f"<figcaption>{hypertext(known)} · {hypertext(digest.place(evidence, findings))}</figcaption></figure>"
    )


def _remarks(findings: Findings) -> Iterator[str]:
    if findings.check and findings.check.notices:
        yield f"<h2>To be noted</h2>\n{bullets(findings.check.notices)}"
    if findings.skipped:
        yield f"<h2>Not read</h2>\n{bullets(f'{skip.path}: {skip.reason}' for skip in findings.skipped)}"
    if findings.compatible:
        rows = [(r.reason, str(r.count)) for r in sorted(findings.compatible, key=lambda r: (-r.count, r.reason))]
        yield folded("What looked like a conflict and was not", table(("Reason", "Pairs"), rows))


def _articles(findings: Findings) -> Iterator[str]:
    labels = digest.labels(findings)
    rows = [
        (
            labels[a.id],
            a.title or "–",
            (a.published or "unknown").removesuffix("T00:00:00"),
            "its own" if a.origin == a.id else f"same as {labels.get(a.origin, a.origin)}",
            a.path,
            "; ".join(a.notes),
        )
        for a in findings.articles
    ]
    yield "<h2>Articles</h2>"
    yield table(("Article", "Title", "Published", "Origin", "File", "Notes"), rows)


def _set_aside(findings: Findings) -> Iterator[str]:
    labels = digest.labels(findings)
    rows = [(labels[a.id], aside.reason, aside.quote) for a in findings.articles for aside in a.set_aside]
    yield "<h2>Left out as page furniture</h2>"
    yield table(("Article", "Known by", "Text"), rows) if rows else "<p>Nothing was left out.</p>"


def _made_by(findings: Findings) -> Iterator[str]:
    made = findings.made_by
    changed = (f"{setting.key} = {setting.value} ({setting.origin})" for setting in made.changed)
    yield f'<h2>How this was made</h2>\n<p class="soft">{hypertext(digest.made_with(findings))}.</p>'
    if made.changed:
        whose = "the draft lies in" if findings.check else "it was run in"
        yield f'<p class="soft">Settings that are not as shipped, of the folder that {whose}:</p>\n{bullets(changed)}'


def _pill(discrepancy: Discrepancy) -> str:
    return f'<span class="pill {discrepancy.severity}">{discrepancy.severity}</span>'


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
