"""Plurals of counted nouns, and what befell the counted, in the words of a label."""

from __future__ import annotations

# By the end of the noun, so that compounds follow: grandchild, policewoman, housewife, helicopter gunman.
_IRREGULAR = {
    "person": "people",
    "child": "children",
    "man": "men",
    "foot": "feet",
    "tooth": "teeth",
    "goose": "geese",
    "mouse": "mice",
    **{f"{stem}fe": f"{stem}ves" for stem in ("li", "kni", "wi")},
    **{f"{stem}f": f"{stem}ves" for stem in ("hal", "cal", "el", "shel", "wol", "thie", "lea", "loa")},
    **{f"{stem}sis": f"{stem}ses" for stem in ("cri", "ba", "the", "analy", "oa", "diagno")},
    **{f"{stem}o": f"{stem}oes" for stem in ("her", "ech", "vet", "torped", "potat", "tomat", "mosquit", "carg")},
}
_MEN_ALONE = ("human", "german", "roman", "norman", "shaman", "talisman", "ottoman")
_ALIKE = ("craft", "sheep", "deer", "fish", "series", "species", "police", "cattle", "personnel", "offspring", "people")
_HISSING = ("s", "x", "z", "ch", "sh")
_FATES = frozenset({"death", "fatality", "casualty", "injury"})  # they say themselves what befell


def plural(noun: str) -> str:
    """Return the plural of a counted noun, for a label; of several words the last one changes."""
    if noun.endswith(_ALIKE):
        return noun
    if not noun.endswith(_MEN_ALONE):
        for end, ending in _IRREGULAR.items():
            if noun.endswith(end):
                return noun.removesuffix(end) + ending
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(_HISSING) else f"{noun}s"


def befallen(noun: str, role: str) -> str:
    """Say what befell how many: "people killed", "soldiers killed", "lives lost", "deaths"."""
    if noun in _FATES:
        return plural(noun)
    if noun == "life":
        return "lives lost" if role == "killed" else f"lives {role}"
    return f"{plural(noun or 'person')} {role}"
