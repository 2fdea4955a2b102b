"""A kind by itself, on a few texts: nothing is aligned, and there is no judge to ask."""

from hypothesis import given
from hypothesis import strategies as st
from reading import PARSER, sentences, understand

from factcheck.domain.account import Account
from factcheck.domain.story import Story
from factcheck.domain.text import Article
from factcheck.settings.config import load_config
from factcheck.settings.lexicons import load_lexicons
from factcheck.shelves import handed, kind_of
from factcheck.tools import load_encoder
from factcheck.values.names.finding import find_names
from factcheck.values.names.namebook import NameBook

LEXICONS = load_lexicons()
ENCODER = load_encoder(load_config())
COPIES = {"a1": "a0"}  # the second text is a copy of the first: one origin


class NoJudge:
    """A judge that is never asked."""

    name = "none"
    stands_alone = True
    left_out = ()

    def judge(self, pairs):
        raise AssertionError(pairs)


def kind(name, **changed):
    """The kind of that name, with its default settings but for those changed."""
    class_ = kind_of(name)
    return class_(
        class_.Settings(**changed),
        **handed(
            class_, {**dict(LEXICONS), "lexicons": LEXICONS, "judge": NoJudge(), "parser": PARSER, "encoder": ENCODER}
        ),
    )


def story(accounts, clusters=(), **more):
    """A story of some accounts, with the book of their names."""
    told = tuple(accounts)
    names = {account.article.id: account.names for account in told}
    book = NameBook.of(names, given=LEXICONS.titles.given)
    return Story("s", "t", told, clusters, book=book, **more)


def accounts(texts):
    """Articles a0, a1, ... of which only sentences and names are read."""
    return [_account(f"a{n}", text) for n, text in enumerate(texts)]


def understood(texts):
    """The same articles with all that they claim."""
    return list(understand([_article(f"a{n}", text) for n, text in enumerate(texts)], LEXICONS))


def compared(name, texts, *, read=accounts, origins=COPIES, **changed):
    """What the kind of that name finds in the texts, as `read` reads them."""
    return list(kind(name, **changed).compare(story(read(texts), origins=origins)))


def _account(name, text):
    split = sentences(name, text)
    return Account(_article(name, text), split, (), find_names(split, LEXICONS.nouns, LEXICONS.titles), ())


def _article(name, text):
    return Article(id=name, text=text, source=name, sha256="", path=name)


def checked(name, draft, *sources, read=accounts, **changed):
    """What the kind of that name finds in a draft, a0, that was written from the sources, a1, a2, ..."""
    found = kind(name, **changed).compare(story(read((draft, *sources)), draft="a0"))
    return list(found)


def in_any_order(kind, accounts, **more):
    """What a kind finds in accounts, which must be something, and the same in whatever order they stand.

    They are read once, before: it is the order that is changed, not what is read.
    """
    found = list(kind.compare(story(accounts, **more)))
    assert found

    @given(st.permutations(range(len(accounts))))
    def holds(order):
        assert list(kind.compare(story((accounts[n] for n in order), **more))) == found

    holds()
    return found
