"""The articles of a finding in full, with what it quotes highlighted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from factcheck.domain.findings import Discrepancy, Evidence, Findings, ReportedArticle
from factcheck.domain.text import Part
from factcheck.findings import digest
from factcheck.text.markup import hypertext, hypertext_part
from factcheck.web.shell import PageFrame, address, page


def articles_page(d: Discrepancy, findings: Findings, texts: Mapping[str, str], frame: PageFrame) -> str:
    """Return the articles that a finding quotes, side by side; `texts` by their ids, as far as they were kept."""
    known = digest.labels(findings)
    own = {findings.check.draft: findings.check.text, **texts} if findings.check else texts
    named = {article.id: article for article in findings.articles}
    parts = [
        _article(quotes, named.get(article), known.get(article, article), own.get(article))
        for article, quotes in _by_article(d).items()
    ]
    back = f'<p><a class="button" href="{address(d)}">Back to the finding, to answer it</a></p>'
    return page(d.summary or "A finding", f'{back}\n<div class="texts">\n{"".join(parts)}</div>\n{back}', frame)


class Quote(NamedTuple):
    """A quote of a finding with its number, from 1, by which its place in the article is linked to."""

    number: int
    evidence: Evidence


def quotes(d: Discrepancy) -> Sequence[Quote]:
    """Return the quotes of a finding in the order of its sides."""
    return [Quote(n, e) for n, e in enumerate((e for side in d.sides for e in side.evidence), start=1)]


def _by_article(d: Discrepancy) -> Mapping[str, Sequence[Quote]]:
    found: dict[str, list[Quote]] = {}
    for quote in quotes(d):
        found.setdefault(quote.evidence.article, []).append(quote)
    return found


def _article(quoted: Sequence[Quote], article: ReportedArticle | None, label: str, text: str | None) -> str:
    titles = [q for q in quoted if q.evidence.field is Part.TITLE]
    inside = [q for q in quoted if q not in titles]
    found = [q for q in inside if text is not None and q.evidence.stands_in(text)]
    heading = f"article-{quoted[0].number}"
    body = _text(found, text, heading) if text is not None and found else _lost(inside) if inside else ""
    known = f'<h2 id="{heading}">{hypertext(label)}</h2>\n{_known_of(article)}'
    return f"<article>{known}\n{_quotes(titles)}{body}</article>\n"


def _known_of(article: ReportedArticle | None) -> str:
    if article is None:
        return ""
    known = (article.title, (article.published or "").removesuffix("T00:00:00"), article.path)
    return f'<p class="soft">{hypertext(" · ".join(part for part in known if part))}</p>'


def _lost(quoted: Sequence[Quote]) -> str:
    return f'<p class="soft">Its text was not kept with this run; what the finding quotes:</p>{_quotes(quoted)}'


def _quotes(quoted: Sequence[Quote]) -> str:
    return "".join(
        f'<blockquote id="quote-{number}" dir="auto">{hypertext(evidence.quote)}</blockquote>'
        for number, evidence in quoted
    )


def _text(quoted: Sequence[Quote], text: str, heading: str) -> str:
    links = " · ".join(f'<a href="#quote-{q.number}">To quote {q.number}</a>' for q in quoted)
    words = "".join(_marked(quoted, text))
    named = f'tabindex="0" role="region" aria-labelledby="{heading}"'  # it scrolls by itself, and by keys
    return f'<p class="places">{links}</p>\n<div class="text" dir="auto" {named}>{words}</div>'


def _marked(quoted: Sequence[Quote], text: str) -> Iterator[str]:
    """Cut the text wherever a quote or its marked words begin or end."""
    marks = {number: (e.start + e.span[0], e.start + e.span[1]) for number, e in quoted}
    cuts = {0, len(text), *(at for mark in marks.values() for at in mark)}
    cuts |= {at for _, e in quoted for at in (e.start, e.end)}
    for start, end in pairwise(sorted(cuts)):
        for number, (left, _) in marks.items():
            if left == start:
                yield f'<span class="at" id="quote-{number}"></span>'
        words = hypertext_part(text[start:end])
        if any(left <= start and end <= right for left, right in marks.values()):
            yield f"<mark>{words}</mark>"
        elif any(e.start <= start and end <= e.end for _, e in quoted):
            yield f'<span class="quoted">{words}</span>'
        else:
            yield words
