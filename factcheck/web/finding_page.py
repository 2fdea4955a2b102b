"""One finding: who says what, what was answered before, and the buttons that answer it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from factcheck.domain.findings import Discrepancy, Dismissal, Evidence, Findings, Ladder, Rung, Side
from factcheck.domain.text import Part, Span
from factcheck.findings import digest
from factcheck.review.answers import Kept
from factcheck.review.session import Item
from factcheck.text.excerpt import excerpt
from factcheck.text.markup import hypertext, hypertext_part
from factcheck.text.surroundings import surroundings
from factcheck.web.answers import said_by
from factcheck.web.articles_page import quotes
from factcheck.web.queue_page import given_list
from factcheck.web.shell import PageFrame, address, page, tags, token_field

# Layout, not tuning.
_QUOTE = 600
_QUOTES_OPEN = 3
_BAR = 100  # units across a ladder's bar


class Position(NamedTuple):
    """Where a finding stands in the queue: its number from 1, of how many, and its neighbours."""

    number: int
    of: int
    before: Discrepancy | None
    after: Discrepancy | None


def finding_page(
    item: Item,
    findings: Findings,
    given: Sequence[Kept],
    frame: PageFrame,
    *,
    place: Position,
    blind: bool,
    texts: Mapping[str, str],
) -> str:
    """Return the page of one finding.

    `given` is what was answered to it, `blind` leaves out what could sway, `texts` are the articles by their ids, as
    far as they were kept: what stands around a quote is from there.
    """
    d = item.discrepancy
    own = next((one for one in given if one.reviewer == frame.reviewer), None)
    known = {findings.check.draft: findings.check.text, **texts} if findings.check else texts
    sides = "\n".join(_side(side, d, findings, known) for side in digest.sides_in_order(d, findings.check))
    earlier = (
        f'<p class="earlier"><strong>Answered before, and a statement has changed since:</strong> '
        f"{hypertext(said_by(item.earlier))}, on “{hypertext(item.earlier.summary)}”</p>"
        if item.earlier and not blind
        else ""
    )
    event = digest.of_event(d)
    of = f'<p class="soft">Of: {hypertext(event)}</p>\n' if event else ""
    return page(
        d.summary or "A finding",
        f'{of}<p class="tags">{tags(d, sampled=item.sampled, hidden=blind and own is None)}'
        f" · {_neighbours(place)}</p>\n"
        f"{earlier}\n"
        f'<div class="sides">\n{sides}\n</div>\n'
        f'<p><a href="{address(d, "/articles")}">Read the articles in full</a></p>\n'
        f'<p><strong>To check:</strong> {hypertext(d.check)}</p>\n<p class="soft">{hypertext(d.why)}</p>\n'
        f"{''.join(_ladder(ladder, d, findings) for ladder in ladders_of(d, findings))}\n"
        f"<h2>Answers</h2>\n{given_list(d, given, live=True)}\n{_form(d, own, frame)}",
        frame,
    )


def ladders_of(discrepancy: Discrepancy, findings: Findings) -> Sequence[Ladder]:
    """Return the ladders that words of the finding stand on."""
    told = {_where(e) for side in discrepancy.sides for e in side.evidence}
    return [one for one in findings.ladders if any(_where(rung.evidence) in told for rung in one.rungs)]


def _where(evidence: Evidence) -> tuple[str, Part, int, int]:
    return evidence.article, evidence.field, evidence.start + evidence.span[0], evidence.start + evidence.span[1]


def _neighbours(place: Position) -> str:
    before = f'<a href="{address(place.before)}" rel="prev">previous</a> · ' if place.before else ""
    after = f' · <a href="{address(place.after)}" rel="next">next</a>' if place.after else ""
    return f"{before}{place.number} of {place.of}{after}"


def _side(side: Side, d: Discrepancy, findings: Findings, texts: Mapping[str, str]) -> str:
    figures = [_quote(evidence, d, findings, texts) for evidence in side.evidence]
    more = figures[_QUOTES_OPEN:]
    summary = digest.counted(len(more), "more quote")
    folded = f"<details><summary>{summary}</summary>{''.join(more)}</details>" if more else ""
    origins = digest.counted(side.origins, "independent origin")
    return (
        f'<section class="side"><h2><bdi>{hypertext(side.value) or "–"}</bdi> <small>{origins}</small></h2>\n'
        f"{''.join(figures[:_QUOTES_OPEN])}{folded}</section>"
    )


def _quote(evidence: Evidence, d: Discrepancy, findings: Findings, texts: Mapping[str, str]) -> str:
    cut = excerpt(evidence.quote, evidence.span, limit=_QUOTE)
    before, marked, after = (hypertext_part(part) for part in (cut.before, cut.marked, cut.after))
    words = f'<mark class="{d.severity}">{marked}</mark>' if marked else ""
    who = digest.labels(findings).get(evidence.article, evidence.article)
    citing = f", citing {evidence.claimant}" if evidence.claimant else ""
    known = f"{who}{citing}{f', as of {evidence.as_of}' if evidence.as_of else ''}"
    number = next(number for number, one in quotes(d) if one == evidence)
    there = f'<a href="{address(d, f"/articles#quote-{number}")}">{hypertext(digest.place(evidence, findings))}</a>'
    text, at = texts.get(evidence.article, ""), Span(evidence.start, evidence.end)
    around = surroundings(text, at) if evidence.stands_in(text) else ("", "")
    first, last = (f'<p class="soft" dir="auto">{hypertext(part)}</p>' if part else "" for part in around)
    return (
        f'<figure>{first}<blockquote dir="auto">{before}{words}{after}</blockquote>{last}'
        f"<figcaption>{hypertext(known)} · {there}</figcaption></figure>\n"
    )


def _ladder(ladder: Ladder, d: Discrepancy, findings: Findings) -> str:
    told = {_where(e) for side in d.sides for e in side.evidence}
    known = digest.labels(findings)
    top = max(_reach(rung) for rung in ladder.rungs)
    rows = "".join(
        f"<tr{' class=here' if _where(rung.evidence) in told else ''}>"
        f'<th scope="row">{hypertext(rung.value)}</th><td>{_bar(rung, top)}</td>'
        f"<td>{hypertext(known.get(rung.evidence.article, rung.evidence.article))}</td>"
        f"<td>{hypertext(rung.evidence.as_of or '–')}</td></tr>\n"
        for rung in ladder.rungs
    )
    caption = f"All figures for: {hypertext(ladder.quantity)}"
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{caption}"><table class="ladder">'
        f"<caption>{caption}</caption>\n"
        '<thead><tr><th scope="col">Value</th><td></td><th scope="col">Source</th><th scope="col">As of</th></tr>'
        f"</thead>\n<tbody>{rows}</tbody></table></div>\n"
    )


def _reach(rung: Rung) -> float:
    return rung.lower if rung.upper is None or math.isinf(rung.upper) else rung.upper


def _bar(rung: Rung, top: float) -> str:
    """Draw a rung from nothing to its value, and lighter where it is a range."""
    if top <= 0 or rung.lower < 0:
        return ""
    low, high = (round(_BAR * value / top, 1) for value in (rung.lower, _reach(rung)))
    return (
        f'<svg class="bar" viewBox="0 0 {_BAR} 6" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="range" width="{max(high, 1)}" height="6"/><rect width="{max(low, 1)}" height="6"/></svg>'
    )


def _form(d: Discrepancy, own: Kept | None, frame: PageFrame) -> str:
    reasons = "".join(
        f'<button name="do" value="dismissed:{reason}" data-reason="{number}{reason.value[0]}">'
        f"{reason} <kbd>{number}</kbd></button>\n"
        for number, reason in enumerate(Dismissal, start=1)
    )
    note = hypertext_part(own.note) if own else ""
    return (
        f'<form method="post" action="{address(d)}" class="answer" aria-label="Your answer">{token_field(frame)}\n'
        f"{_button('confirmed', 'Confirm', 'c', look='first')}"
        f'<details class="dismiss" data-key="d"><summary class="button">Dismiss … <kbd>d</kbd></summary>'
        f'<div class="reasons" role="group" aria-label="Why is it dismissed?">\n{reasons}</div></details>\n'
        f"{_button('unsure', 'Unsure', 'u')}{_button('skip', 'Skip', 's')}{_button('undo', 'Undo', 'z')}"
        f'<details class="note" data-key="n"{" open" if note else ""}><summary class="button">Note <kbd>n</kbd>'
        '</summary><label for="note">Kept with your answer</label>'
        f'<textarea id="note" name="note" rows="2" maxlength="2000" dir="auto">\n{note}</textarea></details></form>'
    )


def _button(value: str, label: str, key: str, *, look: str = "") -> str:
    style = f' class="{look}"' if look else ""
    return (
        f'<button name="do" value="{value}" data-key="{key}" aria-keyshortcuts="{key}"{style}>{label} '
        f"<kbd>{key}</kbd></button>\n"
    )
