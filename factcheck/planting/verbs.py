"""A deed denied, and one told as done that is planned, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.domain.text import Span
from factcheck.frames.grammar import FiniteVerb
from factcheck.planting.changes import Alteration, Change, cased
from factcheck.planting.passages import DraftPassage, Stock

_DO = {"VBD": "did", "VBZ": "does", "VBP": "do"}
_WHOLE = {"wo": "will", "ca": "can", "sha": "shall"}  # what is left of "won't" without its "n't"
_YEAR = re.compile(r"(?:19|20)\d\d")
_NEAR = 3  # words on either side of a verb that speak of it alone
_PERSONAL = frozenset({"he", "she", "they", "who"})


def negation(passage: DraftPassage, stock: Stock) -> Iterator[Alteration]:
    """A verb denied, or one that was denied told plainly."""
    for verb in _verbs(passage, stock):
        if change := _plain(passage, verb, stock) if verb.negation is not None else _denied(passage, verb, stock):
            yield Alteration((change,), (verb.token,))


def _verbs(passage: DraftPassage, stock: Stock) -> Iterator[FiniteVerb]:
    """The verbs that tell something of the story; that somebody says something is denied nowhere."""
    for verb in passage.grammar.verbs():
        whole = passage.span(min([*verb.helpers, verb.token]), verb.token)
        if not verb.open and verb.lemma not in stock.lexicons.speech.saying and passage.free(whole):
            yield verb


def _denied(passage: DraftPassage, verb: FiniteVerb, stock: Stock) -> Change | None:
    at = verb.helpers[0] if verb.helpers else verb.token
    near = {passage.low(k) for k in range(at - _NEAR, verb.token + _NEAR + 1)}
    if near & stock.lexicons.planting.undeniable or passage.low(at).startswith("'") or verb.sharing:
        return None
    if passage.low(at) == "can":
        return Change(passage.span(at), cased("cannot", passage.of(passage.span(at))))
    if verb.helpers or verb.lemma == "be":
        end = passage.span(at).end
        return Change(Span(end, end), " not")
    if not _surely(passage, verb, stock) or passage.grammar.tags[verb.token - 1].startswith("RB"):
        return None
    return Change(passage.span(verb.token), f"{_DO[verb.tag]} not {verb.lemma}")


def _plain(passage: DraftPassage, verb: FiniteVerb, stock: Stock) -> Change | None:
    """The change that takes a "not" away, and the "did" with it."""
    at = verb.negation
    lists = stock.lexicons
    behind = {passage.low(k) for k in range(verb.token, len(passage.sentence.tokens))}
    if at is None or behind & lists.planting.needs_not or passage.low(at + 1) in lists.standing.partly:
        return None
    before = passage.low(at - 1)
    if passage.low(at) == "cannot":
        return Change(passage.span(at), cased("can", passage.of(passage.span(at))))
    if before in _DO.values() and verb.token == at + 1 and verb.lemma != "be":
        tag = next(tag for tag, word in _DO.items() if word == before)
        return Change(passage.span(at - 1, verb.token), stock.forms.of(verb.lemma, tag))
    if before in _DO.values() or at == 0:
        return None
    if before in _WHOLE:
        return Change(passage.span(at - 1, at), _WHOLE[before])
    return Change(Span(passage.span(at - 1).end, passage.span(at).end), "")


def status(passage: DraftPassage, stock: Stock) -> Iterator[Alteration]:
    """A deed told as done that is planned, or as planned that is done."""
    lists = stock.lexicons
    words = {passage.low(k) for k in range(len(passage.sentence.tokens))}
    dated = any(_YEAR.fullmatch(word) for word in words)
    for verb in _verbs(passage, stock):
        if verb.negation is not None or verb.sharing or passage.grammar.lemmas[verb.token] == "have":
            continue
        leading = verb.lemma in lists.standing.ahead | lists.standing.done | lists.standing.undone
        if not (
            words & lists.planting.past_times or dated or leading or verb.lemma in lists.roles
        ):  # nobody plans to drown
            yield from (Alteration((c,), (verb.token,)) for c in _planned(passage, verb, stock))
        if not words & lists.planting.ahead_times and (done := _done(passage, verb, stock)):
            yield Alteration((done,), (verb.token,))


def _planned(passage: DraftPassage, verb: FiniteVerb, stock: Stock) -> Iterator[Change]:
    helpers = [passage.low(k) for k in verb.helpers]
    if not helpers and verb.tag == "VBD" and verb.lemma != "be" and _surely(passage, verb, stock):
        yield Change(passage.span(verb.token), f"will {verb.lemma}")
        if _somebody(passage, verb):
            yield Change(passage.span(verb.token), f"planned to {verb.lemma}")
    elif verb.tag == "VBN" and helpers in (["was"], ["were"], ["has", "been"], ["have", "been"]):
        yield Change(passage.span(verb.helpers[0], verb.helpers[-1]), "will be")
    elif verb.tag == "VBN" and helpers in (["has"], ["have"]) and verb.token == verb.helpers[0] + 1:
        yield Change(passage.span(verb.helpers[0], verb.token), f"will {verb.lemma}")


def _done(passage: DraftPassage, verb: FiniteVerb, stock: Stock) -> Change | None:
    helpers, start = [passage.low(k) for k in verb.helpers], min([*verb.helpers, verb.token])
    if verb.infinitive is not None and verb.lemma in stock.lexicons.standing.ahead:
        plain = not helpers or (verb.tag == "VBN" and helpers[0] in ("is", "are", "was", "were"))
        return _told(passage, verb, verb.infinitive, start, stock) if plain else None
    if helpers == ["will"] and verb.tag == "VB" and verb.token == start + 1:
        return _told(passage, verb, verb.token, start, stock)
    if helpers == ["will", "be"] and verb.tag == "VBN" and verb.plural is not None:
        return Change(passage.span(start, verb.helpers[-1]), "were" if verb.plural else "was")
    return None


def _told(passage: DraftPassage, verb: FiniteVerb, deed: int, start: int, stock: Stock) -> Change | None:
    """The change that tells a deed as done, from the first word that put it off."""
    lemma = passage.low(deed)
    if lemma == "be":
        put = {True: "were", False: "was"}.get(verb.plural) if verb.plural is not None else None
    else:
        put = stock.forms.of(lemma, "VBD")
    return Change(passage.span(start, deed), put) if put else None


def _surely(passage: DraftPassage, verb: FiniteVerb, stock: Stock) -> bool:
    """Whether a verb is the one that it is taken for: written again, it comes out as it stands."""
    return verb.tag in _DO and stock.forms.of(verb.lemma, verb.tag) == passage.low(verb.token)


def _somebody(passage: DraftPassage, verb: FiniteVerb) -> bool:
    """Whether the subject is somebody who can plan."""
    at = verb.subject
    if at is None:
        return False
    return passage.low(at) in _PERSONAL or passage.grammar.entities[at] in ("PERSON", "ORG")
