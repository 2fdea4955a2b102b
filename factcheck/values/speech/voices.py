"""Who is behind a quotation or a figure: the people or the body that a sentence may mean, and who surely differs.

Wider than `claimants`, which reads single sentences: a pronoun is whoever the sentences before name, a quotation goes
on to the next sentence, a role is the person who is said to hold it ("the mayor"), and "X put the cost at" gives a
figure to X. Where a sentence may mean several, all of them count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from factcheck.config import Lexicons
from factcheck.domain import Account, Name, Sentence, Span, Token
from factcheck.text.clauses import FINITE
from factcheck.values.names.namebook import NameBook
from factcheck.values.speech.claimants import claimant_of
from factcheck.values.speech.noun_phrases import MARKS, PRONOUNS, phrase_end, phrase_start, subject_before

_PEOPLE = frozenset({"he", "she", "they"})  # pronouns that stand for people
_PERHAPS = frozenset({"person", "other"})  # sorts of names that may be a person's
_NOUNS = ("NN", "NP", "AJ", "UNC", "ORD")
_ATTACHED = frozenset({"of", "for", "from", "at", "with"})  # "Ada Rao of the Harbour Board"
_APPOSITION = 12  # words beside a name that say who it is
_BACK = 3  # sentences before a pronoun in which whom it stands for is looked for
_SPELLINGS = 2  # letters in which two spellings of one surname may differ
_FULL = 2  # words of a full name; one word alone is often no person
_MOSTLY = 0.6  # share of a sentence's words in quotation marks from which on it is one more sentence of a quotation
_JOINED = re.compile(r"\s(?:and|&)\s")
_JOINED_BEFORE, _JOINED_BEHIND = re.compile(r"[^\s,]\s+(?:and|&)$"), re.compile(r"(?:and|&)\s+[A-Z]")
_SAID = frozenset({"said", "says", "told", "added", "adds", "insisted", "explained", "warned", "replied"})
_DOING = (
    "er",
    "or",
    "ist",
    "man",
    "woman",
    "person",
    "ant",
    "ent",
    "nurse",
    "head",
    "boss",
    "secretary",
)  # who does it
_GENITIVES = frozenset({"'s", "’s", "'", "’"})
_STOPS = frozenset({";", ":"})
_TURNS = frozenset({"while", "whereas", "but"})
_LONGEST = 40  # characters of text before a speaker in which an "and" is looked for
_SPOKEN = frozenset({"spokesman", "spokeswoman", "spokesperson", "representative"})  # they speak for a body


@dataclass(frozen=True, slots=True)
class Voice:
    """Whom a statement may be by. `span` are the words of the article that name the speaker, a pronoun perhaps.

    `people` are keys of full names, `bodies` the sorts of body (config/lexicons/bodies.toml). `words` describe the
    speaker: of all articles for a person, of its own phrase for a body.
    """

    name: str
    span: Span
    people: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    def other_than(self, other: Voice) -> bool:
        """Whether the two are surely two: other people, another sort of body, or a person of another sort of body."""
        if self.people and other.people:
            return all(_two_people(one, two) for one in self.people for two in other.people)
        if not (self.bodies and other.bodies) or self.bodies & other.bodies:
            return False
        return not self.words & other.words


def _two_people(one: str, other: str) -> bool:
    """Whether two full names are surely two people: neither holds the other, and the surnames are not alike."""
    ours, theirs = one.split(), other.split()
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return False
    return OSA.distance(ours[-1], theirs[-1]) > _SPELLINGS and not ours[-1].startswith(theirs[-1][:-1])


class Voices:
    """The voices of a story's articles, found when asked for."""

    def __init__(self, accounts: Iterable[Account], lexicons: Lexicons) -> None:
        self._accounts = {account.article.id: account for account in accounts}
        self._lexicons = lexicons
        names = {article: account.names for article, account in sorted(self._accounts.items())}
        self._book = NameBook.of(names, given=lexicons.titles["given"])
        self._roles = _role_words(lexicons.titles["civil"], lexicons.titles["roles"])
        self._people = self._known_people()
        self._said_to_be = self._descriptions()
        self._attributed = cache(self._attribution)

    def of_quotation(self, sentence: Sentence, span: Span) -> Voice | None:
        """Return who speaks the quoted words at `span`; None where the article does not say, or not clearly."""
        here = self._attributed(sentence.article, sentence.index, span)
        here = here or self._subject(sentence, span, self._lexicons.speech["naming"])
        if here is not None:
            return self._voice(sentence, here)
        return next((voice for voice in self._beside(sentence) if voice), None)

    def of_figure(self, sentence: Sentence, span: Span) -> Voice | None:
        """Return who is cited for the figure at `span`; None where the article itself gives it, or not clearly."""
        if any(quoted.overlaps(span) for quoted in sentence.quoted):
            return self.of_quotation(sentence, span)
        here = self._cited(sentence, span)
        return self._voice(sentence, here) if here is not None else None

    def is_cited(self, sentence: Sentence, span: Span) -> bool:
        """Whether the figure at `span` is somebody's, be it unclear whose."""
        return any(q.overlaps(span) for q in sentence.quoted) or self._cited(sentence, span) is not None

    # --- where a sentence names its speaker -----------------------------------------------------------

    def _attribution(self, article: str, index: int, span: Span) -> Span | None:
        sentence = self._accounts[article].sentences[index]
        found = claimant_of(sentence, span, self._lexicons)
        return self._less_inverted(sentence, found.span) if found else self._beside_said(sentence)

    def _less_inverted(self, sentence: Sentence, speaker: Span) -> Span:
        """Return the speaker, mended where what is said was taken for it: "Rao, a lawyer, said the river ..."."""
        verbs = [i for i, t in enumerate(sentence.tokens) if t.end < speaker.start and t.text in _SAID]
        if not verbs or speaker.start - sentence.tokens[verbs[-1]].end > 1 or self._people_in(sentence, speaker):
            return speaker
        return self._before_apposition(sentence, verbs[-1]) or speaker

    def _cited(self, sentence: Sentence, span: Span) -> Span | None:
        """Who says a figure, or reckons it: "Rao put the cost at ...", "the board's own estimate is ..."."""
        found = claimant_of(sentence, span, self._lexicons)
        if found is not None:
            return self._less_inverted(sentence, found.span)
        reckoned = self._subject(sentence, span, self._lexicons.speech["reckoning"]) or self._owner(sentence, span)
        return reckoned or self._at_end(sentence, span)

    def _beside_said(self, sentence: Sentence) -> Span | None:
        """The name right before or behind "said" in a sentence with quoted words, whatever the tagger makes of it."""
        tokens = sentence.tokens
        for i, token in enumerate(tokens):
            if i == 0 or not sentence.quoted or token.text not in _SAID or _inside(sentence.quoted, token):
                continue
            follows = tokens[i - 1].text in MARKS or tokens[i - 1].text == ","
            for name in self._people_in(sentence):
                behind = 0 <= name.span.start - token.end <= 1 + len(name.title) + 1
                if tokens[i - 1].end == name.span.end or (follows and behind):
                    return name.span
        return None

    def _subject(self, sentence: Sentence, span: Span, verbs: Sequence[str]) -> Span | None:
        """The subject of the nearest such verb before the words at `span`: 'Rao called it "a shame"'."""
        tokens = sentence.tokens
        for i in range(len(tokens) - 1, 0, -1):
            token = tokens[i]
            if token.end > span.start or token.lemma not in verbs or not token.tag.startswith("VV"):
                continue
            between = [t for t in tokens[i + 1 :] if t.end <= span.start]
            if (
                _passive(tokens, i)
                or _turns(between)
                or (token.lemma == "put" and all(t.text != "at" for t in between))
            ):
                continue
            first, end = subject_before(tokens, i, self._lexicons)
            if first == end:
                return self._before_apposition(sentence, i)
            if not _inside(sentence.quoted, tokens[first]):
                return Span(tokens[first].start, tokens[end - 1].end)
        return None

    def _at_end(self, sentence: Sentence, span: Span) -> Span | None:
        """The speaker who ends a sentence, whatever the tagger makes of what stands before: "..., the union said."."""
        tokens = sentence.tokens
        said = [i for i, t in enumerate(tokens) if t.text in _SAID and not _inside(sentence.quoted, t)]
        if not said or tokens[said[-1]].start < span.end or any(t.tag in FINITE for t in tokens[said[-1] + 1 :]):
            return None
        verb = said[-1]
        if tokens[verb - 1].text == ",":
            first, end = verb + 1, phrase_end(tokens, verb + 1)
        else:
            first, end = subject_before(tokens, verb, self._lexicons)
        if first == end or tokens[min(first, verb) - 1].text != ",":
            return None
        return Span(tokens[first].start, tokens[end - 1].end)

    def _before_apposition(self, sentence: Sentence, verb: int) -> Span | None:
        """The person before a description, whatever it begins with: "Rao, another opponent, called"."""
        tokens = sentence.tokens
        if tokens[verb - 1].text != ",":
            return None
        ends = {name.span.end: name.span for name in self._people_in(sentence)}
        commas = [k for k in range(max(1, verb - 1 - _APPOSITION), verb - 1) if tokens[k].text == ","]
        return next((ends[tokens[k - 1].end] for k in reversed(commas) if tokens[k - 1].end in ends), None)

    def _owner(self, sentence: Sentence, span: Span) -> Span | None:
        """Whose estimate a figure is: "Ms. Rao's own estimate is 350", "by the union's count 350"."""
        tokens = sentence.tokens
        for i, token in enumerate(tokens):
            if token.lemma not in self._lexicons.speech["reckonings"] or not token.tag.startswith("NN"):
                continue
            marks = [k for k in range(max(0, i - 3), i) if tokens[k].text in _GENITIVES]
            if not marks or token.end > span.start or _turns([t for t in tokens[i + 1 :] if t.end <= span.start]):
                continue
            first = phrase_start(tokens, marks[-1], self._lexicons)
            if first < marks[-1]:
                return Span(tokens[first].start, tokens[marks[-1] - 1].end)
        return None

    def _beside(self, sentence: Sentence) -> Iterator[Voice | None]:
        """Yield who speaks the quotation that a sentence begins, or goes on with, where its neighbours say so."""
        if not _mostly_quoted(sentence):
            return
        for step in (1, -1):
            beside = self._following(sentence, step)
            while beside is not None:
                here = self._attributed(beside.article, beside.index, beside.quoted[0 if step > 0 else -1])
                if here is not None:
                    yield self._voice(beside, here)
                    break
                beside = self._following(beside, step) if _mostly_quoted(beside) else None

    def _following(self, sentence: Sentence, step: int) -> Sentence | None:
        """Return the next sentence of the same quotation; a whole paragraph in marks goes on from the one before."""
        account, other = self._accounts[sentence.article], sentence.index + step
        if not 0 <= other < len(account.sentences):
            return None
        beside = account.sentences[other]
        if not _one_paragraph(account, sentence.index, other) and (step > 0 or not _wholly_quoted(sentence)):
            return None
        return beside if beside.quoted and (step < 0 or _goes_on(account, sentence, beside)) else None

    # --- whom the words mean ------------------------------------------------------------------------

    def _voice(self, sentence: Sentence, span: Span) -> Voice | None:
        """Return whom the words at `span` mean; None for a pronoun without a person, and for several at once."""
        words = span.of(self._accounts[sentence.article].article.text)
        if words.lower() in PRONOUNS:
            return self._antecedent(sentence, span) if words.lower() in _PEOPLE else None
        if self._joint(sentence, span):
            return None
        named = [name for name in self._people_in(sentence, span) if not _owns(sentence, name.span, span)]
        named = named or self._in_apposition(sentence, span)
        if named:
            return self._person(named[-1].text, named[-1].span, frozenset({self._key(named[-1])}))
        return self._role_or_body(sentence, span, words)

    def _in_apposition(self, sentence: Sentence, span: Span) -> list[Name]:
        """The person behind a role: "the mayor, Ada Rao"; not in "according to police, Ada Rao"."""
        behind = [t for t in sentence.tokens if t.start >= span.end]
        head = [t for t in sentence.tokens if span.start <= t.start and t.end <= span.end][-1]
        is_body = bool(_bodies(frozenset({head.lemma}), self._lexicons)) and head.lemma not in self._roles
        if not behind or behind[0].text != "," or head.tag == "NN2" or is_body:
            return []
        return [n for n in self._people_in(sentence) if 0 <= n.span.start - behind[0].end <= 1 + len(n.title) + 1]

    def _person(self, name: str, span: Span, keys: frozenset[str]) -> Voice | None:
        if len(self._book.key(name).split()) < _FULL and not any(len(key.split()) >= _FULL for key in keys):
            return None
        words = frozenset(word for key in keys for word in self._said_to_be[key])
        bodies = _bodies(words, self._lexicons) if len(keys) == 1 else frozenset()
        return Voice(name, span, keys, bodies, words)

    def _role_or_body(self, sentence: Sentence, span: Span, text: str) -> Voice | None:
        """Return the one person who holds a role, or a body; None for "officials" and a role that several hold."""
        tokens = [t for t in sentence.tokens if span.start <= t.start and t.end <= span.end]
        words = _words(tokens)
        plural = any(t.tag == "NN2" for t in tokens[-1:])
        if words & self._roles and not plural and not words & _SPOKEN:
            holders = {key for key, said in self._said_to_be.items() if words <= said and len(key.split()) >= _FULL}
            return self._person(text, span, frozenset(holders)) if len(holders) == 1 else None
        bodies = _bodies(words, self._lexicons)
        return Voice(text, span, frozenset(), bodies, words) if bodies else None

    def _antecedent(self, sentence: Sentence, pronoun: Span) -> Voice | None:
        """Return whom "she" may be: the people whom the nearest sentence with any names, before the pronoun."""
        account = self._accounts[sentence.article]
        for index in range(sentence.index, max(-1, sentence.index - _BACK - 1), -1):
            before = account.sentences[index]
            named = [n for n in self._people_in(before) if n.span.end <= pronoun.start]
            named = [n for n in named if not any(q.overlaps(n.span) for q in before.quoted)]
            named = [n for n in named if not _owns(before, n.span, before.span)] or named
            if named:
                return self._person(named[0].text, pronoun, frozenset(map(self._key, named)))
            said = self._attributed(before.article, index, before.span) if index < sentence.index else None
            if said and said.of(account.article.text).lower() not in PRONOUNS:
                voice = self._voice(before, said)
                if voice is None or voice.people:
                    return voice and replace(voice, span=pronoun)
        return None

    def _joint(self, sentence: Sentence, span: Span) -> bool:
        """Whether several speak with one voice: "Rao and Weller said"; not in "it rained, and Rao said"."""
        people = {self._key(name) for name in self._people_in(sentence, span)}
        text = self._accounts[sentence.article].article.text
        before, behind = text[: span.start].rstrip(), text[span.end :].lstrip()
        if _JOINED_BEFORE.search(before[-_LONGEST:]) or _JOINED_BEHIND.match(behind):
            return True
        return len(people) != 1 and _JOINED.search(span.of(text)) is not None

    # --- who is who ---------------------------------------------------------------------------------

    def _key(self, name: Name) -> str:
        return self._book.key(name.text)

    def _people_in(self, sentence: Sentence, span: Span | None = None) -> list[Name]:
        names = self._accounts[sentence.article].names
        return [
            name
            for name in names
            if name.span.overlaps(span or sentence.span) and name.sort in _PERHAPS and self._key(name) in self._people
        ]

    def _known_people(self) -> frozenset[str]:
        """Return the keys of those whom some article shows to be people: by a title, a role, an age, by speaking."""
        return frozenset(
            self._key(name)
            for account in self._accounts.values()
            for sentence in account.sentences
            for name in account.names
            if name.span.overlaps(sentence.span) and name.sort in _PERHAPS
            if name.sort == "person" or name.title or _is_person(sentence, name.span, self._roles, self._lexicons)
        )

    def _descriptions(self) -> Mapping[str, frozenset[str]]:
        """Return, for each person, the words by which the articles say who that is."""
        found: dict[str, set[str]] = defaultdict(set)
        for account in self._accounts.values():
            for sentence in account.sentences:
                for name in self._people_in(sentence):
                    found[self._key(name)] |= _words(_describing(sentence, name.span, self._lexicons))
                    found[self._key(name)] |= {word.lower().rstrip(".") for word in name.title.split()}
        return defaultdict(frozenset, {key: frozenset(words) for key, words in found.items()})


