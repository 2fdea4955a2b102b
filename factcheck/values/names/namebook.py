"""Which mentions are one thing across the articles of a run: acronyms, surnames, spelling variants.

Every mention belongs to a *form* (its words without case, marks and transliterated articles). Forms are joined by
rules that each need a single candidate; looking up is by block (equal rest of the name; equal sound, beginning or
all letters but one of the differing word), so a run of thousands of names is never compared pair by pair.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from factcheck.domain.account import Name
from factcheck.values.names.spelling import alike, alike_alone, core, sounds, stems_alike, traces, words_of

Form = tuple[str, ...]
_NOT_PERSONS = frozenset({"organisation", "place", "demonym"})


@dataclass(slots=True)
class _Seen:
    """What the run tells of one form: sorts, and the articles that use it."""

    sorts: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)

    @property
    def person(self) -> bool:
        return "person" in self.sorts or not self.sorts & _NOT_PERSONS


class NameBook:
    """Equal keys for mentions of one thing. Made by `NameBook.of`; the order of its input never matters."""

    def __init__(self, forms: Mapping[Form, _Seen], titles: frozenset[str], joins: _Joins) -> None:
        self._titles = titles
        self._keys = {form: " ".join(joins.root(form)) for form in forms}
        self._keys.update({form: " ".join(joins.root(form)) for form in joins.parents if form not in self._keys})

    @classmethod
    def of(cls, names_by_article: Mapping[str, Sequence[Name]], *, given: Collection[str] = ()) -> NameBook:
        """Read the names of a run, by article id. `given`: common given names, two of which are two people."""
        forms: dict[Form, _Seen] = {}
        acronyms: dict[Form, set[Form]] = defaultdict(set)
        titles: set[str] = set()
        for article, names in names_by_article.items():
            for name in names:
                seen = forms.setdefault(_form(name.text), _Seen())
                seen.articles.add(article)
                seen.sorts |= {name.sort} - {"other"}
                titles |= {word.strip(".").lower() for word in name.title.split()}
                if name.acronym:
                    acronyms[_form(name.acronym)].add(_form(name.text))
        joins = _Joins()
        _join_variants(forms, joins, given)
        _join_middle_names(forms, joins)
        _join_single_words(forms, joins, given)
        _join_acronyms(acronyms, joins)
        return cls(forms, frozenset(titles), joins)

    def key(self, text: str) -> str:
        """Return the key of a mention as written, with or without its title; an unknown name is its own form."""
        form = _form(text)
        known = self._keys.get(form)
        if known is None:
            while len(form) > 1 and form[0] in self._titles:
                form = form[1:]
            known = self._keys.get(form, " ".join(form))
        return known


class _Joins:
    """Disjoint sets of forms; the root is the longest name, the first in the alphabet among equals."""

    def __init__(self) -> None:
        self.parents: dict[Form, Form] = {}

    def root(self, form: Form) -> Form:
        while (parent := self.parents.get(form, form)) != form:
            form = parent
        return form

    def join(self, left: Form, right: Form) -> None:
        first, second = sorted((self.root(left), self.root(right)), key=lambda f: (-len(f), f))
        self.parents.setdefault(first, first)
        self.parents[second] = first


@lru_cache(maxsize=65536)
def _form(text: str) -> Form:
    return core(words_of(text))


def _join_variants(forms: Mapping[Form, _Seen], joins: _Joins, given: Collection[str]) -> None:
    """Join names of several words that differ in the spelling of one, all other words being equal."""
    for left, right in _neighbours(form for form in forms if len(form) > 1):
        at = next(i for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b)
        if _one_name(left, right, at, forms, given):
            joins.join(left, right)


def _join_single_words(forms: Mapping[Form, _Seen], joins: _Joins, given: Collection[str]) -> None:
    """Join a single name to the one full name that ends in it, and single names that are spellings of one another.

    Spellings that would bring two full names together are left alone: those are two people of similar surnames.
    """
    full: dict[Form, set[Form]] = defaultdict(set)
    for form, seen in forms.items():
        if len(form) > 1 and seen.person:
            full[form[-1:]].add(joins.root(form))
    single = {form for form in forms if len(form) == 1} | set(full)
    surnames = [form for form in single if form[0] not in given]
    pairs = [pair for pair in _neighbours(surnames) if _one_word(*pair, forms)]
    near = _Joins()
    for left, right in pairs:
        near.join(left, right)
    owners: dict[Form, set[Form]] = defaultdict(set)
    for form in single:
        owners[near.root(form)] |= full.get(form, set())
    for left, right in pairs:
        if len(owners[near.root(left)]) < 2 and (left in forms or right in forms):
            joins.join(left, right)
    for form in sorted(single):
        if len(full.get(form, ())) == 1 and (form not in forms or forms[form].person):
            joins.join(form, *full[form])


def _neighbours(forms: Iterable[Form]) -> Iterator[tuple[Form, Form]]:
    """Yield each pair of forms that are equal but for one word, where the two words share a block."""
    blocks: dict[tuple[int, Form, str], list[Form]] = defaultdict(list)
    for form in forms:
        for at, word in enumerate(form):
            rest = (*form[:at], "", *form[at + 1 :])
            for block in sounds(word) if len(form) > 1 else traces(word):
                blocks[(at, rest, block)].append(form)
    found = {tuple(sorted(pair)) for block in blocks.values() for pair in combinations(sorted(set(block)), 2)}
    yield from sorted((left, right) for left, right in found)


def _one_name(left: Form, right: Form, at: int, forms: Mapping[Form, _Seen], given: Collection[str]) -> bool:
    a, b = forms[left], forms[right]
    if _opposed(a.sorts, b.sorts) or a.articles & b.articles:  # an article that has both knows that they are two
        return False
    if "organisation" in a.sorts & b.sorts and len(left) > 2 and stems_alike(left[at], right[at]):
        return True
    return alike(left[at], right[at], given=given)


def _one_word(left: Form, right: Form, forms: Mapping[Form, _Seen]) -> bool:
    """Whether two names of one word are alike; one that is only the end of full names is a person's."""
    a, b = (forms[form].sorts if form in forms else {"person"} for form in (left, right))
    return not _opposed(a, b) and "demonym" not in a | b and alike_alone(left[0], right[0])


def _opposed(left: set[str], right: set[str]) -> bool:
    return bool(left and right and not left & right)


def _join_middle_names(forms: Mapping[Form, _Seen], joins: _Joins) -> None:
    """Join a person's shorter name to the one longer name that holds it: "Ada Bloom", "Ada K. Bloom"."""
    longer: dict[tuple[str, str], list[Form]] = defaultdict(list)
    for form, seen in forms.items():
        if len(form) > 2 and seen.person:
            longer[form[0], form[-1]].append(form)
    for form, seen in sorted(forms.items()):
        if len(form) == 2 and seen.person:
            roots = {joins.root(f) for f in longer.get((form[0], form[1]), ())}
            if len(roots) == 1:
                joins.join(form, roots.pop())


def _join_acronyms(acronyms: Mapping[Form, set[Form]], joins: _Joins) -> None:
    """Join an acronym to its long form, when the run gives it only one meaning."""
    for acronym in sorted(acronyms):
        roots = {joins.root(long) for long in acronyms[acronym]}
        if len(roots) == 1:
            joins.join(acronym, roots.pop())
