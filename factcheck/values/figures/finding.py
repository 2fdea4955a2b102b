"""Numbers in a sentence -> intervals over what is counted or measured.

A figure is given only where it is clear what it counts, measures or orders; everything else stays silent.
How two figures stand to each other is in agreement.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factcheck.domain.text import Sentence, Span, Token
from factcheck.domain.values import Figure, Hedge
from factcheck.settings.lexicons import Hedges, Lexicons, Nouns, Roles, Updates
from factcheck.text.once import once
from factcheck.values.figures.ages import stated_age
from factcheck.values.figures.agreement import compare_figures, describe_figure, same_counted, total
from factcheck.values.figures.bounds import ABOUT, bounded
from factcheck.values.figures.compounds import joined
from factcheck.values.figures.counted import ANOTHER, is_people, is_person, sounds_like_person
from factcheck.values.figures.designations import counts_nothing, looks_like_year
from factcheck.values.figures.earlier import earlier_number
from factcheck.values.figures.measured import FigureMention, hedged_one, same_amount, unit_of
from factcheck.values.figures.mentions import mention_at
from factcheck.values.figures.numbers import Number, read_number, word
from factcheck.values.figures.roles import FigureContext, governing_role, is_whole, role_of
from factcheck.values.figures.scales import on_a_scale
from factcheck.values.figures.units import CURRENCIES, UNIT_OF_QUANTITY

__all__ = ["compare_figures", "describe_figure", "find_figures", "same_counted", "total"]

_UNIT_MARKS = frozenset({'"', "'", "″", "′", "”", "’", "%", "°"})  # "50\"" is a length
_ONCE = {"twice": 2.0, "thrice": 3.0}
_OF_PERSONS_ONLY = frozenset({"killed", "injured", "arrested", "infected", "displaced"})
_JOINING = frozenset({"and", ",", "but", "while", "to"})
_OF_WHICH = frozenset({"whom", "which", "them"})
_BETWEEN_LIKES = frozenset({"and", ",", "plus", "or", "as", "well", "&", "also"})


@once
def find_figures(sentence: Sentence, lexicons: Lexicons, *, nounless: bool = False) -> tuple[tuple[Span, Figure], ...]:
    """Return the figures of a sentence in order, with their spans in the article's text; spans never overlap.

    A span covers hedge, number, unit and counted noun ("more than 280 civilians"). With `nounless`, counts of what the
    words around them do not tell are given as well ("nine of them").
    """
    tokens = joined(sentence.tokens)
    mentions = list(_mentions(tokens, lexicons.hedges, lexicons.nouns, lexicons.updates))
    roles = _roles(tokens, mentions, lexicons)
    found = []
    for mention, role in zip(mentions, roles, strict=True):
        if mention.unit == "count" and not (mention.noun or role or nounless):
            continue
        span = Span(tokens[mention.first].start, tokens[mention.last - 1].end)
        words = sentence.text[span.start - sentence.span.start : span.end - sentence.span.start]
        told = _without_contrast(tokens, mention, role, lexicons.roles)
        found.append((span, _figure(told, " ".join(words.split()), role)))
    return tuple(found)


def loose_numbers(sentence: Sentence, lexicons: Lexicons) -> tuple[tuple[Span, Figure], ...]:
    """Return every number that may count something, as a count without noun and role, also those of `find_figures`.

    What names, dates, measures or ranks something is none; a decimal is one beside "magnitude" or the like. A span
    covers hedge and number.
    """
    tokens, found, at = joined(sentence.tokens), [], 0
    while at < len(tokens):
        number = earlier_number(tokens, at, lexicons.hedges, lexicons.updates) or read_number(tokens, at)
        if number and _may_count(tokens, number, lexicons):
            bounds = bounded(tokens, number, number.first, number.last, lexicons.hedges)
            span = Span(tokens[bounds.first].start, tokens[bounds.last - 1].end)
            words = sentence.text[span.start - sentence.span.start : span.end - sentence.span.start]
            found.append((span, Figure(bounds.lower, bounds.upper, "count", bounds.hedge, " ".join(words.split()))))
        at = number.last if number else at + 1
    return tuple(found)


def _may_count(tokens: Sequence[Token], number: Number, lexicons: Lexicons) -> bool:
    named = counts_nothing(tokens, number, lexicons.hedges) or looks_like_year(tokens, number, lexicons.nouns)
    broken = number.upper % 1 and not any(token.lemma in UNIT_OF_QUANTITY for token in tokens)
    ranked = number.ordinal or number.share or number.glued not in ("", "plus") or broken
    measured = unit_of(tokens, number) or _age_or_scale(tokens, number, lexicons)
    after = tokens[number.last] if number.last < len(tokens) else None
    marked = after is not None and after.start == tokens[number.last - 1].end and after.text in _UNIT_MARKS
    return not (named or ranked or measured or marked)


def _age_or_scale(tokens: Sequence[Token], number: Number, lexicons: Lexicons) -> FigureMention | None:
    return stated_age(tokens, number, lexicons.hedges, lexicons.nouns) or on_a_scale(tokens, number, lexicons.hedges)


def _figure(mention: FigureMention, words: str, role: str | None) -> Figure:
    noun, modifiers, unit = mention.noun, mention.modifiers, mention.unit
    return Figure(mention.lower, mention.upper, unit, mention.hedge, words, noun, modifiers, role)


def _mentions(tokens: Sequence[Token], hedges: Hedges, nouns: Nouns, updates: Updates) -> Iterator[FigureMention]:
    at, previous = 0, None
    while at < len(tokens):
        number = earlier_number(tokens, at, hedges, updates) or read_number(tokens, at)
        number = number or hedged_one(tokens, at, hedges)
        if number is None:
            once = _ONCE.get(word(tokens, at))
            if once and word(tokens, at + 1) != "-":
                yield FigureMention(at, at + 1, at + 1, once, once, "times", Hedge.EXACT)
            at += 1
            continue
        mention = on_a_scale(tokens, number, hedges)
        if mention is None and not counts_nothing(tokens, number, hedges):
            mention = mention_at(tokens, number, hedges, nouns)
        conversion = mention and previous and _is_conversion(tokens, previous, mention)
        apart = previous is None or mention is None or mention.first >= previous.last
        if mention and apart and not conversion:
            if previous and _is_of_the_same(tokens, previous, mention):
                mention = replace(mention, noun=previous.noun, modifiers=previous.modifiers)
            previous = mention
            yield mention
        at = max(number.last, mention.last if mention else 0)


def _is_of_the_same(tokens: Sequence[Token], previous: FigureMention, mention: FigureMention) -> bool:
    """As in "4,120 votes to 3,980", "Bloom received 4,120 votes and Marsh 3,980": the noun is not said again."""
    if previous.unit != "count" or mention.unit != "count" or mention.noun or not previous.noun:
        return False
    between = tokens[previous.last : mention.first]
    if [token.lemma for token in between] in (["to"], ["against"]):
        return True
    name = [t for t in between if t.text[0].isupper()]
    joined_on = bool(between) and between[0].lemma in _JOINING and all(t in name for t in between[1 + _two(between) :])
    return joined_on and bool(name) and "," in tokens[mention.first].text


def _two(between: Sequence[Token]) -> int:
    """As in ", and Marsh": two words of joining."""
    return int(len(between) > 1 and between[1].lemma in _JOINING)


def _is_conversion(tokens: Sequence[Token], previous: FigureMention, mention: FigureMention) -> bool:
    between = word(tokens, previous.last) if mention.first == previous.last + 1 else ""
    if between == "(" and previous.unit in CURRENCIES and mention.unit in CURRENCIES:
        return True  # "$US1 million ($1.5 million)": dollars of two countries may look the same
    return between in ("(", "/", "or") and mention.unit != "count" and same_amount(previous, mention, share=ABOUT)


def _without_contrast(tokens: Sequence[Token], mention: FigureMention, role: str | None, known: Roles) -> FigureMention:
    """Drop "other" and "more" where they only set one role off against another ("killed one, injured two others")."""
    before = {r for t in tokens[: mention.first - 1] if (r := role_of(t, known))}
    if role is None or not before or role in before:
        return mention
    return replace(mention, modifiers=mention.modifiers - ANOTHER)


def _roles(tokens: Sequence[Token], mentions: Sequence[FigureMention], lexicons: Lexicons) -> list[str | None]:
    hedges, nouns, others = lexicons.hedges, lexicons.nouns, frozenset(m.first for m in mentions)
    roles: list[str | None] = []
    for k, mention in enumerate(mentions):
        view = FigureContext(tokens, mention.first, mention.inside, mention.last, mention.noun, others, lexicons)
        role = governing_role(view) if mention.unit == "count" else None
        if role is None and k and mention.unit == "count":
            role = _inherited(tokens, mentions[k - 1], mention, roles[-1])
        roles.append(role if _may_have(tokens, mention, role, hedges, nouns) else None)
    for k in range(len(mentions) - 2, -1, -1):  # a list before its verb: "two rifles and 80 rounds were seized"
        role = _shared(tokens, mentions[k], mentions[k + 1], roles[k + 1])
        if roles[k] is None and role and _may_have(tokens, mentions[k], role, hedges, nouns):
            roles[k] = role
    return roles


def _shared(tokens: Sequence[Token], mention: FigureMention, following: FigureMention, role: str | None) -> str | None:
    """The role of the next in a list of counts."""
    between = [word(tokens, k) for k in range(mention.last, following.first)]
    if following.last >= 2 and word(tokens, following.last - 1) in _OF_WHICH:
        return None  # "24 passengers, 14 of whom were hurt"
    if is_whole(tokens, mention.first, mention.noun):
        return None
    return role if mention.unit == "count" and between and all(w in _BETWEEN_LIKES for w in between) else None


def _inherited(tokens: Sequence[Token], before: FigureMention, mention: FigureMention, role: str | None) -> str | None:
    """As in "killed 280 civilians and 2,000 fighters", "12 people died, including three children"."""
    between = [word(tokens, k) for k in range(before.last, mention.first)]
    alike = mention.noun and between and (all(w in _BETWEEN_LIKES for w in between) or between == ["but", "also"])
    return role if alike or (between and between[-1] == "including") else None


def _may_have(tokens: Sequence[Token], mention: FigureMention, role: str | None, hedges: Hedges, nouns: Nouns) -> bool:
    """Persons are killed and held, things are seized."""
    of_things = role in hedges.roles_of_things
    if not mention.noun:
        return not of_things
    heads = [t for t in tokens[mention.inside : mention.last] if t.lemma == mention.noun or t.text[0].isupper()]
    person = is_person(mention.noun, nouns) or any(is_people(t, nouns) for t in heads[-1:])
    person = person or (role in _OF_PERSONS_ONLY and sounds_like_person(mention.noun))
    fate = mention.noun in hedges.fates or mention.noun == "life"
    return of_things != (person or fate)
