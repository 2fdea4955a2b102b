"""What a number counts: the noun phrase that begins after it, its head and what narrows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factcheck.domain.text import Token
from factcheck.settings.lexicons import Nouns
from factcheck.values.figures.numbers import word
from factcheck.values.names.peoples import of_people
from factcheck.values.times.days import MONTHS, WEEKDAYS

NOUNS = frozenset({"NN0", "NN1", "NN2", "NP0"})
_NARROWING = frozenset({"AJ0", "AJC", "AJS", "VVN", "VVG", "VVD", "ORD"})
ANOTHER = frozenset({"other", "more", "additional", "further", "another"})
_ADJECTIVES = frozenset({"former", "fellow", "own", "male", "female", "non"})  # tagged as other things
_UNDERGOING = frozenset({"suffer", "sustain"})  # "17 suffered burns" counts no burns
_OF = frozenset({"the", "these", "those", "its", "his", "her", "their", "our", "such"})
_PRONOUNS = frozenset({"them", "whom", "which", "us", "these", "those"})
CALENDAR = frozenset([*WEEKDAYS, *MONTHS, "yesterday", "today", "tonight", "tomorrow", "overnight"])
_MODELS = re.compile(r"[A-Z]{1,4}\s?-?\s?\d+s\Z")  # "AK-47s"
_IRREGULAR = {"people": "person", "persons": "person", "children": "child", "men": "man", "sses": "ss"}
PARENTS = {  # of how many children: "a mother of two"
    **dict.fromkeys(["mother", "father", "parent", "mum", "mom", "dad", "stepmother", "stepfather"], "child"),
    **dict.fromkeys(["grandmother", "grandfather", "grandparent"], "grandchild"),
}
PERIODS = frozenset({"second", "minute", "hour", "day", "night", "week", "month", "year", "season"})
_EVERY = frozenset({"a", "an", "per", "each", "every"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun phrase up to, not including, token `last`; `head` is its noun's token, None for "of them"."""

    last: int
    noun: str
    modifiers: frozenset[str]
    plural: bool
    head: int | None


def counted(tokens: Sequence[Token], at: int, nouns: Nouns) -> Counted | None:
    """Read the noun phrase that begins at a token: "(of the) seven AK-47 assault rifles". None if there is none."""
    start = at
    if word(tokens, at) == "of":
        if word(tokens, at + 1) in _PRONOUNS and word(tokens, at + 2) != "who":
            return Counted(at + 2, "", frozenset(), plural=True, head=None)
        start = _past_owner(tokens, at + 1 + (word(tokens, at + 1) in _OF))
    if start > at and start < len(tokens) and tokens[start].tag == "CRD":
        whole = counted(tokens, start + 1, nouns)  # "two of the three victims"
        return replace(whole, last=at) if whole else None
    head = _head(tokens, start)
    if head is None:
        return _only_others(tokens, start)
    narrowing = frozenset(_narrowing(tokens, start, head))
    noun, last = lemma(tokens[head]), head + 1
    if noun == "member" and head > start and tokens[head - 1].tag == "NN1":
        noun = f"{tokens[head - 1].lemma} member"  # "crew members": a member of what is the noun, not what narrows it
        narrowing -= {tokens[head - 1].lemma}
    noun = nouns.things.get(noun, noun)
    pair = last + 1 < len(tokens) and word(tokens, last) in ("and", "or") and _is_sex_or_age(noun, nouns)
    if pair and _is_sex_or_age(lemma(tokens[last + 1]), nouns):
        noun, last = "person", last + 2  # "12 men and women" are 12 persons
    return Counted(last, noun, narrowing, plural=_is_plural(tokens[head]), head=head)


def _past_owner(tokens: Sequence[Token], start: int) -> int:
    """The token after a genitive, "the world's": "two-thirds of the world's computers"."""
    at = start
    while at < len(tokens) and (_is_noun(tokens[at]) or tokens[at].tag == "AJ0"):
        at += 1
    return at + 1 if at > start and word(tokens, at) in ("'s", "’s") else start


def _narrowing(tokens: Sequence[Token], start: int, head: int) -> Iterator[str]:
    """Yield the lemmas before the head; "AK 47" is the "ak-47" of other writers."""
    for k in range(start, head):
        if tokens[k].text.isdigit() and k > start:
            yield f"{tokens[k - 1].lemma}-{tokens[k].text}"
        elif tokens[k].tag not in ("PUN", "CJC") and not (k + 1 < head and tokens[k + 1].text.isdigit()):
            yield tokens[k].lemma


