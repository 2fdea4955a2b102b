"""All that can bear out a draft: the sentences of a source, and its title."""

from __future__ import annotations

from factcheck.domain.account import Account
from factcheck.domain.text import TITLE, Sentence


def titled(account: Account) -> tuple[Sentence, ...]:
    """Return an account's sentences, before them its title, if it has one."""
    return account.sentences if account.title is None else (account.title, *account.sentences)


def in_text(sentence: Sentence) -> bool:
    """Whether a sentence stands in the text; what a title says bears a draft out, and is held against none."""
    return sentence.index != TITLE
