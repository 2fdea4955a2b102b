"""Every claim of a checked draft on a page: the legend of its states, and a list with what the sources say of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from factcheck.domain.findings import ClaimState, DraftCheck, DraftClaim, Evidence, Findings
from factcheck.findings import digest
from factcheck.formats._parts.marked_draft import SIGNS, Numbered, cards
from factcheck.text.excerpt import excerpt, shortened
from factcheck.text.markup import hypertext, hypertext_part

# Layout, not tuning.
_QUOTE = 300
_WORDS = 16
_MEANINGS = {
    ClaimState.BORNE_OUT: "a source says so",
    ClaimState.CONTRADICTED: "a source says otherwise",
    ClaimState.ABSENT: "looked for and not found",
    ClaimState.NOT_COMPARED: "nothing fit to hold it against",
}


def legend(check: DraftCheck, findings: Findings) -> str:
    """Return how many claims are in which state, with the sign of each; '' where a report does not tell."""
    if not check.coverage:
        return ""
    states = Counter(claim.state for claim in check.coverage)
    items = "".join(
        f'<li><span class="sign {state}">{SIGNS[state]}</span> <strong>{states[state]} {called}</strong>'
        f' <small class="soft">{_MEANINGS[state]}</small></li>\n'
        for state, called in digest.STATES.items()
    )
    sources = digest.counted(sum(article.id != check.draft for article in findings.articles), "source")
    claims = digest.counted(len(check.coverage), "claim or quotation", "claims and quotations")
    keys = '<span class="keys" hidden>Keys <kbd>j</kbd> and <kbd>k</kbd> walk from mark to mark.</span>'
    told = f"{claims}, held against {sources}. What has no mark was held against nothing."
    return f'<p class="soft">{told} {keys}</p>\n<ul class="legend">\n{items}</ul>'


def listed(check: DraftCheck, findings: Findings, groups: Sequence[Sequence[Numbered]]) -> Iterator[str]:
    """Yield the claims in the order of the text, each as `claim-` and its number, with what the sources say of it."""
    if check.coverage:
        numbers, labels = cards(groups), digest.labels(findings)
        yield "<h2>Every claim</h2>\n" + '<ol class="claims">'
        for place, claim in enumerate(check.coverage, start=1):
            yield _entry(place, claim, numbers, labels, findings)
        yield "</ol>"


def _entry(
    place: int, claim: DraftClaim, numbers: Mapping[str, Numbered], labels: Mapping[str, str], findings: Findings
) -> str:
    words = shortened(claim.words, words=_WORDS)
    found = [numbers[one] for one in claim.findings if one in numbers]
    links = ", ".join(f'<a href="#finding-{digest.anchor(one.discrepancy)}">finding {one.number}</a>' for one in found)
    quotes = "\n".join(_quote(evidence, labels, findings) for evidence in claim.evidence)
    return (
        f'<li id="claim-{place}" class="{claim.state}"><p><span class="sign {claim.state}">{SIGNS[claim.state]}</span> '
        f"<strong>{digest.STATES[claim.state].capitalize()}:</strong> <q>{hypertext(words)}</q> "
        f'<a class="back" href="#said-{place}">Show in the draft</a></p>\n'
        f'<p class="soft">{hypertext(claim.reason)}{f": {links}" if links else ""}</p>\n{quotes}</li>\n'
    )


def _quote(evidence: Evidence, labels: Mapping[str, str], findings: Findings) -> str:
    cut = excerpt(evidence.quote, evidence.span, limit=_QUOTE)
    before, words, after = (hypertext_part(part) for part in (cut.before, cut.marked, cut.after))
    who = labels.get(evidence.article, evidence.article)
    known = f"{who}, citing {evidence.claimant}" if evidence.claimant else who
    marked = f"<strong>{words}</strong>" if words else ""
    return (
        f'<figure><blockquote dir="auto">{before}{marked}{after}</blockquote>'
        f"<figcaption>{hypertext(known)} · {hypertext(digest.place(evidence, findings))}</figcaption></figure>"
    )
