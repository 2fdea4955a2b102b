"""Rewrites of a true sentence by rule: what excludes it, what it implies, what leaves it open.

Each rewrite takes a tagged sentence and yields pairs whose label follows from the rule, not from the story. They
teach what public sets lack: outcomes denied and turned round, plans against deeds, allegations against facts,
one side's account against the other's, and figures and days changed beyond or within what their wording allows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random

from factcheck.domain.text import Token
from factcheck.frames.words import read_words
from factcheck.settings.config import load_config
from factcheck.text.tokens import tokens
from factcheck.tools import load_parser
from training.sets import Pair

_BE_HAVE_MODAL = {"VBD", "VBZ", "VBB", "VHD", "VHZ", "VHB", "VM0"}
_OPEN_MODALS = {"may", "might", "could", "should"}  # "may" and "may not" can both be true
_PLANS = ("will", "planned to", "hoped to", "wanted to", "intended to", "would have to", "agreed to")
_FAILURES = ("failed to", "refused to", "declined to", "could not", "did not", "never did")
_DOUBTS = ("allegedly", "reportedly", "supposedly")
_SPEAKERS = (
    "police", "officials", "the ministry", "witnesses", "the company", "a spokesman", "the opposition",
    "the government", "rescuers", "the army", "relatives", "her lawyer", "the union", "residents", "the team",
)  # fmt: skip
_SAYING = ("said", "announced", "confirmed", "reported", "told reporters")
_DENYING = ("denied", "rejected claims", "disputed", "dismissed reports")
_ABOVE = ("more than", "over", "at least")
_BELOW = ("less than", "fewer than", "under", "up to")
_HEDGES = ("about", "around", "some", "roughly", "approximately")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_OPPOSITES = (
    ("accepted", "rejected"), ("approved", "rejected"), ("arrested", "released"), ("won", "lost"),
    ("rose", "fell"), ("increased", "decreased"), ("gained", "lost"), ("survived", "died"), ("opened", "closed"),
    ("confirmed", "denied"), ("convicted", "acquitted"), ("guilty", "innocent"), ("passed", "failed"),
    ("succeeded", "failed"), ("arrived", "left"), ("started", "ended"), ("began", "ended"), ("alive", "dead"),
    ("hired", "fired"), ("supported", "opposed"), ("praised", "criticized"), ("agreed", "refused"),
    ("stayed", "left"), ("remained", "left"), ("resumed", "suspended"), ("held", "collapsed"), ("kept", "broke"),
    ("signed", "refused to sign"), ("found", "lost"), ("captured", "escaped"), ("allowed", "banned"),
    ("admitted", "denied"), ("before", "after"), ("more", "fewer"), ("up", "down"), ("first", "last"),
    ("north", "south"), ("east", "west"), ("northern", "southern"), ("eastern", "western"), ("male", "female"),
    ("man", "woman"), ("father", "mother"), ("husband", "wife"), ("all", "none"), ("always", "never"),
    ("victory", "defeat"), ("success", "failure"), ("legal", "illegal"), ("safe", "dangerous"),
    ("strong", "weak"), ("higher", "lower"), ("largest", "smallest"), ("oldest", "youngest"), ("new", "old"),
)  # fmt: skip
_TURNED = {one: two for pair in _OPPOSITES for one, two in (pair, pair[::-1]) if " " not in one}
_COUNT = re.compile(
    r"(?<![\d.,:$€£/-])\d{1,3}(?:,\d{3})+(?![\d.,:/-]|\s*(?:st|nd|rd|th)\b)"  # 1,250, with its commas
    r"|(?<![\d.,:$€£/-])\d{1,4}(?![\d.,:/%-]\d|[-:/]|\s*(?:st|nd|rd|th|a\.m|p\.m|am|pm)\b)"  # 40; no clock or score
)
_LEADS_IN = ("CJ", "PR", "VVG", "VVN", "AV", "TO")
# What stands before a number that is bounded already, one of several, or part of a name.
_BOUND = re.compile(r"(?:than|about|around|least|most|some|nearly|over|almost|up to|or|and|[A-Z]\w*)\s*$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def words_of(text: str) -> tuple[Token, ...]:
    """Return the words of one sentence with what they are, as the parser of the settings reads them."""
    return read_words([tokens(text)], load_parser(load_config()))[0]


Rewrite = Callable[[str, Sequence[Token], Random], Iterator[Pair]]


def rewritten(text: str, tokens: Sequence[Token], rng: Random, *, at_most: int) -> list[Pair]:
    """Return up to `at_most` pairs made from one sentence, the sorts of rewrite drawn by `rng`."""
    sorts = list(REWRITES)
    rng.shuffle(sorts)
    made: list[Pair] = []
    for sort in sorts:
        made += sort(text, tokens, rng)
        if len(made) >= at_most:
            break
    return made[:at_most]


def _denied(text: str, tokens: Sequence[Token], rng: Random) -> Iterator[Pair]:
    """The same with a "not" at a finite verb: excluded, whichever comes first."""
    verbs = [t for n, t in enumerate(tokens) if _finite(t) and not _negated_near(tokens, n)]
    if verbs:
        verb = rng.choice(verbs)
        other = text[: verb.end] + " not" + text[verb.end :]
    else:
        past = _past(tokens)
        if not past:
            return
        verb = rng.choice(past)
        other = _swap(text, verb, f"did not {verb.lemma}")
    yield _either_way(text, other, "contradiction", rng)


def _turned(text: str, tokens: Sequence[Token], rng: Random) -> Iterator[Pair]:
    """One word turned into its opposite."""
    words = [t for t in tokens if t.text.lower() in _TURNED]
    if words:
        word = rng.choice(words)
        yield _either_way(text, _swap(text, word, _TURNED[word.text.lower()]), "contradiction", rng)


def _planned(text: str, tokens: Sequence[Token], rng: Random) -> Iterator[Pair]:
    """Done against planned: open; done against failed: excluded; planned against failed: open."""
    past = _past(tokens)
    if not past:
        return
    verb = rng.choice(past)
    plan = _swap(text, verb, f"{rng.choice(_PLANS)} {verb.lemma}")
    failure = _swap(text, verb, f"{rng.choice(_FAILURES)} {verb.lemma}")
    yield _either_way(text, plan, "neutral", rng)
    yield _either_way(text, failure, "contradiction", rng)


def _alleged(text: str, tokens: Sequence[Token], rng: Random) -> Iterator[Pair]:
    """An allegation leaves the fact open; the fact does not exclude the allegation."""
    past = _past(tokens)
    if not past:
        return
    verb = rng.choice(past)
    doubt = rng.choice(_DOUBTS)
    hedged = _swap(text, verb, f"{doubt} {verb.text}")
    if rng.random() < 0.6:
        yield Pair(hedged, text, "neutral")
    else:
        yield Pair(text, hedged, "not_contradiction")


def _accounts(text: str, tokens: Sequence[Token], rng: Random) -> Iterator[Pair]:
    """One side's account agrees with the plain statement; the other side's denial excludes it."""
    body = text.rstrip(" .")
    if text[-1:] != "." or '"' in text or "“" in text or not tokens or re.search(r"\bsaid\b", text):
        return
    body = body if tokens[0].tag.startswith("NP") else body[:1].lower() + body[1:]
    one, two = rng.sample(_SPEAKERS, 2)
    told = f"{one.capitalize()} {rng.choice(_SAYING)} that {body}."
    trailing = f"{text.rstrip(' .')}, {one} {rng.choice(_SAYING[:1])}."
    denied = f"{two.capitalize()} {rng.choice(_DENYING)} that {body}."
    shape = rng.randrange(4)
    if shape == 0:
        yield _either_way(text, told, "not_contradiction", rng)
    elif shape == 1:
        yield Pair(trailing, text, "entailment")
    elif shape == 2:
        yield _either_way(text, denied, "contradiction", rng)
    else:
        yield _either_way(rng.choice((told, trailing)), denied, "contradiction", rng)


def _counted(text: str, tokens: Sequence[Token], rng: Random) -> Iterator[Pair]:  # noqa: ARG001
    """A number changed beyond its wording, bounded, or rounded."""
    found = [m for m in _COUNT.finditer(text) if not _YEAR.fullmatch(m.group())]
    found = [m for m in found if not _BOUND.search(text[: m.start()])]
    if not found:
        return
    match = rng.choice(found)
    value = int(match.group().replace(",", ""))
    if not value:
        return

    def put(words: str) -> str:
        return text[: match.start()] + words + text[match.end() :]

    other = _other_number(value, rng)
    low, high = sorted((value, other))
    shape = rng.randrange(9)
    if shape <= 1:
        yield Pair(text, put(_written(other)), "contradiction")
    elif shape == 2:
        if low < value:
            yield Pair(text, put(f"{rng.choice(_ABOVE)} {_written(low)}"), "entailment")
        else:
            yield Pair(text, put(f"more than {_written(other)}"), "contradiction")
    elif shape == 3:
        if high > value:
            yield Pair(text, put(f"{rng.choice(_BELOW)} {_written(high)}"), "entailment")
        else:
            yield Pair(text, put(f"less than {_written(other)}"), "contradiction")
    elif shape == 4:
        yield Pair(text, put(f"{rng.choice(('more than', 'less than'))} {_written(value)}"), "contradiction")
    elif shape == 5:
        if other > value:
            yield Pair(put(f"more than {_written(value)}"), put(_written(other)), "neutral")
        else:
            yield Pair(put(f"less than {_written(value)}"), put(_written(other)), "neutral")
    elif shape == 6:
        yield Pair(text, put(f"{rng.choice(_HEDGES)} {_written(value)}"), "entailment")
    elif shape == 7:
        yield Pair(put(f"at least {_written(high)}"), put(_written(low)), "contradiction")
    elif value >= 23:
        unit = 10 ** (len(str(value)) - 1)
        near = round(value / unit) * unit if value >= 100 else round(value, -1)
        if near and near != value and abs(near - value) / value < 0.1:
            hedge = ("nearly", "almost") if near > value else ("more than", "over")
            yield Pair(text, put(f"{rng.choice((*hedge, *_HEDGES[:2]))} {_written(near)}"), "entailment")


def _dated(text: str, tokens: Sequence[Token], rng: Random) -> Iterator[Pair]:
    """Another weekday, month or year."""
    for names in (_WEEKDAYS, _MONTHS):
        words = [t for t in tokens if t.text in names and not (t.text == "May" and t.tag == "VM0")]
        if words:
            word = rng.choice(words)
            other = rng.choice([name for name in names if name != word.text])
            yield _either_way(text, _swap(text, word, other), "contradiction", rng)
            return
    if year := _YEAR.search(text):
        other = str(int(year.group()) + rng.choice((-10, -3, -2, -1, 1, 2, 3, 10)))
        yield _either_way(text, text[: year.start()] + other + text[year.end() :], "contradiction", rng)


def _shortened(text: str, tokens: Sequence[Token], rng: Random) -> Iterator[Pair]:
    """Without its last part after a comma: implied; and the whole by the part: open."""
    head, comma, tail = text.rstrip(" .").rpartition(", ")
    if not tokens or tokens[0].tag.startswith(_LEADS_IN):
        return  # "After the storm passed, ..." is no sentence without its last part
    if comma and len(head.split()) >= 5 and 3 <= len(tail.split()) <= 15 and '"' not in text:
        if rng.random() < 0.5:
            yield Pair(text, f"{head}.", "entailment")
        else:
            yield Pair(f"{head}.", text, "neutral")


REWRITES: tuple[Rewrite, ...] = (
    _denied, _turned, _planned, _alleged, _accounts, _counted, _counted, _dated, _shortened,
)  # fmt: skip


def echo(text: str, rng: Random) -> str:
    """Return the text as another outlet prints it: other quotation marks, hyphens, commas, spaces, capitals or none."""
    changes: tuple[Callable[[str], str], ...] = (
        lambda t: t.replace("'", "’").replace('"', "“"),
        lambda t: re.sub(r"(?<=\w)([-'’])(?=\w)", r" \1 ", t),
        lambda t: re.sub(r" ([-'’]) (?=\w)", r"\1", t),
        lambda t: t.rstrip(" ."),
        lambda t: t.replace(",", "", 1),
        lambda t: t.replace(".", "", 1),
        lambda t: t.lower(),
        lambda t: re.sub(r"\b(?:the|a|an) ", "", t, count=1),
        lambda t: re.sub(r"([,.;:?!])", r" \1", t),
        lambda t: t,
    )
    for change in rng.sample(changes, 2):
        text = change(text)
    return text


def _finite(token: Token) -> bool:
    return token.tag in _BE_HAVE_MODAL and token.lemma not in _OPEN_MODALS


def _negated_near(tokens: Sequence[Token], at: int) -> bool:
    return any(t.text.lower() in {"not", "n't", "n’t", "never", "no"} for t in tokens[at : at + 3])


def _past(tokens: Sequence[Token]) -> list[Token]:
    """The simple pasts that a rule can take apart: not after an auxiliary, not "said"."""
    return [
        t
        for n, t in enumerate(tokens)
        if t.tag == "VVD"
        and t.lemma not in ("say", t.text)
        and not (n and tokens[n - 1].tag.startswith(("VB", "VH", "AJ")))
    ]


def _swap(text: str, token: Token, words: str) -> str:
    return text[: token.start] + words + text[token.end :]


def _either_way(one: str, two: str, label: str, rng: Random) -> Pair:
    return Pair(one, two, label) if rng.random() < 0.5 else Pair(two, one, label)


def _other_number(value: int, rng: Random) -> int:
    """A number that no hedge would call the same."""
    choices = [value + rng.randint(1, 4), value * rng.randint(2, 5), value + max(1, value // rng.randint(2, 4))]
    if value > 3:
        choices += [value - rng.randint(1, 3), max(1, value // rng.randint(2, 4))]
    if value >= 30:  # "32" is not far enough from "30" to be another account of a big number
        choices = [value * 2, value // 2, value + value // 3, value - value // 4]
    return next((c for c in rng.sample(choices, len(choices)) if c != value), value + 1)


def _written(value: int) -> str:
    return f"{value:,}" if value >= 10_000 else str(value)
