"""Where a sentence names whoever says a quotation in it, or gives a figure: "X, another opponent, called it",
"X put the cost at", "X's own estimate is".

Wider than `claimants`: other verbs than those of speech, and speakers whom the parser hides.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.domain.text import Sentence, Span, Token
from factcheck.settings.lexicons import Lexicons, Words
from factcheck.text.clauses import FINITE
from factcheck.values.speech.claimants import claimant_of
from factcheck.values.speech.noun_phrases import MARKS, phrase_end, phrase_start, subject_before
from factcheck.values.speech.people import APPOSITION, SAID, People
from factcheck.values.speech.phrases import is_passive
from factcheck.values.speech.saying import plain_object

GENITIVES = frozenset({"'s", "’s", "'", "’"})
_STOPS = frozenset({";", ":"})
_TURNS = frozenset({"while", "whereas", "but"})


class Citing:
    """Finds the words of a sentence that name the speaker; whom they mean is for `voices` to say."""

    def __init__(self, people: People, lexicons: Lexicons) -> None:
        self._people = people
        self._lexicons = lexicons

    def speaker(self, sentence: Sentence, span: Span) -> Span | None:
        """Return the words that name who says the words at `span`, None where the sentence has none."""
        found = claimant_of(sentence, span, self._lexicons)
        return self._less_inverted(sentence, found.span) if found else self._beside_said(sentence)

    def namer(self, sentence: Sentence, span: Span) -> Span | None:
        """Return the subject of a verb whose object is quoted at `span`: 'Rao called it "a shame"'."""
        return self._subject(sentence, span, self._lexicons.speech.naming)

    def reckoner(self, sentence: Sentence, span: Span) -> Span | None:
        """Return who says the figure at `span`, or reckons it: "Rao put the cost at", "the board's own estimate is"."""
        found = claimant_of(sentence, span, self._lexicons)
        if found is not None:
            return self._less_inverted(sentence, found.span)
        reckoned = self._subject(sentence, span, self._lexicons.speech.reckoning) or self._owner(sentence, span)
        return reckoned or self._at_end(sentence, span)

    def _less_inverted(self, sentence: Sentence, speaker: Span) -> Span:
        """Return the speaker, mended where other words were taken for it: "Rao, a lawyer, said the river ..."."""
        if self._people.among(sentence, speaker):
            return speaker
        tokens = sentence.tokens
        before = [i for i, t in enumerate(tokens) if t.end < speaker.start and t.text in SAID]
        if before and speaker.start - tokens[before[-1]].end <= 1:
            return self._before_apposition(sentence, before[-1]) or speaker
        behind = next((i for i, t in enumerate(tokens) if t.start >= speaker.end and t.text in SAID), 0)
        return (behind and self._between_commas(sentence, behind)) or speaker

    def _between_commas(self, sentence: Sentence, verb: int) -> Span | None:
        """The person right before a verb and its comma: "..., their president, Ada Rao, said"."""
        tokens = sentence.tokens
        if verb < 2 or tokens[verb - 1].text != ",":
            return None
        return next((n.span for n in self._people.among(sentence) if n.span.end == tokens[verb - 2].end), None)

    def _beside_said(self, sentence: Sentence) -> Span | None:
        """The name right before or behind "said" in a sentence with quoted words, whatever the parser makes of it."""
        tokens = sentence.tokens
        for i, token in enumerate(tokens):
            if i == 0 or not sentence.quoted or token.text not in SAID or inside(sentence.quoted, token):
                continue
            if (owner := self._subject_described(sentence, i)) is not None:
                return owner
            follows = tokens[i - 1].text in MARKS or tokens[i - 1].text == ","
            for name in self._people.among(sentence):
                behind = 0 <= name.span.start - token.end <= 1 + len(name.title) + 1
                if tokens[i - 1].end == name.span.end or (follows and behind):
                    return name.span
        return None

    def _subject_described(self, sentence: Sentence, verb: int) -> Span | None:
        """The person before a description and a verb whose subject he is: 'Rao, a lawyer, said Weller "was not"'."""
        owner = self._before_apposition(sentence, verb)
        if owner is None or any(quoted.overlaps(owner) for quoted in sentence.quoted):
            return None
        before = next((t for t in reversed(sentence.tokens) if t.end <= owner.start), None)
        return None if before is not None and before.tag in ("PRP", "PRF") else owner

    def _subject(self, sentence: Sentence, span: Span, verbs: Words) -> Span | None:
        """The subject of the nearest such verb before the words at `span`: 'Rao called it "a shame"'."""
        tokens = sentence.tokens
        for i in range(len(tokens) - 1, 0, -1):
            token = tokens[i]
            if token.end > span.start or token.lemma not in verbs or not token.tag.startswith("VV"):
                continue
            between = [t for t in tokens[i + 1 :] if t.end <= span.start]
            if (
                is_passive(tokens, i)
                or _turns(between)
                or (token.lemma == "put" and all(t.text != "at" for t in between))
            ):
                continue
            first, end = subject_before(tokens, i, self._lexicons.speech, self._lexicons.titles)
            if first == end:
                return self._before_apposition(sentence, i)
            if not inside(sentence.quoted, tokens[first]):
                return Span(tokens[first].start, tokens[end - 1].end)
        return None

    def _at_end(self, sentence: Sentence, span: Span) -> Span | None:
        """The speaker who ends a sentence, whatever the parser makes of what stands before: "..., the union said."."""
        tokens = sentence.tokens
        said = [i for i, t in enumerate(tokens) if t.text in SAID and not inside(sentence.quoted, t)]
        if not said or tokens[said[-1]].start < span.end or any(t.tag in FINITE for t in tokens[said[-1] + 1 :]):
            return None
        verb = said[-1]
        if plain_object(tokens, verb, self._lexicons.speech):
            return None
        if name := self._between_commas(sentence, verb):
            return name
        if tokens[verb - 1].text == ",":
            first, end = verb + 1, phrase_end(tokens, verb + 1)
        else:
            first, end = subject_before(tokens, verb, self._lexicons.speech, self._lexicons.titles)
        if first == end or tokens[min(first, verb) - 1].text != ",":
            return None
        return Span(tokens[first].start, tokens[end - 1].end)

    def _before_apposition(self, sentence: Sentence, verb: int) -> Span | None:
        """The person before a description, whatever it begins with: "Rao, another opponent, called"."""
        tokens = sentence.tokens
        if tokens[verb - 1].text != ",":
            return None
        ends = {name.span.end: name.span for name in self._people.among(sentence)}
        commas = [k for k in range(max(1, verb - 1 - APPOSITION), verb - 1) if tokens[k].text == ","]
        return next((ends[tokens[k - 1].end] for k in reversed(commas) if tokens[k - 1].end in ends), None)

    def _owner(self, sentence: Sentence, span: Span) -> Span | None:
        """Whose estimate a figure is: "Ms. Rao's own estimate is 350", "by the union's count 350"."""
        tokens = sentence.tokens
        for i, token in enumerate(tokens):
            if token.lemma not in self._lexicons.speech.reckonings or not token.tag.startswith("NN"):
                continue
            marks = [k for k in range(max(0, i - 3), i) if tokens[k].text in GENITIVES]
            if not marks or token.end > span.start or _turns([t for t in tokens[i + 1 :] if t.end <= span.start]):
                continue
            first = phrase_start(tokens, marks[-1], self._lexicons.titles)
            if first < marks[-1]:
                return Span(tokens[first].start, tokens[marks[-1] - 1].end)
        return None


def inside(stretches: Sequence[Span], token: Token) -> bool:
    """Whether a word stands in one of the stretches."""
    return any(s.start <= token.start < s.end for s in stretches)


def _turns(between: Sequence[Token]) -> bool:
    """Whether another statement begins between a verb and what it may speak of."""
    return any(t.text in _STOPS or t.lemma in _TURNS for t in between)
