"""Who is who in a story: which names are people's, and by what words the articles say who they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from factcheck.domain.account import Account, Name
from factcheck.domain.story import Book
from factcheck.domain.text import Sentence, Span, Token
from factcheck.settings.lexicons import Bodies, Titles
from factcheck.text.clauses import FINITE
from factcheck.values.speech.noun_phrases import MARKS, phrase_end, phrase_start

FULL = 2  # words of a full name; one word alone is often no person
_APPOSITION = 12  # words beside a name that say who it is
_PERHAPS = frozenset({"person", "other"})  # sorts of names that may be a person's
_NOUNS = ("NN", "NP", "AJ", "UNC", "ORD")
_ATTACHED = frozenset({"of", "for", "from", "at", "with"})  # "Ada Rao of the Harbour Board"
# Who does it, by the ends of nouns, and who else a noun may say that somebody is.
_DOING = ("er", "or", "ist", "man", "woman", "person", "ant", "ent", "nurse", "head", "boss", "secretary")
_OTHERS = frozenset({"mayor", "chair", "chief", "judge"})


class People:
    """The people of a story by the keys of their names, and the words that describe them in any article."""

    def __init__(self, accounts: Mapping[str, Account], book: Book, titles: Titles) -> None:
        self._accounts = accounts
        self._titles = titles
        self._book = book
        self.roles = role_words(titles)
        self._people = self._known()
        self.said_to_be = self._descriptions()

    def holders(self, words: frozenset[str]) -> frozenset[str]:
        """Return the keys of those whom the articles describe by all of `words`."""
        return frozenset(k for k, said in self.said_to_be.items() if words <= said and len(k.split()) >= FULL)

    def key(self, text: str) -> str:
        """Return the key of a name as written, with or without its title."""
        return self._book.key(text)

    def among(self, sentence: Sentence, span: Span | None = None) -> list[Name]:
        """Return the people named in a sentence, or in the words of it at `span`."""
        return [name for name in self._names(sentence, span) if self.key(name.text) in self._people]

    def unsure_among(self, sentence: Sentence, span: Span | None = None) -> list[Name]:
        """Return the full names there that may be people's, though no article shows it."""
        full = [name for name in self._names(sentence, span) if len(name.text.split()) >= FULL]
        return [name for name in full if self.key(name.text) not in self._people]

    def _names(self, sentence: Sentence, span: Span | None) -> list[Name]:
        names = self._accounts[sentence.article].names_at(span or sentence.span)
        return [name for name in names if name.sort in _PERHAPS]

    def _known(self) -> frozenset[str]:
        """Return the keys of those whom some article shows to be people: by a title, a role or an age."""
        return frozenset(
            self.key(name.text)
            for account in self._accounts.values()
            for sentence in account.sentences
            for name in self._names(sentence, None)
            if name.sort == "person" or name.title or _is_person(sentence, name.span, self.roles, self._titles)
        )

    def _descriptions(self) -> Mapping[str, frozenset[str]]:
        """Return, for each person, the words by which the articles say who that is."""
        found: dict[str, set[str]] = defaultdict(set)
        for account in self._accounts.values():
            for sentence in account.sentences:
                for name in self.among(sentence):
                    found[self.key(name.text)] |= described(_describing(sentence, name.span, self._titles))
                    found[self.key(name.text)] |= {word.lower().rstrip(".") for word in name.title.split()}
        return defaultdict(frozenset, {key: frozenset(words) for key, words in found.items()})


def described_by(sentence: Sentence, name: Name, titles: Titles) -> tuple[tuple[Token, ...], ...]:
    """Return the phrases beside a name that say who it is: before it, its title with them, and behind it."""
    words = tuple(_describing(sentence, name.span, titles))
    titled = name.span.start - len(name.title) - 2 if name.title else name.span.start
    ahead = [t for t in words if t.end <= name.span.start]
    first = min([t.start for t in ahead] + [titled])
    before = tuple(t for t in sentence.tokens if first <= t.start and t.end <= name.span.start)
    return tuple(filter(None, (before, tuple(t for t in words if t.start >= name.span.end))))


def _describing(sentence: Sentence, name: Span, titles: Titles) -> Iterator[Token]:
    """Yield the words beside a name that say who it is: "the mayor, Ada Rao", "Ada Rao, who runs the harbour,"."""
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if name.start <= t.start and t.end <= name.end]
    if not inside:
        return
    first, end = inside[0], inside[-1] + 1
    head = first - 1 if first and tokens[first - 1].text == "," else first
    start = phrase_start(tokens, head, titles)
    if head == first or (start < head and is_somebody(tokens[head - 1])):
        yield from tokens[start:head]
    rest = tokens[end : end + _APPOSITION]
    if rest and rest[0].text.lower() in _ATTACHED:
        yield from tokens[end + 1 : phrase_end(tokens, end + 1)]
    elif rest and rest[0].text == ",":
        stops = (k for k, t in enumerate(rest) if k and (t.text in (",", ".", ";") or t.text in MARKS))
        part = rest[1 : next(stops, len(rest))]
        if part and (part[0].text.lower() == "who" or not any(t.tag in FINITE for t in part)):
            yield from part


def is_somebody(head: Token) -> bool:
    """Whether a noun may say who somebody is: "the mayor", "the group's chair"; not "the valley"."""
    return head.tag == "NN1" and (head.lemma in _OTHERS or head.lemma.endswith(_DOING))


def _is_person(sentence: Sentence, name: Span, roles: frozenset[str], titles: Titles) -> bool:
    """Whether the words beside a full name are such as stand beside a person's."""
    before = [t for t in sentence.tokens if t.end <= name.start]
    behind = [t for t in sentence.tokens if t.start >= name.end]
    inside = sentence.tokens[len(before) : len(sentence.tokens) - len(behind)]
    if len(inside) < FULL or inside[-1].lemma in roles:  # "Health Secretary" has capitals, too
        return False
    if len(before) > 1 and before[-1].text == "," and is_somebody(before[-2]):
        return True
    if len(behind) > 1 and behind[0].text == "," and (behind[1].tag == "CRD" or behind[1].text == "who"):
        return True
    return bool(described(_describing(sentence, name, titles)) & roles)


def described(tokens: Iterable[Token]) -> frozenset[str]:
    """Return the lemmas by which words say who somebody is."""
    return frozenset(t.lemma for t in tokens if t.tag.startswith(_NOUNS) and len(t.lemma) > 1 and t.lemma.isalpha())


def bodies_of(words: frozenset[str], bodies: Bodies) -> frozenset[str]:
    """Return the sorts of body that words speak of."""
    return frozenset(sort for sort, known in bodies.items() if words & known)


@lru_cache(maxsize=4)
def role_words(titles: Titles) -> frozenset[str]:
    """Return the words that say what somebody is by office or calling."""
    return titles.civil | titles.roles
