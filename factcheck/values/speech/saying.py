"""Whether a verb says something or does something: "added that 200 were hired" and "added 200 jobs".

Most verbs of speech also take a plain object, and then their subject need not speak: a quake claims lives, a navy
maintains ships. They are speech over a whole statement, beside a quotation, or as a tag of their own (", he added").
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.domain.text import Token
from factcheck.settings.lexicons import Lexicons, Speech
from factcheck.text.clauses import FINITE
from factcheck.values.names.capitals import is_calendar
from factcheck.values.speech.noun_phrases import MARKS
from factcheck.values.speech.people import bodies_of, described, role_words

_DETERMINERS = frozenset({"AT0", "DPS", "DT0"})
_NOUNS = ("NN", "NP", "UNC")
_PHRASE = ("NN", "NP", "UNC", "CRD", "AJ", "AT0", "DPS", "DT0", "ORD", "POS", "PNP", "EX0", "PNI")
_SUBJECTS = frozenset("NP0 NN0 NN1 NN2 UNC CRD AJ0 AT0 DPS DT0 PNP EX0".split())  # noqa: SIM905
_JOINING = frozenset({"CJS", "CJT", "DTQ", "PNQ"})
_TIMES = frozenset({"after", "before", "as", "when", "since", "until", "because"})


def states(tokens: Sequence[Token], verb: int, speech: Speech) -> bool:
    """Whether a whole statement follows a verb: "that", a colon, a quotation, or a clause with subject and verb.

    What stands before the statement may say when, where and to whom: "added on Monday in Tarn that ...".
    """
    at = _opening(tokens, verb + 1)
    if tokens[verb].lemma in speech.addressing:
        at = _phrase_end(tokens, at)
        at = _opening(tokens, at) if _that(tokens, at) or _mark(tokens, at) else _opening(tokens, verb + 1)
    return _that(tokens, at) or _mark(tokens, at) or _clause(tokens, at)


def speaks_always(verb: Token, speech: Speech) -> bool:
    """Whether the subject of a verb speaks whatever follows."""
    return verb.lemma in speech.verbs and verb.lemma not in speech.doing


def plain_object(tokens: Sequence[Token], verb: int, speech: Speech) -> bool:
    """Whether a verb that is not always speech has an object that nobody says: "recalled 4,000 cars"."""
    if speaks_always(tokens[verb], speech) or tokens[verb].lemma in speech.addressing:
        return False
    at = _times_end(tokens, verb + 1)
    return at < len(tokens) and tokens[at].tag in _SUBJECTS and not states(tokens, verb, speech)


def can_be_cited(phrase: Sequence[Token], lexicons: Lexicons) -> bool:
    """Whether a noun phrase names somebody or something that tells: a name, a role, a body, "a report"; no need."""
    last = next((k for k, t in enumerate(phrase) if k and t.tag in ("PRP", "PRF")), len(phrase)) - 1
    head = phrase[last]
    if head.tag in ("NP0", "PNP") or head.text[:1].isupper():
        return True
    if head.lemma in lexicons.speech.no_tellers:
        return False
    nouns, speech = lexicons.nouns, lexicons.speech
    known = (speech.sources, role_words(lexicons.titles), nouns.civilian, nouns.fighter, nouns.other)
    return any(head.lemma in words for words in known) or bool(bodies_of(described([head]), lexicons.bodies))


def _opening(tokens: Sequence[Token], at: int) -> int:
    """Step over times, adverbs and what hangs on a preposition, as far as a "that" or a mark comes behind them."""
    start = at = _times_end(tokens, at)
    while at < len(tokens) and tokens[at].tag == "PRP":
        at = _times_end(tokens, _phrase_end(tokens, at + 1))
    that = at < len(tokens) and tokens[at].tag == "CJT"
    return at if that or _mark(tokens, at) else start


def _times_end(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and (tokens[at].tag in ("AV0", "AVP") or is_calendar(tokens[at].text)):
        at += 1
    return at


def _phrase_end(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and (tokens[at].tag.startswith(_PHRASE) or tokens[at].tag == "PRF"):
        if tokens[at].tag in _DETERMINERS and tokens[at - 1].tag.startswith(_NOUNS):
            break  # the next phrase
        at += 1
    return at


def _that(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and (tokens[at].tag == "CJT" or tokens[at].text.lower() == "that")


def _mark(tokens: Sequence[Token], at: int) -> bool:
    return any(t.text == ":" or t.text in MARKS for t in tokens[at : at + 2])


def _clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether a subject with a verb right behind it begins at `at`: not "30 lives and destroyed", "4,000 cars it sold".

    A second subject behind the first, with no joining word between, says which things are meant: it opens no statement.
    """
    if at >= len(tokens) or tokens[at].tag not in _SUBJECTS:
        return False
    for k in range(at, len(tokens)):
        token, before = tokens[k], tokens[k - 1]
        if token.tag in FINITE:
            return before.tag != "CJC"
        if token.text in (",", ";") or token.tag in _JOINING or token.lemma in _TIMES:
            return False
        second = token.tag == "PNP" or token.tag in _DETERMINERS
        if k > at and second and before.tag.startswith(_NOUNS) and not is_calendar(before.text):
            return False
    return False
