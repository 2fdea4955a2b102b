"""Articles that are another article of the run word for word: one voice, compared once and shown wherever it stands.

Whoever tells a thing twice makes it no likelier. So a copy has no part in what is weighed: it stands beside the article
that it copies as evidence, and nothing else changes when it comes or goes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from factcheck.domain.account import Account


def told_once(accounts: Sequence[Account]) -> tuple[list[Account], Mapping[str, tuple[Account, ...]]]:
    """Return the accounts without copies, in their order, and the copies of each, by the id of its article.

    A copy has the same text, headline and days; which of several is taken for the first, their ids decide.
    """
    alike: dict[tuple[object, ...], list[Account]] = defaultdict(list)
    for account in sorted(accounts, key=lambda account: account.article.id):
        article = account.article
        alike[article.text, article.title, article.published, article.updated].append(account)
    first = {group[0].article.id: tuple(group[1:]) for group in alike.values()}
    once = [account for account in accounts if account.article.id in first]
    return once, {name: copies for name, copies in first.items() if copies}