def _describing(sentence: Sentence, name: Span, lexicons: Lexicons) -> Iterator[Token]:
    """Yield the words beside a name that say who it is: "the mayor, Ada Rao", "Ada Rao, who runs the harbour,"."""
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if name.start <= t.start and t.end <= name.end]
    if not inside:
        return
    first, end = inside[0], inside[-1] + 1
    head = first - 1 if first and tokens[first - 1].text == "," else first
    start = phrase_start(tokens, head, lexicons)
    if head == first or (start < head and _is_somebody(tokens[head - 1])):
        yield from tokens[start:head]
    rest = tokens[end : end + _APPOSITION]
    if rest and rest[0].text.lower() in _ATTACHED:
        yield from tokens[end + 1 : phrase_end(tokens, end + 1)]
    elif rest and rest[0].text == ",":
        stops = (k for k, t in enumerate(rest) if k and (t.text in (",", ".", ";") or t.text in MARKS))
        part = rest[1 : next(stops, len(rest))]
        if part and (part[0].text.lower() == "who" or not any(t.tag in FINITE for t in part)):
            yield from part


def _is_somebody(head: Token) -> bool:
    """Whether a noun may say who somebody is: "the mayor", "the group's chair"; not "the valley"."""
    return head.tag == "NN1" and (head.lemma in ("mayor", "chair", "chief", "judge") or head.lemma.endswith(_DOING))


