"""Texts as the packaged parser reads them: what each word is, sentences, and whole accounts."""

from __future__ import annotations

from factcheck.frames.sentences import read_sentences
from factcheck.frames.words import read_words
from factcheck.settings.config import load_config
from factcheck.settings.lexicons import load_lexicons
from factcheck.text import sentences as splitting
from factcheck.text import tokens as words
from factcheck.tools import make_parser
from factcheck.understand import accounts

LEXICONS = load_lexicons()
PARSER = make_parser(load_config())


def tokens(text, offset=0):
    """The words of one sentence, and what they are."""
    return read_words([words.tokens(text, offset)], PARSER)[0]


def sentences(*of, **more):
    """The sentences of a text, as factcheck.text.sentences splits it."""
    return read_sentences(splitting.sentences(*of, **more), PARSER, LEXICONS)


def understand(articles, lexicons, **more):
    """The accounts of some articles."""
    return accounts.understand(articles, lexicons, **{"parser": PARSER, **more})
