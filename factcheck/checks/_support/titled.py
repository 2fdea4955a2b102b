"""All that can bear out a draft: the sentences of a source, and its title."""

from __future__ import annotations

from factcheck.domain.account import Account
from factcheck.domain.text import Part, Places, Sentence, Span
from factcheck.text.tokens import tokens

_TITLE = -1  # the index of a title, which is no sentence of the text


def titled(account: Account) -> tuple[Sentence, ...]:
    """Return an account's sentences, before them its title, if it has one."""
    title = account.article.title
    if not title:
        return account.sentences
    places = account.article.title_places or Places((), (0,))
    row = tokens(title)
    head = Sentence(account.article.id, _TITLE, Span(0, len(title)), title, row, places=places, field=Part.TITLE)
    return (head, *account.sentences)


def in_text(sentence: Sentence) -> bool:
    """Whether a sentence stands in the text; what a title says bears a draft out, and is held against none."""
    return sentence.index != _TITLE
