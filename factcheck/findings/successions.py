"""Which of two accounts of one thing is the later: by their days, as an article's later edition, or as an article says.

Shared by the kinds; it knows no kind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

from factcheck.domain.account import Claim
from factcheck.domain.findings import Found, Relation
from factcheck.domain.story import Story
from factcheck.domain.values import Course
from factcheck.findings.sides import Claims

Tells = Callable[[Claims, Claims], bool]
LaterEdition = Callable[[str, str], bool]
NEW_EDITION = "Both stand in editions of one article: the later one says otherwise."


def tells_earlier(story: Story, alike: Callable[[Claim, Claim], bool]) -> Tells:
    """Return whether an article of the one side gives the other side's value as the earlier one of the same thing.

    `alike` says so of what was called earlier and a claim of the other side.
    """
    earlier = {
        account.article.id: [claim for claim in account.claims if claim.course is Course.EARLIER]
        for account in story.accounts
    }

    def tells(later: Claims, former: Claims) -> bool:
        called = [old for article in sorted({claim.article for claim in later}) for old in earlier.get(article, ())]
        return any(alike(old, claim) for old in called for claim in former if old.article != claim.article)

    return tells


def later_edition(story: Story) -> LaterEdition:
    """Return whether the first of two articles, by their ids, is a later edition of the second.

    Editions have one address, or are near copies by one source; the later has a later stamp. A draft is nobody's.
    """
    articles = {one.article.id: one.article for one in story.sources}

    def later(one: str, other: str) -> bool:
        a, b = articles.get(one), articles.get(other)
        if a is None or b is None or a.id == b.id:
            return False
        copies = a.source == b.source and story.origins.get(a.id, a.id) == story.origins.get(b.id, b.id)
        one_page = bool(a.address) and a.address == b.address
        return (copies or one_page) and a.stamp is not None and b.stamp is not None and a.stamp > b.stamp

    return later


def as_editions(found: Found, story: Story) -> Found:
    """Return the finding, as an update where each of its sides is of later editions than another or of earlier ones."""
    if found.relation not in (Relation.CONFLICT, Relation.CONTESTED, Relation.UNDETERMINED):
        return found
    later = later_edition(story)
    sides = [[evidence.article for evidence in side.evidence] for side in found.sides]
    for one, other in combinations(sides, 2):
        pairs = [(a, b) for a in one for b in other]
        if not (all(later(a, b) for a, b in pairs) or all(later(b, a) for a, b in pairs)):
            return found
    return replace(found, relation=Relation.UPDATE, why=NEW_EDITION)
