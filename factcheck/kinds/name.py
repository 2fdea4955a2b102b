"""Name: spellings and ranks of one name that differ inside one story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from factcheck.domain.account import Account, Name
from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.story import Spellings, Story
from factcheck.domain.text import Sentence
from factcheck.findings.sides import evidence_at, fingerprint, side_with
from factcheck.settings.config import Settings
from factcheck.settings.lexicons import Titles
from factcheck.text.matter import matter_beside
from factcheck.values.names.spelling import core, words_of
from factcheck.values.names.titles import rank_of, ranks_exclude


class NameSettings(Settings):
    full_name_confidence: float = 0.9
    """0..1; other words of the name are equal: 8 of 8 such variants were one name"""
    single_word_confidence: float = 0.75
    """0..1; nothing but the word itself and its context vouches for it"""
    rank_confidence: float = 0.8
    """0..1; equal full name, two ranks of one service"""
    shared_context: int = 2
    """content words that sentences of two spellings of a single-word name must share"""


@dataclass(frozen=True, slots=True)
class _Mention:
    """One name in its sentence."""

    name: Name
    sentence: Sentence

    @property
    def article(self) -> str:
        return self.sentence.article


class Kind:
    """One name that the articles of a story spell in several ways, or one officer to whom they give several ranks.

    Editors care because a house prints one spelling, and because a misspelt name is the complaint that comes first.
    It is a note on style, never a conflict.

    Example: "Fayez al-Serraj" in one article, "Fayez al-Sarraj" in another; "Commander Asha Rao" and
    "Commodore Asha Rao".

    No discrepancy: the short form beside the long one (Haftar, Khalifa Haftar; UN, United Nations); abbreviations
    (Corp, Mt); capitals, accents, hyphens and the article "al-" alone; inflections (Somali, Somalis); two people
    of like surnames, known by different first names or by an article that has both; two countries.
    """

    Settings = NameSettings
    by_wording = True

    def __init__(self, settings: NameSettings, *, titles: Titles) -> None:
        self.settings = settings
        self.titles = titles

    def compare(self, story: Story) -> Iterator[Found]:
        """See interfaces.Kind."""
        mentions = defaultdict(list)
        for mention in _mentions(story.accounts):
            mentions[story.book.key(mention.name.text)].append(mention)
        for spellings in story.book.spellings():
            yield from self._spelt(spellings, mentions[spellings.key], story)
        for key in sorted(mentions):
            yield from self._ranked(key, mentions[key], story)

    def _spelt(self, spellings: Spellings, mentions: list[_Mention], story: Story) -> Iterator[Found]:
        by_word: dict[str, list[_Mention]] = defaultdict(list)
        for mention in mentions:
            for word in set(words_of(mention.name.text)) & set(spellings.words):
                by_word[word].append(mention)
        full = [word for word, found in by_word.items() if any(len(core(words_of(m.name.text))) > 1 for m in found)]
        single = len(full) < 2
        if not _apart(by_word) or (single and not self._in_one_context(by_word)):
            return
        confidence = self.settings.single_word_confidence if single else self.settings.full_name_confidence
        values = {_shown(found, word): found for word, found in by_word.items()}
        if len(values) > 1:
            mark = fingerprint("name", "spelling", by_word)
            yield _discrepancy(story, mark, values, confidence, _SPELLING)

    def _in_one_context(self, by_word: Mapping[str, list[_Mention]]) -> bool:
        """Whether sentences of each spelling share words with those of another: one word alone proves little."""
        contexts = [
            set().union(*(matter_beside(m.sentence, m.name.span) for m in found))
            for _, found in sorted(by_word.items())
        ]
        return all(
            any(len(mine & other) >= self.settings.shared_context for other in contexts if other is not mine)
            for mine in contexts
        )

    def _ranked(self, key: str, mentions: list[_Mention], story: Story) -> Iterator[Found]:
        by_rank: dict[str, list[_Mention]] = defaultdict(list)
        for mention in mentions:
            rank = rank_of(mention.name.title, self.titles)
            if rank and len(words_of(mention.name.text)) > 1:
                by_rank[rank].append(mention)
        exclusive = {
            rank
            for left, right in combinations(sorted(by_rank), 2)
            if ranks_exclude(left, right, self.titles)
            for rank in (left, right)
        }
        ranked = {rank: found for rank, found in by_rank.items() if rank in exclusive}
        values = {f"{found[0].name.title} {found[0].name.text}": found for _, found in sorted(ranked.items())}
        if len(values) > 1 and _apart(ranked):
            mark = fingerprint("name", f"rank of {key}", ranked)
            yield _discrepancy(story, mark, values, self.settings.rank_confidence, _RANK)


@dataclass(frozen=True, slots=True)
class _Spelling:
    """The sentences of a finding: what differs, the rule, what to look up."""

    summary: str
    why: str
    check: str


_SPELLING = _Spelling(
    "One name, spelt in {n} ways: {values}.",
    "The names are equal but for letters that spellings of one word differ in, and no article has both for two.",
    "Which spelling is the house's, or the bearer's own?",
)
_RANK = _Spelling(
    "One officer, {n} ranks: {values}.",
    "The full names are equal; the ranks are of one service and neither is short for the other.",
    "Which rank did the officer hold on the day?",
)


def _mentions(accounts: Iterable[Account]) -> Iterator[_Mention]:
    """Yield the names of all accounts with their sentences, in the order of article ids and text."""
    for account in sorted(accounts, key=lambda a: a.article.id):
        sentences = iter(account.sentences)
        sentence = next(sentences, None)
        for name in sorted(account.names, key=lambda n: n.span):
            while sentence is not None and sentence.span.end <= name.span.start:
                sentence = next(sentences, None)
            if sentence is not None and sentence.span.start <= name.span.start and name.span.end <= sentence.span.end:
                yield _Mention(name, sentence)


def _apart(by_value: Mapping[str, list[_Mention]]) -> bool:
    """Whether two values stand in two articles that each have only one of them."""
    uses: dict[str, set[str]] = defaultdict(set)
    for value, found in by_value.items():
        for mention in found:
            uses[mention.article].add(value)
    return len({value for values in uses.values() if len(values) == 1 for value in values}) > 1


def _shown(found: Iterable[_Mention], word: str) -> str:
    """Return the way to write a side: its commonest spelling of several words, if there is one; else the commonest."""
    counts = Counter(m.name.text for m in found if word in words_of(m.name.text))
    return min(counts, key=lambda text: (len(core(words_of(text))) == 1, -counts[text], len(text), text))


def _discrepancy(
    story: Story, mark: str, values: Mapping[str, list[_Mention]], confidence: float, wording: _Spelling
) -> Found:
    labels = sorted(values, key=lambda label: (-len({m.article for m in values[label]}), label))
    listed = ", ".join(f"“{label}”" for label in labels)
    return Found(
        id=mark,
        story=story.id,
        kind="name",
        relation=Relation.VARIANT,
        severity=Severity.LOW,
        confidence=confidence,
        summary=wording.summary.format(n=len(labels), values=listed),
        why=wording.why,
        check=wording.check,
        sides=tuple(
            side_with((evidence_at(m.sentence, m.name.span) for m in values[label]), label, story) for label in labels
        ),
    )
