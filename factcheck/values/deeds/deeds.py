"""What is done: the verb or event noun that a time or a measure belongs to.

"Talks began on Monday" and "hosted negotiations on Monday" tell of one deed, though no verb is the same: light
verbs leave it to their noun, and words of one class in `config/lexicons/deeds.toml` are one deed.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.domain.text import Span, Token
from factcheck.settings.lexicons import Deeds
from factcheck.text.clauses import FULL

# A noun after these is what the time belongs to: "was charged after a shooting on Friday".
_DURING = {"after", "before", "following", "during", "amid", "since"}
_DEATH = "kill"  # the class of the deeds that end a life
_FORMS = frozenset({"VVD", "VVN"})
_WHICH = {"that", "which"}
_BESIDE_A_LENGTH = {"PRP", "AV0", "AT0", "AJ0"}  # "lasted for almost", "lasted a tense"
_IN_PHRASE = {"AT0", "AJ0", "DPS", "NN0", "NN1", "NN2", "NP0", "ORD", "CRD", "POS"}
_IN_SUBJECT = _IN_PHRASE | {"VHD", "VHZ", "VHB", "VM0", "AV0"}


def governing_word(tokens: Sequence[Token], span: Span) -> Token | None:
    """Return the word of a clause that says what was done at or to `span`, or None in a clause without a verb.

    That is the noun right after a possessive time ("Monday's talks"), a noun after "after" and the like, else the
    nearest verb before `span` (not an infinitive of purpose: "launched an offensive to take the city in April"),
    else the first verb after it.
    """
    after = [t for t in tokens if t.start >= span.end]
    if (after and after[0].tag == "POS") or any(t.tag == "POS" and span.start < t.start < span.end for t in tokens):
        noun = next((t for t in after[:4] if t.tag.startswith("NN")), None)
        if noun:
            return noun
    before = [t for t in tokens if t.end <= span.start]
    for n in range(len(before) - 1, -1, -1):
        token = before[n]
        if token.lemma in _DURING and token.tag.startswith(("PRP", "CJS", "VVG")):
            noun = next((t for t in before[n + 1 :] if t.tag.startswith("NN")), None)
            if noun:
                return noun
        passing = _purpose(before, n) or _describes(before, n) or _names(before, n)
        if token.tag.startswith(("VV", "VB")) and not passing:
            return token
    return next((t for t in after if t.tag.startswith("VV")), None)


def deed_of(word: Token | None, tokens: Sequence[Token], span: Span, deeds: Deeds, *, by_noun: bool) -> str:
    """Return the class of what is done, or the word's lemma where it has none; "" without a word.

    A light verb takes its object's noun, else its subject's; `by_noun`, for what begins and ends, only an event noun
    of the clause will do ("since 1990" without one tells nothing of what began).
    """
    classes = deeds.classes
    if word is None:
        return ""
    if by_noun:
        event = _nearest([t for t in tokens if t.lemma in classes and t.tag.startswith("NN")], word, span)
        return classes[event.lemma] if event else ""
    if particle := _particle(word, tokens):
        return classes.get(f"{word.lemma} {particle}", f"{word.lemma} {particle}")
    noun = None
    if word.lemma in deeds.light:
        nouns = [t for t in tokens if t.tag.startswith("NN") and t.lemma not in deeds.quantity]
        noun = _nearest([t for t in nouns if t.start > word.end], word, span)
        noun = noun or _nearest([t for t in nouns if t.start < word.start], word, span)
    lemma = noun.lemma if noun else word.lemma
    return classes.get(lemma, lemma)


def manner(word: Token, tokens: Sequence[Token], deeds: Deeds) -> Token:
    """Return the "shot" of "shot and killed" for its "killed": one deed, which others call "shot dead".

    Of any other verb return the verb itself; `tokens` are the sentence's.
    """
    at = next((n for n, token in enumerate(tokens) if token is word), 0)
    joined = at > 1 and tokens[at - 1].lemma == "and" and tokens[at - 2].tag in _FORMS and word.tag in _FORMS
    return tokens[at - 2] if joined and deeds.classes.get(word.lemma) == _DEATH else word


def lasting_deed(tokens: Sequence[Token], span: Span, deeds: Deeds) -> str:
    """Return what took the length of time at `span`, where a sentence says so beside it: "" if it does not.

    "Spent two hours negotiating", "locked down for two hours while they negotiated", "a standoff that lasted two
    hours".
    """
    before, after = [t for t in tokens if t.end <= span.start], [t for t in tokens if t.start >= span.end]
    doing = after[0] if after and after[0].tag == "VVG" else None
    if after and after[0].lemma == "while":
        doing = next((t for t in after if t.tag.startswith("VV")), None)
    verb = next((n for n in range(len(before) - 1, -1, -1) if before[n].tag not in _BESIDE_A_LENGTH), 0)
    if doing is None and before and before[verb].lemma == "last" and before[verb].tag.startswith("VV"):
        doing = _subject(before[:verb])
    return deeds.classes.get(doing.lemma, doing.lemma) if doing else ""


def _subject(before: Sequence[Token]) -> Token | None:
    """The noun that a verb right after `before` is said of: "siege" of "the siege of the bank that"."""
    n = len(before) - 1 - sum(t.lemma in _WHICH for t in before[-1:])
    while n >= 0 and before[n].tag in _IN_SUBJECT:
        start = n
        while start > 0 and before[start - 1].tag in _IN_PHRASE:
            start -= 1
        if start == 0 or not before[start - 1].tag.startswith("PR"):
            return next((t for t in reversed(before[start : n + 1]) if t.tag.startswith("NN")), None)
        n = start - 2
    return None


def _particle(word: Token, tokens: Sequence[Token]) -> str:
    """The "out" of "checked out": another deed than to check in."""
    following = next((t for t in tokens if t.start >= word.end), None)
    return following.lemma if following and following.tag == "AVP" and word.tag.startswith("VV") else ""


def _nearest(nouns: Sequence[Token], word: Token, span: Span) -> Token | None:
    outside = [t for t in nouns if not _within(t, span)]
    return min(outside, key=lambda t: abs(t.start - word.start), default=None)


def _purpose(before: Sequence[Token], n: int) -> bool:
    """Whether an infinitive tells what something was for: "an offensive to take", not "set to meet"."""
    to = n - 1
    return before[n].tag == "VVI" and to > 0 and before[to].tag == "TO0" and before[to - 1].tag.startswith("NN")


def _describes(before: Sequence[Token], n: int) -> bool:
    """Whether a participle only says which thing is meant: "foiled an attack on ships crossing the gulf"."""
    after_noun = before[n].tag == "VVG" and n > 0 and before[n - 1].tag.startswith("NN")
    return after_noun and any(t.tag in FULL for t in before[:n])


def _names(before: Sequence[Token], n: int) -> bool:
    """Whether a capital after a preposition shows a name: "announced on Twitter"."""
    return n > 0 and before[n].text[0].isupper() and before[n - 1].tag.startswith("PRP")


def _within(token: Token, span: Span) -> bool:
    return span.start <= token.start and token.end <= span.end
