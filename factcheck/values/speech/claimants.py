"""To whom a sentence attributes a statement: "according to X", "X said that ...", "..., X told Y".

An attribution has a reach: what stands behind "said" up to the next coordinated main clause, or, where it comes after
its statement, what stands before it. A statement outside every reach is the outlet's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factcheck.domain.account import Claimant
from factcheck.domain.text import Sentence, Span, Token
from factcheck.settings.lexicons import Lexicons, Speech, Titles
from factcheck.text.clauses import FINITE
from factcheck.values.names.capitals import is_calendar
from factcheck.values.speech.noun_phrases import MARKS, PRONOUNS, phrase_end, subject_before
from factcheck.values.speech.phrases import auxiliary_of, is_passive
from factcheck.values.speech.saying import can_be_cited, plain_object, speaks_always, states

_SPEECH_VERBS = frozenset({"VVD", "VVZ", "VVB", "VVN"})
_INVERTED = frozenset({"said", "says", "added", "explained", "insisted", "announced", "confirmed", "warned", "wrote"})
_SUBORDINATE = frozenset({"while", "although", "though", "whereas"})
_ENDS = frozenset({".", "!", "?", ";"})
_QUOTATION = 4  # words from which quoted words are somebody's statement rather than a word in quotes


@dataclass(frozen=True, slots=True)
class _Attribution:
    """Who speaks (token indexes; `first` is -1 for the speaker of before) and what part of the sentence that covers."""

    first: int
    end: int
    reach: Span


def claimant_of(
    sentence: Sentence, span: Span, lexicons: Lexicons, *, previous: Claimant | None = None
) -> Claimant | None:
    """Return who says the statement at `span`, None if the outlet itself does.

    A pronoun that speaks is resolved to `previous`, the last claimant before this sentence; without one it stands as
    written. Quoted words without a speaker of their own belong to `previous`. A span that holds the speaker too, such
    as a whole sentence, is said by the one whose words make up most of it.
    """
    tokens = sentence.tokens
    found = [a for a in _attributions(tokens, lexicons) if _fits(tokens, a, span)]
    if found:
        best = min(found, key=lambda a: (-_shared(a.reach, span), a.reach.end - a.reach.start, a.first))
        return _claimant(tokens, best, previous)
    return previous if _in_quotation(sentence, span) else None


def _fits(tokens: Sequence[Token], found: _Attribution, span: Span) -> bool:
    """Whether an attribution reaches all of `span`, or stands inside it; nobody says his own name."""
    if not _speaker(tokens, found):
        return False
    speaker = Span(tokens[found.first].start, tokens[found.end - 1].end)
    if speaker.start <= span.start and span.end <= speaker.end:
        return False
    whole = found.reach.start <= span.start and span.end <= found.reach.end
    return whole or (span.start <= speaker.start and speaker.end <= span.end and found.reach.overlaps(span))


def _shared(left: Span, right: Span) -> int:
    return min(left.end, right.end) - max(left.start, right.start)


def _speaker(tokens: Sequence[Token], found: _Attribution) -> Sequence[Token]:
    """The words that name who speaks; none in "On Jan. 13 say so"."""
    dated = found.first > 0 and tokens[found.first].tag == "CRD" and is_calendar(tokens[found.first - 1].text)
    return tokens[found.first + dated : found.end]  # "On Jan. 13 Sarraj said": the day is no part of his name


def _claimant(tokens: Sequence[Token], found: _Attribution, previous: Claimant | None) -> Claimant:
    part = _speaker(tokens, found)
    span = Span(part[0].start, part[-1].end)
    if len(part) == 1 and part[0].text.lower() in PRONOUNS and previous is not None:
        return previous
    text = part[0].text
    for before, token in pairwise(part):
        text += (" " if token.start > before.end and token.tag != "POS" else "") + token.text
    return Claimant(text, span)


def _attributions(tokens: Sequence[Token], lexicons: Lexicons) -> Iterator[_Attribution]:
    yield from _by_preposition(tokens, lexicons)
    for i, token in enumerate(tokens):
        if token.tag in _SPEECH_VERBS and token.lemma in lexicons.speech.saying:
            yield from _by_verb(tokens, i, lexicons.speech, lexicons.titles)


def _by_preposition(tokens: Sequence[Token], lexicons: Lexicons) -> Iterator[_Attribution]:
    """Yield the speakers of "according to X", "citing X": each covers its coordinated clause."""
    for i in range(len(tokens) - 2):
        if tokens[i].text.lower() == "according" and tokens[i + 1].text.lower() == "to":
            end = phrase_end(tokens, i + 2)
        elif tokens[i].text.lower() in ("citing", "quoting"):
            yield from _cited(tokens, i, lexicons)
            continue
        else:
            continue
        if end > i + 2:
            yield _Attribution(i + 2, end, _clause_around(tokens, i, front=i == 0))


def _cited(tokens: Sequence[Token], i: int, lexicons: Lexicons) -> Iterator[_Attribution]:
    end = phrase_end(tokens, i + 1)
    if end > i + 1 and i > 0 and can_be_cited(tokens[i + 1 : end], lexicons):
        yield _Attribution(i + 1, end, _clause_around(tokens, i, front=False))


def _by_verb(tokens: Sequence[Token], i: int, speech: Speech, titles: Titles) -> Iterator[_Attribution]:
    if _quoted_as(tokens, i) or _passive(tokens, i) or (i and tokens[i - 1].text.lower() == "to"):
        return
    inverted = _inverted(tokens, i)
    first, end = inverted or subject_before(tokens, i, speech, titles)
    if first == end:
        return
    after = end if inverted else i + 1
    start = i if inverted else first
    backward = _speaks_back(tokens, start, after) and (inverted or not plain_object(tokens, i, speech))
    always = speaks_always(tokens[i], speech)
    if backward:
        yield _Attribution(first, end, Span(tokens[_back(tokens, start)].start, tokens[start].start))
    if not inverted or backward:
        forward = _forward(tokens, first, after)
        if forward is not None and (not backward or _resumes(tokens, after)) and (always or states(tokens, i, speech)):
            yield _Attribution(first, end, forward)


def _inverted(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """Return the speaker behind the verb: ", said Maria Zakharova"."""
    before = tokens[i - 1].text if i else ""
    if i == 0 or (before != "," and before not in MARKS) or tokens[i].text.lower() not in _INVERTED:
        return None
    end = phrase_end(tokens, i + 1)
    if end == i + 1 or is_calendar(tokens[i + 1].text) or _clause_follows(tokens, end):
        return None
    into_quotation = end + 1 < len(tokens) and tokens[end].text in MARKS and tokens[end + 1].tag in FINITE
    return None if into_quotation else (i + 1, end)  # "Palan, a nationalist, said the river “should obey”"


def _quoted_as(tokens: Sequence[Token], i: int) -> bool:
    """Whether "said" is part of a noun phrase or of "is said to"."""
    return i + 1 < len(tokens) and tokens[i + 1].text.lower() == "to" and _passive(tokens, i)


def _passive(tokens: Sequence[Token], i: int) -> bool:
    """Whether it is said of somebody or may be: after "be", "get" or a modal."""
    auxiliary = auxiliary_of(tokens, i)
    return is_passive(tokens, i) or (auxiliary is not None and (auxiliary.tag == "VM0" or auxiliary.lemma == "get"))


def _speaks_back(tokens: Sequence[Token], start: int, after: int) -> bool:
    """Whether the statement stands before its speaker: "..., X said." or "... ," X told Reuters on Monday."""
    if start == 0:
        return False
    before = tokens[start - 1].text
    if before in MARKS:
        return True
    if before != ",":
        return False
    return not _clause_follows(tokens, after) and _full(tokens, start)


def _clause_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause with a verb of its own follows before the next mark."""
    rest = tokens[at:]
    stop = next((k for k, t in enumerate(rest) if t.text in _ENDS or t.text == "," or t.text in MARKS), len(rest))
    return any(t.tag in FINITE or t.tag == "CJT" or t.text == ":" for t in rest[:stop])