def _is_person(sentence: Sentence, name: Span, roles: frozenset[str], lexicons: Lexicons) -> bool:
    """Whether the words beside a full name are such as stand beside a person's."""
    before = [t for t in sentence.tokens if t.end <= name.start]
    behind = [t for t in sentence.tokens if t.start >= name.end]
    if len(sentence.tokens) - len(before) - len(behind) < _FULL:
        return False
    if (behind and behind[0].text in _SAID) or (before and before[-1].text in _SAID):
        return True
    if len(behind) > 1 and behind[0].text == "," and (behind[1].tag == "CRD" or behind[1].text == "who"):
        return True
    return bool(_words(_describing(sentence, name, lexicons)) & roles)


def _words(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(t.lemma for t in tokens if t.tag.startswith(_NOUNS) and len(t.lemma) > 1 and t.lemma.isalpha())


def _bodies(words: frozenset[str], lexicons: Lexicons) -> frozenset[str]:
    """Return the sorts of body that words speak of."""
    return frozenset(sort for sort, known in lexicons.bodies.items() if words & frozenset(known))


@lru_cache(maxsize=4)
def _role_words(*lists: tuple[str, ...]) -> frozenset[str]:
    return frozenset(role for words in lists for role in words)


def _inside(stretches: Sequence[Span], token: Token) -> bool:
    return any(s.start <= token.start < s.end for s in stretches)


def _owns(sentence: Sentence, name: Span, phrase: Span) -> bool:
    """Whether somebody else of a phrase is meant: "Ada Rao's lawyer"."""
    behind = (t for t in sentence.tokens if 0 <= t.start - name.end <= 1 and t.end < phrase.end)
    return any(t.text in _GENITIVES for t in behind)


def _passive(tokens: Sequence[Token], i: int) -> bool:
    before = [t for t in tokens[max(0, i - 3) : i] if t.tag not in ("AV0", "XX0")]
    return bool(before) and before[-1].tag.startswith("VB")


def _turns(between: Sequence[Token]) -> bool:
    """Whether another statement begins between a verb and what it may speak of."""
    return any(t.text in _STOPS or t.lemma in _TURNS for t in between)


def _mostly_quoted(sentence: Sentence) -> bool:
    words = [t for t in sentence.tokens if t.text[0].isalnum()]
    return bool(words) and sum(_inside(sentence.quoted, t) for t in words) >= _MOSTLY * len(words)


def _wholly_quoted(sentence: Sentence) -> bool:
    return all(_inside(sentence.quoted, t) for t in sentence.tokens if t.text[0].isalnum())


def _one_paragraph(account: Account, one: int, other: int) -> bool:
    low, high = sorted((one, other))
    return "\n" not in account.article.text[account.sentences[low].span.end : account.sentences[high].span.start]


def _goes_on(account: Account, sentence: Sentence, following: Sentence) -> bool:
    """Whether a quotation runs over the end of a sentence without a mark."""
    between = account.article.text[sentence.quoted[-1].end : following.quoted[0].start]
    return not any(mark in between for mark in (*MARKS, "'", "’", "‘"))
