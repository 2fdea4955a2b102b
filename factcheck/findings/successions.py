"""Which of two accounts of one thing is the later: by their days, or because an article says so itself.

Shared by the kinds; it knows no kind.
"""

from __future__ import annotations

from collections.abc import Callable

from factcheck.domain.account import Claim
from factcheck.domain.story import Story
from factcheck.domain.values import Course
from factcheck.findings.sides import Claims

Tells = Callable[[Claims, Claims], bool]


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


def is_later(later: Claims, former: Claims) -> bool:
    """Whether every claim of the one side counts to a later day than every one of the other."""
    ours, theirs = [claim.as_of for claim in later], [claim.as_of for claim in former]
    if None in ours or None in theirs:
        return False
    return min(day for day in ours if day) > max(day for day in theirs if day)
