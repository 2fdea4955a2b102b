"""Whether the words at one place of a sentence look back or ahead: it chooses between last Sunday and next Sunday.

Read off the verb group before the place, or, at the head of a sentence, off the first one after it. Where grammar
leaves both open (a headline's present tense, "would", an infinitive under a past verb) the answer is UNKNOWN.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from factcheck.domain.text import Token
from factcheck.text.clauses import FINITE
from factcheck.values.times.days import Tense

FINITE_PAST = {"VVD", "VBD", "VHD", "VDD"}
_FINITE_PRESENT = {"VVZ", "VVB", "VBZ", "VBB", "VDZ", "VDB"}
_PERFECT = {"VHZ", "VHB"}
_INFINITIVES = {"VVI", "VBI", "VHI", "VDI"}
# Verbs and adjectives that put what follows them into the future of their own time.
_AHEAD = {
    "set", "due", "plan", "expect", "schedule", "slate", "agree", "vow", "hope", "intend", "prepare", "want", "pledge",
    "promise", "likely", "propose", "book", "ready", "poise", "aim", "be",
}  # fmt: skip
_WITHIN_GROUP = {"AV0", "AVP", "XX0", "ORD", "VBI", "VHI", "VBN", "VHN"}
_APPOINTS = {"set", "plan", "expect", "schedule", "slate", "propose", "book"}  # these take a day to come by themselves
_GROUP = 6  # a verb group and its adverbs: "will now almost certainly not be held"


def tense_at(tokens: Sequence[Token], offset: int) -> Tense:
    """Return the tense that governs the words at `offset` (in the article)."""
    before = [token for token in tokens if token.end <= offset]
    verb = next((i for i in reversed(range(len(before))) if before[i].tag in FINITE | {"VVN"}), None)
    if verb is not None:
        return _tense_of(before, verb)
    after = [token for token in tokens if token.start >= offset]
    first = next((i for i, token in enumerate(after) if token.tag in FINITE), None)
    if first is None:
        return Tense.UNKNOWN
    end = next((i for i in range(first, min(first + _GROUP, len(after))) if after[i].tag in _INFINITIVES), first)
    return _tense_of(after[: end + 1], first)


def _tense_of(tokens: Sequence[Token], verb: int) -> Tense:
    """Read the verb group of `tokens[verb]`; what follows it in `tokens` lies before the time expression."""
    token = tokens[verb]
    to_come = any(t.tag in _INFINITIVES for t in tokens[verb + 1 :]) and any(t.tag == "TO0" for t in tokens[verb:])
    if token.tag == "VM0":
        return Tense.FUTURE if token.text.lower() in {"will", "'ll", "’ll", "wo", "shall"} else Tense.UNKNOWN
    if token.tag == "VVN":
        return _participle(tokens, verb, to_come=to_come)
    if token.tag in FINITE_PAST:
        return Tense.UNKNOWN if to_come or token.lemma in _APPOINTS else Tense.PAST
    if token.tag in _PERFECT:
        return Tense.PAST if not to_come else Tense.UNKNOWN
    looks_ahead = any(t.lemma in _AHEAD for t in tokens[verb : verb + _GROUP])
    return Tense.FUTURE if to_come and looks_ahead else Tense.UNKNOWN


def _participle(tokens: Sequence[Token], verb: int, *, to_come: bool) -> Tense:
    # A noun or a full verb in between parts the participle from it: "will sign a truce agreed (on) Sunday".
    group = [*takewhile(lambda t: t.tag in FINITE | _WITHIN_GROUP, reversed(tokens[:verb]))]
    start = verb - len(group)
    if start and tokens[start - 1].tag == "TO0":  # "is expected to be shut until January": the verb before says when
        governing = next((i for i in reversed(range(start)) if tokens[i].tag in FINITE | {"VVN"}), None)
        return Tense.UNKNOWN if governing is None else _tense_of(tokens[:verb], governing)
    auxiliary = next((t for t in group if t.tag in FINITE), None)
    ahead = tokens[verb].lemma in (_AHEAD if to_come else _APPOINTS)
    if auxiliary is None:
        return Tense.UNKNOWN if ahead or to_come else Tense.PAST
    if auxiliary.tag == "VM0":
        return _tense_of([auxiliary], 0)
    if auxiliary.tag in _FINITE_PRESENT:
        return Tense.FUTURE if ahead else Tense.UNKNOWN
    return Tense.UNKNOWN if ahead or to_come else Tense.PAST
