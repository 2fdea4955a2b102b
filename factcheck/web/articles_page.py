"""The articles of a finding in full, with what it quotes highlighted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from factcheck import digest
from factcheck.domain import Discrepancy, Evidence, Findings, ReportedArticle
from factcheck.text.markup import hypertext, hypertext_part
from factcheck.web.shell import Frame, address, page


def articles_page(d: Discrepancy, findings: Findings, texts: Mapping[str, str], frame: Frame) -> str:
    """Return the articles that a finding quotes, side by side; `texts` by their ids, as far as they were kept."""
    known = digest.labels(findings)
    own = {findings.check.draft: findings.check.text, **texts} if findings.check else texts
    named = {article.id: article for article in findings.articles}
    parts = [
        _article(number, evidence, named.get(article), known.get(article, article), own.get(article))
        for number, (article, evidence) in enumerate(_by_article(d).items(), start=1)
    ]
    back = f'<p><a class="button" href="{address(d)}">Back to the finding, to answer it</a></p>'
    return page(d.summary or "A finding", f'{back}\n<div class="texts">\n{"".join(parts)}</div>\n{back}', frame)


def _by_article(d: Discrepancy) -> Mapping[str, Sequence[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    for side in d.sides:
        for evidence in side.evidence:
            found.setdefault(evidence.article, []).append(evidence)
    return found


def _article(
    number: int, evidence: Sequence[Evidence], article: ReportedArticle | None, label: str, text: str | None
) -> str:
    quoted = [e for e in evidence if text is not None and text[e.start : e.end] == e.quote]
    return (
        f'<article aria-labelledby="article-{number}"><h2 id="article-{number}">{hypertext(label)}</h2>\n'
        f"{_of(article)}\n{_body(number, evidence, quoted, text)}</article>\n"
    )


def _of(article: ReportedArticle | None) -> str:
    if article is None:
        return ""
    known = (article.title, (article.published or "").removesuffix("T00:00:00"), article.path)
    return f'<p class="soft">{hypertext(" · ".join(part for part in known if part))}</p>'


def _body(number: int, evidence: Sequence[Evidence], quoted: Sequence[Evidence], text: str | None) -> str:
    if text is None or not quoted:
        quotes = "".join(f'<blockquote dir="auto">{hypertext(e.quote)}</blockquote>' for e in evidence)
        return f'<p class="soft">Its text was not kept with this run; what the finding quotes:</p>{quotes}'
    places = " · ".join(f'<a href="#quote-{number}-{n}">quote {n}</a>' for n in range(1, len(quoted) + 1))
    return (
        f'<p class="places">{places}</p>\n<div class="text" dir="auto">{"".join(_marked(number, quoted, text))}</div>'
    )


def _marked(number: int, quoted: Sequence[Evidence], text: str) -> Iterator[str]:
    """Cut the text wherever a quote or its marked words begin or end."""
    marks = [(e.start + e.span[0], e.start + e.span[1]) for e in quoted]
    ends = {end for e, (left, right) in zip(quoted, marks, strict=True) for end in (e.start, e.end, left, right)}
    for start, end in pairwise(sorted({0, len(text), *ends})):
        for n, e in enumerate(quoted, start=1):
            if e.start == start:
                yield f'<span class="at" id="quote-{number}-{n}"></span>'
        words = hypertext_part(text[start:end])
        if any(left <= start and end <= right for left, right in marks):
            yield f"<mark>{words}</mark>"
        elif any(e.start <= start and end <= e.end for e in quoted):
            yield f'<span class="quoted">{words}</span>'
        else:
            yield words
