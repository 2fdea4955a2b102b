"""Drafts of claim reviews in the vocabulary of schema.org, as JSON-LD: for a desk that publishes what it found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import ClassVar

from factcheck.domain.findings import Discrepancy, Evidence, Findings, ReportedArticle, Side
from factcheck.findings import digest
from factcheck.formats._parts.claim_reviews import (
    Appearance,
    ClaimAuthor,
    DraftsComment,
    DraftsNote,
    NodeReference,
    Outlet,
    QuotedWords,
    ReviewDraft,
    ReviewedClaim,
)
from factcheck.formats._parts.linked import LinkedNode, name_of_finding, name_of_text, page_of, written
from factcheck.text.excerpt import excerpt, one_line

_CLAIM = 200  # characters: layout, not tuning


class Format:
    """A list: a note on the report, then a draft for each side of each finding, since a review is of one claim.

    Who is right is for the desk to find out: there is no `reviewRating`. Its `author`, `url` and `datePublished` are
    to be filled in, too. Each draft can be taken out of the list by itself.
    """

    suffix: ClassVar[str] = ".claimreview.jsonld"
    appendable: ClassVar[bool] = False

    def render(self, findings: Findings, *, show_set_aside: bool = False) -> str:  # noqa: ARG002 - no place for it
        nodes: list[LinkedNode] = [_note(findings)]
        for group in digest.gathered(findings):
            for discrepancy in group:
                nodes += _drafts(discrepancy, findings)
        return written(nodes)


def _note(findings: Findings) -> DraftsNote:
    notices = findings.check.notices if findings.check else ()
    unread = (f"Not read: {skip.path}: {skip.reason}" for skip in findings.skipped)
    return DraftsNote(
        name="Drafts of claim reviews, without a rating",
        abstract=one_line(digest.headline(findings)),
        comment=tuple(DraftsComment(text=one_line(told)) for told in (*unread, *notices)),
        credit_text=one_line(digest.made_with(findings)),
    )


def _drafts(discrepancy: Discrepancy, findings: Findings) -> Iterator[ReviewDraft]:
    sides = digest.sides_in_order(discrepancy, findings.check)
    if discrepancy.absent:  # the other side shows what comes nearest, which is no claim against this one
        sides = sides[:1]
    names = [name_of_finding(discrepancy, number) for number in range(1, len(sides) + 1)]
    standing = digest.standing(discrepancy, findings.check) if discrepancy.suppressed else ""
    body = "\n".join(map(one_line, _notes(discrepancy, findings)))
    for name, side in zip(names, sides, strict=True):
        yield ReviewDraft(
            id_=name,
            name=one_line(discrepancy.summary),
            claim_reviewed=_claimed(side.evidence[0]),
            creative_work_status=one_line(f"Draft, {standing}") if standing else "Draft",
            item_reviewed=_claim(f"{name}:claim", side, findings.articles),
            associated_claim_review=tuple(NodeReference(id_=other) for other in names if other != name),
            review_body=body,
        )


def _notes(discrepancy: Discrepancy, findings: Findings) -> Iterator[str]:
    """What whoever writes the review starts from, without the names of files: it may be published by mistake."""
    labels = digest.labels(findings)
    yield f"{discrepancy.summary}."
    yield from (digest.said(evidence, labels) for evidence in digest.in_order(discrepancy, findings))
    yield f"Why: {discrepancy.why}"
    yield f"Check: {discrepancy.check}"


def _claimed(evidence: Evidence) -> str:
    cut = excerpt(evidence.quote, evidence.span, limit=_CLAIM)
    return cut.before + cut.marked + cut.after


def _claim(name: str, side: Side, articles: Sequence[ReportedArticle]) -> ReviewedClaim:
    known = {article.id: article for article in articles}
    quotes: dict[str, list[Evidence]] = {}
    for evidence in side.evidence:
        quotes.setdefault(evidence.article, []).append(evidence)
    telling = [known[article] for article in quotes if article in known]
    first = _first(telling)
    return ReviewedClaim(
        id_=name,
        text=_claimed(side.evidence[0]),
        author=_author(side, known),
        date_published=_day(first.published) if first else None,
        appearance=tuple(_appearance(article, quotes[article.id]) for article in telling),
        first_appearance=NodeReference(id_=_called(first)) if first else None,
    )


def _author(side: Side, known: Mapping[str, ReportedArticle]) -> ClaimAuthor | None:
    """Whom all cite who make the claim; where nobody cites anybody and there is one outlet, that."""
    claimants = {evidence.claimant for evidence in side.evidence}
    if len(claimants) != 1:
        return None
    cited = claimants.pop()
    if cited is not None:
        return ClaimAuthor(name=one_line(cited))
    outlets = {outlet.name for e in side.evidence if e.article in known and (outlet := _outlet(known[e.article]))}
    return ClaimAuthor(type_="Organization", name=outlets.pop()) if len(outlets) == 1 else None


def _outlet(article: ReportedArticle) -> Outlet | None:
    """Who published an article; of an unsigned text, whose source is called by its id, nobody knows."""
    name = one_line(article.source) if article.source != article.id else ""
    return Outlet(name=name) if name else None


def _appearance(article: ReportedArticle, quotes: Iterable[Evidence]) -> Appearance:
    texts = dict.fromkeys(one_line(evidence.quote) for evidence in quotes)
    return Appearance(
        id_=_called(article),
        url=page_of(article),
        headline=one_line(article.title) if article.title else None,
        publisher=_outlet(article),
        date_published=_day(article.published),
        date_modified=_day(article.updated),
        has_part=tuple(QuotedWords(text=text) for text in texts),
    )


def _called(article: ReportedArticle) -> str:
    return page_of(article) or name_of_text(article)


def _first(articles: Iterable[ReportedArticle]) -> ReportedArticle | None:
    """Return the article that came out first, where that is known: of one day without a time nobody knows when."""
    dated = [(moment, article) for article in articles if (moment := _moment(article.published)) is not None]
    if not dated:
        return None
    earliest, first = min(dated, key=lambda pair: pair[0])
    rivals = [moment for moment, article in dated if article is not first and moment.date() == earliest.date()]
    vague = any(time() in {moment.time(), earliest.time()} or moment == earliest for moment in rivals)
    return None if vague else first


def _moment(stamp: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(stamp or "")
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _day(stamp: str | None) -> str | None:
    """Return a day or a time as the report has it, a day without the midnight that stands for no time."""
    return stamp.removesuffix("T00:00:00") if stamp and _moment(stamp) else None