def _full(tokens: Sequence[Token], start: int) -> bool:
    """Whether what stands before a speaker is a statement, not just "In Moscow,"."""
    return any(t.tag in FINITE for t in tokens[_back(tokens, start) : start])


def _back(tokens: Sequence[Token], start: int) -> int:
    """Return where the statement before a speaker begins: after the last semicolon, or at the beginning."""
    return next((k + 1 for k in range(start - 1, -1, -1) if tokens[k].text == ";"), 0)


def _resumes(tokens: Sequence[Token], after: int) -> bool:
    """Whether the speech goes on behind its speaker: '"...", X said, "..."', "..., X said, adding"."""
    rest = [t.text for t in tokens[after:]]
    return any(mark in rest for mark in MARKS) or any(w in rest for w in ("adding", "that"))


def _forward(tokens: Sequence[Token], first: int, after: int) -> Span | None:
    """Return what stands behind the verb, up to the next coordinated main clause without a "that" of its own."""
    if after >= len(tokens):
        return None
    under = any(
        t.text.lower() in _SUBORDINATE for t in tokens[max(0, first - 1) : first]
    )  # "While the army said ..., "
    ends = (k for k in range(after + 1, len(tokens)) if _coordinated(tokens, k) or (under and tokens[k].text == ","))
    return Span(tokens[after].start, tokens[next(ends, len(tokens)) - 1].end)


def _coordinated(tokens: Sequence[Token], k: int) -> bool:
    """Whether a new main clause of the outlet begins at `k`: "; ...", ", but X ...", ", while ..."."""
    if tokens[k].text == ";":
        return True
    if tokens[k - 1].text != "," or tokens[k].text.lower() not in _SUBORDINATE | {"but"}:
        return False
    if k + 1 < len(tokens) and tokens[k + 1].text.lower() == "that":
        return False
    return any(t.tag in FINITE for t in tokens[k + 1 : k + 8])


def _clause_around(tokens: Sequence[Token], i: int, *, front: bool) -> Span:
    joined = i > 1 and tokens[i - 1].text == "," and tokens[i - 2].tag == "CJC"  # "and, according to X, 30 left"
    cuts = [0, *(k for k in range(1, len(tokens)) if _coordinated(tokens, k)), *([i - 2] * joined), len(tokens)]
    start = 0 if front else max(k for k in cuts if k <= i)
    end = min(k for k in cuts if k > i)
    return Span(tokens[start].start, tokens[end - 1].end)


def _in_quotation(sentence: Sentence, span: Span) -> bool:
    for quoted in sentence.quoted:
        inside = sum(quoted.start <= t.start < quoted.end for t in sentence.tokens)
        if quoted.start <= span.start and span.end <= quoted.end and inside > _QUOTATION:
            return True
    return False
