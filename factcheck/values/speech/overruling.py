"""What a head clause makes of the statement behind it: "did not say that ...", "it is false that ...".

Who does not say a thing does not deny it either: nothing is claimed there.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.domain.text import Sentence, Span, Token
from factcheck.settings.lexicons import Statuses
from factcheck.text.clauses import FINITE
from factcheck.text.relatives import group_start
from factcheck.values.speech.phrases import occurrences

_FALSE = frozenset({"untrue", "false", "incorrect"})
_NOT = frozenset({"not", "n't", "n’t", "never", "no", "neither"})
_NOBODY = frozenset({"nobody", "none", "neither"})
_ENDS = frozenset({";", ":", "--", "–", "—"})
_TURNS = frozenset({"but", "while", "whereas", "although", "though"})
_NEAR = 3  # words between a negation and what it negates
_SUBJECT = 8  # words of a clause's subject, as in `clauses`


def is_unsaid(sentence: Sentence, span: Span, statuses: Statuses) -> bool:
    """Whether what stands at `span` is what somebody did *not* say, or what is not so: "it is not true that ..."."""
    tokens = sentence.tokens
    at = sum(t.end <= span.start for t in tokens)
    return any(_overrules(sentence, k, statuses) and _reaches(tokens, k, at) for k in range(at))


def _overrules(sentence: Sentence, head: int, statuses: Statuses) -> bool:
    """Whether a word takes back the statement that it governs; who did not know a thing, or deny it, leaves it."""
    tokens = sentence.tokens
    token = tokens[head]
    if not token.tag.startswith(("VV", "AJ", "NN")) or token.lemma in statuses.standing:
        return False
    that = head + 1 < len(tokens) and tokens[head + 1].tag == "CJT"
    if token.tag.startswith("NN"):  # after most nouns it is another "that": "not the man that she met"
        return that and token.lemma == "case" and _negated(tokens, head, statuses)
    said = (one for one in sentence.attributions if one.by_saying and one.verb == token.start)
    if not (that or any(one.told[-1].end > token.end for one in said)):
        return False
    return (token.lemma in _FALSE) != _negated(tokens, head, statuses)


def _negated(tokens: Sequence[Token], head: int, statuses: Statuses) -> bool:
    """Whether a word is negated, by a "not" before it or by a subject that is nobody."""
    harmless = {i for first, end in occurrences(tokens, statuses.harmless) for i in range(first, end)}
    first = group_start(tokens, head)
    subject = [t.text.lower() for t in tokens[max(0, first - 2) : first]]
    nobody = bool(subject) and (subject[-1] in _NOBODY or subject == ["no", "one"])
    near = range(max(0, head - _NEAR), head)
    return nobody or any(tokens[i].text.lower() in _NOT and i not in harmless for i in near)


def _reaches(tokens: Sequence[Token], head: int, at: int) -> bool:
    """Whether no other main clause begins between a head and the words at `at`: "; ...", "but he ...", ", and he"."""
    for k in range(head + 1, at):
        turns = tokens[k].text.lower() in _TURNS or (tokens[k].tag == "CJC" and tokens[k - 1].text == ",")
        if tokens[k].text in _ENDS or (turns and any(t.tag in FINITE for t in tokens[k + 1 : k + 1 + _SUBJECT])):
            return False
    return True