def rate(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """Return ("per year", end) for "a year", "per day", "each month" at a token, else ("", at)."""
    if word(tokens, at) == "per" and at + 1 < len(tokens) and tokens[at + 1].tag in ("NN1", "NN0"):
        return f"per {word(tokens, at + 1)}", at + 2
    if word(tokens, at) in _EVERY and word(tokens, at + 1) in PERIODS:
        return f"per {word(tokens, at + 1)}", at + 2
    if word(tokens, at) in ("annually", "yearly"):
        return "per year", at + 1
    return "", at


def complement(tokens: Sequence[Token], at: int, nouns: Nouns) -> str:
    """Return "of murder" for "(two counts) of murder": what keeps counts of two things apart."""
    if word(tokens, at) != "of":
        return ""
    found = counted(tokens, at + 1, nouns)
    return f"of {found.noun}" if found and found.noun else ""


def lemma(token: Token) -> str:
    """Return the noun's lemma; "people" is the plural of "person", a model's plural "s" is taken off."""
    if _MODELS.match(token.text):
        return token.text.lower().removesuffix("s")
    text = token.text.lower()
    if text.endswith("ss"):
        return text  # "Swiss", whatever its tag: no plural ends so
    for plural, singular in _IRREGULAR.items():
        if text.endswith(plural) and (token.tag == "NN2" or text in (plural, "children")):
            return text.removesuffix(plural) + singular
    if token.lemma.endswith("s") and token.text[0].isupper() and token.tag != "NN1" and len(token.lemma) > 3:
        return token.lemma.removesuffix("'s").removesuffix("s") if not token.lemma.endswith("ss") else token.lemma
    return token.lemma


def is_person(noun: str, nouns: Nouns) -> bool:
    """Say whether a noun's lemma is one for persons: in the lexicon, or a compound of man or woman."""
    known = noun in nouns.persons
    return known or of_people(noun, nouns) or noun.endswith(("woman", "sman", " member", " officer"))


def sounds_like_person(noun: str) -> bool:
    """Say whether a noun has an ending of nouns for persons; things have it too ("container")."""
    return noun.endswith(("er", "or", "ist", "ian", "ant", "ee", "man"))


def is_model(token: Token) -> bool:
    """Say whether a token is the plural of a model's name: "AK-47s"."""
    return bool(_MODELS.match(token.text))


def is_people(token: Token, nouns: Nouns) -> bool:
    """Like is_person, and a capitalised plural without digits too: "Londoners", "Houthis"."""
    capital = token.text[0].isupper() and token.text.isalpha() and token.text.endswith("s") and not token.text.isupper()
    return is_person(lemma(token), nouns) or capital


def _head(tokens: Sequence[Token], start: int) -> int | None:
    """Return the last noun of the phrase: it ends with its plural unless more nouns follow."""
    head, at = None, start
    while at < len(tokens):
        token = tokens[at]
        if word(tokens, at) in CALENDAR or word(tokens, at).rstrip(".") in CALENDAR:
            break
        if _is_noun(token):
            if head is not None and _ends_before(tokens[head], token):
                break
            head = at
        elif (
            (head is not None and _is_plural(tokens[head]))
            or not _narrows(tokens, at, start)
            or (head is not None and _opens_a_name(tokens, at))
        ):
            break
        at += 1
    return None if head is None or word(tokens, head + 1) in ("'s", "’s", "'", "’") else head


def _ends_before(head: Token, token: Token) -> bool:
    """A plural noun ends the phrase unless another follows; so does a common noun before a proper name."""
    if _is_plural(head):
        return token.tag not in ("NN2", "NN0")
    return head.text.islower() and token.text[0].isupper() and token.tag != "NN2"


def _opens_a_name(tokens: Sequence[Token], at: int) -> bool:
    """As in "a craft called Salah": the participle belongs to the name that follows."""
    return tokens[at].tag in ("VVN", "VVD") and at + 1 < len(tokens) and tokens[at + 1].text[0].isupper()


def _is_noun(token: Token) -> bool:
    models = bool(_MODELS.match(token.text))
    if token.lemma in ("dead", "wounded", "injured", "missing"):
        return False
    return models or (token.tag in NOUNS and any(c.isalpha() for c in token.text) and token.lemma not in ANOTHER)


def _narrows(tokens: Sequence[Token], at: int, start: int) -> bool:
    token = tokens[at]
    model = token.tag == "CRD" and any(c.isdigit() for c in token.text)
    model = model and (any(c.isalpha() for c in token.text) or (at > start and tokens[at - 1].text.isupper()))
    degree = token.tag == "AV0" and at + 1 < len(tokens) and tokens[at + 1].tag in ("AJ0", "VVN", "VVD")
    joined = token.tag == "CJC" and start < at and tokens[at - 1].tag in ("AJ0", "NP0")
    joined = joined and at + 1 < len(tokens) and tokens[at + 1].tag in ("AJ0", "NP0")
    if token.lemma in _UNDERGOING:
        return False
    return token.tag in _NARROWING or token.lemma in ANOTHER or token.lemma in _ADJECTIVES or model or joined or degree


def _is_plural(token: Token) -> bool:
    if token.tag == "NN2" or _MODELS.match(token.text) or token.lemma in ("people", "police", "aircraft", "troops"):
        return True
    text = token.text.lower()
    return token.tag in ("NN0", "NP0", "NN1") and text.endswith("s") and not text.endswith(("ss", "us", "is", "'s"))


def _is_sex_or_age(noun: str, nouns: Nouns) -> bool:
    return any(noun in words for words in (nouns.male, nouns.female, nouns.child))


def _only_others(tokens: Sequence[Token], at: int) -> Counted | None:
    """As in "20 others", "12 more": no noun, but not the same ones."""
    if word(tokens, at) in ("others", "more"):
        return Counted(
            at + 1, "", frozenset({"other" if word(tokens, at) == "others" else "more"}), plural=True, head=None
        )
    return None
