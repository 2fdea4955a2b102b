"""What looks like a date and is none: "Good Friday", "Sunday Times", "2000 people", "March 5 people", "a 2008 Honda".

Such words are blanked out, letter for letter, before the date grammar reads the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.domain.text import Sentence, Token

BLANK = "_"  # a word character that no rule of the grammar reads

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = r"(?:(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber|[A-Z][a-z]{2,3}\.)"
_CARS = (
    "Acura|Audi|BMW|Bentley|Buick|Cadillac|Chevrolet|Chevy|Chrysler|Dodge|Ferrari|Fiat|Ford|GMC|Harley|Honda|Hyundai|"
    "Infiniti|Jaguar|Jeep|Kia|Land|Lexus|Lincoln|Mazda|Mercedes|Mercury|Mitsubishi|Nissan|Opel|Peugeot|Pontiac|Porsche|"
    "Range|Renault|Saab|Saturn|Subaru|Suzuki|Tesla|Toyota|Vauxhall|Volkswagen|Volvo|VW"
)
_NAMES = re.compile(
    rf"""
      \b(?:Black|Good|Ash|Palm|Easter|Super|Bloody|Holy|Cyber|Fat|Maundy|Shrove|Whit|Blue|Giving|Sheffield|Oscar|Election|Casual|Freaky
         |Ruby|Man|Any\s+Given|[Ee]very|[Ee]ach|[Mm]ost|[Ss]ome|[Oo]ne|[Aa])\s+{_WEEKDAY}s?\b
    | \b{_WEEKDAY}\s+(?:Times|Telegraph|Mirror|Mail|Express|Herald|Post|Independent|World|Tribune|Sun|Star|People|Age
         |School|school|Service|Mass|roast|lunch|best|driver|
         (?:Night|Morning)\s+(?:Football|Live|Lights|Fever|Raw|Baseball|Quarterback))\b
    | \bSept(?:ember|\.)?\s*11(?:th)?(?:,?\s+2001)?(?!,?\s+(?:19|20)\d\d)  # the attacks' name
    | \b11(?:th)?\s+September(?!\s+(?:19|20)\d\d)(?=\s+(?:attack|hijack|terror))
    | \b(?:from\s+|between\s+){_WEEKDAY}\s+(?:to|and|until|through)\s+{_WEEKDAY}\b  # a stretch, not two days
    | \b{_WEEKDAY}\s*(?:-|–|\bto\b|\bthrough\b)\s*{_WEEKDAY}\b
    | \b(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?=\s+(?:Movement|Street|Square|Bridge|Brigade|Avenue|Agreement
         |Committee|Commission|University|[Cc]ommittee|[Cc]ommission|[Mm]ovement)\b)
    | \bUSA\s+T(?:oday|ODAY)\b
    | \b(?:19|20)\d\d(?=\s+(?:[a-z]+\s+){{0,2}}(?:{_CARS})\b)
    | (?<=\w\s)T(?:oday|omorrow|onight)\b                                       # a programme's or paper's name
    | (?<=[$£€])\s?(?:19|20)\d\d\b
    """,
    re.VERBOSE,
)
# What is measured, not counted, by the number before it.
_UNITS = frozenset(
    (
        "meter",
        "metre",
        "kilometer",
        "kilometre",
        "km",
        "mile",
        "foot",
        "yard",
        "lb",
        "pound",
        "watt",
        "calorie",
        "degree",
        "percent",
        "dollar",
        "euro",
        "point",
        "mark",
        "barrier",
        "block",
        "seat",
        "people",
        "strong",
        "member",
        "rpm",
        "mph",
        "kph",
        "gmt",
        "utc",
        "hours",
        "hrs",
    )
)
# Plural nouns behind a year that happen rather than can be counted: "the 2008 elections".
EVENTS = (
    "election|poll|vote|referendum|olympics|game|championship|protest|riot|attack|bombing|blast|shooting|massacre|war|"
    "invasion|uprising|revolution|coup|crisis|flood|earthquake|quake|tsunami|hurricane|storm|fire|crash|disaster|"
    "talk|summit|hearing|trial|strike|clash|raid|murder|killing|award|primary|final|season|film|report|campaign|budget|"
    "recession|conflict|ceasefire|ceremony|show|tournament|edition|agreement|treaty|accord|constitution|ruling|case|census"
)
_EVENTS = frozenset(EVENTS.split("|"))
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY_NUMBER = re.compile(r"\d{1,2}")
_LEADS_TO_WEEKDAY = frozenset(
    (
        "on",
        "of",
        "from",
        "between",
        "and",
        "or",
        ",",
        "(",
        "-",
        "--",
        "last",
        "next",
        "this",
        "late",
        "early",
        "later",
        "earlier",
        "until",
        "till",
        "since",
        "by",
        "before",
        "after",
    )
)

_LEADS_TO_DATE = frozenset(("on", "since", "until", "by", "from", "of", ","))


def blanked(sentence: Sentence) -> str:
    """Return the sentence's text, of the same length, with all that only looks like a date blanked out."""
    text = _NAMES.sub(lambda match: BLANK * len(match.group()), sentence.text)
    for token in _misleading(sentence.tokens):
        start, end = token.start - sentence.span.start, token.end - sentence.span.start
        text = text[:start] + BLANK * (end - start) + text[end:]
    return text


def _misleading(tokens: tuple[Token, ...]) -> Iterator[Token]:
    for i, token in enumerate(tokens):
        before, after = tokens[:i][-1:], tokens[i + 1 : i + 4]
        if _YEAR.fullmatch(token.text) and _is_counted(after):
            yield token
        elif token.text in {"May", "March"} and after and _DAY_NUMBER.fullmatch(after[0].text):
            if not (before and before[0].text.lower() in _LEADS_TO_DATE) and _is_counted(after[1:]):
                yield token
        elif re.fullmatch(_WEEKDAY, token.text) and _opens_a_name(before, after):
            yield token


def _is_counted(after: tuple[Token, ...]) -> bool:
    """Whether the tokens behind a number are a plural noun, adjectives aside, or a unit."""
    if not after:
        return False
    noun = next((t for t in after[:2] if not t.tag.startswith("AJ")), after[0])
    if noun.lemma in _UNITS or noun.text.lower() in _UNITS:
        return True
    plural = noun.tag == "NN2" or noun.lemma in {"people", "police"}
    return plural and noun.text[0].islower() and noun.lemma not in _EVENTS


def _opens_a_name(before: tuple[Token, ...], after: tuple[Token, ...]) -> bool:
    """Whether it is "Tuesday Weld" or "the Sunday Reporter": a capital follows and nothing leads to a day."""
    if (
        not after
        or not after[0].text[:1].isupper()
        or not after[0].text.isalpha()
        or re.fullmatch(_MONTH, after[0].text)
    ):
        return False
    return not before or not (before[0].text.lower() in _LEADS_TO_WEEKDAY or before[0].tag.startswith("VV"))
