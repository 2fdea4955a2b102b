"""A word of a draft, and another that a source has in its place: where there are such, and what is known of the two.

No list decides: what speaks for and against a substitution is evidence, which a logistic model weighs. Left out are
words in quotation marks, and those of sentences that have too little in common. The names of the evidence and their
order belong to the shipped card (models/substitutes.json); training/fit_substitutes.py fits it on drafts with planted
errors.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.fuzz import ratio

from factcheck.checks._support.evidence.counterparts import (
    CLASSES,
    Counterpart,
    Counterparts,
    SentenceWords,
    WordPlace,
    is_free,
)
from factcheck.checks._support.evidence.exclusions import Exclusions
from factcheck.checks._support.evidence.one_word import OneWord
from factcheck.checks._support.names.mentions import short_forms
from factcheck.checks._support.words.nearest import NearestSentences, NearSentence
from factcheck.domain.account import Account
from factcheck.domain.story import Book
from factcheck.domain.text import Sentence, Token
from factcheck.settings.lexicons import Lexicons
from factcheck.text.matter import MATTER_AND_NUMBERS
from factcheck.text.nearness import Nearness, matter_of
from factcheck.values.speech.negation import negated_words

CARD = "substitutes.json"  # of the shipped weights

# Every piece of evidence, in the order of the card, and how a report calls it.
EVIDENCE: Mapping[str, str] = {
    "around": "the words around both",
    "shared": "the words around both",
    "beside": "the words around both",
    "before": "the word before both",
    "behind": "the word behind both",
    "contrary": "that the two words exclude each other",
    "family": "that the two words exclude each other",
    "denied here": "what is denied",
    "denied there": "what is denied",
    "denied in one": "what is denied",
    "covered": "how much of the sentence the source has",
    "covers": "how much of the source's sentence the draft has",
    "rank": "how many sentences of the sources are nearer",
    "rare": "how rare the draft's word is there",
    "rare there": "how rare the source's word is there",
    "known": "whether any source has the draft's word",
    "also said": "whether the draft has the source's word elsewhere",
    "apart": "where in the sentences they stand",
    "persons": "that both name somebody",
    "places": "that both name a place",
    "one sort": "that both are names of one sort",
    "two sorts": "that both are names of two sorts",
    "sort unknown": "that both are names",
    "spelling": "how alike they are spelt",
    "told": "whether a source has the draft's word there, too",
    "told often": "whether a source has the draft's word there, too",
    "nearby": "whether a source has the draft's word in the sentences around",
    "also missing": "whether the source's sentence has the draft's other names and numbers",
    "rivals": "how many words the sources have there",
    "given": "how many sources have that word there",
    "length": "how long the sentence is",
    "one tag": "that both are of one class of words",
    **{f"class {name}": "what sort of words they are" for name in CLASSES},
    # What the one says counts for more, or less, beside the other.
    "exclusive deeds": "that the two words exclude each other",
    "exclusive around": "that the two words exclude each other",
    "exclusive covered": "that the two words exclude each other",
    "exclusive shared": "that the two words exclude each other",
    "exclusive told": "that the two words exclude each other",
    "exclusive unknown": "that the two words exclude each other",
    "names around": "that both are names",
    "names told": "whether a source has the draft's word there, too",
    "names known": "whether any source has the draft's word",
}
# What follows was set, and what stands for more beside another chosen, on 104 drafts with planted errors, by folds of
# stories (docs/check.md): which pairs there are to weigh, not how they are weighed.
_NEARBY = 2  # sentences before and behind one that tell whom and what it is about
_OF_A_TITLE = 0.4  # likeness, from which on a title is of what a sentence tells; set, not measured
_IN_PLACE = 2.0  # by what a source has the draft's own word in that place: twice the likeness, and each neighbour


@dataclass(frozen=True, slots=True)
class Substitution:
    """A word of a draft's sentence, and the one that a source's sentence has in its place; `row` is the evidence."""

    ours: Token
    theirs: Token
    said: Sentence
    told: Sentence
    row: tuple[float, ...]


class Substitutions:
    """Finds them, in the sentences of the sources that tell most of what a draft's sentence tells."""

    def __init__(self, sources: Sequence[Account], book: Book, lexicons: Lexicons, nearness: Nearness) -> None:
        self._lexicons, self._nearness, self._book = lexicons, nearness, book
        self._one, self._exclusions = OneWord(lexicons), Exclusions(lexicons)
        self._told = [(account, sentence) for account in sources for sentence in account.sentences]
        self._titles = [account.title.tokens for account in sources if account.title is not None]
        self._nearest = NearestSentences([sentence for _, sentence in self._told], nearness)
        self._counterparts = Counterparts(self._one, nearness)
        self._read: dict[int, SentenceWords] = {}

    def of(self, draft: Account) -> Iterator[Substitution]:
        """Yield every substitution in a draft, sentence by sentence."""
        said = Counter(token.lemma for sentence in draft.sentences for token in sentence.tokens)
        for sentence in draft.sentences:
            near = [(self._source(one.n), one) for one in self._nearest.to(sentence)]
            if near:
                yield from self._in(self._words(draft, sentence), near, said)

    def _in(
        self, ours: SentenceWords, near: Sequence[tuple[SentenceWords, NearSentence]], said: Mapping[str, int]
    ) -> Iterator[Substitution]:
        titles = self._titles_of(ours.sentence)
        for n, token in enumerate(ours.sentence.tokens):
            if not is_free(ours, n) or _quoted(token, ours.sentence) or self._one.stands_in(token, titles):
                continue
            met, in_place = self._counterparts.of(ours, n, near)
            nearby = max((how.covered for words, how in near if self._beside(token, words)), default=0.0)
            givers: dict[str, set[str]] = defaultdict(set)
            for one in met:
                givers[one.words.lemmas[one.n]].add(one.words.sentence.article)
            for one in met:
                theirs = one.words.sentence.tokens[one.n]
                row = self._row(ours, n, one, in_place)
                of_all = (len(givers), len(givers[theirs.lemma]), said.get(theirs.lemma, 0) > 0, nearby)
                yield Substitution(token, theirs, ours.sentence, one.words.sentence, self._ordered(row, of_all))

    def _titles_of(self, sentence: Sentence) -> list[Token]:
        """The words of the sources' titles that tell much of what a draft's sentence tells."""
        matter = matter_of(sentence.tokens)
        alike = (title for title in self._titles if self._nearness.likeness(matter, matter_of(title)) >= _OF_A_TITLE)
        return [token for title in alike for token in title]

    def _row(self, ours: SentenceWords, n: int, met: Counterpart, in_place: Sequence[WordPlace]) -> dict[str, float]:
        token, other = ours.sentence.tokens[n], met.words.sentence.tokens[met.n]
        sorts = ours.sort(n), met.words.sort(met.n)
        named, theirs_have = token.tag.startswith("NP"), frozenset(met.words.lemmas)
        denied = n in ours.denied, met.n in met.words.denied
        forms, theirs = (frozenset((t.lemma, t.text.lower())) for t in (token, other))
        around, told = met.place.around, max((place.strength for place in in_place), default=0.0)
        contrary, family = self._exclusions.contrary(forms, theirs), self._exclusions.of_one_family(forms, theirs)
        exclusive, known = contrary or family, token.lemma in self._known
        return {
            "around": around,
            "shared": met.place.shared,
            "beside": met.place.beside,
            "before": met.place.before,
            "behind": met.place.behind,
            "contrary": contrary,
            "family": family,
            "denied here": denied[0],
            "denied there": denied[1],
            "denied in one": denied[0] != denied[1],
            "covered": met.near.covered,
            "covers": met.near.covers,
            "rank": met.rank,
            "rare": self._rarity(token.lemma),
            "rare there": self._rarity(other.lemma),
            "known": known,
            "apart": abs(n / len(ours.lemmas) - met.n / len(met.words.lemmas)),
            "persons": sorts == ("person", "person"),
            "places": sorts == ("place", "place"),
            "one sort": bool(sorts[0]) and sorts[0] == sorts[1],
            "two sorts": all(sorts) and sorts[0] != sorts[1],
            "sort unknown": named and not all(sorts),
            "spelling": ratio(token.text.lower(), other.text.lower()) / 100,
            "told": told,
            "told often": sum(place.strength >= _IN_PLACE for place in in_place),
            "also missing": len(ours.particulars - theirs_have - {token.lemma}),
            "length": len(ours.lemmas),
            "one tag": token.tag == other.tag,
            **{f"class {name}": token.tag.startswith(name) for name in CLASSES},
            "exclusive deeds": exclusive and token.tag.startswith("VV"),
            "exclusive around": exclusive * around,
            "exclusive covered": exclusive * met.near.covered,
            "exclusive shared": exclusive * met.place.shared,
            "exclusive told": exclusive * told,
            "exclusive unknown": exclusive and not known,
            "names around": named * around,
            "names told": named * told,
            "names known": named and known,
        }

    def _rarity(self, lemma: str) -> float:
        """How rare a word is in the sources, 1 where they do not have it."""
        return self._nearness.weight(frozenset((lemma,))) / self._nearness.weight(frozenset(("",)))

    def _ordered(self, row: Mapping[str, float], of_all: tuple[int, int, bool, float]) -> tuple[float, ...]:
        whole = {**row, **dict(zip(("rivals", "given", "also said", "nearby"), of_all, strict=True))}
        return tuple(float(whole[name]) for name in EVIDENCE)

    def _beside(self, token: Token, words: SentenceWords) -> bool:
        """Whether a sentence right before or behind one of a source, or that itself, has a word of the draft."""
        near = self._around[words.sentence.article]
        at = words.sentence.index
        return any(token.lemma in bag for k in range(at - _NEARBY, at + _NEARBY + 1) if (bag := near.get(k)))

    @cached_property
    def _around(self) -> Mapping[str, Mapping[int, frozenset[str]]]:
        """The words of each sentence, by article and number."""
        found: dict[str, dict[int, frozenset[str]]] = defaultdict(dict)
        for _, sentence in self._told:
            found[sentence.article][sentence.index] = frozenset(token.lemma for token in sentence.tokens)
        return found

    def _source(self, n: int) -> SentenceWords:
        if n not in self._read:
            self._read[n] = self._words(*self._told[n])
        return self._read[n]

    def _words(self, account: Account, sentence: Sentence) -> SentenceWords:
        tokens = sentence.tokens
        names = account.names_at(sentence.span)
        keys = [(name.span, (name.sort, self._book.key(name.text), short_forms(name.text))) for name in names]
        inside = {n: known for span, known in keys for n, t in enumerate(tokens) if span.start <= t.start < span.end}
        denied = frozenset(negated_words(tokens, self._lexicons))
        lemmas = tuple(token.lemma for token in tokens)
        matter = tuple(
            lemma if token.tag.startswith(MATTER_AND_NUMBERS) else ""
            for token, lemma in zip(tokens, lemmas, strict=True)
        )
        return SentenceWords(sentence, lemmas, matter, denied, inside)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(token.lemma for _, sentence in self._told for token in sentence.tokens)


def _quoted(token: Token, sentence: Sentence) -> bool:
    return any(span.start <= token.start < span.end for span in sentence.quoted)
