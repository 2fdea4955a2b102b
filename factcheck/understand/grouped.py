"""A group that a number counts, by the grammar of its sentence: its noun, its fate, what its verb says that it is."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.domain.frames import Hanging
from factcheck.domain.text import Sentence, Span, Token
from factcheck.frames.reading import Frames
from factcheck.settings.lexicons import Lexicons
from factcheck.values.figures.counted import ANOTHER, NOUNS, is_person, lemma
from factcheck.values.figures.roles import role_of

_SAYING_WHICH = frozenset({"AT0", "DPS", "DT0", "POS"})  # "the 737", "his three", "all three"


@dataclass(frozen=True, slots=True)
class CountedGroup:
    """One sentence with its frames; words are given by their numbers in it, None where the frames know none."""

    sentence: Sentence
    frames: Frames
    lexicons: Lexicons

    def role(self, token: int | None) -> str | None:
        """Return the fate that a word stands for."""
        return None if token is None else role_of(self.sentence.tokens[token], self.lexicons.roles)

    def noun(self, counted: int | None) -> tuple[str, frozenset[str]]:
        """The lemma of a counted noun, none for a pronoun, and the adjectives right before it."""
        if counted is None:
            return "", frozenset()
        tokens = self.sentence.tokens
        token = tokens[counted]
        if token.lemma in ANOTHER or token.text.lower() == "others":
            return "", frozenset({"other"})
        if (token.tag not in NOUNS and token.tag != "AJ0") or role_of(token, self.lexicons.roles):
            return "", frozenset()  # "one wounded" counts no "wounded", but persons
        before = tokens[counted - 1] if counted else None
        narrowing = frozenset({before.lemma}) if before and before.tag == "AJ0" else frozenset()
        return self.lexicons.nouns.things.get(lemma(token), lemma(token)), narrowing

    def by_verb(self, span: Span) -> str:
        """What the verb says of its subject that it is: "132 of whom were children", "all three were charged"."""
        deed = self.frames.deed(span)
        if deed is None:
            return ""
        if self.sentence.tokens[deed].lemma in self.lexicons.hedges.of_persons:
            return "person"
        frame = self.frames.of(deed)
        being = frame is not None and frame.lemma == "be" and self.many(frame.object)
        return self.noun(frame.object)[0] if frame and being else ""

    def subject(self, span: Span) -> bool:
        """Whether a number by itself is who does or undergoes something, or is there: "four stay", "there were 40"."""
        hold, before = self.frames.governor(span), self.before(span)
        inside = span.moved(-self.sentence.span.start)
        beside = self.sentence.text[max(0, inside.start - 1) : inside.start] + self.sentence.text[inside.end :][:1]
        part = "-" in beside  # of "407-246-4357"
        if hold is None or part or (before is not None and before.tag in _SAYING_WHICH):
            return False
        there = any(t.tag == "EX0" for t in self.sentence.tokens if t.end <= span.start)
        return hold.hanging in (Hanging.SUBJECT, Hanging.PASSIVE_SUBJECT) or (there and hold.hanging is Hanging.OBJECT)

    def many(self, thing: int | None) -> bool:
        """Whether a word is a plural: the number of a house counts none."""
        return thing is not None and self.sentence.tokens[thing].tag in ("NN2", "NN0")

    def may_befall(self, role: str, noun: str) -> bool:
        """Say whether a fate may befall what is counted: persons are killed, things are seized."""
        of_things = role in self.lexicons.hedges.roles_of_things
        fate = noun in self.lexicons.hedges.fates or noun == "life"
        return of_things != (not noun or fate or is_person(noun, self.lexicons.nouns))

    def before(self, span: Span) -> Token | None:
        """Return the token before a stretch."""
        return next((t for t in reversed(self.sentence.tokens) if t.end <= span.start), None)

    def words(self, span: Span) -> str:
        """Return the words of a stretch."""
        return " ".join(span.moved(-self.sentence.span.start).of(self.sentence.text).split())
