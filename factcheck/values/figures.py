"""Numbers in a sentence -> intervals over what is counted or measured.

A figure is given only where it is clear what it counts, measures or orders; everything else stays silent.
How two figures stand to each other is in agreement.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factcheck.config import Lexicons
from factcheck.domain import Figure, Hedge, Sentence, Span, Token
from factcheck.values.agreement import compare_figures, describe_figure, same_counted, total
from factcheck.values.bounds import ABOUT, bounded
from factcheck.values.counted import (
    Counted,
    complement,
    counted,
    is_model,
    is_people,
    is_person,
    rate,
    sounds_like_person,
)
from factcheck.values.designations import counts_nothing, looks_like_year
from factcheck.values.measured import Mention, measured, same_amount, stated_age, unit_of
from factcheck.values.numbers import Number, joined, read_number, word
from factcheck.values.roles import View, governing_role, role_index
from factcheck.values.units import measure

__all__ = ["compare_figures", "describe_figure", "find_figures", "same_counted", "total"]

_ONCE = {"twice": 2.0, "thrice": 3.0}
_OF_PERSONS_ONLY = frozenset({"killed", "injured", "arrested", "infected", "displaced"})
_BETWEEN_LIKES = frozenset({"and", ",", "plus", "or", "as", "well", "&", "also"})
_DETERMINED = frozenset(
    {"the", "a", "an", "his", "her", "its", "their", "my", "our", "this", "that", "'s", "’s", "was", "in"}
)


def find_figures(sentence: Sentence, lexicons: Lexicons) -> tuple[tuple[Span, Figure], ...]:
    """Return the figures of a sentence in order, with their spans in the article's text; spans never overlap.

    A span covers hedge, number, unit and counted noun ("more than 280 civilians").
    """
    tokens = joined(sentence.tokens)
    mentions = list(_mentions(tokens, lexicons))
    roles = _roles(tokens, mentions, lexicons)
    found = []
    for mention, role in zip(mentions, roles, strict=True):
        if mention.unit == "count" and not (mention.noun or role):
            continue
        span = Span(tokens[mention.first].start, tokens[mention.last - 1].end)
        words = sentence.text[span.start - sentence.span.start : span.end - sentence.span.start]
        found.append((span, _figure(mention, " ".join(words.split()), role)))
    return tuple(found)


def _figure(mention: Mention, words: str, role: str | None) -> Figure:
    noun, modifiers, unit = mention.noun, mention.modifiers, mention.unit
    return Figure(mention.lower, mention.upper, unit, mention.hedge, words, noun, modifiers, role)


def _mentions(tokens: Sequence[Token], lexicons: Lexicons) -> Iterator[Mention]:
    at, previous = 0, None
    while at < len(tokens):
        number = read_number(tokens, at)
        if number is None:
            once = _ONCE.get(word(tokens, at))
            if once and word(tokens, at + 1) != "-":
                yield Mention(at, at + 1, at + 1, once, once, "times", Hedge.EXACT)
            at += 1
            continue
        mention = None if counts_nothing(tokens, number, lexicons) else _mention(tokens, number, lexicons)
        conversion = mention and previous and _is_conversion(tokens, previous, mention)
        apart = previous is None or mention is None or mention.first >= previous.last
        if mention and apart and not conversion:
            previous = mention
            yield mention
        at = max(number.last, mention.last if mention else 0)


def _is_conversion(tokens: Sequence[Token], previous: Mention, mention: Mention) -> bool:
    bracketed = mention.first == previous.last + 1 and word(tokens, previous.last) in ("(", "/", "or")
    return bracketed and mention.unit != "count" and same_amount(previous, mention, share=ABOUT)


def _mention(tokens: Sequence[Token], number: Number, lexicons: Lexicons) -> Mention | None:
    if number.ordinal:
        return _ordered(tokens, number, lexicons)
    if number.share:
        return _share(tokens, number, lexicons)
    age = stated_age(tokens, number)
    unit = None if age else unit_of(tokens, number)
    if unit:
        return measured(tokens, number, unit, lexicons)
    if age or looks_like_year(tokens, number, lexicons):
        return age
    return _count(tokens, number, lexicons)


def _ordered(tokens: Sequence[Token], number: Number, lexicons: Lexicons) -> Mention | None:
    """As in "the fifth title", "his fourth-year", "the third-biggest city": the place of something in an order."""
    determiner = word(tokens, number.first - 1)
    if determiner not in _DETERMINED and number.first:
        return None
    ranked = number.glued.endswith("est") or number.glued in ("most", "straight", "consecutive")
    if number.glued and not ranked and number.glued != "year":
        return None
    if number.glued == "year":
        return _ordinal(number, number.last, "year", frozenset())
    found = counted(tokens, number.last, lexicons)
    if found is None or found.head is None or found.plural or found.noun in lexicons.hedges["unordered"]:
        return None
    words = tokens[number.last : found.last]
    if any(t.text[0].isupper() for t in words) or words[0].lemma in lexicons.hedges["unordered"]:
        return None
    ranks = frozenset({number.glued}) if ranked else frozenset()
    return _ordinal(number, found.last, found.noun, found.modifiers | ranks)


def _ordinal(number: Number, last: int, noun: str, modifiers: frozenset[str]) -> Mention:
    value = number.lower
    return Mention(number.first, number.last, last, value, value, "ordinal", Hedge.EXACT, noun, modifiers)


def _share(tokens: Sequence[Token], number: Number, lexicons: Lexicons) -> Mention | None:
    """As in "a third of the voters": a percentage in words, as loose as words are."""
    found = counted(tokens, number.last, lexicons)
    if found is None or not found.noun or not found.plural:
        return None
    bounds = bounded(tokens, number, number.first, number.last, lexicons)
    last, noun, modifiers = found.last, found.noun, found.modifiers
    upper = min(bounds.upper, 100.0)
    return Mention(bounds.first, number.last, last, bounds.lower, upper, "percent", bounds.hedge, noun, modifiers)


def _count(tokens: Sequence[Token], number: Number, lexicons: Lexicons) -> Mention | None:
    millions = measure(tokens, number) if number.glued == "m" else None
    if millions and millions.unit == "count":
        number = replace(number, lower=number.lower * millions.factor, upper=number.upper * millions.factor, glued="")
    if number.glued not in ("", "plus") or word(tokens, number.last) in ("%", "°"):
        return None
    after_hedge = bounded(tokens, number, number.first, number.last, lexicons)
    found = counted(tokens, max(after_hedge.last, number.last), lexicons)
    found = _elided(tokens, number.last, lexicons) or found
    if found and not _agrees(tokens, number, found):
        return None
    last = found.last if found else after_hedge.last
    bounds = bounded(tokens, number, number.first, last, lexicons)
    noun, modifiers = (found.noun, found.modifiers) if found else ("", frozenset())
    if number.upper == 1 and not _is_clear_one(tokens, number, bounds.first, found, lexicons):
        return None
    first, more = _another(tokens, bounds.first)
    per, end = rate(tokens, bounds.last)
    whole = complement(tokens, bounds.last, lexicons)
    narrowed = modifiers | more | {text for text in (per, whole) if text}
    return Mention(
        first,
        after_hedge.last,
        max(end, bounds.last),
        bounds.lower,
        bounds.upper,
        "count",
        bounds.hedge,
        noun,
        narrowed,
    )


def _elided(tokens: Sequence[Token], at: int, lexicons: Lexicons) -> Counted | None:
    """As in "12 Somali and 11 Yemeni pirates": the noun of the first stands only after the second."""
    if word(tokens, at) not in lexicons.people["demonym"] or word(tokens, at + 1) not in ("and", ","):
        return None
    number = read_number(tokens, at + 2)
    after = counted(tokens, number.last, lexicons) if number else None
    if after is None or not after.noun or not after.plural:
        return None
    return replace(after, last=at + 1, modifiers=frozenset({word(tokens, at)}))


def _agrees(tokens: Sequence[Token], number: Number, found: Counted) -> bool:
    """As in "737 jet" counts nothing; a capitalised noun is a name unless it is a people's."""
    if number.upper > 1 and not found.plural:
        return False
    if found.head is None or not tokens[found.head].text[0].isupper():
        return True
    return is_model(tokens[found.head]) or is_people_name(tokens[found.head])


