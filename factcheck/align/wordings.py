"""What is known of two quoted sentences that bears on whether they render one utterance in other words.

Nothing here forbids anything. The names and their order belong to the shipped model (align/one_utterance.py);
training/fit_quotations.py fits it on them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from factcheck.align.sayings import Pair, Sayings
from factcheck.values.speech.renderings import Rendering
from factcheck.values.speech.utterances import Word
from factcheck.values.speech.voices import Voice, Voices

# Every piece of evidence, and how a report calls it.
EVIDENCE: Mapping[str, str] = {
    "covered": "the words that they share",
    "alike": "the words that they share",
    "between": "how few words differ between those that they share",
    "stems": "the matter that they share",
    "run": "the words that they share in a row",
    "run of matter": "the words that they share in a row",
    "short": "their length",
    "one speaker": "who speaks",
    "two speakers": "who speaks",
    "quoted": "how much of the sentences is quoted",
    "neighbour": "what is quoted before and after",
    "rank": "that nothing else quoted is more alike",
    "given": "that neither article has the other wording, too",
    "repeated": "that neither article says the like twice",
    "matter differs": "how little differs",
    "name or number differs": "that no name and no number differs",
    "only added": "that words were only added or left out",
    "one beginning": "how they begin and end",
    "one end": "how they begin and end",
}
_STEM = 5  # letters that the forms of one word mostly share
_AS_IT_STANDS = 0.99  # likeness from which on a quotation is the other, word for word
_FARTHEST = 3  # others that are more alike: more say no more


def evidence(sayings: Sayings, pair: Pair, aligned: Rendering, voices: Voices) -> list[float]:
    """Return what is known of two quoted sentences, in the order of the names."""
    known = {
        "covered": sayings.covers(*pair),
        "alike": sayings.alike(*pair),
        "stems": _stems(aligned.left.words, aligned.right.words),
        "short": math.log(min(len(aligned.left.words), len(aligned.right.words))),
        **_shared(aligned),
        **_spoken([_voice(sayings, i, voices) for i in pair]),
        **_around(sayings, pair),
        **_standing(sayings, pair),
        **_differing(aligned),
    }
    return [float(known[name]) for name in EVIDENCE]


def _stems(ours: Iterable[Word], theirs: Iterable[Word]) -> float:
    """The share of the words of matter of the one with fewer that the other has in some form."""
    one, other = ({word.key[:_STEM] for word in words if word.matters} for words in (ours, theirs))
    return len(one & other) / max(1, min(len(one), len(other)))


def _shared(aligned: Rendering) -> dict[str, float]:
    runs = [aligned.left.words[a : a + size] for a, _, size in aligned.runs]
    apart = sum(len(d.left) + len(d.right) for d in aligned.differences)
    return {
        "between": 2 * aligned.shared / (2 * aligned.shared + apart),
        "run": math.log(max(map(len, runs))),
        "run of matter": math.sqrt(max(sum(word.matters for word in run) for run in runs)),
    }


def _voice(sayings: Sayings, i: int, voices: Voices) -> Voice | None:
    sentence, said = sayings.sentences[i], sayings.passages[i].span
    marks = next((stretch for stretch in sentence.quoted if stretch.overlaps(said)), None)
    return voices.of_quotation(sentence, marks) if marks else None


def _spoken(speaking: Sequence[Voice | None]) -> dict[str, float]:
    ours, theirs = speaking
    if ours is None or theirs is None:
        return {"one speaker": 0.0, "two speakers": 0.0}
    return {"one speaker": float(bool(ours.people & theirs.people)), "two speakers": float(ours.other_than(theirs))}


def _around(sayings: Sayings, pair: Pair) -> dict[str, float]:
    near = (sayings.covers(*map(beside.get, pair)) for beside in (sayings.preceding, sayings.following))
    return {"quoted": min(_quoted(sayings, i) for i in pair), "neighbour": max(near)}


def _quoted(sayings: Sayings, i: int) -> float:
    """Which share of the words of a sentence is sayings."""
    said = {word.span.start for word in sayings.passages[i].words}
    words = sum(token.text[:1].isalnum() for token in sayings.sentences[i].tokens)
    return min(1.0, len(said) / max(1, words))


def _standing(sayings: Sayings, pair: Pair) -> dict[str, float]:
    """How two quotations stand to the others of their articles."""
    alike = sayings.alike(*pair)
    (i, here), (j, there) = ((n, sayings.article(n)) for n in pair)
    others = sayings.nearest[i, there], sayings.nearest[j, here]
    repeated = [sayings.nearest.get((n, own), (0.0,))[0] for n, own in ((i, here), (j, there))]
    nearest = max(found[0] for found in others)
    return {
        "rank": min(_FARTHEST, sum(other > alike for found in others for other in found)),
        "given": float(alike < _AS_IT_STANDS <= nearest),
        "repeated": max(repeated),
    }


def _differing(aligned: Rendering) -> dict[str, float]:
    sides = [(len(d.left), len(d.right)) for d in aligned.differences]
    apart = [word for difference in aligned.differences for word in difference.apart]
    (a, b, _), (c, d, size) = aligned.runs[0], aligned.runs[-1]
    left, right = len(aligned.left.words) - c - size, len(aligned.right.words) - d - size
    return {
        "matter differs": math.log1p(sum(word.matters for word in apart)),
        "name or number differs": any(word.key[0].isdigit() or word.is_name for word in apart),
        "only added": sum(not min(two) for two in sides) / max(1, len(sides)),
        "one beginning": a == b == 0,
        "one end": left == right == 0,
    }
