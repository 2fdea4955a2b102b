"""The findings as one page: no script, nothing loaded from elsewhere, fit for a screen, a phone, print and the dark.

Everything that comes from an article, a file name or a settings file is escaped: it is shown, never obeyed.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import ClassVar, NamedTuple

from factcheck import digest
from factcheck.domain import Check, Discrepancy, Evidence, Findings, Ladder, Relation, ReportedStory, Severity, Side
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
_STYLE = """
:root { color-scheme: light dark; --page: #fbfaf8; --card: #fff; --text: #1d1c1a; --soft: #5d5a55; --line: #dcd8d0;
  --link: #0b5394; --high: #a61b1b; --medium: #8a5200; --low: #48596b; --high-bg: #fbd9d5; --medium-bg: #fce8bd;
  --low-bg: #dde6ef; --passed: #1d6b35; }
@media (prefers-color-scheme: dark) { :root { --page: #161617; --card: #202123; --text: #e9e7e3; --soft: #aaa69f;
  --line: #3b3c3f; --link: #8cbcf2; --high: #ff9c92; --medium: #f1bd62; --low: #a9bdd3; --high-bg: #5b1f1c;
  --medium-bg: #52390c; --low-bg: #2c3b4b; --passed: #7fd197; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 84rem; padding: 1.25rem 1rem 4rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .75rem; }
h3 { font-size: 1.1rem; margin: 1.25rem 0 .5rem; }
.title { font-size: 1.05rem; line-height: 1.35; margin: 0 0 .25rem; }
p { margin: .4rem 0; } a { color: var(--link); }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.verdict { font-size: 1.1rem; border-left: .4rem solid var(--low); padding: .3rem .8rem; }
.verdict.fails { border-color: var(--high); } .verdict.passes { border-color: var(--passed); }
.soft, .tags, figcaption { color: var(--soft); font-size: .875rem; }
.list { padding: 0; margin: .5rem 0; list-style: none; }
.list li { display: flex; gap: .6rem; align-items: baseline; padding: .35rem 0; border-top: 1px solid var(--line); }
.list span { flex: none; } .list .number { min-width: 1.4rem; text-align: right; color: var(--soft); }
.pill { display: inline-block; width: 5rem; text-align: center; border-radius: 1rem; font-size: .8125rem;
  font-weight: 600; }
.pill.high, mark.high { background: var(--high-bg); color: var(--high); }
.pill.medium, mark.medium { background: var(--medium-bg); color: var(--medium); }
.pill.low, mark.low { background: var(--low-bg); color: var(--low); }
mark { font-weight: 600; border-radius: .15rem; }
mark.suppressed { background: none; border-bottom: 2px dotted var(--soft); color: inherit; font-weight: inherit; }
.desk { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 2rem; }
.text { white-space: pre-wrap; font: 1.0625rem/1.65 Georgia, serif; background: var(--card); padding: 1rem 1.2rem;
  border: 1px solid var(--line); border-radius: .5rem; }
.ref { font: 600 .75rem/0 system-ui, sans-serif; vertical-align: super; padding: .6rem .15rem; }
.finding { background: var(--card); border: 1px solid var(--line); border-left: .35rem solid var(--low);
  border-radius: .5rem; padding: .8rem 1rem; margin: 0 0 1rem; }
.finding.high { border-left-color: var(--high); } .finding.medium { border-left-color: var(--medium); }
.finding.suppressed { border-left-style: dotted; }
.finding:target, .at:target + mark, .at:target + .at + mark { outline: 3px solid var(--link); }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: .25rem 1.25rem;
  margin: .6rem 0; }
.side > strong { display: block; } figure { margin: .4rem 0 .7rem; } figcaption { margin-top: .15rem; }
blockquote { margin: 0; padding-left: .7rem; border-left: 2px solid var(--line); font-family: Georgia, serif; }
details { margin: .5rem 0; } summary { cursor: pointer; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .875rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .7rem .3rem 0; border-top: 1px solid var(--line); }
.wide td, .wide th { overflow-wrap: normal; min-width: 6.5rem; }
@media (min-width: 60rem) { .desk { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .draft { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding-bottom: 1rem; } }
@media print { body { max-width: none; padding: 0; font-size: 10pt; background: none; } .back { display: none; }
  .finding, figure { break-inside: avoid; } details::details-content { content-visibility: visible; height: auto; }
  mark, .pill { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'"
)


class Format:
    """A checked draft: its text with the differing words marked, beside what its sources say. Else: story by story."""

    suffix: ClassVar[str] = ".html"

    def render(self, findings: Findings, *, show_set_aside: bool = False) -> str:
        title = f"{findings.check.path} against its sources" if findings.check else "What the articles disagree about"
        parts = [*(_checked(findings, findings.check) if findings.check else _compared(findings))]
        parts += [*_remarks(findings), *_articles(findings)]
        if show_set_aside:
            parts += _set_aside(findings)
        parts += _made_by(findings)
        body = "\n".join(parts)
        return (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>{hypertext(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
            f'<body id="top">\n<h1>{hypertext(title)}</h1>\n{body}\n</body>\n</html>\n'
        )


class _Numbered(NamedTuple):
    """A finding with the number that the page calls it by."""

    number: int
    discrepancy: Discrepancy


# --- a checked draft


def _checked(findings: Findings, check: Check) -> Iterator[str]:
    failing, passing, suppressed = groups = _groups(digest.gathered(findings))
    state = "fails" if failing else "passes"
    yield (
        f'<p class="verdict {state}"><strong>{state.capitalize()} the check.</strong> '
        f"{hypertext(digest.verdict(findings, check))}.</p>"
    )
    yield from _list([one for group in groups for one in group])
    yield f'<div class="desk">\n<section class="draft"><h2>The draft</h2>{_draft(check, groups)}</section>\n<section>'
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
    yield "</section>\n</div>"


def _groups(groups: Iterable[Sequence[Discrepancy]]) -> list[list[_Numbered]]:
    number, numbered = 0, []
    for group in groups:
        numbered.append([_Numbered(number + place, d) for place, d in enumerate(group, start=1)])
        number += len(group)
    return numbered


def _draft(check: Check, groups: Sequence[Sequence[_Numbered]]) -> str:
    """The text of the draft, cut wherever the words of a finding begin or end; each is numbered where it ends."""
    marks = [mark for group in groups for one in group for mark in _marks(one, check)]
    cuts = sorted({0, len(check.text), *(m.start for m in marks), *(m.end for m in marks)})
    pieces = []
    for start, end in pairwise(cuts):
        pieces += [
            f'<span class="at" id="at-{_key(m.of.discrepancy)}"></span>' for m in marks if m.named and m.start == start
        ]
        over = [m.of.discrepancy for m in marks if m.start <= start and end <= m.end]
        words = hypertext_part(check.text[start:end])
        pieces.append(f'<mark class="{_look(over)}">{words}</mark>' if over else words)
        pieces += [_reference(m.of) for m in marks if m.end == end]
    return f'<div class="text" dir="auto">{"".join(pieces)}</div>'


class _Mark(NamedTuple):
    """Where a finding's words stand in the draft; a finding's first is `named`, to be linked to."""

    start: int
    end: int
    of: _Numbered
    named: bool


def _marks(one: _Numbered, check: Check) -> Iterator[_Mark]:
    named = True
    for evidence in _of_draft(one.discrepancy, check):
        yield _Mark(evidence.start + evidence.span[0], evidence.start + evidence.span[1], one, named)
        named = False


def _of_draft(discrepancy: Discrepancy, check: Check | None) -> list[Evidence]:
    """The draft's evidence whose marked words lie in its text."""
    if check is None:
        return []
    said = [e for side in discrepancy.sides for e in side.evidence if e.article == check.draft]
    size = len(check.text)
    return [e for e in said if 0 <= e.start + e.span[0] < e.start + e.span[1] <= size]


def _look(over: Sequence[Discrepancy]) -> str:
    counting = [d.severity.rank for d in over if not d.suppressed]
    return list(Severity)[max(counting)].value if counting else "suppressed"


def _reference(one: _Numbered) -> str:
    label = f"finding {one.number}: {one.discrepancy.summary}"
    return f'<a class="ref" href="#finding-{_key(one.discrepancy)}" title="{hypertext(label)}">{one.number}</a>'


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
        yield _folded(f"Kept apart ({len(apart)})", "\n".join(_finding(one, findings) for one in apart))


def _in(findings: Findings, story: ReportedStory) -> list[Discrepancy]:
    return [d for d in findings.discrepancies if d.story == story.id]


def _story(story: ReportedStory, group: Sequence[_Numbered], findings: Findings) -> Iterator[str]:
    labels = digest.labels(findings)
    yield f"<h2>{hypertext(story.title) or 'Story'}</h2>"
    yield f'<p class="soft">{hypertext(", ".join(labels.get(a, a) for a in story.articles))}</p>'
    if not group:
        apart = "Its differences are all kept apart, at the end."
        yield f"<p>{apart if _in(findings, story) else hypertext(digest.nothing_found(story))}</p>"
    for relation, heading in _SECTIONS.items():
        if cards := [_finding(one, findings) for one in group if one.discrepancy.relation is relation]:
            content = "\n".join(cards)
            folded = relation in {Relation.UNDETERMINED, Relation.VARIANT}
            yield _folded(f"{heading} ({len(cards)})", content) if folded else f"<h3>{heading}</h3>\n{content}"
    ladders = [ladder for ladder in findings.ladders if ladder.story == story.id]
    yield from (_ladder(ladder, labels) for ladder in sorted(ladders, key=lambda one: (one.quantity, str(one.rungs))))


def _ladder(ladder: Ladder, labels: Mapping[str, str]) -> str:
    rows = [
        (r.value, labels.get(r.evidence.article, r.evidence.article), r.evidence.as_of or "–") for r in ladder.rungs
    ]
    heading = f"{ladder.quantity}: lowest {ladder.rungs[0].value}, highest {ladder.rungs[-1].value}"
    return _folded(heading, _table(("Value", "Source", "As of"), rows))


# --- both


def _list(findings: Sequence[_Numbered]) -> Iterator[str]:
    if findings:
        yield f'<nav aria-label="Findings"><ol class="list">\n{"".join(map(_entry, findings))}</ol></nav>'


def _entry(one: _Numbered) -> str:
    d = one.discrepancy
    after = f" · {d.suppressed.by}" if d.suppressed else ""
    return (
        f'<li><span class="number">{one.number}</span>{_pill(d)}<div><a href="#finding-{_key(d)}">'
        f'{hypertext(d.summary)}</a> <small class="soft">{hypertext(d.kind)}, {d.relation}{after}</small></div></li>\n'
    )


def _finding(one: _Numbered, findings: Findings) -> str:
    d, check = one.discrepancy, findings.check
    look = f"{d.severity} suppressed" if d.suppressed else d.severity.value
    there = f' <a class="back" href="#at-{_key(d)}">Show in the draft</a> ·' if _of_draft(d, check) else ""
    stands = f"<p><strong>{hypertext(_capital(digest.standing(d, check)))}</strong></p>\n" if d.suppressed else ""
    last = digest.answered(d)
    reviewed = f"<p><strong>Reviewed:</strong> {hypertext(last)}</p>\n" if last else ""
    level = 3 if check else 4
    sides = "\n".join(_side(side, d, findings) for side in digest.sides_in_order(d, check))
    return (
        f'<article class="finding {look}" id="finding-{_key(d)}">\n'
        f'<h{level} class="title">{one.number}. {hypertext(d.summary)}</h{level}>\n'
        f'<p class="tags">{_pill(d)} {hypertext(d.kind)}, {d.relation}; confidence {d.confidence:.2f}</p>\n'
        f'{stands}{reviewed}<div class="sides">\n{sides}\n</div>\n'
        f"<p><strong>To check:</strong> {hypertext(d.check)}</p>\n"
        f'<p class="soft">{hypertext(d.why)}</p>\n'
        f'<p class="soft">Id {hypertext(d.id)}.{there} <a class="back" href="#top">All findings</a></p>\n</article>'
    )


def _side(side: Side, discrepancy: Discrepancy, findings: Findings) -> str:
    quotes = [_quote(evidence, discrepancy, findings) for evidence in side.evidence]
    more = quotes[_QUOTES_OPEN:]
    folded = _folded(digest.counted(len(more), "more quote"), "\n".join(more)) if more else ""
    shown = "\n".join(quotes[:_QUOTES_OPEN])
    return f'<div class="side"><strong>{hypertext(side.value) or "–"}</strong>\n{shown}{folded}</div>'


def _quote(evidence: Evidence, discrepancy: Discrepancy, findings: Findings) -> str:
    cut = excerpt(evidence.quote, evidence.span, limit=_QUOTE)
    before, marked, after = (hypertext_part(part) for part in (cut.before, cut.marked, cut.after))
    words = f'<mark class="{_look([discrepancy])}">{marked}</mark>' if marked else ""
    who = digest.labels(findings).get(evidence.article, evidence.article)
    citing = f", citing {evidence.claimant}" if evidence.claimant else ""
    known = f"{who}{citing}{f', {evidence.as_of}' if evidence.as_of else ''}"
    return (
        f'<figure><blockquote dir="auto">{before}{words}{after}</blockquote>'
        f"<figcaption>{hypertext(known)} · {hypertext(digest.place(evidence, findings))}</figcaption></figure>"
    )


def _remarks(findings: Findings) -> Iterator[str]:
    if findings.check and findings.check.notices:
        yield f"<h2>To be noted</h2>\n{_bullets(findings.check.notices)}"
    if findings.skipped:
        yield f"<h2>Not read</h2>\n{_bullets(f'{skip.path}: {skip.reason}' for skip in findings.skipped)}"
    if findings.compatible:
        rows = [(r.reason, str(r.count)) for r in sorted(findings.compatible, key=lambda r: (-r.count, r.reason))]
        yield _folded("What looked like a conflict and was not", _table(("Reason", "Pairs"), rows))


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
    yield _table(("Article", "Title", "Published", "Origin", "File", "Notes"), rows)


def _set_aside(findings: Findings) -> Iterator[str]:
    labels = digest.labels(findings)
    rows = [(labels[a.id], aside.reason, aside.quote) for a in findings.articles for aside in a.set_aside]
    yield "<h2>Left out as page furniture</h2>"
    yield _table(("Article", "Known by", "Text"), rows) if rows else "<p>Nothing was left out.</p>"


def _made_by(findings: Findings) -> Iterator[str]:
    made = findings.made_by
    how = (
        f"factcheck {made.version}; encoder {made.encoder}; aligner {made.aligner}; judge {made.judge}; "
        f"settings {made.config_sha256[:12]}; {f'calibrator {made.calibrator}; ' if made.calibrator else ''}"
        f"report format {findings.schema_}"
    )
    changed = (f"{setting.key} = {setting.value} ({setting.origin})" for setting in made.changed)
    yield f'<h2>How this was made</h2>\n<p class="soft">{hypertext(how)}.</p>'
    if made.changed:
        yield f'<p class="soft">Settings that are not as shipped:</p>\n{_bullets(changed)}'


def _pill(discrepancy: Discrepancy) -> str:
    return f'<span class="pill {discrepancy.severity}">{discrepancy.severity}</span>'


def _key(discrepancy: Discrepancy) -> str:
    """What an anchor can hold: letters, digits and hyphens of the id alone."""
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in discrepancy.id)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _folded(summary: str, content: str) -> str:
    return f"<details>\n<summary>{hypertext(summary)}</summary>\n{content}\n</details>"


def _bullets(items: Iterable[str]) -> str:
    return f"<ul>\n{''.join(f'<li>{hypertext(item)}</li>{chr(10)}' for item in items)}</ul>"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    titles = "".join(f"<th>{hypertext(cell)}</th>" for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{hypertext(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    return f'<div class="wide"><table>\n<tr>{titles}</tr>\n{body}</table></div>'
