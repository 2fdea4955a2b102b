"""To whom a sentence attributes what it says: "police said that ...", "..., police said", "according to police".

What is told stands behind the verb of saying, as its clause; or, where none does, before it, back to a semicolon. What
an outlet joins to that on its own account ("..., but 20 went home") nobody else says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from factcheck.domain.parses import Parse
from factcheck.domain.text import Attribution, AttributionSort, Sentence, Span
from factcheck.frames.tree import Tree
from factcheck.settings.lexicons import Lexicons, Words
from factcheck.values.names.capitals import is_calendar
from factcheck.values.speech.noun_phrases import MARKS

_ACCORDING = "according"
_CITING = frozenset({"citing", "quoting"})
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_ASIDE = ("relcl", "acl", "advcl", "parataxis")  # what is told of a speaker is no part of the name
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_OPENING = ("cc", "preconj")


def read_attributions(sentence: Sentence, parse: Parse, lexicons: Lexicons) -> tuple[Attribution, ...]:
    """Return the attributions of a sentence, in the order of the words that make them."""
    making = _making(lexicons)
    if not any(token.lemma in making or token.text.lower() in making for token in sentence.tokens):
        return ()  # a tree costs more than to look
    found = _AttributionReader(sentence, Tree(sentence, parse, lexicons)).read()
    return tuple(one for one in found if one.told)


@lru_cache(maxsize=4)
def _making(lexicons: Lexicons) -> Words:
    """Return every word by which somebody may be named for what a sentence tells."""
    speech = lexicons.speech
    return frozenset({_ACCORDING, *_CITING, *speech.saying, *speech.naming, *speech.reckoning, *speech.reckonings})


class _AttributionReader:
    def __init__(self, sentence: Sentence, tree: Tree) -> None:
        self._tree, self._speech = tree, tree.lexicons.speech
        self._quotations = [
            frozenset(k for k, token in enumerate(tree.tokens) if quoted.start <= token.start < quoted.end)
            for quoted in sentence.quoted
        ]
        quoted = frozenset().union(*self._quotations)
        self._semicolons = [k for k, word in enumerate(tree.words) if word == ";" and k not in quoted]

    def read(self) -> Iterator[Attribution]:
        tree = self._tree
        for i, word in enumerate(tree.words):
            if word == _ACCORDING:
                named = [one.token for one in tree.behind(i)][:1]
                yield from (self._cited(i, k) for k in named if self._can_be_cited(k))
            elif word in _CITING:
                yield from (self._cited(i, k) for k in tree.hanging(i, "dobj") if self._can_be_cited(k))
            elif tree.lemmas[i] in self._speech.reckonings and tree.tags[i].startswith("NN"):
                yield from (self._owned(i, k) for k in tree.hanging(i, "poss"))
            elif self._may_tell(i) and (speaker := self._speaker(i)) is not None:
                yield from self._by_verb(i, speaker)

    def _by_verb(self, i: int, speaker: int) -> Iterator[Attribution]:
        tree, speech, speaking = self._tree, self._speech, self._speaking(speaker)
        lemma, behind = tree.lemmas[i], frozenset(k for k in self._statement(i) if k > i) - speaking
        is_open = any(tree.tags[k] in ("MD", "TO") for k in tree.hanging(i, "aux"))
        if lemma in speech.saying and (told := self._told(i, speaker, speaking) - speaking - {i}):
            yield self._made(AttributionSort.OPEN if is_open else AttributionSort.SAID, i, speaking, told)
        if is_open:
            return
        if lemma in speech.naming and (named := behind | self._quoted_next(i)):
            yield self._made(AttributionSort.NAMED, i, speaking, named)
        put_at = lemma != "put" or any(tree.words[k] == "at" for k in behind)
        if lemma in speech.reckoning and behind and put_at:
            yield self._made(AttributionSort.RECKONED, i, speaking, behind)

    def _quoted_next(self, i: int) -> frozenset[int]:
        """Return what is quoted behind a verb with no other verb between, on whatever the parser hangs it."""
        behind = [q for q in self._quotations if q and min(q) > i]
        next_to = (q for q in behind if not any(t.startswith("VB") for t in self._tree.tags[i + 1 : min(q)]))
        return frozenset().union(*next_to)

    def _owned(self, noun: int, owner: int) -> Attribution:
        """Return what is told of somebody's own estimate: "Rao's estimate is 350"."""
        speaking = self._speaking(owner)
        return self._made(AttributionSort.RECKONED, noun, speaking, self._statement(self._clause(noun)) - speaking)

    def _made(self, sort: AttributionSort, verb: int, speaking: frozenset[int], told: frozenset[int]) -> Attribution:
        """Return an attribution; of a quotation of which a part is told the whole is."""
        quoted = frozenset().union(*(q for q in self._quotations if q & told and verb not in q))
        tokens, told = self._tree.tokens, (told | quoted) & self._between_semicolons(verb)
        speaker = Span(tokens[min(speaking)].start, tokens[max(speaking)].end)
        stretches = tuple(Span(tokens[first].start, tokens[last].end) for first, last in _rows(told))
        return Attribution(sort, speaker, tokens[verb].start, stretches)

    def _cited(self, at: int, speaker: int) -> Attribution:
        """Return what stands in the clause of "according to X" or "citing X", and behind X."""
        speaking, own = self._speaking(speaker), self._tree.within(at)
        told = (self._statement(self._clause(at)) | own) - speaking - {at}
        return self._made(AttributionSort.SAID, at, speaking, told)

    def _clause(self, i: int) -> int:
        """Return the verb over a word, or else what all hangs on; the same of what ends a sentence behind a comma."""
        tree, head = self._tree, self._tree.heads[i]
        ends = i > 0 and tree.words[i - 1] == "," and max(tree.within(i)) >= len(tree.words) - 2
        while tree.heads[head] != head and (ends or not tree.tags[head].startswith("VB")):
            head = tree.heads[head]
        return head

    def _may_tell(self, i: int) -> bool:
        """Whether a word is a verb by which its subject may tell something: not "is said to"."""
        tree, speech = self._tree, self._speech
        telling = any(tree.lemmas[i] in words for words in (speech.saying, speech.naming, speech.reckoning))
        if not telling or not tree.tags[i].startswith("VB"):
            return False
        return tree.labels[i] not in ("amod", "compound") and not tree.passive(i)

    def _speaker(self, i: int) -> int | None:
        """Return the subject of a verb, the nearer of two; without one the name before it: "on May 13 Rao said"."""
        tree = self._tree
        if len(own := tree.hanging(i, "nsubj")) > 1:
            return tree.named(own[-1])
        beside = i - 1 if i and tree.tags[i - 1].startswith("NNP") else None
        return beside if (known := tree.subject(i)) is None else known

    def _told(self, i: int, speaker: int, speaking: frozenset[int]) -> frozenset[int]:
        """Return what the subject of a verb says by it: a statement, with what is quoted right beside."""
        speech, lemma = self._speech, self._tree.lemmas[i]
        told = self._behind(i) or self._around(i)
        if not told and not self._does_something(i):
            told = self._before(i, speaker, speaking)
            if not told and lemma in speech.verbs and lemma not in speech.doing:
                told = self._whatever_hangs_behind(i)
        return told | self._quoted_around(i, speaker, speaking) if told or lemma in speech.announcing else told

    def _behind(self, i: int) -> frozenset[int]:
        """Return the clauses behind a verb that it governs, and what stands behind its colon."""
        tree = self._tree
        told = frozenset[int]().union(*(self._clause_behind(i, k) for k in tree.hanging(i, "ccomp") if k > i))
        if not told and (that := self._that_behind(i)) is not None:
            told = self._statement(tree.heads[that])
        return told.union(range(i + 2, len(tree.words))) if tree.words[i + 1 : i + 2] == [":"] else told

    def _around(self, i: int) -> frozenset[int]:
        """Return the clause into which a verb and its speaker are put: "the board, he said, has left"."""
        tree = self._tree
        put_in = tree.labels[i] == "parataxis" and tree.heads[i] > i
        return self._statement(tree.heads[i]) - tree.within(i) if put_in else frozenset()

    def _before(self, i: int, speaker: int, speaking: frozenset[int]) -> frozenset[int]:
        """Return the statement that ends before a speaker, or before "said": a quotation, or all behind a semicolon."""
        tree, start = self._tree, min(i, *speaking)
        before = frozenset(k for k in self._between_semicolons(i) if k < start)
        full = any(tree.tags[k] in _FINITE for k in before)
        ends = start > 0 and (tree.words[start - 1] in MARKS or (tree.words[start - 1] == "," and full))
        own = i in (tree.heads[speaker], speaker + 1)
        return before if ends and own else frozenset()

    def _whatever_hangs_behind(self, i: int) -> frozenset[int]:
        """Return what hangs on a verb behind it, no other verb that it is joined to: "spoke of nine men"."""
        tree = self._tree
        own = (k for k in tree.below[i] if k > i and tree.labels[k] != "conj")
        return frozenset[int]().union(*map(self._statement, own))

    def _quoted_around(self, i: int, speaker: int, speaking: frozenset[int]) -> frozenset[int]:
        """Return the quotations right before and right behind whoever says so: '"It sank," Rao said, "and burst."'."""
        tree, aside = self._tree, self._tree.within(speaker)
        start, end = min(i, *speaking), max(i, *speaking)
        found = frozenset[int]()
        for quoted in self._quotations:
            between = (*range(max(quoted, default=start) + 1, start), *range(end + 1, min(quoted, default=end)))
            if i not in quoted and not any(tree.tags[k][:1].isalpha() and k not in aside for k in between):
                found |= quoted
        return found

    def _that_behind(self, i: int) -> int | None:
        """Return the "that" behind a verb, before any other verb: "announced after the talks that the port is open"."""
        for k in range(i + 1, len(self._tree.words)):
            if self._tree.words[k] == "that" and self._tree.labels[k] in ("mark", "dobj"):
                return k
            if self._tree.tags[k].startswith(("VB", "MD")):
                break
        return None

    def _clause_behind(self, verb: int, head: int) -> frozenset[int]:
        """Return the words of a clause that a verb governs; an object stands in for a subject that it has not."""
        tree, subject = self._tree, frozenset[int]()
        if tree.lemmas[verb] not in self._speech.addressing and not tree.hanging(head, *_SUBJECTS):
            subject = subject.union(*(tree.within(k) for k in tree.hanging(verb, "dobj") if verb < k < head))
        return self._statement(head) | subject

    def _does_something(self, i: int) -> bool:
        """Whether a subject need not speak: its verb has an object ("recalled cars", "told the truth") or a "to"."""
        tree = self._tree
        if any(k > i for k in tree.hanging(i, "xcomp")):
            return True
        addressing = tree.lemmas[i] in self._speech.addressing
        found = (k for k in tree.hanging(i, "dobj") if not is_calendar(tree.tokens[k].text))
        return any(not (addressing and (tree.tags[k] == "PRP" or self._can_be_cited(k))) for k in found)

    def _statement(self, head: int) -> frozenset[int]:
        """Return the words of a clause, without what an outlet joins to it on its own account."""
        tree, found, waiting = self._tree, set[int](), [head]
        while waiting:
            found.add(i := waiting.pop())
            waiting += (k for k in tree.below[i] if not self._is_the_outlets(k))
        return frozenset(found)

    def _is_the_outlets(self, k: int) -> bool:
        """Whether a clause joined to another has a subject of its own behind "but" or a semicolon, and no "that"."""
        tree = self._tree
        if tree.labels[k] != "conj" or not tree.hanging(k, "nsubj", "nsubjpass", "expl") or tree.hanging(k, "mark"):
            return False
        if any(k in quoted for quoted in self._quotations):
            return False
        return tree.joining(k) == "but" or ";" in tree.words[tree.heads[k] : k]

    def _between_semicolons(self, i: int) -> frozenset[int]:
        """Return the words about one as far as the next semicolons outside quotation marks."""
        first = max((k + 1 for k in self._semicolons if k < i), default=0)
        return frozenset(range(first, min((k for k in self._semicolons if k > i), default=len(self._tree.words))))

    def _speaking(self, head: int) -> frozenset[int]:
        """Return the words in a row that name a speaker: "a spokesman of theirs", not ", the mayor," or "who left"."""
        tree, found, waiting = self._tree, set[int](), [head]
        while waiting:
            found.add(i := waiting.pop())
            waiting += (k for k in tree.below[i] if not self._is_aside(k))
        first = last = head
        while first - 1 in found:
            first -= 1
        while last + 1 in found:
            last += 1
        while first < head and tree.labels[first] in _OPENING:
            first += 1
        while last > head and not tree.words[last][0].isalnum():
            last -= 1
        return frozenset(range(first, last + 1))

    def _is_aside(self, k: int) -> bool:
        tree = self._tree
        if tree.labels[k] == "punct":
            return tree.words[k] != "," or not any(c > k for c in tree.hanging(tree.heads[k], "conj"))
        explains = tree.labels[k] == "appos" and "," in tree.words[tree.heads[k] : k]
        dated = is_calendar(tree.tokens[k].text) and bool(tree.hanging(k, "nummod"))
        when = tree.labels[k] == "advmod" and k > tree.heads[k]  # "Rao earlier in the day"
        return explains or dated or when or tree.labels[k] in _ASIDE

    def _can_be_cited(self, k: int) -> bool:
        """Whether a word names somebody or something that tells: a name, a person, a body, "a tally"; no need."""
        lists, lemma, tree = self._tree.lexicons, self._tree.lemmas[k], self._tree
        if lemma in lists.speech.no_tellers:
            return False
        named = tree.tags[k] in ("PRP", "WP") or any(tree.tokens[n].text[:1].isupper() for n in self._speaking(k))
        bodies = any(lemma in nouns for nouns in lists.bodies.values())
        return named or bodies or lemma in lists.nouns.persons | lists.speech.sources | lists.speech.reckonings


def _rows(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of numbers that follow each other."""
    for _, row in groupby(enumerate(sorted(numbers)), key=lambda one: one[1] - one[0]):
        inside = [number for _, number in row]
        yield inside[0], inside[-1]
