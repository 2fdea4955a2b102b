"""What befell the counted: only the verb, noun or adjective that governs the figure says it.

"killed 280 civilians", "three wounded men", "12 people were reported missing", "the death toll rose to 43".
Whoever kills is not killed: "three gunmen killed two guards" gives the gunmen no role.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.domain.text import Token
from factcheck.settings.lexicons import Lexicons, Roles
from factcheck.values.figures.counted import CALENDAR, NOUNS, PARENTS, is_person
from factcheck.values.figures.numbers import word

_OBJECT_BEGINS = frozenset({"AT0", "DPS", "DT0", "PNP", "CRD", "PNI"}) | NOUNS
_AUXILIARY = frozenset(
    ["VBB", "VBD", "VBG", "VBI", "VBN", "VBZ", "VHB", "VHD", "VHI", "VHN", "VHZ", "VDB", "VDD", "VM0", "AV0", "TO0"]
)
_BE = frozenset(["VBB", "VBD", "VBG", "VBI", "VBN", "VBZ"])
_WITHIN_SUBJECT = (
    frozenset(
        ["PRP", "PRF", "AT0", "AJ0", "DPS", "DT0", "CRD", "ORD", "POS", "CJC", "PNQ", "AV0", "VVG", "VVN", "CJT", "PUN"]
    )
    | NOUNS
)
_LONGEST_SUBJECT = 12  # tokens between the counted noun and its verb; farther, the parse is a guess
_ASIDE = frozenset({"including", "mostly", "most", "many", "among", "some", "all", "half", "mainly"})
_TOLL_WINDOW = (
    18  # tokens back from the number to "toll": "the number of people killed in Lindal by last Monday's flood"
)
_PARTICIPLES = frozenset({"VVN", "VVD", "AJ0"})
_UNCERTAIN_ADJECTIVES = frozenset({"free", "round", "gun", "hold", "save", "survive", "release", "hurt"})
_BLOWS = frozenset({"shot", "stabbed", "attacked"})
_STATES = frozenset({"dead", "missing", "homeless", "hostage", "captive", "unaccounted"})


@dataclass(frozen=True, slots=True)
class FigureContext:
    """A figure in its sentence: its tokens `first` to `last` (hedge to noun), where its noun phrase begins."""

    tokens: Sequence[Token]
    first: int
    inside: int
    last: int
    noun: str
    others: frozenset[int]
    lexicons: Lexicons

    def role_of(self, token: Token) -> str | None:
        """Return the role that a token stands for."""
        return role_of(token, self.lexicons.roles)


def governing_role(view: FigureContext) -> str | None:
    """Return the role that the syntax around a figure gives to what it counts, or None."""
    role = (
        _fate(view)
        or _narrowed(view)
        or _after(view)
        or _object(view)
        or _toll(view)
        or _subject(view)
        or (view.lexicons.roles.get(view.noun) if is_person(view.noun, view.lexicons.nouns) else None)
    )
    return "killed" if role in _BLOWS and _fatal(view) else role


def _fatal(view: FigureContext) -> bool:
    """As in "two men were shot and killed", "stabbed to death"."""
    for at, token in enumerate(view.tokens[:-1]):
        if view.role_of(token) in _BLOWS:
            end = 3 if word(view.tokens, at + 1) in ("and", "to") else 2
            if any(view.role_of(t) == "killed" for t in view.tokens[at + 1 : at + end]):
                return True
    return False


def role_of(token: Token, roles: Roles) -> str | None:
    """Return the role that a token stands for; words that are often something else only as verbs."""
    role = roles.get(token.lemma) or roles.get(token.text.lower())
    if role and token.lemma in _UNCERTAIN_ADJECTIVES and not token.tag.startswith("VV"):
        return None
    return role


def _fate(view: FigureContext) -> str | None:
    """As in "28 deaths", "claimed 12 lives", "lost six men" in a fight."""
    before = view.tokens[view.first - 1].lemma if view.first else ""
    if before == "lose" and (view.noun == "man" or view.noun in view.lexicons.nouns.fighter):
        return "killed"
    if view.noun == "life" and view.first and view.tokens[view.first - 1].lemma in ("claim", "take", "cost"):
        return "killed"
    return view.lexicons.roles.get(view.noun) if view.noun in view.lexicons.hedges.fates else None


def _narrowed(view: FigureContext) -> str | None:
    """As in "three wounded men"."""
    inside = view.tokens[view.inside : max(view.last - 1, view.inside)]
    return next((r for t in inside if t.tag in (*_PARTICIPLES, "VVG") and (r := view.role_of(t))), None)


def _after(view: FigureContext) -> str | None:
    """As in "12 dead", "280 civilians killed", "12 people died", "23 into custody"."""
    if is_whole(view.tokens, view.first, view.noun):
        return None
    at = view.last + (word(view.tokens, view.last) in ("who", "that"))
    while at < len(view.tokens) and view.tokens[at].tag == "AV0":
        at += 1
    if at >= len(view.tokens):
        return None
    if word(view.tokens, at) in ("into", "in") and word(view.tokens, at + 1) == "custody":
        return view.lexicons.roles.get("custody")
    token, role = view.tokens[at], view.role_of(view.tokens[at])
    if role is None or token.lemma in view.lexicons.hedges.subject_verbs:
        return role
    if token.tag in ("VVN", "VVD") or token.text.lower().endswith("ed"):
        return None if _has_object(view, at + 1) or (at > view.last and view.tokens[at - 1].tag == "PNQ") else role
    return role if token.tag == "AJ0" or token.text.lower() in _STATES else None


def is_whole(tokens: Sequence[Token], first: int, noun: str) -> bool:
    """As in "two of the three men died", "a mother of two died", "of the 14 patients, three died".

    What befell a part of them befell neither the three men, the two nor the 14 patients.
    """
    before = first - 1
    if word(tokens, before) == "the":
        before -= 1
    if word(tokens, before) != "of":
        return False
    if before == 0 or tokens[before - 1].text in (",", ";"):
        return True
    parent = tokens[before - 1].lemma in PARENTS
    return not noun or parent or tokens[before - 1].tag in ("CRD", "PNI", "DT0", "ORD")


def _has_object(view: FigureContext, at: int) -> bool:
    """As in "gunmen killed two guards": what follows the verb is its object, unless it is a time."""
    if at >= len(view.tokens):
        return False
    if at in view.others:
        return True
    token = view.tokens[at]
    return token.tag in _OBJECT_BEGINS and token.lemma not in CALENDAR and token.lemma not in ("this", "last", "that")


def _object(view: FigureContext) -> str | None:
    """As in "killed 280 civilians", "shot dead two men", "stabbed to death two"; not "were killed 12 miles away"."""
    at = view.first - 1
    while (
        at >= 0
        and word(view.tokens, at) != "dead"
        and (view.tokens[at].tag in ("AV0", "AT0", "AVP") or word(view.tokens, at) in ("up", "another", "all"))
    ):
        at -= 1
    if at < 0:
        return None
    verb = view.tokens[at]
    if word(view.tokens, at) == "dead" and at and view.tokens[at - 1].lemma in ("shoot", "shot", "gun"):
        return view.role_of(verb)
    if word(view.tokens, at) == "death" and word(view.tokens, at - 1) == "to":
        return view.role_of(verb)
    mistagged = verb.tag == "AJ0" and verb.text.endswith("ed") and at > 0 and view.tokens[at - 1].tag == "CJC"
    if not (verb.tag.startswith("VV") or mistagged) or verb.lemma in view.lexicons.hedges.subject_verbs:
        return None
    passive = verb.tag in ("VVN", "VVD") and any(t.tag in _BE for t in view.tokens[max(at - 2, 0) : at])
    return None if passive else view.role_of(verb)


def _toll(view: FigureContext) -> str | None:
    """As in "the death toll rose to 43", "the number of wounded stands at 12"."""
    tokens, before = view.tokens, view.first - 1
    if before < 1 or tokens[before].lemma not in view.lexicons.hedges.toll_words:
        return None
    if word(tokens, before) == "to" and tokens[before - 1].tag == "CRD" and word(tokens, before - 2) == "from":
        before -= 2  # "the toll rose from 31 to 43"
    for at in range(before, max(before - _TOLL_WINDOW, 0), -1):
        if tokens[at].tag in ("PUN", "CRD"):
            return None
        if tokens[at].lemma == "toll":
            return view.role_of(tokens[at - 1]) or ("killed" if tokens[at - 1].tag in ("AT0", "AJ0", "DPS") else None)
        if tokens[at].lemma == "number" and word(tokens, at + 1) == "of":
            return next((r for t in tokens[at + 2 : before] if (r := view.role_of(t))), None)
    return None


def _subject(view: FigureContext) -> str | None:
    """As in "12 of the passengers have been killed", "280 civilians and 2,000 fighters were reported missing"."""
    if is_whole(view.tokens, view.first, view.noun) or (view.first and not _may_be_subject(view)):
        return None
    at, end = view.last, min(view.last + _LONGEST_SUBJECT, len(view.tokens))
    while at < end and view.tokens[at].tag not in _AUXILIARY - {"AV0"}:
        token = view.tokens[at]
        if word(view.tokens, at) == "," and word(view.tokens, at + 1) in _ASIDE:
            at = next((k + 1 for k in range(at + 1, end) if word(view.tokens, k) == ","), end)
            continue
        if token.lemma in view.lexicons.hedges.subject_verbs and token.tag.startswith("VV"):
            return view.role_of(token)
        if token.lemma == "lose" and word(view.tokens, at + 1) == "their" and word(view.tokens, at + 2) == "lives":
            return "killed"
        if (token.tag not in _WITHIN_SUBJECT and token.lemma != "than") or token.text in ",;:":
            return None
        at += 1
    return _verb_group(view, at)


def _may_be_subject(view: FigureContext) -> bool:
    """Whatever depends on a preposition or is another verb's object is not the subject of what follows."""
    before = view.tokens[view.first - 1]
    if before.tag.startswith("V"):
        return before.lemma in view.lexicons.speech.verbs or before.lemma in view.lexicons.hedges.reporting_verbs
    return before.tag not in ("PRP", "PRF", "POS", "DPS") and before.lemma not in ("of", "than")


def _verb_group(view: FigureContext, at: int) -> str | None:
    passive = False
    while at < len(view.tokens):
        token = view.tokens[at]
        role = view.role_of(token)
        if role:
            own = token.lemma in view.lexicons.hedges.subject_verbs or token.text.lower() in _STATES
            return role if own or (passive and token.tag in _PARTICIPLES) else None
        if token.lemma == "take" and passive:
            return next((r for t in view.tokens[at + 1 : at + 3] if (r := view.role_of(t))), None)
        if (word(view.tokens, at) == "and" and view.tokens[at - 1].tag in _PARTICIPLES) or _is_first_of_two(view, at):
            at += 1
            continue
        if token.tag not in _AUXILIARY and token.lemma not in (*view.lexicons.hedges.reporting_verbs, "get", "as"):
            return None
        passive = passive or token.tag in _BE or token.lemma == "get"
        at += 1
    return None


def _is_first_of_two(view: FigureContext, at: int) -> bool:
    """As in "was shot and killed": the first of two participles."""
    following = view.tokens[at + 1 : at + 3]
    return view.tokens[at].tag in _PARTICIPLES and len(following) == 2 and following[0].tag == "CJC"
