"""Hand-written stand-ins for the models: small, deterministic, with no weights."""

import hashlib
import re

import numpy as np

from factcheck.domain.parses import Parse

_STOP = {
    "the",
    "a",
    "an",
    "of",
    "in",
    "on",
    "at",
    "to",
    "and",
    "by",
    "was",
    "were",
    "is",
    "are",
    "some",
    "have",
    "been",
}


class FakeEncoder:
    """A bag of words hashed into 256 dimensions: texts with equal words are near each other."""

    name = "fake@1"

    def __init__(self):
        self.asked: list[str] = []

    def encode(self, texts):
        self.asked += texts
        return np.array([self._one(text) for text in texts], dtype=np.float32).reshape(len(texts), 256)

    def _one(self, text):
        row = np.zeros(256)
        for word in re.findall(r"\w+", text.lower()):
            if word not in _STOP:
                row[int(hashlib.md5(word.encode()).hexdigest(), 16) % 256] += 1
        return row / (np.linalg.norm(row) or 1)


class FakeClassifier:
    """Gives each pair the row that `answers` holds for it, else `other`; remembers what it was asked."""

    def __init__(self, classes, answers=(), *, other=None, name="fake-classifier@1"):
        self.name = name
        self.classes = tuple(classes)
        self.answers = dict(answers)
        self.other = other
        self.asked: list[tuple[str, str]] = []

    def classify(self, pairs):
        self.asked += pairs
        rows = [self.answers.get(pair, self.other) for pair in pairs]
        return np.array(rows, dtype=np.float32).reshape(len(pairs), len(self.classes))


class FakeParser:
    """Hangs every word on the first of its sentence; remembers what it was asked."""

    def __init__(self, name="fake-parser@1"):
        self.name = name
        self.asked: list[str] = []

    def parse(self, sentences):
        self.asked += [" ".join(token.text for token in tokens) for tokens in sentences]
        return [self._one([token.text for token in tokens]) for tokens in sentences]

    def _one(self, words):
        same = tuple(words)
        return Parse((0,) * len(words), ("ROOT", *["dep"] * (len(words) - 1))[: len(words)], same, same, same)