def is_people_name(token: Token) -> bool:
    """Say whether a capitalised noun may name people: letters only and not all capitals ("Libyans")."""
    return token.text.isalpha() and not token.text.isupper()


def _is_clear_one(
    tokens: Sequence[Token], number: Number, first: int, found: Counted | None, lexicons: Lexicons
) -> bool:
    """As in "one person", "at least one civilian"; not "one of the", "one day", "the one"."""
    if found is None:
        return not number.spelled  # "kills 1": only a role will make it a figure
    if found.head is None or found.noun in lexicons.hedges["uncounted"] or found.plural:
        return False
    if word(tokens, number.last) == "of" or word(tokens, first - 1) in (
        "the",
        "this",
        "that",
        "no",
        "any",
        "each",
        "every",
    ):
        return False
    return is_person(found.noun, lexicons) or first < number.first


def _another(tokens: Sequence[Token], first: int) -> tuple[int, frozenset[str]]:
    """As in "another 12", "a further 12", "the other two": not the ones counted before."""
    before = word(tokens, first - 1)
    if before in ("another", "further", "additional", "other", "remaining"):
        return first - 1, frozenset({"other" if before != "remaining" else before})
    return first, frozenset()


def _roles(tokens: Sequence[Token], mentions: Sequence[Mention], lexicons: Lexicons) -> list[str | None]:
    index, others = role_index(lexicons), frozenset(m.first for m in mentions)
    roles: list[str | None] = []
    for k, mention in enumerate(mentions):
        view = View(tokens, mention.first, mention.inside, mention.last, mention.noun, others)
        role = governing_role(view, index, lexicons) if mention.unit == "count" else None
        if role is None and k and mention.unit == "count":
            role = _inherited(tokens, mentions[k - 1], mention, roles[-1])
        roles.append(role if _may_have(tokens, mention, role, lexicons) else None)
    return roles


def _inherited(tokens: Sequence[Token], before: Mention, mention: Mention, role: str | None) -> str | None:
    """As in "killed 280 civilians and 2,000 fighters", "12 people died, including three children"."""
    between = [word(tokens, k) for k in range(before.last, mention.first)]
    alike = mention.noun and between and all(w in _BETWEEN_LIKES for w in between)
    return role if alike or (between and between[-1] == "including") else None


def _may_have(tokens: Sequence[Token], mention: Mention, role: str | None, lexicons: Lexicons) -> bool:
    """Persons are killed and held, things are seized."""
    of_things = role in lexicons.hedges["roles_of_things"]
    if not mention.noun:
        return not of_things
    heads = [t for t in tokens[mention.inside : mention.last] if t.lemma == mention.noun or t.text[0].isupper()]
    person = is_person(mention.noun, lexicons) or any(is_people(t, lexicons) for t in heads[-1:])
    person = person or (role in _OF_PERSONS_ONLY and sounds_like_person(mention.noun))
    fate = mention.noun in lexicons.hedges["fates"] or mention.noun == "life"
    return of_things != (person or fate)
