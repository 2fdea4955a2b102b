"""What each word of a sentence is, read off its parse: its lemma, and its tag of the BNC C5 tagset.

The parser's own tags, the Penn Treebank's, have one for "be", "have" and "do" and for every other verb, and one for
"of", "because" and "under"; C5 tells these apart, and so do the rules that read words side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.domain.parses import Parse
from factcheck.domain.text import Token
from factcheck.interfaces import Parser
from factcheck.settings.limits import LONGEST_WORD
from factcheck.values.figures.numbers import NUMBER_WORDS

_AUXILIARIES = {"be": "VB", "have": "VH", "do": "VD"}
_FORMS = {"VB": "I", "VBP": "B", "VBZ": "Z", "VBD": "D", "VBN": "N", "VBG": "G"}
_PARTICIPLES = ("VBN", "VBG")
_SUBJECTS = ("nsubj", "nsubjpass")
_NOUNS = (*_SUBJECTS, "dobj", "pobj")
# What has a subject of its own is a verb: "the dam above Ostby burst on Monday".
_TAKEN_FOR_NOUNS = {"NN": "VBD", "NNS": "VBZ"}
_WORDS = {  # classes of few words, whatever the parser makes of them where they stand
    **dict.fromkeys(NUMBER_WORDS, "CRD"),
    **dict.fromkeys(("not", "n't"), "XX0"),
    "of": "PRF",
    **dict.fromkeys(("people", "percent", "%", "aircraft", "series", "staff"), "NN0"),
    "police": "NN2",
    **dict.fromkeys(("dozens", "hundreds", "thousands", "millions", "billions", "tens"), "CRD"),
    **dict.fromkeys(("today", "tomorrow", "tonight", "yesterday", "a.m.", "p.m."), "AV0"),
    **dict.fromkeys(("former", "same"), "DT0"),
    **{f"{some}{one}": "PNI" for some in ("some", "any", "every", "no") for one in ("one", "body", "thing")},
    "none": "PNI",
}
_ARTICLES = frozenset({"the", "a", "an", "no", "every"})
_DETERMINERS = frozenset({
    "all", "another", "any", "both", "each", "either", "enough", "few", "fewer", "fewest", "half", "least", "less",
    "little", "many", "more", "most", "much", "neither", "own", "several", "some", "such",
})  # fmt: skip
_ORDINALS = frozenset({
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "last", "next",
})  # fmt: skip
_CONJUNCTIONS = frozenset({"than", "whether", "if", "because", "although", "though", "while", "unless"})
_TAGS = {
    "CC": "CJC",
    "CD": "CRD",
    "DT": "DT0",
    "EX": "EX0",
    "IN": "PRP",
    "JJ": "AJ0",
    "JJR": "AJC",
    "JJS": "AJS",
    "MD": "VM0",
    "NN": "NN1",
    "NNS": "NN2",
    "NNP": "NP0",
    "NNPS": "NN2",
    "PDT": "DT0",
    "POS": "POS",
    "PRP": "PNP",
    "PRP$": "DPS",
    "RB": "AV0",
    "RBR": "AV0",
    "RBS": "AV0",
    "RP": "AVP",
    "TO": "TO0",
    "UH": "ITJ",
    "WDT": "DTQ",
    "WP": "PNQ",
    "WP$": "DTQ",
    "WRB": "AVQ",
    "AFX": "AJ0",
    "LS": "CRD",
    "``": "PUQ",
    "''": "PUQ",
    "-LRB-": "PUL",
    "-RRB-": "PUR",
    ",": "PUN",
    ".": "PUN",
    ":": "PUN",
    "HYPH": "PUN",
}
_UNKNOWN = "UNC"  # foreign words, symbols, addresses
_CLIPPED = {"'re": "be", "'m": "be", "'ve": "have", "n't": "not"}
_LEMMAS = {
    "an": "a",
    "would": "will",
    "could": "can",
    "should": "shall",  # as the word lists have them
    "having": "have",  # which the parser leaves as it is
    # Of two verbs, or nouns, that are written alike in such a form the parser takes the rarer one.
    **dict.fromkeys(("hoped", "hopes", "hoping"), "hope"),
    **dict.fromkeys(("hated", "hates"), "hate"),
    **dict.fromkeys(("raped", "rapes", "raping"), "rape"),
    **dict.fromkeys(("scared", "scares"), "scare"),
    **dict.fromkeys(("staged", "stages", "staging"), "stage"),
    "bases": "base",
    "doses": "dose",
    "dying": "die",
    "motives": "motive",
    "taxes": "tax",
    "data": "data",
    "media": "media",
    "politics": "politics",
}


def read_words(rows: Sequence[Sequence[Token]], parser: Parser) -> list[tuple[Token, ...]]:
    """Return the words of each sentence with what they are. All are parsed in one go, which takes a parser least."""
    return [words_of(row, parse) for row, parse in zip(rows, parser.parse(rows), strict=True)]


def words_of(row: Sequence[Token], parse: Parse) -> tuple[Token, ...]:
    """Return the words of a sentence with what they are, by its parse."""
    told = {head for head, label in zip(parse.heads, parse.labels, strict=True) if label in _SUBJECTS}
    return tuple(_read(token, parse, i, verb=i in told) for i, token in enumerate(row))


def _read(token: Token, parse: Parse, i: int, *, verb: bool) -> Token:
    word = token.text.lower().replace("’", "'")
    lemma = _CLIPPED.get(word) or _LEMMAS.get(word) or parse.lemmas[i]
    if parse.tags[i] == "NNPS":
        lemma = _singular(word)  # "Greens", "Tories": the parser leaves names as they are
    penn = _TAKEN_FOR_NOUNS.get(parse.tags[i], parse.tags[i]) if verb else parse.tags[i]
    tag = _tag(word, lemma, penn, parse.labels[i])
    if tag == "AJ0" or len(word) > LONGEST_WORD or not any(map(str.isalnum, word)):
        lemma = token.text.lower()  # "the injured man"; no word; none that the parser has seen whole
    return replace(token, lemma=lemma, tag=tag)


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def _tag(word: str, lemma: str, penn: str, label: str) -> str:
    if word in _WORDS:
        return _WORDS[word]
    if penn in _FORMS:
        beside_noun = (penn in _PARTICIPLES and label == "amod") or (penn == "VBN" and label in _NOUNS)
        if label == "prep":
            return "PRP"  # "including", "following"
        return "AJ0" if beside_noun else _AUXILIARIES.get(lemma, "VV") + _FORMS[penn]
    if penn.startswith("PRP") and word.endswith(("self", "selves")):
        return "PNX"
    if word in _DETERMINERS and not (penn.startswith("RB") and label == "advmod"):
        return "DT0"
    if word in _ORDINALS or (word[0].isdigit() and word.endswith(("st", "nd", "rd", "th"))):
        return "ORD"
    if word[0].isdigit() and "-" not in word:
        return "CRD"  # "75m" is a number, whatever the parser takes it for
    match penn:
        case "DT" if word in _ARTICLES:
            return "AT0"
        case "IN" | "WDT" if word == "that":
            return "CJT"
        case "IN" if label == "mark" or word in _CONJUNCTIONS:
            return "CJS"
        case "WRB" if word == "when":
            return "CJS"
        case "WP" if word == "what":
            return "DTQ"
        case "RB" if label == "prt":
            return "AVP"
    return _TAGS.get(penn, _UNKNOWN)
