"""Texts as the packaged parser reads them: what each word is, sentences, and whole accounts."""

from __future__ import annotations

from factcheck.frames.words import read_words, tagged
from factcheck.settings.config import load_config
from factcheck.text import sentences as splitting
from factcheck.text import tokens as words
from factcheck.tools import make_parser
from factcheck.understand import accounts

PARSER = make_parser(load_config())


def tokens(text, offset=0):
    """The words of one sentence, and what they are."""
    return read_words([words.tokens(text, offset)], PARSER)[0]


def sentences(*of, **more):
    """The sentences of a text, as factcheck.text.sentences splits it."""
    return tagged(splitting.sentences(*of, **more), PARSER)


def understand(articles, lexicons, **more):
    """The accounts of some articles."""
    return accounts.understand(articles, lexicons, **{"parser": PARSER, **more})
