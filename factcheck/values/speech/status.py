"""What a clause does with its statement: asserts, plans, hopes, alleges, denies it, or negates it."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.domain.text import Sentence, Span, Token
from factcheck.domain.values import Status
from factcheck.settings.lexicons import Phrases, Statuses
from factcheck.text.relatives import relative_clauses
from factcheck.values.speech.phrases import is_passive, occurrences

_AUXILIARIES = frozenset("VM0 VBB VBD VBG VBI VBN VBZ VDB VDD VDG VDI VDN VDZ VHB VHD VHG VHI VHN VHZ".split())  # noqa: SIM905
_RELATIVES = frozenset({"which", "who", "whom", "whose", "where"})
_CLOSING = " \"”'’»)"
_NEAR = 3  # words between an auxiliary and its "not", or a verb and its object's head


def status_of(
    sentence: Sentence, clause: Span, statuses: Statuses, *, value: Span | None = None
) -> tuple[Status, bool]:
    """Return the status of the clause's main statement and whether it is negated, or of what is said at `value`.

    Words outside the clause do not count, but for the denial that it stands under.
    """
    tokens = _about(sentence, clause, value)
    before = [t for t in sentence.tokens if t.end <= clause.start]
    status = Status.DENIED if _under_denial(before, tokens, statuses) else _status(sentence, tokens, statuses)
    return status, _negations(tokens, statuses) % 2 == 1


def _about(sentence: Sentence, clause: Span, value: Span | None) -> list[Token]:
    """The words of a clause that tell of a value: those of the relative clause that it stands in, else the others."""
    tokens = sentence.tokens
    inside = [k for k, t in enumerate(tokens) if clause.start <= t.start and t.end <= clause.end]
    relatives = relative_clauses(tokens)
    own = next((r for r in reversed(relatives) if value and any(tokens[k].start == value.start for k in r)), None)
    others = [r for r in relatives if r != own and (own is None or set(r) <= set(own))]
    kept = [k for k in inside if (own is None or k in own) and not any(k in r for r in others)]
    told = any(tokens[k].tag.startswith("V") for k in kept)
    return [tokens[k] for k in (kept if told else inside)]


def _under_denial(before: Sequence[Token], tokens: Sequence[Token], statuses: Statuses) -> bool:
    """Whether a clause is what somebody denies: "denied that the truce was broken"."""
    if not tokens or tokens[0].tag != "CJT":
        return False
    ends = occurrences(before, statuses.denied)
    return any(end == len(before) and _meant(before, i, end, Status.DENIED, statuses) for i, end in ends)


def _status(sentence: Sentence, tokens: Sequence[Token], statuses: Statuses) -> Status:
    """A question and an "if" rule over all; among the rest the first cue does, since it governs what follows."""
    if sentence.text.rstrip(_CLOSING).endswith("?") or _first(tokens, statuses.question) is not None:
        return Status.QUESTION
    if any(_governs(tokens, i) for i, _ in occurrences(tokens, ("if", "unless", "provided that"))):
        return Status.CONDITIONAL
    found = [
        (i, rank, status)
        for rank, (status, cues) in enumerate(_cues(statuses))
        for i, end in occurrences(tokens, cues)
        if _meant(tokens, i, end, status, statuses)
    ]
    return min(found)[2] if found else Status.ASSERTED


def _cues(statuses: Statuses) -> Sequence[tuple[Status, Phrases]]:
    """What shows each status, the stronger first."""
    return (
        (Status.DENIED, statuses.denied),
        (Status.ALLEGED, statuses.alleged),
        (Status.HOPED, statuses.hoped),
        (Status.CONDITIONAL, statuses.conditional),
        (Status.PLANNED, statuses.planned),
    )


def _meant(tokens: Sequence[Token], i: int, end: int, status: Status, statuses: Statuses) -> bool:
    """Whether the words found at `i` are the cue that they look like."""
    token = tokens[i]
    ahead = [t.lemma for t in tokens[end : end + _NEAR]]
    if status is Status.DENIED and token.lemma == "deny":
        return not is_passive(tokens, i) and not _negated_verb(tokens, i) and not set(ahead[:2]) & statuses.refusals
    if token.lemma == "claim" and end == i + 1:
        return token.tag.startswith("VV") and not set(ahead) & statuses.takings
    if status is Status.PLANNED and any(first == i for first, _ in occurrences(tokens, statuses.settled)):
        return False
    if status is Status.CONDITIONAL:
        return _conditional(tokens, i)
    return True


def _conditional(tokens: Sequence[Token], i: int) -> bool:
    """Whether a modal makes its clause conditional: "could not" tells what was, "May" a month, "as if" a likeness."""
    word = tokens[i].text.lower()
    if word in ("if", "unless"):
        return _governs(tokens, i)
    if word == "may" and (tokens[i].tag != "VM0" or (tokens[i].text == "May" and i > 0)):
        return False
    following = tokens[i + 1].text.lower() if i + 1 < len(tokens) else ""
    if word in ("could", "would") and following in ("not", "n't"):
        return False
    return not (word == "would" and [t.text.lower() for t in tokens[i + 1 : i + 3]] == ["like", "to"])


def _governs(tokens: Sequence[Token], i: int) -> bool:
    """Whether an "if" makes a condition, and is not part of "as if", "even if", "if not", "if any"."""
    before = tokens[i - 1].text.lower() if i else ""
    after = tokens[i + 1].text.lower() if i + 1 < len(tokens) else ""
    return before not in ("as", "even", "what", "or") and after not in ("not", "any", "anything", "only")


def _negations(tokens: Sequence[Token], statuses: Statuses) -> int:
    """Count what negates the main statement: two cancel each other."""
    silent = {i for first, end in occurrences(tokens, statuses.harmless) for i in range(first, end)}
    silent |= _in_relative_clauses(tokens)
    phrases = [(first, end) for first, end in occurrences(tokens, statuses.negating) if first not in silent]
    firsts = {first for first, _ in phrases if not _until_follows(tokens, first)}
    singles = {
        i
        for i, token in enumerate(tokens)
        if token.text.lower() in statuses.negators
        and i not in silent
        and not any(first <= i < end for first, end in phrases)
        and _denies(tokens, i)
    }
    return len(firsts) + len(singles)


def _denies(tokens: Sequence[Token], i: int) -> bool:
    """Whether a negative word at `i` negates the verb, its subject or object, not a part ("but not on Monday")."""
    word = tokens[i].text.lower()
    if _until_follows(tokens, i) or word in ("without", "nor"):
        return word == "nor" and i == 0
    if word == "no":
        following = tokens[i + 1 : i + 2]
        return any(t.tag[:2] in ("NN", "AJ", "NP", "PN") for t in following) or _one(tokens, i)
    if word in ("not", "n't", "cannot", "never"):
        return _by_verb(tokens, i)
    return True


def _by_verb(tokens: Sequence[Token], i: int) -> bool:
    """Whether a "not" belongs to a verb: after an auxiliary, or before an infinitive or participle."""
    if any(t.lemma == "deny" for t in tokens[i + 1 : i + _NEAR]):
        return False  # what is not denied is not negated either
    if tokens[i].text.lower() in ("n't", "cannot"):
        return True
    if any(t.tag in _AUXILIARIES for t in tokens[max(0, i - _NEAR) : i] if t.text != ","):
        return True
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return following is not None and (following.text.lower() == "to" or following.tag.startswith("V"))


def _one(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].text.lower() in ("one", "longer", "such")


def _until_follows(tokens: Sequence[Token], i: int) -> bool:
    """Whether "until" follows: "did not sign until Monday" says that it was signed."""
    return any(t.text.lower() in ("until", "till") for t in tokens[i + 1 :])


def _in_relative_clauses(tokens: Sequence[Token]) -> set[int]:
    """Return the tokens of inserted relative clauses: ", which did not include food," negates nothing outside."""
    inside: set[int] = set()
    for i, token in enumerate(tokens):
        if i and token.text.lower() in _RELATIVES and tokens[i - 1].text == ",":
            end = next((k for k in range(i, len(tokens)) if tokens[k].text == ","), len(tokens))
            inside |= set(range(i, end))
    return inside


def _negated_verb(tokens: Sequence[Token], i: int) -> bool:
    return any(t.tag == "XX0" or t.text.lower() == "never" for t in tokens[max(0, i - 2) : i])


def _first(tokens: Sequence[Token], phrases: Phrases) -> int | None:
    return next((i for i, _ in occurrences(tokens, phrases) if tokens[i].text != "or"), None)
