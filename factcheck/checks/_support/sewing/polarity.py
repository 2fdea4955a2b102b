"""Whether a word of an article stands under a negation, by the words before it and by the grammar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from factcheck.domain.account import Account
from factcheck.domain.frames import PredicateSort
from factcheck.domain.text import Sentence, Span, Token
from factcheck.frames.reading import Frames
from factcheck.interfaces import Parser
from factcheck.settings.lexicons import Lexicons
from factcheck.values.speech.negation import negated_words
from factcheck.values.speech.utterances import Word

_SUBJECT = 2  # words at the head of a sentence that may be its subject: "No one, she said, would"
# Words by which a writer's own sentence turns over what is quoted behind them, beside those that undo or deny a deed.
_AGAINST = frozenset({
    "against", "oppose", "opposition", "object", "exclude", "resist", "block", "veto", "ban", "forbid", "dismiss",
    "discount", "untrue", "false", "wrong", "nonsense", "unthinkable", "impossible", "without", "instead",
})  # fmt: skip
_BY_WORDS = frozenset({"not", "n't", "n’t", "never", "cannot"})  # what these negate is read off the words alone
_CONTRAST = "but"  # "not to close it, but to sell it"
_OPEN = frozenset({"whether", "if"})
_OUT = "rule"  # "ruled out"


class Polarity:
    """What is negated in the sentences of articles, found when asked for."""

    def __init__(self, lexicons: Lexicons, parser: Parser) -> None:
        self._lexicons, self._parser = lexicons, parser
        self._known: dict[tuple[str, int], Mapping[int, Span]] = {}

    @cached_property
    def _turning(self) -> frozenset[str]:
        lists = self._lexicons.standing
        return frozenset(lists.undone | lists.undone_nouns | lists.denied | lists.denying | lists.rejecting) | _AGAINST

    def negation(self, account: Account, word: Word) -> Span | None:
        """Return the word that negates a word of an article; None where none does."""
        key = account.article.id, word.sentence
        if key not in self._known:
            self._known[key] = self._negated(account.sentences[word.sentence])
        return self._known[key].get(word.span.start)

    def kept(self, draft: Account, word: Word) -> bool:
        """Whether a draft negates a word that it quotes, turns it over in the words before it, or leaves it open."""
        sentence = draft.sentences[word.sentence]
        if self.negation(draft, word) or _asks(sentence):
            return True
        before = [t for t in sentence.tokens if t.end <= word.span.start]
        own = [(k, t) for k, t in enumerate(before) if not any(q.start <= t.start < q.end for q in sentence.quoted)]
        for k, token in own:
            if token.lemma in self._turning | _OPEN or (
                token.lemma == _OUT and any(t.text == "out" for t in before[k : k + 3])
            ):
                return True
            near = not any(t.text in (",", ";", ":") for t in before[k:])
            if self._is_negator(token) and (near or k < _SUBJECT):
                return True
        return False

    def count(self, words: Iterable[Word]) -> int:
        """Return how many of some words negate."""
        return sum(word.key in self._lexicons.statuses.negators for word in words)

    def _negated(self, sentence: Sentence) -> Mapping[int, Span]:
        tokens = sentence.tokens
        if _asks(sentence):
            return {}  # "Is he not a friend?" says that he is one
        by_words = {
            tokens[k].start: Span(tokens[n].start, tokens[n].end)
            for k, n in negated_words(tokens, self._lexicons).items()
        }
        above = self._turning - _AGAINST
        cues = [t for t in tokens if t.lemma in above or (self._is_negator(t) and t.text.lower() not in _BY_WORDS)]
        return {**self._by_grammar(sentence, cues), **by_words} if cues else by_words

    def _by_grammar(self, sentence: Sentence, cues: Iterable[Token]) -> Mapping[int, Span]:
        """Return what the parse finds negated, each with the nearest word before it that may negate."""
        (parse,) = self._parser.parse([sentence.tokens])
        found: dict[int, Span] = {}
        for frame in Frames(sentence, parse, self._lexicons).all:
            told = sentence.tokens[frame.predicate]
            before = [cue for cue in cues if cue.end <= told.start]
            behind = [t.text.lower() for t in sentence.tokens if before and before[-1].end <= t.start < told.start]
            if frame.negated and frame.sort is not PredicateSort.NOUN and before and _CONTRAST not in behind:
                found[told.start] = Span(before[-1].start, before[-1].end)
        return found

    def _is_negator(self, token: Token) -> bool:
        return token.text.lower().replace("’", "'") in self._lexicons.statuses.negators


def _asks(sentence: Sentence) -> bool:
    return sentence.text.rstrip(" \"”'’»)").endswith("?")
