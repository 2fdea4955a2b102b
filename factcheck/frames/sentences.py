"""Sentences with what is read off their parses, once for all: what each word is, and who says what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.domain.text import Sentence
from factcheck.frames.attributions import read_attributions
from factcheck.frames.words import words_of
from factcheck.interfaces import Parser
from factcheck.settings.lexicons import Lexicons


def read_sentences(sentences: Sequence[Sentence], parser: Parser, lexicons: Lexicons) -> tuple[Sentence, ...]:
    """Return the sentences, read. All are parsed in one go, which takes a parser least."""
    found = []
    for sentence, parse in zip(sentences, parser.parse([one.tokens for one in sentences]), strict=True):
        worded = replace(sentence, tokens=words_of(sentence.tokens, parse))
        found.append(replace(worded, attributions=read_attributions(worded, parse, lexicons)))
    return tuple(found)
