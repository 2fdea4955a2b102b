"""Name: spellings and ranks of one name that differ inside one story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pydantic import Field

from factcheck.align.naming_evidence import CARD, EVIDENCE
from factcheck.align.namings import Mention, Words, mentions
from factcheck.align.one_name import OneName, WeighedNaming, weighed
from factcheck.align.weights import SHIPPED, load_weights
from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.story import Story
from factcheck.findings.sides import evidence_at, fingerprint, in_a_row, joined, side_with
from factcheck.settings.config import Settings
from factcheck.settings.lexicons import Titles
from factcheck.values.names.spelling import core, words_of
from factcheck.values.names.titles import rank_of, ranks_exclude


class NameSettings(Settings):
    """On five packs with topics apart, see docs/quality.md: of what is not arguable 9 of 10 are right."""

    least: float = Field(0.5, ge=0, le=1)
    """probability that two spellings are of one name, from which on they are told"""
    model: str = SHIPPED
    """the card of the weights: "shipped", or the path of one that training/fit_naming.py wrote"""
    rank_confidence: float = 0.8
    """0..1; equal full name, two ranks of one service"""


class Kind:
    """One name that the articles of a story write in several ways, or one officer to whom they give several ranks.

    Editors care because a house prints one spelling, and because a misspelt name is the complaint that comes first.
    Spellings are a note on style; two names that are no spellings of one another, though all else tells that they
    are one, are a conflict. Ranks are compared over all spellings of one name.

    Example: "Fayez al-Serraj" in one article, "Fayez al-Sarraj" in another; "Commander Asha Rao" and
    "Commodore Asha Rao".

    Whether two are one is decided by weighed evidence: how near they are in letters and sound, the other words of the
    names, how many articles have each and whether one has both, the words, names and titles around them.

    No discrepancy: the short form beside the long one (Haftar, Khalifa Haftar; UN, United Nations); abbreviations
    (Corp, Mt); capitals, accents, hyphens and the article "al-" alone; inflections (Somali, Somalis); two people
    of like surnames, known by different first names or by articles that have both; two countries.
    """

    Settings = NameSettings
    by_wording = True

    def __init__(self, settings: NameSettings, *, titles: Titles) -> None:
        self.settings = settings
        self.titles = titles
        self.weights = load_weights(settings.model, CARD, tuple(EVIDENCE))

    def compare(self, story: Story) -> Iterator[Found]:
        """See interfaces.Kind."""
        told = mentions(story.accounts)
        named = weighed(told, story.accounts, self.titles, self.weights)
        taken = [one for one in named if one.likely >= self.settings.least]
        home = {slot: number for number, group in enumerate(joined(map(_slots, taken))) for slot in group}
        groups: dict[int, list[WeighedNaming]] = defaultdict(list)
        for one in taken:
            groups[home[_slots(one)[0]]].append(one)
        for _, group in sorted(groups.items()):
            yield from self._one_name(group, story)
        for key, of_one in sorted(_by_bearer(told, story, OneName((one.naming for one in taken), self.titles)).items()):
            yield from self._ranked(key, of_one, story)

    def _one_name(self, pairs: Sequence[WeighedNaming], story: Story) -> Iterator[Found]:
        by_word: dict[str, set[Mention]] = defaultdict(set)
        for pair in pairs:
            for word, found in zip(pair.naming.words, pair.naming.mentions, strict=True):
                by_word[word] |= set(found)
        ordered = {w: sorted(by_word[w], key=lambda m: (m.article, m.name.span)) for w in sorted(by_word)}
        values = {_shown(found, word): found for word, found in ordered.items()}
        if len(values) > 1:
            best = max(pairs, key=lambda pair: pair.likely)
            wording = _SPELLING if all(pair.naming.near for pair in pairs) else _NAME
            yield _discrepancy(
                story,
                fingerprint("name", "spelling", by_word),
                values,
                min(0.99, best.likely),
                wording,
                grounds=best.grounds,
            )

    def _ranked(self, key: str, told: list[Mention], story: Story) -> Iterator[Found]:
        by_rank: dict[str, list[Mention]] = defaultdict(list)
        for mention in told:
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


def _slots(one: WeighedNaming) -> tuple[str, str]:
    """Its words in their place: given names of two families are of two slots."""
    left, right = (" ".join((word, *one.naming.place[0][-1:])) for word in one.naming.words)
    return left, right


def _by_bearer(told: Sequence[Mention], story: Story, names: OneName) -> Mapping[str, list[Mention]]:
    """The mentions of each bearer of a name: by their key, and by the spellings that were just taken for one."""
    of_key: dict[str, list[Mention]] = defaultdict(list)
    for mention in told:
        of_key[story.book.key(mention.name.text)].append(mention)
    keys: dict[Words, str] = {m.words: key for key, found in of_key.items() for m in found if m.name.title}
    together = joined((keys[one], keys[other]) for one, other in names.pairs(keys) if keys[one] != keys[other])
    home = {key: min(group) for group in together for key in group}
    bearers: dict[str, list[Mention]] = defaultdict(list)
    for key in sorted(of_key):
        bearers[home.get(key, key)] += of_key[key]
    return bearers


@dataclass(frozen=True, slots=True)
class _Wording:
    """The sentences of a finding: what differs, the rule, what to look up; and of what sort it is."""

    summary: str
    why: str
    check: str
    relation: Relation = Relation.VARIANT
    severity: Severity = Severity.LOW


_SPELLING = _Wording(
    "One name, spelt in {n} ways: {values}.",
    "The names are near in spelling, and likely one.",
    "Which spelling is the house's, or the bearer's own?",
)
_NAME = _Wording(
    "One of whom all else is told alike, {n} names: {values}.",
    "The names are equal but for one word, and likely of one.",
    "Look up the name: an official list, the body's own page, the source itself.",
    Relation.CONFLICT,
    Severity.MEDIUM,
)
_RANK = _Wording(
    "One officer, {n} ranks: {values}.",
    "The full names are one; the ranks are of one service and neither is short for the other.",
    "Which rank did the officer hold on the day?",
)


def _apart(by_value: Mapping[str, list[Mention]]) -> bool:
    """Whether two values stand in two articles that each have only one of them."""
    uses: dict[str, set[str]] = defaultdict(set)
    for value, found in by_value.items():
        for mention in found:
            uses[mention.article].add(value)
    return len({value for values in uses.values() if len(values) == 1 for value in values}) > 1


def _shown(found: Iterable[Mention], word: str) -> str:
    """Return the way to write a side: its commonest spelling of several words, if there is one; else the commonest."""
    counts = Counter(m.name.text for m in found if word in words_of(m.name.text))
    return min(counts, key=lambda text: (len(core(words_of(text))) == 1, -counts[text], len(text), text))


def _discrepancy(
    story: Story,
    mark: str,
    values: Mapping[str, Sequence[Mention]],
    confidence: float,
    wording: _Wording,
    *,
    grounds: str = "",
) -> Found:
    labels = sorted(values, key=lambda label: (-len({m.article for m in values[label]}), label))
    listed = in_a_row([f"“{label}”" for label in labels], ", ")
    return Found(
        id=mark,
        story=story.id,
        kind="name",
        relation=wording.relation,
        severity=wording.severity,
        confidence=round(confidence, 2),
        summary=wording.summary.format(n=len(labels), values=listed),
        why=f"{wording.why} Decisive: {grounds}." if grounds else wording.why,
        check=wording.check,
        sides=tuple(
            side_with((evidence_at(m.sentence, m.name.span) for m in values[label]), label, story) for label in labels
        ),
    )
