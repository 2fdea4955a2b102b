"""What of schema.org a draft of a claim review is written in: the types and their properties, and no others.

See https://schema.org/ClaimReview, https://schema.org/Claim and https://schema.org/Quotation.
"""

from __future__ import annotations

from typing import Literal

from factcheck.formats._parts.linked import LinkedNode


class NodeReference(LinkedNode):
    """A node that stands elsewhere in the file."""

    id_: str


class QuotedWords(LinkedNode):
    """What an article says, in its words; who said it to the article is not always told."""

    type_: Literal["Quotation"] = "Quotation"
    text: str


class Outlet(LinkedNode):
    """Who published an article."""

    type_: Literal["Organization"] = "Organization"
    name: str


class ClaimAuthor(LinkedNode):
    """Who made a claim. Whether one whom an article cites is a person nobody knows: that type is to be filled in."""

    type_: Literal["Organization", "Person"] | None = None
    name: str


class Appearance(LinkedNode):
    """An article that has the claim; it is called by its page, else by its text."""

    type_: Literal["Article"] = "Article"
    id_: str
    url: str | None = None
    headline: str | None = None
    publisher: Outlet | None = None
    date_published: str | None = None
    date_modified: str | None = None
    has_part: tuple[QuotedWords, ...]


class ReviewedClaim(LinkedNode):
    """A claim with all the articles of the run that make it; the first is known where the days tell."""

    type_: Literal["Claim"] = "Claim"
    id_: str
    text: str
    author: ClaimAuthor | None = None
    date_published: str | None = None
    appearance: tuple[Appearance, ...]
    first_appearance: NodeReference | None = None


class ReviewDraft(LinkedNode):
    """A claim review that nobody has written yet. It has no rating, no author, no address and no day of its own.

    The text of the claim is short, and the body is what the finding tells: notes for whoever writes the review.
    """

    context_: Literal["https://schema.org"] = "https://schema.org"
    type_: Literal["ClaimReview"] = "ClaimReview"
    id_: str
    name: str
    claim_reviewed: str
    creative_work_status: str
    item_reviewed: ReviewedClaim
    associated_claim_review: tuple[NodeReference, ...]
    review_body: str
    in_language: Literal["en"] = "en"


class DraftsComment(LinkedNode):
    """Something to be known of a file."""

    type_: Literal["Comment"] = "Comment"
    text: str


class DraftsNote(LinkedNode):
    """What a file of drafts comes from: its outcome, what was not read, and what made it."""

    context_: Literal["https://schema.org"] = "https://schema.org"
    type_: Literal["CreativeWork"] = "CreativeWork"
    name: str
    abstract: str
    comment: tuple[DraftsComment, ...]
    credit_text: str
    in_language: Literal["en"] = "en"
